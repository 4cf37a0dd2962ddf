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
from questionnaire.scoring import Kind, Strategy, Wording

# Reasons and flips shown at first glance; the others wait behind a disclosure
FIRST_REASONS = 4
FIRST_FLIPS = 3


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
class Flip:
    """One or two other answers that put another strategy first; `query` is that as a trial.

    `sentence` says in one what `changes` says in parts.
    """

    kind: Kind
    changes: tuple[tuple[FrozenQuestion, FrozenOption], ...]
    sentence: str
    towards: FrozenStrategy | None
    percent: int
    query: str


@dataclass(frozen=True)
class FlipGroup:
    """Flips of one kind: to be decided, to be found out, or facts of the world."""

    title: str
    flips: tuple[Flip, ...]

    @property
    def first(self) -> tuple[Flip, ...]:
        """The flips shown at first glance."""
        return self.flips[:FIRST_FLIPS]

    @property
    def others(self) -> tuple[Flip, ...]:
        """The flips behind the disclosure."""
        return self.flips[FIRST_FLIPS:]


@dataclass(frozen=True)
class Finding:
    """What would follow if an open question had this answer."""

    option: FrozenOption
    towards: FrozenStrategy | None
    percent: int


@dataclass(frozen=True)
class FindOut:
    """An open question, and what knowing its answer is worth."""

    question: FrozenQuestion
    sentence: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Explained:
    """What would change a result."""

    groups: tuple[FlipGroup, ...]
    flips_note: str
    robustness: str
    shift: str
    find_out: tuple[FindOut, ...]

    @property
    def flips(self) -> tuple[Flip, ...]:
        """All flips, in the order of their groups."""
        return tuple(flip for group in self.groups for flip in group.flips)


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
    explained: Explained | None
