from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.review.suppression import FEWEST, hide_small

TABLES = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 60), min_size=1)


@pytest.mark.parametrize(
    ("numbers", "cells", "total"),
    [
        ((), (), 0),
        ((0, 0), (0, 0), 0),
        ((20, 15, 5), (20, 15, 5), 40),
        ((20, 0, 5), (20, 0, 5), 25),
        ((2, 1), (None, None), None),
        ((4, 0, 0), (None, None, None), None),
        ((20, 15, 3), (20, None, None), 38),
        ((20, 15, 3, 0), (20, None, None, None), 38),
        ((20, 15, 4, 3), (20, 15, None, None), 42),
        ((20, 15, 3, 3), (20, None, None, None), 41),
        ((20, 15, 15, 3), (20, None, None, None), 53),
        ((4, 4, 4, 0), (None, None, None, None), 12),
    ],
)
def test_numbers_are_hidden(
    numbers: tuple[int, ...], cells: tuple[int | None, ...], total: int | None
) -> None:
    found = hide_small(dict(enumerate(numbers)))
    assert (tuple(found.cells.values()), found.total) == (cells, total)


@pytest.mark.parametrize("size", [2, 3, 4, 5])
def test_no_hidden_number_can_be_worked_out(size: int) -> None:
    """Whoever knows the rule tries all tables that would be shown like this one."""
    highest = {2: 20, 3: 15, 4: 10, 5: 7}[size]
    shown_alike = defaultdict(list)
    for numbers in product(range(highest + 1), repeat=size):
        found = hide_small(dict(enumerate(numbers)))
        shown_alike[tuple(found.cells.values()), found.total].append(numbers)
    given_away = [
        (shown, tables)
        for shown, tables in shown_alike.items()
        for place, cell in enumerate(shown[0])
        if cell is None and len({table[place] for table in tables}) == 1
    ]
    assert given_away == []


@given(TABLES)
def test_what_is_shown_is_true_and_never_small(numbers: dict[str, int]) -> None:
    found = hide_small(numbers)
    shown = {key: number for key, number in found.cells.items() if number is not None}
    assert list(found.cells) == list(numbers)
    assert all(numbers[key] == number for key, number in shown.items())
    assert all(number == 0 or number >= FEWEST for number in shown.values())
    assert found.total in (None, sum(numbers.values()))
    hidden = [numbers[key] for key in numbers.keys() - shown.keys()]
    assert found.pooled == (0 if found.total is None else sum(hidden))
    assert found.is_whole == (not hidden and found.total is not None)


def test_share_is_of_the_total_and_hidden_with_its_cell() -> None:
    found = hide_small({"a": 30, "b": 7, "c": 3})
    assert [found.share(key) for key in "abc"] == [0.75, None, None]
    assert hide_small({"a": 0}).share("a") is None
