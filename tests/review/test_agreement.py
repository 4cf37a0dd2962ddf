from math import isclose, sqrt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.review.agreement import Z_95, Table, agreement_of

NAMES = ("open", "closed", "hybrid")
TABLES = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), st.integers(0, 12)
)


def apart(table: Table, times: int = 1) -> list[Table]:
    """Return a table for each pair, as if each were about another subject."""
    return [{pair: times} for pair, number in table.items() for _each in range(number)]


def test_kappa_of_a_published_example() -> None:
    """Two raters of 100 patients, worked by hand: agreement 0.70, by chance 0.41."""
    table = {
        ("a", "a"): 53, ("a", "b"): 5, ("a", "c"): 2,
        ("b", "a"): 11, ("b", "b"): 14, ("b", "c"): 5,
        ("c", "a"): 1, ("c", "b"): 6, ("c", "c"): 3,
    }  # fmt: skip
    found = agreement_of(apart(table))
    assert (found.pairs, found.agreed, found.share) == (100, 70, 0.7)
    chance = (60 * 65 + 30 * 25 + 10 * 10) / 100**2
    assert found.kappa is not None
    assert isclose(found.kappa, (0.7 - chance) / (1 - chance))


def by_the_book(table: dict[tuple[str, str], int]) -> tuple[float, float]:
    """Return kappa and its standard error with every sum written out over all nine cells."""
    total = sum(table.values())
    p = [[table.get((one, other), 0) / total for other in NAMES] for one in NAMES]
    row = [sum(cells) for cells in p]
    column = [sum(p[i][j] for i in range(3)) for j in range(3)]
    observed = sum(p[i][i] for i in range(3))
    chance = sum(row[i] * column[i] for i in range(3))
    kappa = (observed - chance) / (1 - chance)
    a = sum(p[i][i] * ((1 - chance) - (row[i] + column[i]) * (1 - observed)) ** 2 for i in range(3))
    b = (1 - observed) ** 2 * sum(
        p[i][j] * (column[i] + row[j]) ** 2 for i in range(3) for j in range(3) if i != j
    )
    c = (observed * chance - 2 * chance + observed) ** 2
    return kappa, sqrt(max(0.0, (a + b - c) / (total * (1 - chance) ** 4)))


@given(TABLES)
def test_kappa_and_its_error_are_those_of_the_paper(table: dict[tuple[str, str], int]) -> None:
    found = agreement_of(apart(table))
    if found.kappa is None:
        assert len({name for pair, number in table.items() if number for name in pair}) <= 1
        return
    kappa, error = by_the_book(table)
    assert isclose(found.kappa, kappa, abs_tol=1e-9)
    assert found.standard_error is not None
    assert isclose(found.standard_error, error, abs_tol=1e-6)
    if found.interval is not None:
        low, high = found.interval
        assert -1 <= low <= found.kappa <= high <= 1


@given(TABLES, st.integers(2, 4))
def test_what_is_said_several_times_of_the_same_tells_no_more(table: Table, times: int) -> None:
    once, repeated = agreement_of(apart(table)), agreement_of(apart(table, times))
    assert repeated.pairs == times * once.pairs
    if once.kappa is None or once.standard_error is None:
        assert repeated.kappa is None
        return
    assert repeated.kappa is not None
    assert repeated.standard_error is not None
    assert isclose(repeated.kappa, once.kappa, abs_tol=1e-9)
    assert isclose(repeated.standard_error, once.standard_error, abs_tol=1e-9)


def test_error_of_all_about_one_subject_cannot_be_estimated() -> None:
    found = agreement_of([{("a", "a"): 30, ("a", "b"): 10, ("b", "a"): 10, ("b", "b"): 30}])
    assert (found.pairs, found.kappa, found.interval) == (80, 0.5, None)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ({}, (0, 0, None, None, None)),
        ({("open", "open"): 7}, (7, 7, None, None, None)),
        ({("open", "open"): 3, ("closed", "closed"): 4}, (7, 7, 1.0, 0.0, None)),
        ({("open", "closed"): 3}, (3, 0, 0.0, 0.0, None)),
        ({("open", "closed"): 2, ("closed", "open"): 2}, (4, 0, -1.0, 0.0, None)),
    ],
    ids=["nothing", "one answer only", "all agree", "chance alone", "never agree"],
)
def test_agreement_at_the_edges(table: dict[tuple[str, str], int], expected: Any) -> None:
    found = agreement_of(apart(table))
    assert (
        found.pairs, found.agreed, found.kappa, found.standard_error, found.interval
    ) == expected  # fmt: skip


def test_interval_reaches_as_far_as_the_error_says() -> None:
    found = agreement_of(apart({("a", "a"): 30, ("a", "b"): 10, ("b", "a"): 10, ("b", "b"): 30}))
    assert found.kappa == 0.5
    assert found.standard_error is not None
    assert isclose(found.standard_error, sqrt(0.75 * 0.25 * 4 / 80))
    assert found.interval == (0.5 - Z_95 * found.standard_error, 0.5 + Z_95 * found.standard_error)
