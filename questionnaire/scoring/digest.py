"""Fingerprints that let a stored result be checked for ever."""

import hashlib
import json
from functools import lru_cache

from questionnaire.scoring.types import Condition, Question, Rubric


@lru_cache(maxsize=16)
def rubric_digest(rubric: Rubric) -> str:
    """Return the SHA-256 of the rubric's canonical JSON: keys, fits and rules, no wording."""
    text = json.dumps(_as_json(rubric), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _as_json(rubric: Rubric) -> dict[str, object]:
    return {
        "key": rubric.key,
        "sets": [
            {"key": part.key, "questions": [_question(question) for question in part.questions]}
            for part in rubric.sets
        ],
        "facts": [_question(question) for question in rubric.facts],
        "vetoes": [
            {"key": veto.key, "rules_out": veto.rules_out, "when_all": _conditions(veto.when_all)}
            for veto in rubric.vetoes
        ],
        "tensions": [
            {"key": tension.key, "when_all": _conditions(tension.when_all)}
            for tension in rubric.tensions
        ],
    }


def _question(question: Question) -> dict[str, object]:
    return {
        "key": question.key,
        "changeable": question.changeable,
        "options": [{"key": option.key, "fits": option.fits} for option in question.options],
    }


def _conditions(conditions: tuple[Condition, ...]) -> list[dict[str, object]]:
    return [
        {"question": condition.question, "any_of": sorted(condition.any_of)}
        for condition in conditions
    ]
