import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from questionnaire.scoring import (
    Form,
    Kind,
    ScoringError,
    evaluate,
    evaluate_and_explain,
    explain,
)
from tests.scoring.brute_force import robust_reference, two_questions_against_open
from tests.scoring.rubrics import (
    choose,
    question,
    reference,
    rubric,
)
from tests.scoring.test_engine import mixed_form

IN_ANOTHER_PROCESS = """
import hashlib, json
from questionnaire.scoring import explain
from tests.scoring.rubrics import reference
from tests.scoring.test_engine import mixed_form
text = json.dumps(explain(reference(), mixed_form()).as_dict())
print(hashlib.sha256(text.encode()).hexdigest())
"""
MIXED_FORM_SHA256 = "640dea1a7b8e39c7bc31d7508bedd197835b9756620e12cdf01f248ec0a905c9"


def test_robust_when_no_one_or_two_answers_change_it() -> None:
    scored = rubric(*([question(key, (4, 0, 0), (3, 1, 0))] for key in "pqr"))
    numbers = explain(scored, choose(scored, "a")).robustness
    assert (numbers.robust, numbers.fewest_changes, numbers.exhaustive) == (True, None, True)
    assert numbers.lead > 0.99


def test_robust_is_not_said_when_pairs_were_not_asked_for() -> None:
    scored = two_questions_against_open()
    numbers = explain(scored, choose(scored, "a"), pairs=False).robustness
    assert (numbers.robust, numbers.fewest_changes) == (None, None)
    assert (numbers.pairs_tried, numbers.pairs_possible, numbers.exhaustive) == (0, 3, False)


def test_everything_unsure_is_all_finding_out() -> None:
    found = explain(reference(), Form())
    assert {flip.kind for flip in found.flips} == {Kind.FINDING_OUT}
    assert {one.question for one in found.find_out} == {q.key for q in reference().scored}


def test_everything_answered_leaves_nothing_to_find_out() -> None:
    assert explain(*robust_reference()).find_out == ()


def test_explanation_is_the_same_alone_and_with_the_outcome() -> None:
    outcome, found = evaluate_and_explain(reference(), mixed_form())
    assert outcome == evaluate(reference(), mixed_form())
    assert found == explain(reference(), mixed_form())
    lead = [outcome.acceptability[s] for s in outcome.ranking[:2]]
    assert found.robustness.lead == pytest.approx(lead[0] - lead[1])


def test_explanation_of_a_wrong_form_names_the_place() -> None:
    with pytest.raises(ScoringError, match=r"answers\.zz"):
        explain(reference(), Form({"zz": "a"}))


def test_explanation_is_the_same_bytes_in_another_process() -> None:
    here = json.dumps(explain(reference(), mixed_form()).as_dict()).encode()
    there = subprocess.run(  # noqa: S603 - this very interpreter, on the text above
        [sys.executable, "-c", IN_ANOTHER_PROCESS],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
        text=True,
    )
    assert hashlib.sha256(here).hexdigest() == there.stdout.strip() == MIXED_FORM_SHA256
