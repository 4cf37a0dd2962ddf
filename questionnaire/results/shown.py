"""What a result page shows, in the words of one language."""

from dataclasses import dataclass

from questionnaire.catalogue.values import (
    FrozenAdvice,
    FrozenOption,
    FrozenQuestion,
    FrozenRule,
    FrozenSet,
    FrozenStrategy,
)
from questionnaire.results.charts import Door, Span
from questionnaire.scoring import Strategy, Wording

# Reasons shown at first glance; the others wait behind a disclosure
FIRST_REASONS = 4


@dataclass(frozen=True)
class Bar:
    """How often one strategy comes first, in whole percents."""

    strategy: FrozenStrategy
    percent: int
    span: Span


@dataclass(frozen=True)
class Reason:
    """An answer that speaks for a strategy; `pull` is its share of the difference, 0..4."""

    question: FrozenQuestion
    option: FrozenOption
    note: str
    pull: float


@dataclass(frozen=True)
class Side:
    """What speaks for one strategy, strongest first."""

    strategy: Strategy
    title: str
    reasons: tuple[Reason, ...]

    @property
    def first(self) -> tuple[Reason, ...]:
        """The reasons shown at first glance."""
        return self.reasons[:FIRST_REASONS]

    @property
    def others(self) -> tuple[Reason, ...]:
        """The reasons behind the disclosure."""
        return self.reasons[FIRST_REASONS:]


@dataclass(frozen=True)
class SetPull:
    """Which way a set pulls, and how strongly; `values` are the fits along the spectrum, 0..4."""

    part: FrozenSet
    towards: FrozenStrategy | None
    span: Span
    pull: float
    values: tuple[float, ...]


@dataclass(frozen=True)
class RuledOut:
    """A veto that fires, for certain or in some readings only."""

    title: str
    rule: FrozenRule
    questions: tuple[FrozenQuestion, ...]


@dataclass(frozen=True)
class NextSteps:
    """What to do next in one set."""

    part: FrozenSet
    steps: tuple[FrozenAdvice, ...]


@dataclass(frozen=True)
class Tension:
    """Two answers that pull apart."""

    rule: FrozenRule
    questions: tuple[FrozenQuestion, ...]


@dataclass(frozen=True)
class Summary:
    """The result at one glance; `first` and `second` are the two best strategies."""

    strategy: FrozenStrategy | None
    wording: Wording
    headline: str
    lede: tuple[str, ...]
    caps: tuple[str, ...]
    door: Door
    bars: tuple[Bar, ...]
    first: FrozenStrategy
    second: FrozenStrategy


@dataclass(frozen=True)
class Result:
    """Everything that the result page shows."""

    summary: Summary
    sides: tuple[Side, Side]
    sets: tuple[SetPull, ...]
    vetoes: tuple[RuledOut, ...]
    possible_vetoes: tuple[RuledOut, ...]
    tensions: tuple[Tension, ...]
    unsure: tuple[FrozenQuestion, ...]
    unanswered: tuple[FrozenQuestion, ...]
    next_steps: tuple[NextSteps, ...]
