import pytest

from questionnaire.scoring.calibrate import DEAD, DOMINANT_QUESTION, calibrate
from questionnaire.scoring.random_forms import influence
from tests.scoring.rubrics import question, reference, rubric

SAME = ((2, 2, 2), (2, 2, 2))
FIRM = ((4, 0, 0), (0, 4, 0), (0, 0, 4))


def test_influence_of_options_that_are_alike_is_none() -> None:
    found = influence(rubric([question("same", *SAME)], [question("firm", *FIRM)]))
    assert found["same"] == 0
    assert found["firm"] > 0.9  # it decides alone, and its other options favour other strategies


def test_influence_names_each_scored_question_in_order() -> None:
    scored = reference()
    assert list(influence(scored)) == [one.key for one in scored.scored]


def test_influence_is_the_same_on_every_run() -> None:
    assert influence(reference()) == influence(reference())


def test_influence_adds_up_to_what_one_redrawn_answer_changes() -> None:
    checks = {check.key: check.figures for check in calibrate(reference())}
    found = checks["question_influence"]
    mean = sum(found.values()) / len(found)
    assert checks["one_redrawn_changes_winner"]["changed"] == pytest.approx(mean, abs=0.03)


def test_reference_questions_are_far_from_dead_and_dominant() -> None:
    found = influence(reference())
    assert min(found.values()) > 2 * DEAD
    assert max(found.values()) < DOMINANT_QUESTION - 0.08
