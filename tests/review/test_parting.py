"""Where a reviewer and the machine part."""

import pytest

from questionnaire.catalogue.queries import frozen
from questionnaire.models import Questionnaire
from questionnaire.results.answers import NOT_SURE, Said
from questionnaire.review.parting import parting


@pytest.fixture
def outcome() -> dict[str, object]:
    """Hybrid, before open and closed; the numbers are invented."""
    return {
        "contributions": [
            {"winner": "hybrid", "other": "open", "answers": {}},
            {"winner": "hybrid", "other": "closed", "answers": {}},
        ]
    }


def test_answers_are_dealt_to_those_for_whom_they_speak(
    small: Questionnaire, outcome: dict[str, list[dict[str, object]]]
) -> None:
    questionnaire = frozen(small, language="en")
    first, second, third, fourth = list(questionnaire.questions.values())[:4]
    outcome["contributions"][1]["answers"] = {
        first.key: 0.5,
        second.key: -0.25,
        third.key: 0.75,
        fourth.key: 1.0,
    }
    answers = {question.key: Said(question.options[0].key) for question in (first, second, third)}
    answers[fourth.key] = Said(NOT_SURE)
    found = parting(outcome, questionnaire, answers, "closed")
    assert found is not None
    assert found.machine.strategy == "hybrid"
    assert [(one.question.key, one.pull) for one in found.machine.reasons] == [
        (third.key, 0.75),
        (first.key, 0.5),
    ]
    assert found.reviewer.strategy == "closed"
    assert [(one.question.key, one.pull) for one in found.reviewer.reasons] == [(second.key, 0.25)]


def test_nobody_parts_who_agrees(small: Questionnaire, outcome: dict[str, object]) -> None:
    assert parting(outcome, frozen(small, language="en"), {}, "hybrid") is None
