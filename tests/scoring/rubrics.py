"""Rubrics to test with: the reference question bank, and small ones made on the spot."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from questionnaire.scoring import (
    Condition,
    Form,
    Option,
    Question,
    QuestionSet,
    Rubric,
    Strategy,
    Tension,
    Veto,
)

OPEN, CLOSED, HYBRID = Strategy

Fits = tuple[int, int, int]


def question(key: str, *fits: Fits) -> Question:
    """Make a question with the options "a", "b" ..., one for each row of fits."""
    return Question(key, tuple(Option(chr(97 + at), row) for at, row in enumerate(fits)))


def fact(key: str) -> Question:
    """Make a facts-only question that is answered yes or no."""
    return Question(key, (Option("yes"), Option("no")))


def conditions(wanted: Mapping[str, Sequence[str]]) -> tuple[Condition, ...]:
    return tuple(Condition(key, frozenset(options)) for key, options in wanted.items())


def veto(key: str, rules_out: Strategy, **wanted: Sequence[str]) -> Veto:
    return Veto(key, rules_out, conditions(wanted))


def tension(key: str, **wanted: Sequence[str]) -> Tension:
    return Tension(key, conditions(wanted))


def rubric(
    *sets: Sequence[Question],
    facts: Sequence[Question] = (),
    vetoes: Sequence[Veto] = (),
    tensions: Sequence[Tension] = (),
) -> Rubric:
    """Make a rubric with the sets "s0", "s1" ..."""
    parts = tuple(QuestionSet(f"s{at}", tuple(part)) for at, part in enumerate(sets))
    return Rubric("test", parts, tuple(facts), tuple(vetoes), tuple(tensions))


def choose(chosen: Rubric, option: str) -> Form:
    """Answer every scored question with the option of this key."""
    return Form({one.key: option for one in chosen.scored})


@cache
def reference() -> Rubric:
    """Return the rubric of the reference question bank: 18 questions in five sets."""
    data = json.loads(Path(__file__).with_name("reference.json").read_text(encoding="utf-8"))
    return Rubric(
        "reference",
        tuple(
            QuestionSet(key, tuple(_question(q, options) for q, options in questions.items()))
            for key, questions in data["sets"].items()
        ),
        vetoes=tuple(
            Veto(key, Strategy(rule["rules_out"]), conditions(rule["when_all"]))
            for key, rule in data["vetoes"].items()
        ),
        tensions=tuple(Tension(key, conditions(rule)) for key, rule in data["tensions"].items()),
    )


def _question(key: str, options: Mapping[str, Sequence[int]]) -> Question:
    return Question(key, tuple(Option(name, (f[0], f[1], f[2])) for name, f in options.items()))
