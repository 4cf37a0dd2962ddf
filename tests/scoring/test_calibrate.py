import pytest

from questionnaire.scoring.calibrate import Check, calibrate
from tests.scoring.rubrics import CLOSED, HYBRID, OPEN, question, reference, rubric, veto

KEYS = [
    "blank_without_vetoes",
    "blank_with_vetoes",
    "dominant_set",
    "best_answers",
    "strictly_best_options",
    "hybrid_strictly_worst_options",
    "hybrid_last",
    "one_redrawn_changes_winner",
    "question_influence",
    "random_clear_unstated",
    "random_clear_stated",
    "one_answer",
    "same_position",
    "vetoed",
    "all_vetoed",
]


def checks(*, open_fits: int = 4, vetoes: int = 0) -> dict[str, Check]:
    """Calibrate two sets of three questions, the same but for what the arguments say."""
    rows = ((open_fits, 0, 1), (0, 4, 1), (1, 0, 4))
    first, second = ([question(f"{name}{at}", *rows) for at in range(3)] for name in "pq")
    rules = [veto(f"v{s}", s, p0=["a", "b"]) for s in (OPEN, CLOSED, HYBRID)[:vetoes]]
    return {check.key: check for check in calibrate(rubric(first, second, vetoes=rules))}


def test_reference_bank_passes_every_check() -> None:
    found = calibrate(reference())
    assert [check.key for check in found] == KEYS
    assert [check.failures for check in found] == [()] * len(KEYS)


def test_reference_bank_is_balanced_when_blank() -> None:
    blank = calibrate(reference())[0].figures
    assert blank == pytest.approx({"open": 0.341, "closed": 0.342, "hybrid": 0.317}, abs=0.006)


def test_a_strategy_that_fits_nothing_fails() -> None:
    found = checks(open_fits=0)
    for key in ("blank_without_vetoes", "best_answers", "strictly_best_options"):
        assert "open" in found[key].failures
    assert found["dominant_set"].figures["s0.open"] == pytest.approx(0, abs=0.01)
    assert not found["dominant_set"].passed


def test_hybrid_never_worst_fails() -> None:
    assert checks()["hybrid_strictly_worst_options"].figures == {"hybrid": 0.0}
    assert not checks()["hybrid_strictly_worst_options"].passed


def test_the_same_position_throughout_fails_when_it_decides() -> None:
    assert checks()["same_position"].failures == ("1", "2", "3")


def test_a_veto_on_two_answers_in_three_fails() -> None:
    found = checks(vetoes=1)["vetoed"]
    assert found.figures == pytest.approx({"open": 2 / 3, "closed": 0, "hybrid": 0}, abs=1e-3)
    assert found.failures == ("open",)


def test_vetoes_on_all_three_fail() -> None:
    assert checks(vetoes=2)["all_vetoed"].passed
    assert checks(vetoes=3)["all_vetoed"].figures == pytest.approx({"all": 2 / 3}, abs=1e-3)
    assert not checks(vetoes=3)["all_vetoed"].passed


def test_strictly_best_and_worst_count_options() -> None:
    rows = ((4, 0, 0), (3, 3, 0), (2, 2, 2), (0, 0, 4))
    scored = rubric([question("p", *rows)], [question("q", *rows)])
    found = {check.key: check.figures for check in calibrate(scored)}
    assert found["strictly_best_options"] == {"open": 0.25, "closed": 0.0, "hybrid": 0.25}
    assert found["hybrid_strictly_worst_options"] == {"hybrid": 0.25}


def test_dead_and_dominant_questions_fail() -> None:
    alike, firm = ((2, 2, 2), (2, 2, 2)), ((4, 0, 0), (0, 4, 0), (0, 0, 4))
    scored = rubric([question("dead", *alike)], [question("dominant", *firm)])
    found = {check.key: check for check in calibrate(scored)}
    assert found["question_influence"].failures == ("dead", "dominant")


def test_a_strategy_that_no_answers_reach_fails() -> None:
    assert checks()["best_answers"].passed
    assert checks(open_fits=0)["best_answers"].failures == ("open",)
