"""The sample result: an invented startup's answers, scored like everybody's."""

from collections.abc import Mapping
from dataclasses import dataclass

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
    outcome: scoring.Outcome


def sample_of(questionnaire: FrozenQuestionnaire) -> Sample:
    """Return the sample that ships with a questionnaire, or one without answers if none does.

    Answers to questions that this version no longer asks, or no longer offers, are left out.
    """
    path = CONTENT_DIR / questionnaire.key / SAMPLE_FILE
    written = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    answers = {
        key: option
        for key, option in written.get("answers", {}).items()
        if key in questionnaire.questions and _is_offered(questionnaire, key, option)
    }
    form = scoring.Form(answers=answers, importance=written.get("importance", {}))
    return Sample(
        answers={key: Said(option or NOT_SURE) for key, option in answers.items()},
        outcome=scoring.evaluate(questionnaire.rubric, form),
    )


def _is_offered(questionnaire: FrozenQuestionnaire, key: str, option: str | None) -> bool:
    return option is None or any(o.key == option for o in questionnaire.questions[key].options)
