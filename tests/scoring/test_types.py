from collections.abc import Callable

import pytest

from questionnaire.scoring import (
    Condition,
    Option,
    Question,
    Reason,
    Rubric,
    ScoringError,
    Veto,
)
from tests.scoring.rubrics import CLOSED, OPEN, fact, question, rubric, tension, veto

FITS = ((4, 0, 2), (0, 4, 2))


def one(key: str) -> Question:
    return question(key, *FITS)


def raw(key: str, fits: object) -> Question:
    return Question(key, (Option("a", FITS[0]), Option("b", fits)))  # type: ignore[arg-type]


WRONG: dict[str, tuple[Callable[[], Rubric], str, Reason]] = {
    "one set": (lambda: rubric([one("p")]), "sets", Reason.TOO_FEW_SETS),
    "empty set": (lambda: rubric([one("p")], []), "sets.s1", Reason.EMPTY_SET),
    "one option": (
        lambda: rubric([question("p", FITS[0])], [one("q")]),
        "sets.s0.p",
        Reason.TOO_FEW_OPTIONS,
    ),
    "fact with one option": (
        lambda: rubric([one("p")], [one("q")], facts=[Question("f", (Option("yes"),))]),
        "facts.f",
        Reason.TOO_FEW_OPTIONS,
    ),
    "fit over 4": (
        lambda: rubric([raw("p", (5, 0, 0))], [one("q")]),
        "sets.s0.p.b",
        Reason.FIT_OUT_OF_RANGE,
    ),
    "fit under 0": (
        lambda: rubric([raw("p", (0, 0, -1))], [one("q")]),
        "sets.s0.p.b",
        Reason.FIT_OUT_OF_RANGE,
    ),
    "fit not whole": (
        lambda: rubric([raw("p", (1.5, 0, 0))], [one("q")]),
        "sets.s0.p.b",
        Reason.FIT_OUT_OF_RANGE,
    ),
    "fit true": (
        lambda: rubric([raw("p", (True, 0, 0))], [one("q")]),
        "sets.s0.p.b",
        Reason.FIT_OUT_OF_RANGE,
    ),
    "two fits": (
        lambda: rubric([raw("p", (1, 2))], [one("q")]),
        "sets.s0.p.b",
        Reason.FIT_OUT_OF_RANGE,
    ),
    "no fits": (
        lambda: rubric([raw("p", None)], [one("q")]),
        "sets.s0.p.b",
        Reason.FITS_MISSING,
    ),
    "fact with fits": (
        lambda: rubric([one("p")], [one("q")], facts=[one("f")]),
        "facts.f.a",
        Reason.FITS_UNWANTED,
    ),
    "question twice": (
        lambda: rubric([one("p")], [one("p")]),
        "questions.p",
        Reason.DUPLICATE_KEY,
    ),
    "fact named as a question": (
        lambda: rubric([one("p")], [one("q")], facts=[fact("q")]),
        "questions.q",
        Reason.DUPLICATE_KEY,
    ),
    "option twice": (
        lambda: rubric([Question("p", (Option("a", FITS[0]),) * 2)], [one("q")]),
        "sets.s0.p.a",
        Reason.DUPLICATE_KEY,
    ),
    "empty key": (lambda: rubric([one("")], [one("q")]), "questions", Reason.EMPTY_KEY),
    "veto twice": (
        lambda: rubric([one("p")], [one("q")], vetoes=[veto("v", OPEN, p="a")] * 2),
        "vetoes.v",
        Reason.DUPLICATE_KEY,
    ),
    "veto without conditions": (
        lambda: rubric([one("p")], [one("q")], vetoes=[veto("v", OPEN)]),
        "vetoes.v",
        Reason.NO_CONDITION,
    ),
    "condition without options": (
        lambda: rubric(
            [one("p")],
            [one("q")],
            vetoes=[Veto("v", CLOSED, (Condition("p", frozenset()),))],
        ),
        "vetoes.v",
        Reason.NO_CONDITION,
    ),
    "veto on an unknown question": (
        lambda: rubric([one("p")], [one("q")], vetoes=[veto("v", OPEN, nowhere="a")]),
        "vetoes.v.nowhere",
        Reason.UNKNOWN_QUESTION,
    ),
    "tension on an unknown option": (
        lambda: rubric([one("p")], [one("q")], tensions=[tension("t", p="a", q="z")]),
        "tensions.t.q.z",
        Reason.UNKNOWN_OPTION,
    ),
    "sizes without a small common multiple": (
        lambda: rubric(*([one(f"q{k}-{at}") for at in range(k)] for k in (31, 37, 41, 43, 47))),
        "sets",
        Reason.TOO_LARGE,
    ),
    "more questions than coordinates": (
        lambda: rubric([one("p")], [one(f"q{at}") for at in range(240)]),
        "sets",
        Reason.TOO_LARGE,
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_rubric_refuses_what_cannot_be_scored(case: str) -> None:
    make, place, reason = WRONG[case]
    with pytest.raises(ScoringError) as caught:
        make()
    assert (caught.value.place, caught.value.reason) == (place, reason)
    assert str(caught.value).startswith(f"{place}: ")


def test_rubric_refuses_a_set_named_twice() -> None:
    parts = rubric([one("p")], [one("q")]).sets
    with pytest.raises(ScoringError, match=r"sets\.s0: the key 's0' is used twice\."):
        Rubric("test", (parts[0], parts[0]))


def test_rubric_lists_scored_questions_before_facts() -> None:
    whole = rubric([one("p")], [one("q"), one("r")], facts=[fact("f")])
    assert [question.key for question in whole.questions] == ["p", "q", "r", "f"]
