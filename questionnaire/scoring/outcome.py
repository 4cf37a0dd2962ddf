"""What a scored form says, as keys and numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum

from questionnaire.scoring.types import Strategy

Shares = Mapping[Strategy, float]

DECIMALS = 6


class Wording(StrEnum):
    """How firmly a recommendation may be worded; tested in this order."""

    NONE_COMPATIBLE = "none_compatible"
    TOO_EARLY = "too_early"
    TIE = "tie"
    CLEAR = "clear"
    LEANING = "leaning"
    TOO_CLOSE_TO_CALL = "too_close_to_call"


class CapReason(StrEnum):
    """Why a result that would be "clear" is worded as "leaning"."""

    WEAK_SET = "weak_set"
    """The winner scores under 1.0 in a set rated 5; the key is the set's."""
    TENSION = "tension"
    """A tension holds on one of the two strongest answers; the key is the tension's."""
    UNSURE_VETO = "unsure_veto"
    """A "not sure" could trigger this veto with probability >= 0.2; the key is the veto's."""
    ELIMINATION = "elimination"
    """This veto took the strategy that would have won; the key is the veto's."""


@dataclass(frozen=True, slots=True)
class Cap:
    """One reason for "leaning" instead of "clear", with the questions concerned."""

    reason: CapReason
    key: str
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Elimination:
    """The strategy that would win without vetoes, and the vetoes that ruled it out."""

    strategy: Strategy
    vetoes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contribution:
    """Where the mean-weight value of `winner` exceeds that of `other`.

    By set and by answer; both add up to `total`.
    A "not sure yet" contributes the mean over its options, which is what its draws come to.
    """

    winner: Strategy
    other: Strategy
    total: float
    sets: Mapping[str, float]
    answers: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything shown to a founder, and what is needed to compute it again.

    Shares and probabilities are 0..1 over the draws of the sample; values are on the scale of the
    fits, 0..4. Sets left out (importance 0) appear only in `importance`.
    """

    strategy: Strategy | None
    """The recommendation; None when the wording is none_compatible, too_early or tie."""
    wording: Wording
    acceptability: Shares
    """Share of draws won; adds up to 1 minus `none_compatible`."""
    ranking: tuple[Strategy, ...]
    """Best first: by acceptability, then without vetoes, then by value, then in fixed order."""
    runner_up: Strategy
    ranks: Mapping[Strategy, tuple[float, float, float]]
    """Share of draws in which a strategy comes first, second, third; ruled-out ones come last."""
    pairwise: Mapping[Strategy, Shares]
    """pairwise[s][t]: share of draws in which s beats t (a tie counts half)."""
    central_weights: Mapping[Strategy, Mapping[str, float] | None]
    """Mean weights of the draws that a strategy wins; None when it wins none."""
    confidence: Mapping[Strategy, float | None]
    """Share of draws won at these central weights (SMAA-2's confidence factor)."""
    none_compatible: float
    """Share of draws in which all strategies are ruled out."""
    veto_probability: Mapping[str, float]
    vetoes_certain: tuple[str, ...]
    """Vetoes that fire in every draw."""
    eliminated: Elimination | None
    acceptability_without_vetoes: Shares
    tensions: tuple[str, ...]
    """Tensions whose conditions are all met by given answers."""
    caps: tuple[Cap, ...]
    """Why "clear" became "leaning"; empty when nothing was capped."""
    values: Shares
    """Mean-weight value V of each strategy."""
    set_values: Mapping[str, Shares]
    contributions: tuple[Contribution, ...]
    """Of the first in the ranking against each other strategy, the runner-up first."""
    answered: int
    total: int
    """Scored questions in the sets left in: how many have an option, how many there are."""
    unsure: tuple[str, ...]
    """Scored questions in the sets left in without an option, and facts marked "not sure"."""
    importance: Mapping[str, int | None]
    """As used: 0 for a set left out, 3 for one unstated among stated ones, None if none is."""
    engine_version: str
    rubric_digest: str
    sample_digest: str

    def as_dict(self) -> dict[str, object]:
        """Return plain, JSON-ready values, floats rounded to 6 decimals."""
        return {field.name: plain(getattr(self, field.name)) for field in fields(self)}


def plain(value: object) -> object:
    """Return keys and numbers as JSON has them, floats rounded."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, float):
        return round(value, DECIMALS) + 0.0  # no "-0.0"
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value
