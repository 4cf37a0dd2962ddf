"""A set's page that others have overtaken: another tab, another language, a submission."""

from typing import Any

import pytest
from django.test import Client

from questionnaire.models import Questionnaire, Submission
from questionnaire.results.answers import NOT_SURE, Said
from questionnaire.walk import services
from tests import factories
from tests.conftest import LANGUAGES
from tests.pages import elements, form_data, language_of, path
from tests.walk.views.saying import HTMX, said_by, typed

pytestmark = pytest.mark.django_db

# Two tabs


def test_stale_tab_keeps_what_it_did_not_touch(
    client: Client, money: str, submission: Submission
) -> None:
    stale = typed(client, money)
    client.post(money, typed(client, money, M1="a", **{"M1-note": "there"}))
    response = client.post(money, {**stale, "M2": "b"})
    assert response.status_code == 302
    assert said_by(submission) == {"M1": Said("a", "there"), "M2": Said("b")}


def test_stale_tab_with_the_same_answer_goes_on(
    client: Client, money: str, submission: Submission
) -> None:
    stale = typed(client, money, M1="a")
    client.post(money, typed(client, money, M1="a"))
    assert client.post(money, stale).status_code == 302
    assert said_by(submission) == {"M1": Said("a")}


def test_stale_tab_with_another_answer_is_told_kindly(
    client: Client, money: str, submission: Submission
) -> None:
    stale = typed(client, money, M1="b", M2="c", **{"M1-note": "here"})
    client.post(money, typed(client, money, M1="a", **{"M1-note": "there"}))
    response = client.post(money, stale)
    assert response.status_code == 409
    assert "Another tab answered differently" in response.text
    assert "Saved in another tab: “M1 is a [en]”" in response.text
    assert '<blockquote dir="auto">there</blockquote>' in response.text
    kept = form_data(response)
    assert (kept["M1"], kept["M1-note"]) == ("b", "here")
    assert said_by(submission) == {"M1": Said("a", "there"), "M2": Said("c")}


def test_second_continue_of_a_stale_tab_has_the_last_word(
    client: Client, money: str, submission: Submission
) -> None:
    stale = typed(client, money, M1="b", **{"M1-note": "here"})
    client.post(money, typed(client, money, M1="a", **{"M1-note": "there"}))
    response = client.post(money, form_data(client.post(money, stale)))
    assert response.status_code == 302
    assert said_by(submission) == {"M1": Said("b", "here")}


def test_stale_tab_is_told_by_htmx(client: Client, money: str, submission: Submission) -> None:
    stale = typed(client, money, M1=NOT_SURE)
    client.post(money, typed(client, money, M1="a"))
    response = client.post(money, stale, headers=HTMX)
    assert response.status_code == 200
    assert "Another tab answered differently" in response.text
    assert said_by(submission) == {"M1": Said("a")}


# Changing the language in the middle


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_button_keeps_answers_text_and_page(
    client: Client, money: str, token: str, submission: Submission, language: str
) -> None:
    data = typed(client, money, M1="c", language=language, **{"M2-note": "unsaved"})
    response = client.post(money, data, follow=True)
    address = path("walk:set", token, "money", language=language)
    assert response.redirect_chain == [(address, 302)]
    assert language_of(response) == language
    kept = form_data(response)
    assert (kept["M1"], kept["M2-note"]) == ("c", "unsaved")
    assert said_by(submission) == {"M1": Said("c"), "M2": Said(note="unsaved")}


def test_language_button_is_remembered(client: Client, money: str) -> None:
    client.post(money, typed(client, money, language="de"))
    assert client.get("/").headers["Location"] == "/de/"


def test_language_button_keeps_a_note_that_is_too_long(client: Client, money: str) -> None:
    note = "n" * 2_003
    response = client.post(money, typed(client, money, language="de", **{"M1-note": note}))
    assert response.status_code == 422
    assert language_of(response) == "de"
    assert "Set money [de]" in response.text
    assert form_data(response)["M1-note"] == note
    assert "characters too long" not in response.text


def test_unknown_language_is_ignored(client: Client, money: str, token: str) -> None:
    response = client.post(money, typed(client, money, M1="a", language="xx"))
    assert response["Location"] == path("walk:set", token, "people")


# After submission


@pytest.fixture
def closed(client: Client, small: Questionnaire) -> tuple[Submission, str, dict[str, Any]]:
    """A submission that was submitted while a page of it stood open, with what was typed there."""
    submission, token = factories.answered(small, factories.ALL_OPEN)
    data = typed(client, path("walk:set", token, "money"), M1="b", **{"M2-note": "late"})
    services.submit(token=token, language="en")
    return submission, token, data


Closed = tuple[Submission, str, dict[str, Any]]


def test_page_of_a_closed_submission_leads_to_its_result(client: Client, closed: Closed) -> None:
    _submission, token, _data = closed
    response = client.get(path("walk:set", token, "money"))
    assert response["Location"] == path("results:result", token)


def test_closed_submission_answers_409_with_what_was_typed(client: Client, closed: Closed) -> None:
    submission, token, data = closed
    response = client.post(path("walk:set", token, "money"), data)
    assert response.status_code == 409
    assert "These answers were submitted meanwhile" in response.text
    kept = form_data(response)
    assert (kept["M1"], kept["M2-note"]) == ("b", "late")
    (button,) = elements(response, "button", formaction=path("walk:revise", token))
    assert button["form"] == "answers"
    assert said_by(submission)["M1"] == Said("a")


def test_closed_submission_is_told_by_htmx(client: Client, closed: Closed) -> None:
    submission, token, data = closed
    response = client.post(path("walk:set", token, "money"), data, headers=HTMX)
    assert "These answers were submitted meanwhile" in response.text
    assert said_by(submission)["M1"] == Said("a")


def test_what_came_too_late_is_carried_into_a_new_submission(
    client: Client, closed: Closed
) -> None:
    submission, token, data = closed
    late = form_data(client.post(path("walk:set", token, "money"), data))
    response = client.post(path("walk:revise", token), late)
    revision = Submission.objects.get(previous=submission)
    assert response["Location"] == path("walk:set", services.revise(token=token), "money")
    assert said_by(revision)["M1"] == Said("b")
    assert said_by(revision)["M2"] == Said("a", "late")
    assert said_by(revision)["P1"] == Said("a")
    assert said_by(submission)["M1"] == Said("a")


def test_note_too_long_that_came_too_late_is_kept(client: Client, closed: Closed) -> None:
    _submission, token, data = closed
    note = "n" * 2_001
    response = client.post(path("walk:revise", token), {**data, "M1-note": note})
    assert response.status_code == 422
    assert form_data(response)["M1-note"] == note
    (form,) = elements(response, "form", id="answers")
    assert form["action"] == path("walk:set", services.revise(token=token), "money")


def test_revise_leads_to_the_overview_of_the_new_submission(client: Client, closed: Closed) -> None:
    submission, token, _data = closed
    first = client.post(path("walk:revise", token))
    second = client.post(path("walk:revise", token))
    assert first["Location"] == second["Location"]
    assert client.get(first["Location"]).status_code == 200
    assert Submission.objects.filter(previous=submission).count() == 1
