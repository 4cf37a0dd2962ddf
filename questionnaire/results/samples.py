"""The sample result: an invented startup's answers, scored like everybody's."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from questionnaire import scoring
from questionnaire.catalogue.files import CONTENT_DIR
from questionnaire.catalogue.values import FrozenQuestionnaire
from questionnaire.results.answers import NOT_SURE, Said

SAMPLE_FILE = "sample.yaml"


@dataclass(frozen=True)
class Sample:
    """Invented answers and what the engine says of them."""

    answers: Mapping[str, Said]
    importance: Mapping[str, int]
    outcome: Mapping[str, Any]


def sample_of(questionnaire: FrozenQuestionnaire) -> Sample:
    """Return the sample that ships with a questionnaire, or one without answers if none does.

    Answers to questions that this version no longer asks, or no longer offers, are left out.
    """
    return _sample(questionnaire.rubric)


@lru_cache(maxsize=8)
def _sample(rubric: scoring.Rubric) -> Sample:
    path = CONTENT_DIR / rubric.key / SAMPLE_FILE
    written = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    offered = {
        question.key: {None, *(option.key for option in question.options)}
        for question in rubric.questions
    }
    answers = {
        key: option
        for key, option in written.get("answers", {}).items()
        if option in offered.get(key, ())
    }
    sets = {part.key for part in rubric.sets}
    weighed = written.get("importance", {}).items()
    importance = {key: level for key, level in weighed if key in sets}
    outcome, explanation = scoring.evaluate_and_explain(rubric, scoring.Form(answers, importance))
    return Sample(
        answers={key: Said(option or NOT_SURE) for key, option in answers.items()},
        importance=importance,
        outcome={**outcome.as_dict(), "explanation": explanation.as_dict()},
    )
