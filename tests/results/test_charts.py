import math
import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.results.charts import Door, door, openness, span, whole_percents
from questionnaire.scoring import STRATEGIES, Strategy

OPEN, CLOSED, HYBRID = STRATEGIES


def shares(total: int, cuts: tuple[int, int]) -> dict[Strategy, float]:
    """Return three shares of a whole, `total` out of 1,000,000 of it together."""
    low, high = sorted(cut % (total + 1) for cut in cuts)
    parts = (low, high - low, total - high)
    return {s: part / 1_000_000 for s, part in zip(STRATEGIES, parts, strict=True)}


@given(st.integers(0, 1_000_000), st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)))
def test_whole_percents_add_up_and_are_close(total: int, cuts: tuple[int, int]) -> None:
    exact = shares(total, cuts)
    percents = whole_percents(exact)
    assert sum(percents.values()) == round(100 * sum(exact.values()))
    assert all(abs(percents[s] - 100 * exact[s]) <= 1 for s in STRATEGIES)
    assert all(percent >= 0 for percent in percents.values())


@given(st.integers(0, 16_384), st.integers(0, 16_384))
def test_whole_percents_of_all_readings_are_a_hundred(one: int, two: int) -> None:
    low, high = sorted((one, two))
    counts = (low, high - low, 16_384 - high)
    exact = {s: round(count / 16_384, 6) for s, count in zip(STRATEGIES, counts, strict=True)}
    percents = whole_percents(exact)
    assert sum(percents.values()) == 100
    for count, strategy in zip(counts, STRATEGIES, strict=True):
        assert abs(Fraction(100 * count, 16_384) - percents[strategy]) < 1


def test_whole_percents_round_the_largest_remainders_up() -> None:
    exact = {OPEN: 0.334, CLOSED: 0.333, HYBRID: 0.333}
    assert whole_percents(exact) == {OPEN: 34, CLOSED: 33, HYBRID: 33}
    assert whole_percents({OPEN: 0.0, CLOSED: 0.0, HYBRID: 0.0}) == dict.fromkeys(STRATEGIES, 0)


@pytest.mark.parametrize(
    ("acceptability", "expected"),
    [((1, 0, 0), 1.0), ((0, 1, 0), 0.0), ((0, 0, 1), 0.5), ((0.5, 0.5, 0), 0.5), ((0, 0, 0), 0.0)],
)
def test_openness_of_acceptabilities(acceptability: tuple[float, ...], expected: float) -> None:
    assert openness(dict(zip(STRATEGIES, acceptability, strict=True))) == expected


def test_openness_is_of_the_readings_that_have_a_winner() -> None:
    assert openness({OPEN: 0.25, CLOSED: 0.0, HYBRID: 0.25}) == 0.75


def edge(shown: Door) -> float:
    """Return how far to the right the free edge of the door's leaf stands."""
    points = re.findall(r"(-?[\d.]+) (-?[\d.]+)", shown.leaf)
    return max(float(x) for x, _y in points)


def test_door_shut_fills_its_frame() -> None:
    shut = door(0)
    assert (shut.percent, shut.leaf) == (0, "M40.0 30.0 L160.0 30.0 L160.0 260.0 L40.0 260.0 Z")


def test_door_wide_open_is_still_seen() -> None:
    assert door(1).percent == 100
    assert edge(door(1)) == pytest.approx(40 + 120 * math.cos(math.radians(80)), abs=0.05)


def test_door_opens_steadily() -> None:
    edges = [edge(door(step / 100)) for step in range(101)]
    assert edges == sorted(edges, reverse=True)
    assert [door(step / 100).percent for step in range(101)] == list(range(101))


@pytest.mark.parametrize(
    ("value", "scale", "start", "length"),
    [(1, 2, "0.0", "50.0"), (-2, 2, "-100.0", "100.0"), (0, 2, "0.0", "0.0"), (0, 0, "0.0", "0.0")],
)
def test_span_of_a_value(value: float, scale: float, start: str, length: str) -> None:
    shown = span(value, scale)
    assert (shown.start, shown.length) == (start, length)
