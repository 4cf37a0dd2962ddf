"""Why: the mean-weight value of each strategy, set by set and answer by answer.

Sums are kept as integers over one denominator, so that comparisons are exact and each figure is
rounded once. Every figure is linear in the answers, which is what makes it an explanation.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from questionnaire.scoring.forms import Reading
from questionnaire.scoring.outcome import Contribution, Shares
from questionnaire.scoring.types import STRATEGIES, Question, Rubric, Strategy


@dataclass(frozen=True, slots=True)
class MeanValues:
    """The value model at mean weights: the importance, or equal weights when none is stated.

    `parts` maps the key of each scored question in the sets left in to its parts of V, one per
    strategy, over `denominator`; `set_parts` adds them up per set.
    """

    parts: dict[str, tuple[int, int, int]]
    set_parts: dict[str, tuple[int, int, int]]
    denominator: int
    set_weights: dict[str, int]
    scale: int

    def total(self, strategy: Strategy) -> int:
        """Return V as a numerator over `denominator`."""
        at = STRATEGIES.index(strategy)
        return sum(part[at] for part in self.set_parts.values())

    def value(self, strategy: Strategy) -> float:
        """Return V, on the scale of the fits."""
        return self.total(strategy) / self.denominator

    def set_value(self, key: str) -> Shares:
        """Return the mean fit of the set for each strategy."""
        whole = self.set_weights[key] * self.scale
        return {s: part / whole for s, part in zip(STRATEGIES, self.set_parts[key], strict=True)}

    def scores_under_one(self, key: str, strategy: Strategy) -> bool:
        """Tell whether the strategy's mean fit in the set is under 1.0."""
        part = self.set_parts[key][STRATEGIES.index(strategy)]
        return part < self.set_weights[key] * self.scale

    def set_lead(self, key: str, strategy: Strategy, other: Strategy) -> Fraction:
        """Return how much higher the set's mean fit is for the one than for the other."""
        part = self.set_parts[key]
        lead = part[STRATEGIES.index(strategy)] - part[STRATEGIES.index(other)]
        return Fraction(lead, self.set_weights[key] * self.scale)

    def margin(self, question: str, winner: Strategy, other: Strategy) -> int:
        """Return how much more the answer gives the winner, as a numerator."""
        part = self.parts[question]
        return part[STRATEGIES.index(winner)] - part[STRATEGIES.index(other)]


def mean_values(rubric: Rubric, reading: Reading) -> MeanValues:
    """Return the value model of the form at mean weights.

    A question without an answer has the mean fits of its options here, which is what its draws
    come to; the draws themselves never use a mean.
    """
    left_in = [
        (part, 1 if importance is None else importance)
        for part, importance in zip(rubric.sets, reading.importance, strict=True)
        if importance != 0
    ]
    choices = dict(zip((q.key for q in rubric.questions), reading.choices, strict=True))
    scale = math.lcm(*(len(part.questions) for part, _ in left_in)) * math.lcm(
        *(len(question.options) for part, _ in left_in for question in part.questions)
    )
    parts, set_parts = {}, {}
    for part, weight in left_in:
        factor = weight * scale // len(part.questions)
        own = {q.key: _parts(q, choices[q.key], factor) for q in part.questions}
        parts.update(own)
        set_parts[part.key] = _add(own.values())
    weights = {part.key: weight for part, weight in left_in}
    return MeanValues(parts, set_parts, scale * sum(weights.values()), weights, scale)


def _parts(question: Question, choice: int | None, factor: int) -> tuple[int, int, int]:
    options = question.options if choice is None else (question.options[choice],)
    summed = _add(option.fits for option in options if option.fits is not None)
    first, second, third = (fit * factor // len(options) for fit in summed)
    return first, second, third


def _add(rows: Iterable[tuple[int, int, int]]) -> tuple[int, int, int]:
    first, second, third = (sum(column) for column in zip(*rows, strict=True))
    return first, second, third


def contributions(mean: MeanValues, ranking: tuple[Strategy, ...]) -> tuple[Contribution, ...]:
    """Return where the value of the first in the ranking exceeds that of each other strategy."""
    best, *others = ranking
    return tuple(_contribution(mean, best, other) for other in others)


def _contribution(mean: MeanValues, winner: Strategy, other: Strategy) -> Contribution:
    one, two = STRATEGIES.index(winner), STRATEGIES.index(other)

    def margins(parts: dict[str, tuple[int, int, int]]) -> dict[str, float]:
        return {key: (part[one] - part[two]) / mean.denominator for key, part in parts.items()}

    return Contribution(
        winner=winner,
        other=other,
        total=(mean.total(winner) - mean.total(other)) / mean.denominator,
        sets=margins(mean.set_parts),
        answers=margins(mean.parts),
    )


def strongest_answers(
    mean: MeanValues, answered: Iterable[str], winner: Strategy, other: Strategy
) -> frozenset[str]:
    """Return the two answers that speak most for `winner` against `other`.

    Answers level with the second are returned too; answers that do not speak for it never are.
    """
    margins = {question: mean.margin(question, winner, other) for question in answered}
    in_favour = sorted((margin for margin in margins.values() if margin > 0), reverse=True)[:2]
    if not in_favour:
        return frozenset()
    return frozenset(question for question, margin in margins.items() if margin >= in_favour[-1])
