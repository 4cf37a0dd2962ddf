from typing import Any

import pytest
from django.test import Client

from questionnaire.models import Answer, Questionnaire, Submission
from questionnaire.results.access import submission_for_token
from questionnaire.results.answers import NOT_SURE, Said
from questionnaire.walk import services
from tests import factories
from tests.conftest import LANGUAGES, Queries
from tests.pages import elements, form_data, language_of, path
from tests.walk.views.saying import HTMX, said_by, typed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_shows_the_set_in_its_language(client: Client, token: str, language: str) -> None:
    response = client.get(path("walk:set", token, "money", language=language))
    assert response.status_code == 200
    assert language_of(response) == language
    for text in ("Set money", "About money", "Question M2?", "Help with M1", "M1 is b", "Why M1"):
        assert f"{text} [{language}]" in response.text
    assert f"Fact of paper [{language}]" in response.text
    assert f"<title>Set money [{language}] · Ajar</title>" in response.text


def test_page_names_itself_in_all_languages(client: Client, token: str, money: str) -> None:
    links = elements(client.get(money), "link", rel="alternate")
    assert {link["hreflang"]: link["href"] for link in links} == {
        language: f"http://testserver{path('walk:set', token, 'money', language=language)}"
        for language in LANGUAGES
    }


@pytest.mark.parametrize(
    "address", ["walk/AAAABBBBCCCCDDDDEEEE/sets/money/", "walk/short/sets/money/"]
)
def test_unknown_token_is_not_found(client: Client, address: str, token: str) -> None:  # noqa: ARG001
    assert client.get(f"/en/{address}").status_code == 404
    assert client.post(f"/en/{address}", {"M1": "a"}).status_code == 404


def test_unknown_set_is_not_found(client: Client, token: str) -> None:
    assert client.get(path("walk:set", token, "luck")).status_code == 404
    assert client.post(path("walk:set", token, "luck"), {"M1": "a"}).status_code == 404


def test_other_methods_are_refused(client: Client, money: str, token: str) -> None:
    assert client.put(money).status_code == 405
    assert client.delete(money).status_code == 405
    assert client.get(path("walk:revise", token)).status_code == 405
    assert client.head(money).status_code == 200


def test_continue_saves_and_leads_to_the_next_set(
    client: Client, money: str, token: str, submission: Submission
) -> None:
    response = client.post(money, typed(client, money, M1="a", M2=NOT_SURE))
    assert response["Location"] == path("walk:set", token, "people")
    assert said_by(submission) == {"M1": Said("a"), "M2": Said(NOT_SURE)}
    assert form_data(client.get(money))["M2"] == NOT_SURE


def test_continue_from_the_last_set_leads_to_what_matters_most(client: Client, token: str) -> None:
    response = client.post(path("walk:set", token, "facts"), {"K1": "no"})
    assert response["Location"] == path("walk:importance", token)


@pytest.mark.parametrize("step", ["overview", "check"])
def test_continue_leads_back_to_where_it_was_asked_from(
    client: Client, money: str, token: str, step: str
) -> None:
    response = client.post(money, {**typed(client, money, M1="a"), "to": step})
    assert response["Location"] == path(f"walk:{step}", token)


def test_page_opened_from_the_check_page_leads_back_there(
    client: Client, money: str, token: str
) -> None:
    response = client.post(money, typed(client, f"{money}?to=check", M1="a"))
    assert response["Location"] == path("walk:check", token)


def test_continue_without_any_answer_saves_nothing(
    client: Client, money: str, submission: Submission
) -> None:
    assert client.post(money, typed(client, money)).status_code == 302
    assert said_by(submission) == {}


def test_htmx_saves_and_tells_so(client: Client, money: str, submission: Submission) -> None:
    response = client.post(money, typed(client, money, M1="b"), headers=HTMX)
    assert response.status_code == 200
    assert said_by(submission) == {"M1": Said("b")}
    swapped = {e["id"] for e in elements(response, "div", **{"hx-swap-oob": "true"})}
    assert swapped == {"M1-state", "M2-state", "notice"}
    assert form_data(response, "")["M1-was"] == "b"
    assert "1 of 2 answered" in response.text
    assert "<html" not in response.text


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["continue", "htmx"])
def test_note_of_2000_characters_is_saved(
    client: Client, money: str, submission: Submission, headers: dict[str, str]
) -> None:
    note = "é" * 1_999 + "!"
    client.post(money, typed(client, money, **{"M1-note": note}), headers=headers)
    assert said_by(submission) == {"M1": Said(note=note)}


def test_note_too_long_is_kept_with_a_sentence(
    client: Client, money: str, submission: Submission
) -> None:
    note = "n" * 2_003
    data = typed(client, money, M1="a", M2="b", **{"M1-note": note, "M2-note": "short"})
    response = client.post(money, data)
    assert response.status_code == 422
    assert "This note is 3 characters too long." in response.text
    assert "shorten it to 2,000 characters" in response.text
    assert form_data(response)["M1-note"] == note
    assert said_by(submission) == {"M1": Said("a"), "M2": Said("b", "short")}
    assert "Everything else on this page is saved." in response.text


def test_note_too_long_by_one_is_told_in_the_singular(client: Client, money: str) -> None:
    response = client.post(money, typed(client, money, **{"M1-note": "n" * 2_001}))
    assert "This note is 1 character too long." in response.text


def test_note_too_long_by_htmx_is_told(client: Client, money: str, submission: Submission) -> None:
    data = typed(client, money, M1="a", **{"M1-note": "n" * 3_000})
    response = client.post(money, data, headers=HTMX)
    assert "This note is 1,000 characters too long." in response.text
    assert said_by(submission) == {"M1": Said("a")}


def test_note_too_long_does_not_undo_the_one_before(
    client: Client, money: str, submission: Submission
) -> None:
    client.post(money, typed(client, money, **{"M1-note": "good"}))
    client.post(money, typed(client, money, **{"M1-note": "n" * 2_001}))
    assert said_by(submission) == {"M1": Said(note="good")}


def test_line_end_counts_as_one_character(
    client: Client, money: str, submission: Submission
) -> None:
    note = "line\r\n" * 399 + "ended"
    client.post(money, typed(client, money, **{"M1-note": note}))
    assert said_by(submission)["M1"].note == note.replace("\r\n", "\n")
    lines = "a\r\n" * 999 + "bb"
    client.post(money, typed(client, money, **{"M1-note": lines}))
    assert len(said_by(submission)["M1"].note) == 2_000


@pytest.mark.parametrize(
    "note",
    [
        "😀" * 2_000,
        "שלום עולם",
        "é ﷽ \u202e reversed",
        "'\"; DROP TABLE x; -- {{ x }} {% y %} %s %(a)s",
        "  indented\n\n\nlines",
    ],
    ids=["emoji", "right to left", "marks", "code", "space"],
)
def test_note_is_kept_as_it_was_typed(
    client: Client, money: str, submission: Submission, note: str
) -> None:
    client.post(money, typed(client, money, **{"M1-note": note}))
    assert said_by(submission)["M1"].note == note.strip()
    assert form_data(client.get(money))["M1-note"] == note.strip()


def test_note_is_escaped_wherever_it_is_shown(client: Client, small: Questionnaire) -> None:
    note = "<script>alert(1)</script></textarea><b>&amp;"
    submission, token = factories.answered(small, factories.ALL_OPEN)
    factories.answer(submission, {"M1": "a"}, note=note)
    shown = client.get(path("walk:set", token, "money"))
    assert form_data(shown)["M1-note"] == note
    checked = client.get(path("walk:check", token))
    services.submit(token=token, language="en")
    result = client.get(path("results:result", token))
    for response in (shown, checked, result):
        assert response.status_code == 200
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in response.text
        assert "<script>alert" not in response.text
        assert "</textarea><b>" not in response.text


def test_nul_byte_is_dropped_from_a_note(
    client: Client, money: str, submission: Submission
) -> None:
    response = client.post(money, typed(client, money, **{"M1-note": "a\x00b"}))
    assert response.status_code == 302
    assert said_by(submission) == {"M1": Said(note="ab")}


@pytest.mark.parametrize("option", ["z", "yes", "a\x00", "A", "1"])
def test_answer_that_is_not_on_offer_is_refused(
    client: Client, money: str, submission: Submission, option: str
) -> None:
    response = client.post(money, typed(client, money, M1=option, M2="c"))
    assert response.status_code == 422
    assert "Choose one of the answers on offer; this one is not among them." in response.text
    assert said_by(submission) == {"M2": Said("c")}


def test_answer_to_a_question_of_another_set_is_ignored(
    client: Client, money: str, submission: Submission
) -> None:
    client.post(money, typed(client, money, M1="a", P1="b"))
    assert said_by(submission) == {"M1": Said("a")}


def test_answer_of_another_submission_stays(client: Client, small: Questionnaire) -> None:
    mine, token = factories.answered(small, {"M1": "a"})
    other, _token = factories.answered(small, {"M1": "b"})
    client.post(path("walk:set", token, "money"), {"M1": "c"})
    assert (said_by(mine), said_by(other)) == ({"M1": Said("c")}, {"M1": Said("b")})


# What it costs


@pytest.fixture
def long_walk(shipped: Questionnaire) -> str:
    """The token of a submission of the shipped questionnaire."""
    return factories.started(shipped)[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_costs_two_queries_and_reads_no_question(
    client: Client, long_walk: str, language: str, count_queries: Queries
) -> None:
    address = path("walk:set", long_walk, "funding", language=language)
    client.get(address)
    with count_queries() as queries:
        client.get(address)
    assert len(queries) <= 2
    assert [query for query in queries if "questionnaire_question" in query.split('"')] == []


SHIPPED_SETS: list[dict[str, Any]] = [
    {"key": "funding", "answers": {"F1": "vc", "F2": "lt6", "F3": "public", "F1-note": "n"}},
    {"key": "ethics", "answers": {"X14": "joint", "X15": NOT_SURE}},
    {"key": "facts", "answers": {"K1": "yes", "K2": "none"}},
]


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["continue", "htmx"])
@pytest.mark.parametrize("part", SHIPPED_SETS, ids=lambda part: part["key"])
def test_save_costs_four_queries(
    client: Client,
    long_walk: str,
    part: dict[str, Any],
    headers: dict[str, str],
    count_queries: Queries,
) -> None:
    address = path("walk:set", long_walk, part["key"])
    client.get(address)
    with count_queries() as first:
        client.post(address, part["answers"], headers=headers)
    again = {**part["answers"], "F1": "own", "X14": NOT_SURE, "K1": "no"}
    with count_queries() as second:
        client.post(address, again, headers=headers)
    assert (len(first) <= 4, len(second) <= 4) == (True, True)
    assert Answer.objects.filter(submission=submission_for_token(long_walk)).count() > 0
