import pytest
from django.test import Client
from django.urls import resolve

from tests.conftest import LANGUAGES
from tests.pages import form_data, language_of, path

ACCEPTED = [
    ("es", "es"),
    ("pt-BR,pt;q=0.9,en;q=0.5", "pt"),
    ("de-AT", "de"),
    ("ja,fr;q=0.4", "fr"),
    ("ja", "en"),
    ("", "en"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("accepted", "chosen"), ACCEPTED)
def test_first_visit_speaks_the_language_of_the_browser(accepted: str, chosen: str) -> None:
    response = Client(headers={"accept-language": accepted}).get("/", follow=True)
    assert response.redirect_chain == [(f"/{chosen}/", 302)]
    assert language_of(response) == chosen


@pytest.mark.django_db
def test_language_chosen_is_remembered_for_the_next_visit(client: Client) -> None:
    response = client.post("/language/", {"language": "it", "next": "/en/"}, follow=True)
    assert response.redirect_chain == [("/it/", 302)]
    again = client.get("/", headers={"accept-language": "de"}, follow=True)
    assert language_of(again) == "it"


@pytest.mark.django_db
def test_other_language_shows_the_same_page_with_what_follows_the_question_mark(
    client: Client,
) -> None:
    page = client.get(path("account_login") + "?next=/en/staff/")
    data = form_data(page, "language") | {"language": "de"}
    response = client.post("/language/", data)
    assert response["Location"] == path("account_login", language="de") + "?next=/en/staff/"


@pytest.mark.django_db
def test_language_chosen_on_another_site_leads_home(client: Client) -> None:
    response = client.post("/language/", {"language": "it", "next": "https://example.org/"})
    assert (response.status_code, response["Location"]) == (302, "/")


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_address_that_leads_nowhere_says_so_in_its_language(client: Client, language: str) -> None:
    response = client.get(f"/{language}/nowhere/")
    assert response.status_code == 404
    assert language_of(response) == language


def test_address_names_a_step_by_its_key() -> None:
    assert path("walk:set", "token", "funding", language="es") == "/es/walk/token/sets/funding/"
    assert resolve("/en/walk/token/result/").view_name == "results:result"
