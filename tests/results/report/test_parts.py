import pytest

from questionnaire.models import Questionnaire
from questionnaire.results.answers import NOT_SURE
from tests import factories
from tests.results.report.documents import data_of, part_of

pytestmark = pytest.mark.django_db


def test_open_answer_that_could_rule_out_says_so(small: Questionnaire) -> None:
    data = data_of(small, {**factories.ALL_OPEN, "K1": NOT_SURE})
    (point,) = part_of(data, "What is ruled out")["points"]
    assert point["title"] == "Open may be ruled out"
    assert point["condition"].startswith("That depends on an answer that is still open.")
    assert point["questions"] == "Your answers to: Question K1? [en]"


def test_answers_say_what_was_chosen_and_noted(small: Questionnaire) -> None:
    data = data_of(small, {"M1": "a", "M2": NOT_SURE}, "Why?")
    money, people, _facts = part_of(data, "All your answers")["groups"]
    note = [{"text": "Why?", "rtl": False}]
    assert money["answers"] == [
        {"question": "Question M1? [en]", "chosen": True, "answer": "M1 is a [en]", "note": note},
        {"question": "Question M2? [en]", "chosen": False, "answer": "Not sure yet", "note": note},
    ]
    assert people["answers"][0]["answer"] == "No answer yet"


def test_sets_show_their_fits_and_where_they_pull(small: Questionnaire) -> None:
    answers = {"M1": "a", "M2": "a", "P1": "b", "P2": "b", "K1": "yes"}
    rows = part_of(data_of(small, answers), "Set by set")["rows"]
    assert [(row["name"], row["strategy"], row["values"]) for row in rows] == [
        ("Set money [en]", "open", ["4.0", "1.0", "0.0"]),
        ("Set people [en]", "closed", ["0.0", "1.0", "4.0"]),
    ]


def test_other_answers_say_which_strategy_comes_first_then(small: Questionnaire) -> None:
    data = data_of(small, {"M1": "a", "M2": "a", "P1": "b", "P2": NOT_SURE, "K1": "yes"})
    (group,) = part_of(data, "What to find out first")["groups"]
    assert group["title"] == "Question P2? [en]"
    assert [change["text"] for change in group["changes"]] == [
        f"P2 is {option} [en]" for option in "abc"
    ]
    for change in group["changes"]:
        assert change["towards"].startswith(f"{change['strategy']} [en], ")
        assert change["towards"].endswith(" of 100")


def test_next_steps_have_their_sources(small: Questionnaire) -> None:
    steps = part_of(data_of(small, factories.ALL_OPEN), "Next steps")["groups"][0]["steps"]
    assert steps == [
        {
            "text": "money: go_open [en]",
            "sources": [
                {"text": "Fact of book [en]", "citation": "B. Author, A Book", "url": ""},
                {
                    "text": "Fact of paper [en]",
                    "citation": "A. Author, A Paper, 2024",
                    "url": "https://example.org/",
                },
            ],
        }
    ]
