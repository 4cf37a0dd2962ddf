import pytest
from django.contrib.auth.models import User
from django.test import Client

from questionnaire.models import MailLanguage
from questionnaire.review.accounts.profile import save_profile
from questionnaire.review.comments import name_of
from questionnaire.review.mails.outbox import language_of
from tests.pages import elements, path
from tests.review.accounts.people import person

PROFILE, OVERVIEW = path("account_profile"), path("account_overview")


def test_stranger_signs_in_first(client: Client) -> None:
    response = client.post(PROFILE, {"name": "Eve", "language": "de"})
    assert response["Location"] == f"{path('account_login')}?next={PROFILE}"


def test_profile_shows_what_is_kept(signed_in: Client, mira: User) -> None:
    save_profile(user=mira, name="Mira Okafor", language="it")
    page = signed_in.get(PROFILE)
    assert [field["value"] for field in elements(page, "input", name="name")] == ["Mira Okafor"]
    chosen = [one["value"] for one in elements(page, "option") if "selected" in one]
    assert chosen == ["it"]


def test_profile_is_saved_and_told_of(signed_in: Client, mira: User) -> None:
    other = person("noa@example.org")
    data = {"name": " Mira Ökafor ", "language": "pt"}
    response = signed_in.post(PROFILE, data, follow=True)
    assert response.redirect_chain == [(OVERVIEW, 302)]
    assert "Saved." in response.text
    mira.refresh_from_db()
    assert (name_of(mira), language_of(mira), language_of(other)) == ("Mira Ökafor", "pt", "en")


def test_language_is_changed_again(signed_in: Client, mira: User) -> None:
    for language in ("fr", "es"):
        signed_in.post(PROFILE, {"name": "", "language": language})
        assert language_of(mira) == language
    assert MailLanguage.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"name": "Mira", "language": "tlh"}, "Choose one of the languages."),
        ({"name": "Mira"}, "Choose one of the languages."),
        (
            {"name": "M" * 151, "language": "de"},
            "This has 151 characters, and 150 fit. Shorten it.",
        ),
    ],
)
def test_what_cannot_be_kept_is_said_and_stays_on_the_page(
    signed_in: Client, mira: User, sent: dict[str, str], said: str
) -> None:
    page = signed_in.post(PROFILE, sent)
    assert page.status_code == 422
    assert said in page.text
    assert [one["value"] for one in elements(page, "input", name="name")] == [sent["name"]]
    mira.refresh_from_db()
    assert mira.get_full_name() == ""
    assert not MailLanguage.objects.exists()


def test_profile_is_kept_in_no_cache_and_takes_no_other_method(signed_in: Client) -> None:
    assert "no-store" in signed_in.get(PROFILE)["Cache-Control"]
    assert signed_in.put(PROFILE).status_code == 405
