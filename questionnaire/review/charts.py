"""A cohort's numbers as the page draws them: bars with their labels, intervals on a scale.

Lengths come as text with a decimal point, on a scale of 100; see `results.charts`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from questionnaire.results.charts import Span, span
from questionnaire.review.agreement import Agreement
from questionnaire.review.suppression import Counts

PERCENT = 100
# Scores go from 1 to 5: nobody can be further than 4 from the others
WIDEST_GAP = 4


@dataclass(frozen=True)
class Bar:
    """A bar; `number` is None when it is hidden, and then there is nothing to draw.

    `key` names what is counted (and its colour, for a strategy). `percent` is None unless the bar
    is a share.
    """

    key: str
    label: str
    number: int | None
    percent: int | None
    span: Span | None


@dataclass(frozen=True)
class Chart:
    """The bars of one table of counts, with what the page says about what is hidden in it."""

    bars: tuple[Bar, ...]
    total: int | None
    hidden: bool

    @property
    def is_empty(self) -> bool:
        """Whether nobody is counted at all."""
        return self.total == 0


def counts_chart(counts: Counts[str], labels: Mapping[str, str]) -> Chart:
    """Return the bars of some counts, in the order of `labels`; each as a share of the total."""
    bars = tuple(_share(key, label, counts) for key, label in labels.items())
    return Chart(bars, counts.total, hidden=not counts.is_whole)


def _share(key: str, label: str, counts: Counts[str]) -> Bar:
    share = counts.share(key)
    if share is None:
        return Bar(key, label, counts.cells[key], None, None)
    return Bar(key, label, counts.cells[key], round(PERCENT * share), span(share, 1))


def steps_chart(numbers: Sequence[tuple[str, str, int]]) -> Chart:
    """Return bars of (key, label, number) that are measured by the longest of them."""
    longest = max((number for _key, _label, number in numbers), default=0)
    bars = tuple(
        Bar(key, label, number, None, span(number, longest)) for key, label, number in numbers
    )
    return Chart(bars, longest, hidden=False)


def division_bar(key: str, label: str, division: float | None) -> Bar:
    """Return the bar of how divided something is, 0..1."""
    if division is None:
        return Bar(key, label, None, None, None)
    return Bar(key, label, None, round(PERCENT * division), span(division, 1))


@dataclass(frozen=True)
class Interval:
    """Kappa on a scale from -100 to 100: where it lies, and the bar of its interval."""

    at: str
    start: str
    length: str


def kappa_interval(agreement: Agreement) -> Interval | None:
    """Return where kappa lies; None when there is none. An unknown interval has no length."""
    if agreement.kappa is None:
        return None
    low, high = agreement.interval or (agreement.kappa, agreement.kappa)
    return Interval(*(f"{PERCENT * value:.1f}" for value in (agreement.kappa, low, high - low)))


def gap_span(gap: float | None) -> Span | None:
    """Return the bar of how much more severe or generous somebody is, from -100 to 100."""
    return None if gap is None else span(gap, WIDEST_GAP)
