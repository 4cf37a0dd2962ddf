"""How little weight must move from one set to another until another strategy has equal value.

Values at mean weights are linear in the weights, so this has a closed form. The weights it starts
from are the mean ones as used, adding up to 1: the importances, or equal weights when none is
stated. It ignores what the draws add to that: the spread of the weights, the noise of the fits, and
that of questions left unsure, which have the mean of their options here. Strategies that are ruled
out in all draws are left aside. The leader here is the best of the others in value; it may differ
from the first in the ranking, which counts draws.
"""

from fractions import Fraction
from itertools import permutations
from operator import itemgetter

from questionnaire.scoring.engine import Scored
from questionnaire.scoring.explanation import WeightShift
from questionnaire.scoring.means import MeanValues
from questionnaire.scoring.types import STRATEGIES, Strategy


def weight_shifts(scored: Scored) -> tuple[WeightShift, ...]:
    """Return the smallest shift from each set to each other, where there is one, least first.

    At the shift returned, the new leader has the leader's value exactly and nobody has more; with
    a smaller one the leader is ahead (unless it is 0, the two being equal as it stands). None is
    returned for two sets when moving all the weight of the first would not do.
    """
    ruled_out = {s for s, flags in zip(STRATEGIES, scored.ruled_out, strict=True) if flags.all()}
    possible = [strategy for strategy in scored.ranking if strategy not in ruled_out]
    if not possible:
        return ()
    leader = max(possible, key=scored.mean.total)
    others = [strategy for strategy in possible if strategy is not leader]
    found = [
        nearest
        for giving, taking in permutations(scored.mean.set_weights, 2)
        if (nearest := _nearest(scored.mean, giving, taking, leader, others)) is not None
    ]
    return tuple(shift for _, shift in sorted(found, key=itemgetter(0)))


def _nearest(
    mean: MeanValues, giving: str, taking: str, leader: Strategy, others: list[Strategy]
) -> tuple[Fraction, WeightShift] | None:
    """Return the shift at which the first of the others draws level; None when none does."""
    moved = {other: _moved(mean, giving, taking, leader, other) for other in others}
    feasible = {other: share for other, share in moved.items() if share is not None}
    if not feasible:
        return None
    nearest = min(feasible, key=feasible.__getitem__)
    whole = sum(mean.set_weights.values())
    return feasible[nearest], WeightShift(
        from_set=giving,
        to_set=taking,
        moved=float(feasible[nearest]),
        giving=mean.set_weights[giving] / whole,
        taking=mean.set_weights[taking] / whole,
        leader=leader,
        new_leader=nearest,
    )


def _moved(
    mean: MeanValues, giving: str, taking: str, leader: Strategy, other: Strategy
) -> Fraction | None:
    """Return the share of all weight at which the two are level; None when there is none."""
    lead = Fraction(mean.total(leader) - mean.total(other), mean.denominator)
    lost = mean.set_lead(giving, leader, other) - mean.set_lead(taking, leader, other)
    available = Fraction(mean.set_weights[giving], sum(mean.set_weights.values()))
    if lost <= 0 or lead > lost * available:
        return None
    return lead / lost
