"""Whether a rubric can be scored: each rule names the place where a person would look."""

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from questionnaire.scoring.errors import Reason, ScoringError

if TYPE_CHECKING:
    from questionnaire.scoring.types import Condition, Option, Question, QuestionSet, Rubric

MIN_SETS = 2
MIN_OPTIONS = 2
STRATEGY_COUNT = 3
MAX_FIT = 4
MAX_IMPORTANCE = 5
# Values stay below 2**50, so that int64 and float64 both hold them exactly: weights stay below
# 5 * 3 * 10.4 * 2**16, fits with their noise below 5 * L (see engine), and there are K sets.
MAX_SETS_TIMES_LCM = 20_000_000
# Beyond this many coordinates the lattice repeats itself too closely (see sample).
MAX_COORDINATES = 250


def check_rubric(rubric: "Rubric") -> None:
    """Raise ScoringError at the first place that cannot be scored."""
    check_keys("sets", (part.key for part in rubric.sets))
    if len(rubric.sets) < MIN_SETS:
        raise ScoringError("sets", Reason.TOO_FEW_SETS, count=len(rubric.sets))
    for part in rubric.sets:
        _check_set(part)
    for question in rubric.facts:
        _check_question("facts", question, scored=False)
    check_keys("questions", (question.key for question in rubric.questions))
    _check_size(rubric)
    options = {q.key: {option.key for option in q.options} for q in rubric.questions}
    for name, rules in (("vetoes", rubric.vetoes), ("tensions", rubric.tensions)):
        check_keys(name, (rule.key for rule in rules))
        for rule in rules:
            _check_conditions(f"{name}.{rule.key}", rule.when_all, options)


def check_keys(place: str, keys: Iterable[str]) -> None:
    """Raise ScoringError when a key is empty or used twice."""
    seen: set[str] = set()
    for key in keys:
        if not key:
            raise ScoringError(place, Reason.EMPTY_KEY)
        if key in seen:
            raise ScoringError(f"{place}.{key}", Reason.DUPLICATE_KEY, key=key)
        seen.add(key)


def _check_set(part: "QuestionSet") -> None:
    place = f"sets.{part.key}"
    if not part.questions:
        raise ScoringError(place, Reason.EMPTY_SET)
    for question in part.questions:
        _check_question(place, question, scored=True)


def _check_question(parent: str, question: "Question", *, scored: bool) -> None:
    place = f"{parent}.{question.key}"
    if len(question.options) < MIN_OPTIONS:
        raise ScoringError(place, Reason.TOO_FEW_OPTIONS, count=len(question.options))
    check_keys(place, (option.key for option in question.options))
    for option in question.options:
        _check_fits(f"{place}.{option.key}", option, scored=scored)


def _check_fits(place: str, option: "Option", *, scored: bool) -> None:
    fits = option.fits
    if not scored:
        if fits is not None:
            raise ScoringError(place, Reason.FITS_UNWANTED)
        return
    if fits is None:
        raise ScoringError(place, Reason.FITS_MISSING)
    if len(fits) != STRATEGY_COUNT or not all(is_whole(fit, MAX_FIT) for fit in fits):
        raise ScoringError(place, Reason.FIT_OUT_OF_RANGE, value=fits)


def is_whole(value: object, highest: int) -> bool:
    """Tell whether the value is an integer (True and False are none) from 0 to `highest`."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= highest


def _check_size(rubric: "Rubric") -> None:
    size = len(rubric.sets) * math.lcm(*(len(part.questions) for part in rubric.sets))
    if size > MAX_SETS_TIMES_LCM:
        raise ScoringError("sets", Reason.TOO_LARGE, count=size, limit=MAX_SETS_TIMES_LCM)
    coordinates = 6 * len(rubric.sets) + len(rubric.questions)
    if coordinates > MAX_COORDINATES:
        raise ScoringError("sets", Reason.TOO_LARGE, count=coordinates, limit=MAX_COORDINATES)


def _check_conditions(
    place: str, conditions: tuple["Condition", ...], options: dict[str, set[str]]
) -> None:
    if not conditions or not all(condition.any_of for condition in conditions):
        raise ScoringError(place, Reason.NO_CONDITION)
    for condition in conditions:
        here = f"{place}.{condition.question}"
        if condition.question not in options:
            raise ScoringError(here, Reason.UNKNOWN_QUESTION, key=condition.question)
        for option in sorted(condition.any_of - options[condition.question]):
            raise ScoringError(f"{here}.{option}", Reason.UNKNOWN_OPTION, key=option)
