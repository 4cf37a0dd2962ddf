"""How far people and the machine agree, beyond what chance would bring about."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

Z_95 = 1.959964

Pair = tuple[str, str]
Table = Mapping[Pair, int]


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


def agreement_of(subjects: Iterable[Table]) -> Agreement:
    """Return the agreement in tables that count pairs of judgements (one's, the other's).

    Each table is about one subject: what several people say of it hangs together, and tells less
    than as many opinions on different ones. Kappa after J. Cohen, A coefficient of agreement for
    nominal scales, 1960. Its standard error after Z. Yang and M. Zhou, Kappa statistic for
    clustered matched-pair data, Statistics in Medicine 33, 2014; with one pair for each subject it
    is that of J. L. Fleiss, J. Cohen and B. S. Everitt, Large sample standard errors of kappa and
    weighted kappa, Psychological Bulletin 72, 1969, equation 13.
    """
    tables = [*subjects]
    table = sum((Counter(one) for one in tables), Counter[Pair]())
    pairs = table.total()
    agreed = sum(number for (one, other), number in table.items() if one == other)
    rows, columns = _margin(table, 0), _margin(table, 1)
    # Without a pair, or with one answer only
    if pairs == agreed == max(rows.values(), default=0):
        return Agreement(pairs, agreed, None, None)
    # Exact, whatever the order, and an error of 0 is found as such
    chance = Fraction(sum(number * columns[name] for name, number in rows.items()), pairs**2)
    kappa = (Fraction(agreed, pairs) - chance) / (1 - chance)
    pulls = {
        (one, other): (one == other) - (1 - kappa) * (columns[one] + rows[other]) / pairs
        for one, other in table
    }
    mean = sum(number * pulls[pair] for pair, number in table.items()) / pairs
    off = [sum(number * (pulls[pair] - mean) for pair, number in one.items()) for one in tables]
    error = sqrt(sum(one**2 for one in off)) / pairs / float(1 - chance)
    return Agreement(pairs, agreed, float(kappa), error)


def _margin(table: Table, side: int) -> Counter[str]:
    sums: Counter[str] = Counter()
    for pair, number in table.items():
        sums[pair[side]] += number
    return sums
