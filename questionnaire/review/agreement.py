"""How far people and the machine agree, beyond what chance would bring about."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

Z_95 = 1.959964


@dataclass(frozen=True)
class Agreement:
    """Agreement of two raters over `pairs` judgements; shares are 0..1, kappa -1..1.

    `kappa` is None when chance alone explains everything: both raters said one and the same each
    time. `interval` (95 %) is None when it cannot be estimated, as when nothing was disagreed on.
    """

    pairs: int
    agreed: int
    kappa: float | None
    standard_error: float | None

    @property
    def share(self) -> float | None:
        """The share of judgements that agree; None without any."""
        return self.agreed / self.pairs if self.pairs else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of kappa, cut off at -1 and 1."""
        if self.kappa is None or not self.standard_error:
            return None
        reach = Z_95 * self.standard_error
        return max(-1.0, self.kappa - reach), min(1.0, self.kappa + reach)


def agreement_of(table: Mapping[tuple[str, str], int]) -> Agreement:
    """Return the agreement in a table that counts pairs of judgements (one's, the other's).

    Kappa after J. Cohen, A coefficient of agreement for nominal scales, 1960. Its large-sample
    standard error after J. L. Fleiss, J. Cohen and B. S. Everitt, Large sample standard errors of
    kappa and weighted kappa, Psychological Bulletin 72, 1969, equation 13. It takes the pairs to be
    independent: with several reviewers for one submission it comes out somewhat too small.
    """
    pairs = sum(table.values())
    agreed = sum(number for (one, other), number in table.items() if one == other)
    if not pairs:
        return Agreement(0, 0, None, None)
    shares = {pair: number / pairs for pair, number in table.items() if number}
    rows, columns = _margin(shares, 0), _margin(shares, 1)
    # In whole numbers, since a chance of exactly 1 must be found as such
    if pairs == max(_margin(table, 0).values()) == max(_margin(table, 1).values()) == agreed:
        return Agreement(pairs, agreed, None, None)
    chance = sum(share * columns.get(name, 0) for name, share in rows.items())
    kappa = (agreed / pairs - chance) / (1 - chance)
    spread = _spread(shares, rows, columns, kappa) - (kappa - chance * (1 - kappa)) ** 2
    # Rounding may leave a little less than nothing
    error = sqrt(max(0.0, spread) / pairs) / (1 - chance)
    return Agreement(pairs, agreed, kappa, 0.0 if agreed == pairs else error)


def _margin(table: Mapping[tuple[str, str], float], side: int) -> dict[str, float]:
    sums: dict[str, float] = {}
    for pair, number in table.items():
        sums[pair[side]] = sums.get(pair[side], 0) + number
    return sums


def _spread(
    shares: Mapping[tuple[str, str], float],
    rows: Mapping[str, float],
    columns: Mapping[str, float],
    kappa: float,
) -> float:
    """Return the first two terms of the equation."""
    total = 0.0
    for (one, other), share in shares.items():
        if one == other:
            total += share * (1 - (rows[one] + columns[one]) * (1 - kappa)) ** 2
        else:
            crossed = columns.get(one, 0) + rows.get(other, 0)
            total += share * (crossed * (1 - kappa)) ** 2
    return total
