"""The calibration of a questionnaire in plain words: what was tried, what must be, what is."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from questionnaire.catalogue.assessment import Check, Must
from questionnaire.catalogue.content import Content
from questionnaire.enums import Strategy
from questionnaire.scoring import calibrate
from questionnaire.templatetags.ajar import percent

# How many of the figures out of bounds are shown; editors mend these first
SHOWN = 6

QUESTIONS: Mapping[str, Promise] = {
    Must.COMPLETE: gettext_lazy("Is every text written, in every language?"),
    Must.SCORABLE: gettext_lazy("Are there enough sets, questions and answers to be scored?"),
    Must.REFERENCES: gettext_lazy("Does everything that rules and sources refer to exist, once?"),
    Must.FITS: gettext_lazy("Has each answer its three fits, and a reason in every language?"),
    Must.REACHABLE: gettext_lazy("Can each strategy be recommended at all?"),
    "blank_without_vetoes": gettext_lazy(
        "Nobody has answered anything, and no veto counts: does each strategy come out about as "
        "often as the others?"
    ),
    "blank_with_vetoes": gettext_lazy("And with the vetoes?"),
    "dominant_set": gettext_lazy(
        "One set matters five times as much as each other one, still without answers: does each "
        "strategy keep a fair share?"
    ),
    "best_answers": gettext_lazy(
        "Somebody gives, to every question, the answer that favours one strategy most: does that "
        "strategy come out?"
    ),
    "strictly_best_options": gettext_lazy("On how many of the answers is each strategy the best?"),
    "hybrid_strictly_worst_options": gettext_lazy(
        "On how many of the answers is hybrid the worst? It must not be a safe middle."
    ),
    "hybrid_last": gettext_lazy("In how many of 1,024 random forms does hybrid come last?"),
    "one_redrawn_changes_winner": gettext_lazy(
        "One answer of a random form is replaced by another: how often does the result change?"
    ),
    "random_clear_unstated": gettext_lazy(
        "How many random forms get a clear result, when nobody says what matters most?"
    ),
    "random_clear_stated": gettext_lazy("And when it is said what matters most?"),
    "one_answer": gettext_lazy(
        "A single answer is given: how far does it decide the result on its own?"
    ),
    "same_position": gettext_lazy(
        "Somebody always chooses the first answer, or always the second, and so on: how clear does "
        "the result get?"
    ),
    "vetoed": gettext_lazy("In how many random forms is each strategy ruled out by a veto?"),
    "all_vetoed": gettext_lazy("In how many random forms are all three ruled out?"),
    "question_influence": gettext_lazy(
        "Another answer to one question of a random form: how often does it change the result? A "
        "question that never does is dead, one that often does decides alone."
    ),
}
CASES: Mapping[str, Promise] = {
    "changed": gettext_lazy("the result changes"),
    "clear": gettext_lazy("clear results"),
    "all": gettext_lazy("all three"),
}


@dataclass(frozen=True)
class Figure:
    """What was measured, of what; `share` is 0..1."""

    name: str
    share: float
    is_out: bool


@dataclass(frozen=True)
class Row:
    """One check for people: the question it asks, what must be, and what is."""

    check: Check
    question: str
    wanted: str
    figures: tuple[Figure, ...]
    more: int

    @property
    def is_open(self) -> bool:
        """Whether nothing can be said yet."""
        return self.check.passed is None


def row_of(check: Check, content: Content) -> Row:
    """Return a check in words: all its figures if few, else those out of bounds first."""
    figures = _figures(check, content)
    return Row(
        check=check,
        question=str(QUESTIONS[check.key]),
        wanted=_wanted(check),
        figures=tuple(figures[:SHOWN]),
        more=max(0, len(figures) - SHOWN),
    )


def _figures(check: Check, content: Content) -> list[Figure]:
    if check.figures is None:
        return []
    measured = check.figures
    names = _Names(content)
    figures = [
        Figure(names.of(check.key, key), share, key in measured.failures)
        for key, share in measured.figures.items()
    ]
    if len(figures) > SHOWN:
        figures.sort(key=lambda figure: _room(measured, figure.share))
    return figures


def _room(measured: calibrate.Check, share: float) -> float:
    """Return how far a figure is within its bounds; below 0 it is out of them."""
    above = share - measured.low if measured.low > 0 else 1
    below = measured.high - share if measured.high < 1 else 1
    return min(above, below)


def _wanted(check: Check) -> str:
    if check.figures is None:
        return ""
    low, high = check.figures.low, check.figures.high
    said = {"low": percent(low), "high": percent(high)}
    if low == 0:
        return _("at most %(high)s") % said
    if high == 1:
        return _("at least %(low)s") % said
    return _("from %(low)s to %(high)s") % said


class _Names:
    """What the keys of figures stand for, such as "strategy" or "question.option.strategy"."""

    def __init__(self, content: Content) -> None:
        source = content.words.get(content.structure.source_language)
        self._sets = (
            {key: words.name or key for key, words in source.sets.items()} if source else {}
        )

    def of(self, check: str, key: str) -> str:
        """Return a figure's name for people."""
        if check == "same_position":
            return _("always answer %(number)s") % {"number": key}
        return ", ".join(self._step(step) for step in key.split("."))

    def _step(self, step: str) -> str:
        if step in Strategy.values:
            return str(Strategy(step).label)
        return str(CASES.get(step, self._sets.get(step, step)))
