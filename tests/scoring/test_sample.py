import math
from fractions import Fraction

import numpy as np
import pytest

from questionnaire.scoring import SAMPLE_DIGEST, sample
from questionnaire.scoring.checks import MAX_COORDINATES
from questionnaire.scoring.sample import DRAWS


def test_sample_digest_stays_the_same_for_ever() -> None:
    assert SAMPLE_DIGEST == "8983fedf685060477841e8cfc8cc0c4d7de4032da8ffa52ce1f184daae75f75d"


def test_exponentials_have_no_rounding_near_a_tie() -> None:
    uniforms = [(2 * at + 1) / (2 * DRAWS) for at in range(DRAWS)]
    scaled = [-math.log1p(-u) * 65_536 for u in uniforms]
    nearest = min(abs(value - math.floor(value) - 0.5) for value in scaled)
    # A unit in the last place of the largest logarithm, scaled, is about 1e-10.
    assert nearest > 1e-5


def test_exponentials_have_mean_and_variance_one() -> None:
    values = sample.exponential_table() / 65_536
    assert values.mean() == pytest.approx(1, abs=1e-4)
    assert values.var() == pytest.approx(1, abs=2e-3)


@pytest.mark.parametrize("coordinate", [0, 1, 29, 50, MAX_COORDINATES - 1])
def test_positions_are_a_permutation_in_every_coordinate(coordinate: int) -> None:
    assert np.array_equal(np.sort(sample.positions(coordinate)), np.arange(DRAWS))


def test_coordinates_differ_from_one_another() -> None:
    seconds = {int(sample.positions(coordinate)[1]) for coordinate in range(MAX_COORDINATES)}
    assert len(seconds) == MAX_COORDINATES


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6, 7])
def test_choice_takes_each_option_equally_often(count: int) -> None:
    counts = np.bincount(sample.choice(40, count), minlength=count)
    assert len(counts) == count
    assert counts.max() - counts.min() <= 1


@pytest.mark.parametrize("questions", [1, 2, 4, 5, 9])
def test_noise_follows_the_binomial_distribution(questions: int) -> None:
    noise = sample.noise(20, questions)
    for error in range(-questions, questions + 1):
        exact = Fraction(math.comb(2 * questions, questions + error), 4**questions)
        assert abs(int(np.count_nonzero(noise == error)) - exact * DRAWS) <= 1


def test_noise_of_one_question_has_odds_one_two_one() -> None:
    counts = np.bincount(sample.noise(0, 1) + 1)
    assert counts.tolist() == [DRAWS // 4, DRAWS // 2, DRAWS // 4]
