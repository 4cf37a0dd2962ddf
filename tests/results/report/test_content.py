import json
from dataclasses import replace

import pytest

from questionnaire.catalogue.queries import frozen
from questionnaire.models import Questionnaire
from questionnaire.results.answers import NOT_SURE, read_over
from questionnaire.results.report.content import report_data
from questionnaire.results.report.parts import Data
from tests import factories
from tests.results.report.documents import STAMP, data_of, result_of

pytestmark = pytest.mark.django_db


def titles_of(data: Data) -> list[str]:
    return [part["title"] for part in data["parts"]]


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
