import pytest
from django.core import mail
from django.test import Client
from pytest_django.asserts import assertRedirects

from questionnaire.models import Questionnaire, Submission
from questionnaire.results.access import submission_for_token
from questionnaire.results.answers import Said, answers_of
from tests import factories
from tests.conftest import LANGUAGES, SHIPPED, Queries
from tests.pages import elements, form_data, language_of, path

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_offers_every_questionnaire_in_its_language(
    client: Client,
    small: Questionnaire,  # noqa: ARG001
    language: str,
) -> None:
    response = client.get(path("walk:home", language=language))
    assert language_of(response) == language
    assert f"Title [{language}]" in response.text
    for key in (SHIPPED, factories.KEY):
        for page in ("walk:start", "results:sample"):
            assert elements(response, "a", href=path(page, key, language=language)) != []


def test_home_without_a_questionnaire_says_so(client: Client, transactional_db: None) -> None:  # noqa: ARG001
    response = client.get(path("walk:home"))
    assert response.status_code == 200
    assert "No questionnaire is published at the moment." in response.text


def test_home_refuses_to_be_posted_to(client: Client) -> None:
    assert client.post(path("walk:home")).status_code == 405


@pytest.mark.parametrize("language", LANGUAGES)
def test_start_asks_in_its_language(client: Client, small: Questionnaire, language: str) -> None:
    response = client.get(path("walk:start", small.key, language=language))
    assert (response.status_code, language_of(response)) == (200, language)
    assert form_data(response, "start").keys() >= {"venture_name", "email"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_start_leads_to_the_overview(client: Client, small: Questionnaire, language: str) -> None:
    response = client.post(path("walk:start", small.key, language=language), {"venture_name": ""})
    token = response["Location"].split("/")[3]
    assert response["Location"].startswith(path("walk:overview", token, language=language))
    submission = submission_for_token(token)
    assert (submission.language, submission.status) == (language, "draft")
    assert (submission.venture.name, submission.email) == ("", "")
    assert mail.outbox == []


def test_start_keeps_name_and_address_and_mails_the_link(
    client: Client, small: Questionnaire
) -> None:
    data = {"venture_name": "Door & Sons", "email": "a@example.org"}
    response = client.post(path("walk:start", small.key), data, follow=True)
    submission = Submission.objects.get(email="a@example.org")
    assert submission.venture.name == "Door & Sons"
    assert "Door &amp; Sons" in response.text
    assert mail.outbox[0].to == ["a@example.org"]
    assert "The link is on its way to a@example.org." in response.text


@pytest.mark.parametrize(
    "data", [{"email": "nobody"}, {"venture_name": "n" * 121}, {"venture_name": "a\x00"}]
)
def test_start_with_something_wrong_starts_nothing(
    client: Client, small: Questionnaire, data: dict[str, str]
) -> None:
    response = client.post(path("walk:start", small.key), data)
    assert response.status_code == 422
    assert elements(response, "div", id="summary") != []
    assert not Submission.objects.exists()


@pytest.mark.parametrize("key", ["unknown", "small-er"])
def test_start_of_an_unknown_questionnaire_is_not_found(client: Client, key: str) -> None:
    assert client.get(path("walk:start", key)).status_code == 404
    assert client.post(path("walk:start", key)).status_code == 404


def test_start_in_another_language_keeps_what_was_typed(
    client: Client, small: Questionnaire
) -> None:
    typed = {"venture_name": "Door", "email": "half@", "language": "pt"}
    response = client.post(path("walk:start", small.key), typed)
    assert (response.status_code, language_of(response)) == (200, "pt")
    kept = form_data(response, "start")
    assert (kept["venture_name"], kept["email"]) == ("Door", "half@")
    (form,) = elements(response, "form", id="start")
    assert form["action"] == path("walk:start", small.key, language="pt")
    assert not Submission.objects.exists()


def test_start_uses_the_newest_version(client: Client, small: Questionnaire) -> None:
    newer = factories.published(title="Changed")
    client.post(path("walk:start", small.key), {"email": ""})
    assert Submission.objects.get().questionnaire == newer


@pytest.mark.parametrize(
    "link", ["https://ajar.example/de/walk/{}/", "  /en/walk/{}/sets/money/ ", "x/walk/{}?a=1"]
)
def test_resume_with_a_pasted_link_leads_back(client: Client, token: str, link: str) -> None:
    response = client.post(path("walk:resume"), {"link": link.format(token)})
    assertRedirects(response, path("walk:overview", token))


@pytest.mark.parametrize(
    "link",
    ["rubbish", "https://ajar.example/en/walk/AAAABBBBCCCCDDDDEEEE/", "/walk/short/", "💥"],
)
def test_resume_with_rubbish_says_what_to_check(client: Client, link: str) -> None:
    response = client.post(path("walk:resume"), {"link": link})
    assert response.status_code == 422
    assert "No answers belong to this link." in response.text
    assert link in form_data(response, "resume").values()


def test_resume_without_a_link_asks_for_it(client: Client) -> None:
    response = client.post(path("walk:resume"), {"link": ""})
    assert response.status_code == 422
    assert "Paste your private link here." in response.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_resume_speaks_its_language(client: Client, language: str) -> None:
    response = client.get(path("walk:resume", language=language))
    assert (response.status_code, language_of(response)) == (200, language)
    switched = client.post(path("walk:resume"), {"link": "half", "language": language})
    assert (switched.status_code, language_of(switched)) == (200, language)


def test_home_and_start_cost_few_queries(
    client: Client, shipped: Questionnaire, count_queries: Queries
) -> None:
    home, start = path("walk:home"), path("walk:start", shipped.key)
    client.get(home)
    with count_queries() as at_home:
        client.get(home)
    with count_queries() as at_start:
        client.get(start)
    assert (len(at_home), len(at_start)) == (1, 1)


# A form whose protection has expired


@pytest.fixture
def strict() -> Client:
    """A client that is held to the protection of forms, as browsers are."""
    return Client(enforce_csrf_checks=True)


def test_expired_form_keeps_what_was_typed(strict: Client, token: str) -> None:
    address = path("walk:set", token, "money")
    typed = {"set": "money", "M1": "b", "M1-was": "", "M1-note": "long\r\n<thoughts>"}
    response = strict.post(f"{address}?to=check", typed)
    assert response.status_code == 403
    kept = form_data(response, f"{address}?to=check")
    assert {key: kept[key] for key in typed} == typed


def test_expired_form_is_saved_when_it_is_sent_again(
    strict: Client, submission_and_token: tuple[Submission, str]
) -> None:
    submission, token = submission_and_token
    address = path("walk:set", token, "money")
    kept = form_data(strict.post(address, {"M1": "b", "M1-was": ""}), address)
    assert strict.post(address, kept).status_code == 302
    shown = factories.in_english(submission.questionnaire)
    assert answers_of(submission, shown) == {"M1": Said("b")}


def test_expired_page_is_kept_private(strict: Client, token: str) -> None:
    response = strict.post(path("walk:set", token, "money"), {"M1": "b"})
    assert {"private", "no-cache"} <= set(response["Cache-Control"].split(", "))
    assert response["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("name", ["walk:submit", "walk:mail", "walk:set"])
def test_language_menu_on_an_expired_page_leads_back(strict: Client, token: str, name: str) -> None:
    more = ("money",) if name == "walk:set" else ()
    expired = strict.post(path(name, token, *more), {"M1": "b"})
    data = {**form_data(expired, "language"), "language": "es"}
    response = strict.post("/language/", data, follow=True)
    assert (response.status_code, language_of(response)) == (200, "es")
