"""Why an outcome is what it is and what would change it, as keys and numbers."""

from dataclasses import dataclass, fields
from enum import StrEnum

from questionnaire.scoring.outcome import Shares, plain
from questionnaire.scoring.types import Strategy


class Kind(StrEnum):
    """What it takes to answer otherwise; changes are listed in this order."""

    DECISION = "decision"
    """The founder could decide otherwise."""
    FINDING_OUT = "finding_out"
    """There is no answer yet."""
    FACT = "fact"
    """The world would have to be different."""


@dataclass(frozen=True, slots=True)
class Change:
    """Another answer to one question; `was` is None when it has no answer yet."""

    question: str
    was: str | None
    option: str
    changeable: bool
    kind: Kind


@dataclass(frozen=True, slots=True)
class Flip:
    """One or two other answers that put another strategy first, and what they come to.

    `kind` is the harder one of the changes' kinds. `leader` is the strategy that then comes first
    in the ranking, or None when more than half of the draws then rule out all three.
    `acceptability` and `none_compatible` are exactly those of the changed form's outcome.
    """

    changes: tuple[Change, ...]
    kind: Kind
    leader: Strategy | None
    acceptability: Shares
    none_compatible: float


@dataclass(frozen=True, slots=True)
class WeightShift:
    """How much weight must go from one set to another until `new_leader` equals `leader` in value.

    `moved` is a share of all weight, like `giving` and `taking`, the weights of the two sets
    before. With any more moved, `new_leader` is ahead.
    """

    from_set: str
    to_set: str
    moved: float
    giving: float
    taking: float
    leader: Strategy
    new_leader: Strategy


@dataclass(frozen=True, slots=True)
class Finding:
    """What would follow if an unsure question turned out to have this answer (see Flip)."""

    option: str
    acceptability: Shares
    none_compatible: float
    leader: Strategy | None


@dataclass(frozen=True, slots=True)
class FindOut:
    """What an answer to an unsure question is worth (see information).

    `value` is by how much knowing it raises the expected share of draws that the best strategy
    wins; 0 when the advice would be the same. `movement` is the expected change of the
    acceptabilities, as total variation. Both are 0..1.
    """

    question: str
    changeable: bool
    value: float
    movement: float
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Robustness:
    """How much it takes to change the advice, in numbers.

    `lead` is the acceptability of the first in the ranking minus that of the second.
    `single_changes` counts the other options of all questions, `flipping` those that flip, and
    `flipping_share` is their ratio. `pairs_possible` counts the pairs of other answers to two
    questions, `pairs_tried` how many of them were scored, the likeliest first: none when a single
    change flips, or when pairs were not asked for.
    """

    lead: float
    single_changes: int
    flipping: int
    flipping_share: float
    pairs_possible: int
    pairs_tried: int
    exhaustive: bool
    """Whether all possible pairs were tried."""
    fewest_changes: int | None
    """The smallest number of other answers known to flip: 1, 2, or None."""
    robust: bool | None
    """True when no single change and no pair tried flips, False when one does.

    None when pairs were not asked for. "No one or two answers would change it" is proven when
    `exhaustive` too; otherwise it is so for the pairs tried.
    """


@dataclass(frozen=True, slots=True)
class Explanation:
    """What would change an outcome."""

    leader: Strategy | None
    """What is explained: the first in the ranking, or None when none is compatible."""
    flips: tuple[Flip, ...]
    """All single changes that flip: by kind, then by the share of draws the new leader wins."""
    pairs: tuple[Flip, ...]
    """At most five pairs of changes, in the same order; only when no single change flips."""
    weight_shifts: tuple[WeightShift, ...]
    """The smallest for each pair of sets that has one, the smallest of all first (see shifts)."""
    find_out: tuple[FindOut, ...]
    """What to find out first: by value, then by movement."""
    robustness: Robustness

    def as_dict(self) -> dict[str, object]:
        """Return plain, JSON-ready values, floats rounded to 6 decimals."""
        return {field.name: plain(getattr(self, field.name)) for field in fields(self)}
