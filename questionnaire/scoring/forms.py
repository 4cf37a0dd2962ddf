"""From a form, or a mapping such as parsed JSON gives, to what the engine reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from questionnaire.scoring.checks import MAX_IMPORTANCE, MIN_SETS, is_whole
from questionnaire.scoring.errors import Reason, ScoringError
from questionnaire.scoring.types import Form, Rubric

UNSTATED_AMONG_STATED = 3

_FIELDS = ("answers", "importance")


@dataclass(frozen=True, slots=True)
class Reading:
    """A checked form, in the order of the rubric.

    `choices`: for each question (scored, then facts) the position of its option, or None.
    `unsure_facts`: indices of the facts marked "not sure" (a fact not answered is not among them).
    `importance`: for each set 0..5 as used, or None for all sets left in when nothing is stated.
    """

    choices: tuple[int | None, ...]
    unsure_facts: frozenset[int]
    importance: tuple[int | None, ...]

    @property
    def stated(self) -> bool:
        """Whether the weights follow stated importances."""
        return None not in self.importance


def form_from_dict(rubric: Rubric, data: object) -> Form:
    """Return the form in `data`, a mapping with "answers" and "importance" (both may be missing).

    Raises ScoringError, naming the place, when it is not a form for this rubric. That a JSON text
    names a question twice must be noticed by whoever parses it.
    """
    if not isinstance(data, Mapping):
        raise ScoringError("form", Reason.NOT_A_MAPPING, value=data)
    for key in data:
        if key not in _FIELDS:
            raise ScoringError("form", Reason.UNKNOWN_FIELD, key=key)
    for name in _FIELDS:
        if not isinstance(data.get(name, {}), Mapping):
            raise ScoringError(name, Reason.NOT_A_MAPPING, value=data[name])
    form = Form(answers=dict(data.get("answers", {})), importance=dict(data.get("importance", {})))
    read(rubric, form)
    return form


def read(rubric: Rubric, form: Form) -> Reading:
    """Check the form against the rubric; raise ScoringError, naming the place."""
    known = _positions(rubric)
    for key, option in form.answers.items():
        _check_answer(known, key, option)
    choices = tuple(
        None if option is None else known[question.key][option]
        for question in rubric.questions
        for option in (form.answers.get(question.key),)
    )
    unsure_facts = frozenset(
        index
        for index, fact in enumerate(rubric.facts, start=len(rubric.scored))
        if fact.key in form.answers and form.answers[fact.key] is None
    )
    return Reading(choices, unsure_facts, _importance(rubric, form.importance))


@lru_cache(maxsize=16)
def _positions(rubric: Rubric) -> dict[str, dict[str, int]]:
    return {
        question.key: {option.key: at for at, option in enumerate(question.options)}
        for question in rubric.questions
    }


def _check_answer(known: dict[str, dict[str, int]], key: object, option: object) -> None:
    place = f"answers.{key}"
    if not isinstance(key, str) or key not in known:
        raise ScoringError(place, Reason.UNKNOWN_QUESTION, key=key)
    if option is None:
        return
    if not isinstance(option, str):
        raise ScoringError(place, Reason.NOT_ONE_OPTION, value=option)
    if option not in known[key]:
        raise ScoringError(place, Reason.UNKNOWN_OPTION, key=option)


def _importance(rubric: Rubric, given: Mapping[str, int | None]) -> tuple[int | None, ...]:
    """Return the importance of each set as used (see Reading)."""
    keys = [part.key for part in rubric.sets]
    for key, value in given.items():
        if key not in keys:
            raise ScoringError(f"importance.{key}", Reason.UNKNOWN_SET, key=key)
        if value is not None and not is_whole(value, MAX_IMPORTANCE):
            raise ScoringError(f"importance.{key}", Reason.IMPORTANCE_OUT_OF_RANGE, value=value)
    values = [given.get(key) for key in keys]
    left_in = sum(value != 0 for value in values)
    if left_in < MIN_SETS:
        raise ScoringError("importance", Reason.TOO_FEW_SETS, count=left_in)
    if any(values):  # at least one set is rated 1..5
        return tuple(UNSTATED_AMONG_STATED if value is None else value for value in values)
    return tuple(values)
