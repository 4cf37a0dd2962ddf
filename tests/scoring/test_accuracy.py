import pytest

from tests.scoring import references


def test_acceptability_matches_exact_volumes_in_100_random_cases() -> None:
    errors, sums = references.polytope_errors(cases=100)
    assert sums == pytest.approx([1] * 100, abs=1e-6)
    assert max(errors) <= 0.005


def test_acceptability_with_stated_weights_matches_plain_draws() -> None:
    assert references.stated_error(forms=12) <= 0.006


def test_acceptability_with_all_questions_unsure_matches_plain_draws() -> None:
    assert references.unsure_error() <= 0.012
