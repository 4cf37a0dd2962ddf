import json
from dataclasses import replace

import pytest

from questionnaire.catalogue.queries import frozen
from questionnaire.models import Questionnaire
from questionnaire.results.answers import NOT_SURE, Said, read_over
from questionnaire.results.report.content import Data, report_data
from tests import factories
from tests.results.report.documents import STAMP, result_of

pytestmark = pytest.mark.django_db


def data_of(version: Questionnaire, answers: dict[str, str], note: str = "") -> Data:
    questionnaire = frozen(version, language="en")
    said = {key: Said(choice, note) for key, choice in answers.items()}
    return report_data(
        result=result_of(questionnaire, said),
        questionnaire=questionnaire,
        sets=read_over(questionnaire, said),
        stamp=STAMP,
    )


def titles_of(data: Data) -> list[str]:
    return [part["title"] for part in data["parts"]]


def part_of(data: Data, title: str) -> Data:
    (part,) = (part for part in data["parts"] if part["title"] == title)
    return dict(part)


def test_parts_come_in_the_order_of_the_page(small: Questionnaire) -> None:
    answers = {**factories.ALL_OPEN, "M2": NOT_SURE, "P1": "b"}
    assert titles_of(data_of(small, answers)) == [
        "How sure is that?",
        "What is ruled out",
        "Why",
        "Set by set",
        "What would change it",
        "What to find out first",
        "Answers that pull apart",
        "Next steps",
        "All your answers",
    ]


def test_parts_without_content_are_left_out(small: Questionnaire) -> None:
    titles = titles_of(data_of(small, factories.ALL_HYBRID))
    assert "What is ruled out" not in titles
    assert "What to find out first" not in titles


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


def test_nameless_venture_is_not_named(small: Questionnaire) -> None:
    questionnaire = frozen(small, language="en")
    data = report_data(
        result=result_of(questionnaire, {}),
        questionnaire=questionnaire,
        sets=read_over(questionnaire, {}),
        stamp=replace(STAMP, venture=""),
    )
    assert data["hero"]["kicker"] == "Submitted on 21 November 2026"
    assert data["hero"]["tone"] == "undecided"


def test_data_is_fit_for_json(small: Questionnaire) -> None:
    data = data_of(small, factories.ALL_OPEN)
    assert json.loads(json.dumps(data))["title"] == data["title"]
