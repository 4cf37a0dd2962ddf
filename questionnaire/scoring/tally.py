"""Counting draws: who comes first, second, third, and who beats whom, with ties shared equally.

The order of three strategies in a draw is coded as one number 0..26, or 27 when all are ruled out;
counting the codes once gives every figure.
"""

from dataclasses import dataclass
from itertools import combinations, permutations, product

import numpy as np
from numpy.typing import NDArray

from questionnaire.scoring.sample import DRAWS, Ints
from questionnaire.scoring.types import STRATEGIES, Strategy

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Codes = NDArray[np.int8]
Wins = tuple[int, int, int]
Numbers = NDArray[np.int16] | NDArray[np.float64] | NDArray[np.int64] | NDArray[np.int8]

SHARES = 6
"""A draw is worth 6 shares, so that two or three strategies can split it evenly."""

_PAIRS = tuple(combinations(range(3), 2))
_PAIR_WEIGHTS = (9, 3, 1)
_MIDDLE = sum(_PAIR_WEIGHTS)
_NOBODY = 2 * _MIDDLE + 1


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts in sixths of a draw, out of `SHARES * DRAWS`.

    `ranks` (3, 3) by strategy and rank, `pairs` (3, 3) row beats column. Draws in which all
    strategies are ruled out (`none` of them, whole draws) count nowhere else.
    """

    ranks: Ints
    pairs: Ints
    none: int

    @property
    def wins(self) -> Ints:
        """How often each strategy comes first, (3,)."""
        return self.ranks[:, 0]


def share(count: int | np.int64) -> float:
    """Return a count of sixths as a share of all draws, 0..1."""
    return int(count) / (SHARES * DRAWS)


def by_strategy(counts: Ints | Wins) -> dict[Strategy, float]:
    """Return counts of sixths, (3,), as shares of all draws."""
    return {s: share(count) for s, count in zip(STRATEGIES, counts, strict=True)}


def first(ahead: Numbers, level: Numbers | int = 0) -> tuple[Flags, Flags, Flags]:
    """Return where each strategy comes first, alone or level with others.

    `ahead` (3, ...) is over `level` where the one is ahead of the other, for open and closed, open
    and hybrid, closed and hybrid.
    """
    at_least, at_most = ahead >= level, ahead <= level
    return at_least[0] & at_least[1], at_most[0] & at_least[2], at_most[1] & at_most[2]


def wins_of(flags: tuple[Flags, Flags, Flags], draws: int) -> Wins:
    """Return in how many sixths of the draws each strategy wins, given where it comes first.

    In `draws` of the draws somebody does. It counts what `tally` counts, in less time.
    """
    one, two, three = (int(np.count_nonzero(flag)) for flag in flags)
    if one + two + three == draws:
        return SHARES * one, SHARES * two, SHARES * three
    # a strategy level with one other loses three sixths, one level with both loses four
    ties = [flags[s] & flags[t] for s, t in _PAIRS]
    a, b, c = (int(np.count_nonzero(tie)) for tie in ties)
    everyone = 2 * int(np.count_nonzero(ties[0] & ties[1]))
    return (
        SHARES * one - 3 * (a + b) + everyone,
        SHARES * two - 3 * (a + c) + everyone,
        SHARES * three - 3 * (b + c) + everyone,
    )


def orders(values: Ints, ruled_out: Flags | None = None) -> Codes:
    """Return the code of each draw, (n,), from `values` (3, n) and `ruled_out` (3, n) or None."""
    if ruled_out is None or not ruled_out.any():
        return _orders(values)
    flags = ruled_out.view(np.uint8)
    which = flags[0] + 2 * flags[1] + 4 * flags[2]
    # The order without vetoes, and who is ruled out, decide the order with them: a table says how.
    codes: Codes = _RULED_OUT[which * np.uint8(_NOBODY) + _orders(values).view(np.uint8)]
    return codes


def _orders(values: Ints) -> Codes:
    """Return 13, and 9 for open ahead of closed, 3 for open of hybrid, 1 for closed of hybrid.

    The same is taken away for being behind.
    """
    codes = np.full(values.shape[1], _MIDDLE, dtype=np.int8)
    for weight, (s, t) in zip(_PAIR_WEIGHTS, _PAIRS, strict=True):
        ahead, behind = values[s] > values[t], values[s] < values[t]
        codes += np.int8(weight) * (ahead.view(np.int8) - behind.view(np.int8))
    return codes


def tally(codes: Codes) -> Tally:
    """Count the orders of all draws."""
    counts = np.bincount(codes, minlength=_NOBODY + 1)
    return Tally(
        ranks=(counts @ _RANKS.reshape(-1, 9)).reshape(3, 3),
        pairs=(counts @ _PAIRWISE.reshape(-1, 9)).reshape(3, 3),
        none=int(counts[_NOBODY]),
    )


def wins(codes: Codes) -> Ints:
    """Return how many sixths of each draw each strategy wins, (n, 3)."""
    return _RANKS[codes, :, 0]


def won(codes: Codes, weights: Floats) -> Ints:
    """Return the sum of these whole weights over the sixths of draws each strategy wins, (3,)."""
    summed = np.bincount(codes, weights, minlength=_NOBODY + 1).astype(np.int64)
    found: Ints = summed @ _RANKS[:, :, 0]
    return found


def _tables() -> tuple[Ints, Ints]:
    """Return the sixths by strategy and rank, and by pair, that each code stands for, (28, 3, 3).

    Codes that no order has stay 0, and so does the code for nobody.
    """
    ranks, pairs = np.zeros((2, _NOBODY + 1, 3, 3), dtype=np.int64)
    for order in product(range(3), repeat=3):
        code = int(orders(np.array(order)[:, np.newaxis])[0])
        for s in range(3):
            ahead = sum(value > order[s] for value in order)
            level = order.count(order[s])
            ranks[code, s] = 0
            ranks[code, s, ahead : ahead + level] = SHARES // level
        for s, t in permutations(range(3), 2):
            halves = 2 * (order[s] > order[t]) + (order[s] == order[t])
            pairs[code, s, t] = SHARES // 2 * halves
    return ranks, pairs


def _ruled_out() -> Codes:
    """Return the code that each of the 27 becomes when strategies are ruled out, (8 * 27,).

    Open counts 1, closed 2, hybrid 4. Where all are, as for codes that no order has: nobody.
    """
    table = np.full((8, _NOBODY), _NOBODY, dtype=np.int8)
    for order in product(range(3), repeat=3):
        values = np.array(order)[:, np.newaxis]
        for which in range(7):
            behind = np.array([[which & 1], [which >> 1 & 1], [which >> 2]])
            table[which, _orders(values)] = _orders(values - 3 * behind)
    return table.ravel()


_RANKS, _PAIRWISE = _tables()
_RULED_OUT = _ruled_out()
