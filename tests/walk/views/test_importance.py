from typing import Any

import pytest
from django.test import Client

from questionnaire.models import Questionnaire, Submission
from questionnaire.results.access import submission_for_token
from questionnaire.walk import services
from tests import factories
from tests.conftest import LANGUAGES, Queries
from tests.pages import form_data, language_of, path

pytestmark = pytest.mark.django_db
HTMX = {"hx-request": "true"}
TOO_FEW = "Leave at least two sets in: give one more of them a number above 0."


@pytest.fixture
def address(token: str) -> str:
    return path("walk:importance", token)


def stated(token: str) -> dict[str, int]:
    levels: dict[str, int] = submission_for_token(token).importance
    return levels


def typed(client: Client, address: str, **changes: str) -> dict[str, Any]:
    return {**form_data(client.get(address)), **changes}


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_asks_for_every_scored_set(client: Client, token: str, language: str) -> None:
    response = client.get(path("walk:importance", token, language=language))
    assert language_of(response) == language
    assert f"Swing of money [{language}]" in response.text
    sent = {k: v for k, v in form_data(response).items() if not k.endswith("-was")}
    assert {key: sent.get(key) for key in ("money", "people", "facts")} == {
        "money": "",
        "people": "",
        "facts": None,
    }


def test_unknown_token_is_not_found(client: Client) -> None:
    address = path("walk:importance", "A" * 32)
    assert client.get(address).status_code == 404
    assert client.post(address, {}).status_code == 404
    assert client.put(address).status_code == 405


def test_importance_is_saved(client: Client, address: str, token: str) -> None:
    response = client.post(address, typed(client, address, money="5", people="1"))
    assert response["Location"] == path("walk:check", token)
    assert stated(token) == {"money": 5, "people": 1}
    assert form_data(client.get(address))["money"] == "5"


def test_importance_is_saved_by_htmx(client: Client, address: str, token: str) -> None:
    response = client.post(address, typed(client, address, money="4"), headers=HTMX)
    assert response.status_code == 200
    assert "<html" not in response.text
    assert stated(token) == {"money": 4}


def test_importance_may_be_skipped(client: Client, address: str, token: str) -> None:
    response = client.post(address, typed(client, address))
    assert response["Location"] == path("walk:check", token)
    assert stated(token) == {}


def test_importance_can_be_taken_back(client: Client, address: str, token: str) -> None:
    client.post(address, typed(client, address, money="5", people="2"))
    client.post(address, typed(client, address, money=""))
    assert stated(token) == {"people": 2}


def test_importance_leads_to_the_overview_when_asked(
    client: Client, address: str, token: str
) -> None:
    response = client.post(address, typed(client, address, money="1", to="overview"))
    assert response["Location"] == path("walk:overview", token)


def test_all_sets_left_out_is_refused(client: Client, address: str, token: str) -> None:
    response = client.post(address, typed(client, address, money="0", people="0"))
    assert response.status_code == 422
    assert TOO_FEW in response.text
    assert form_data(response)["people"] == "0"
    assert stated(token) == {}


def test_all_sets_left_out_by_htmx_is_refused(client: Client, address: str, token: str) -> None:
    response = client.post(address, typed(client, address, money="0", people="0"), headers=HTMX)
    assert TOO_FEW in response.text
    assert stated(token) == {}


def test_one_set_of_many_left_out_is_saved(client: Client, shipped: Questionnaire) -> None:
    _submission, token = factories.started(shipped)
    address = path("walk:importance", token)
    client.post(address, typed(client, address, funding="0", team="5"))
    assert stated(token) == {"funding": 0, "team": 5}
    assert client.get(path("walk:check", token)).status_code == 200


@pytest.mark.parametrize("level", ["6", "-1", "2.5", "five", "\x00"])
def test_level_that_is_none_is_refused(
    client: Client, address: str, token: str, level: str
) -> None:
    response = client.post(address, typed(client, address, money=level))
    assert response.status_code == 422
    assert "Choose a number from 0 to 5." in response.text
    assert stated(token) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_button_keeps_what_was_stated(
    client: Client, address: str, token: str, language: str
) -> None:
    data = typed(client, address, money="3", language=language)
    response = client.post(address, data, follow=True)
    assert response.redirect_chain == [(path("walk:importance", token, language=language), 302)]
    assert language_of(response) == language
    assert form_data(response)["money"] == "3"


def test_language_button_keeps_what_cannot_be_saved(client: Client, address: str) -> None:
    data = typed(client, address, money="0", people="0", language="fr")
    response = client.post(address, data)
    assert response.status_code == 422
    assert language_of(response) == "fr"
    assert TOO_FEW not in response.text
    assert form_data(response)["money"] == "0"


def test_stale_tab_keeps_what_it_did_not_touch(client: Client, address: str, token: str) -> None:
    stale = typed(client, address)
    client.post(address, typed(client, address, money="5"))
    response = client.post(address, {**stale, "people": "2"})
    assert response.status_code == 302
    assert stated(token) == {"money": 5, "people": 2}


def test_stale_tab_with_another_level_is_told_kindly(
    client: Client, address: str, token: str
) -> None:
    stale = typed(client, address, money="1")
    client.post(address, typed(client, address, money="5"))
    response = client.post(address, stale)
    assert response.status_code == 409
    assert "Another tab answered differently" in response.text
    assert "Saved in another tab: 5" in response.text
    assert form_data(response)["money"] == "1"
    assert stated(token) == {"money": 5}
    assert client.post(address, form_data(response)).status_code == 302
    assert stated(token) == {"money": 1}


def test_two_tabs_together_leave_two_sets_in(client: Client, address: str, token: str) -> None:
    stale = typed(client, address, people="0")
    client.post(address, typed(client, address, money="0"))
    client.post(address, stale)
    assert client.get(path("walk:check", token)).status_code == 200
    services.submit(token=token, language="en")
    assert client.get(path("results:result", token)).status_code == 200


def test_page_of_a_closed_submission_leads_to_its_result(
    client: Client, small: Questionnaire
) -> None:
    _submission, token = factories.submitted(small, factories.ALL_OPEN)
    response = client.get(path("walk:importance", token))
    assert response["Location"] == path("results:result", token)


def test_what_came_too_late_is_carried_into_a_new_submission(
    client: Client, small: Questionnaire
) -> None:
    submission, token = factories.answered(small, factories.ALL_OPEN)
    address = path("walk:importance", token)
    data = typed(client, address, money="5")
    services.submit(token=token, language="en")
    late = client.post(address, data)
    assert late.status_code == 409
    assert "These answers were submitted meanwhile" in late.text
    response = client.post(path("walk:revise", token), form_data(late))
    revision = services.revise(token=token)
    assert response["Location"] == path("walk:importance", revision)
    assert (stated(token), stated(revision)) == ({}, {"money": 5})
    assert Submission.objects.get(previous=submission).importance == {"money": 5}


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["continue", "htmx"])
def test_importance_costs_few_queries(
    client: Client, shipped: Questionnaire, headers: dict[str, str], count_queries: Queries
) -> None:
    address = path("walk:importance", factories.started(shipped)[1])
    data = typed(client, address, team="5", ethics="2")
    with count_queries() as shown:
        client.get(address)
    with count_queries() as saved:
        client.post(address, data, headers=headers)
    assert (len(shown) <= 2, len(saved) <= 4) == (True, True)
