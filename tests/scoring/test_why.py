import hashlib
import json
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings

from questionnaire.scoring import (
    STRATEGIES,
    Change,
    Explanation,
    Flip,
    Form,
    Kind,
    Option,
    Rubric,
    ScoringError,
    Strategy,
    evaluate,
    evaluate_and_explain,
    explain,
)
from tests.scoring.cases import cases
from tests.scoring.rubrics import (
    CLOSED,
    OPEN,
    choose,
    fact,
    question,
    reference,
    rubric,
    veto,
)
from tests.scoring.test_engine import mixed_form
from tests.scoring.test_properties import fits_of
from tests.scoring.test_rescoring import leader

EXAMPLES = settings(max_examples=20, deadline=None)
ORDER = list(Kind)

Answers = tuple[tuple[str, str], ...]

IN_ANOTHER_PROCESS = """
import hashlib, json
from questionnaire.scoring import explain
from tests.scoring.rubrics import reference
from tests.scoring.test_engine import mixed_form
text = json.dumps(explain(reference(), mixed_form()).as_dict())
print(hashlib.sha256(text.encode()).hexdigest())
"""
MIXED_FORM_SHA256 = "640dea1a7b8e39c7bc31d7508bedd197835b9756620e12cdf01f248ec0a905c9"


def other_answers(scored: Rubric, form: Form) -> list[tuple[str, str]]:
    return [
        (one.key, option.key)
        for one in scored.questions
        for option in one.options
        if option.key != form.answers.get(one.key)
    ]


def new_leader(scored: Rubric, form: Form, answers: Answers) -> Strategy | None:
    changed = Form({**form.answers, **dict(answers)}, form.importance)
    return leader(evaluate(scored, changed))


def flipping(scored: Rubric, form: Form, changes: list[Answers]) -> dict[Answers, Strategy | None]:
    """Return which of the changes put another strategy first, by scoring each changed form."""
    before = leader(evaluate(scored, form))
    after = {answers: new_leader(scored, form, answers) for answers in changes}
    return {answers: first for answers, first in after.items() if first != before}


def listed(flips: tuple[Flip, ...]) -> dict[Answers, Strategy | None]:
    return {tuple((c.question, c.option) for c in flip.changes): flip.leader for flip in flips}


def pairs_of(answers: list[tuple[str, str]]) -> list[Answers]:
    return [(a, b) for a, b in combinations(answers, 2) if a[0] != b[0]]


def check_order(flips: tuple[Flip, ...]) -> None:
    keys = [
        (ORDER.index(flip.kind), -flip.acceptability[flip.leader] if flip.leader else 0.0)
        for flip in flips
    ]
    assert keys == sorted(keys)


@given(cases())
@EXAMPLES
def test_flips_are_all_single_changes_that_flip_and_no_others(case: tuple[Rubric, Form]) -> None:
    found = explain(*case, pairs=False)
    others = other_answers(*case)
    assert listed(found.flips) == flipping(*case, [(one,) for one in others])
    check_order(found.flips)
    numbers = found.robustness
    assert (numbers.single_changes, numbers.flipping) == (len(others), len(found.flips))
    assert numbers.flipping_share == len(found.flips) / len(others)


@given(cases())
@EXAMPLES
def test_pairs_are_minimal_and_none_is_missed_when_all_are_tried(case: tuple[Rubric, Form]) -> None:
    found = explain(*case)
    numbers = found.robustness
    pairs = pairs_of(other_answers(*case))
    assert numbers.pairs_possible == len(pairs)
    if found.flips:
        assert (found.pairs, numbers.pairs_tried, numbers.fewest_changes) == ((), 0, 1)
        assert numbers.robust is False
        return
    assert numbers.exhaustive
    assert numbers.pairs_tried == len(pairs)
    flipped = flipping(*case, pairs)
    assert listed(found.pairs).items() <= flipped.items()
    assert len(found.pairs) == min(5, len(flipped))
    assert numbers.robust == (not flipped)
    assert numbers.fewest_changes == (2 if flipped else None)
    check_order(found.pairs)


def two_questions_against_open() -> Rubric:
    """Make a rubric in which open gives way only when both p and q are answered otherwise."""
    rows = (4, 1, 0), (1, 4, 0)
    return rubric(
        [question("p", *rows)],
        [question("q", *rows)],
        [question("r", (4, 1, 0), (4, 0, 0))],
    )


def test_pair_is_found_when_neither_half_flips_alone() -> None:
    scored = two_questions_against_open()
    found = explain(scored, choose(scored, "a"))
    change_p = Change("p", "a", "b", changeable=True, kind=Kind.DECISION)
    change_q = Change("q", "a", "b", changeable=True, kind=Kind.DECISION)
    assert found.flips == ()
    assert [pair.changes for pair in found.pairs] == [(change_p, change_q)]
    assert (found.leader, found.pairs[0].leader) == (OPEN, CLOSED)
    numbers = found.robustness
    assert (numbers.robust, numbers.fewest_changes, numbers.exhaustive) == (False, 2, True)
    assert (numbers.pairs_tried, numbers.pairs_possible) == (3, 3)


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


def robust_reference() -> tuple[Rubric, Form]:
    """Answer the reference bank as one who closes, which no single answer changes."""

    def lead(option: Option) -> int:
        open_, closed, hybrid = fits_of(option)
        return closed - max(open_, hybrid)

    answers = {one.key: max(one.options, key=lead).key for one in reference().scored}
    return reference(), Form(answers)


def test_pairs_tried_are_limited_and_said_to_be() -> None:
    found = explain(*robust_reference())
    numbers = found.robustness
    assert found.flips == ()
    assert (numbers.pairs_tried, numbers.exhaustive) == (400, False)
    assert numbers.pairs_possible > 1_000
    assert numbers.robust == (not found.pairs)


def test_flips_are_ordered_decisions_then_finding_out_then_facts() -> None:
    rows = (4, 1, 0), (1, 4, 0)
    scored = rubric(
        [question("p", *rows)],
        [question("q", *rows)],
        facts=[fact("f"), fact("g")],
        vetoes=[veto("v", OPEN, f=["no"]), veto("w", OPEN, g=["no"])],
    )
    form = Form({"p": "a", "q": "a", "g": "yes"}, {"s0": 5, "s1": 1})
    found = explain(fixed(scored, "g"), form)
    assert [(flip.changes[0].question, flip.kind) for flip in found.flips] == [
        ("p", Kind.DECISION),
        ("f", Kind.FINDING_OUT),
        ("g", Kind.FACT),
    ]
    assert [flip.changes[0].was for flip in found.flips] == ["a", None, "yes"]
    assert {flip.leader for flip in found.flips} == {CLOSED}


def fixed(scored: Rubric, key: str) -> Rubric:
    """Return the rubric in which this fact is not changeable."""
    facts = tuple(
        type(one)(one.key, one.options, changeable=one.key != key) for one in scored.facts
    )
    return Rubric(scored.key, scored.sets, facts, scored.vetoes)


def test_none_compatible_flips_by_what_makes_a_strategy_possible() -> None:
    rows = (4, 0, 1), (0, 4, 1)
    rules = [veto(f"v{s}", s, p="a") for s in STRATEGIES]
    scored = rubric([question("p", *rows)], [question("q", *rows)], vetoes=rules)
    found = explain(scored, choose(scored, "a"))
    assert found.leader is None
    assert [flip.changes[0].question for flip in found.flips] == ["p"]
    assert found.flips[0].leader is not None
    assert found.flips[0].none_compatible == 0
    assert (found.weight_shifts, found.robustness.lead) == ((), 0)
    possible = explain(scored, Form({"p": "b", "q": "a"}))
    back = [flip for flip in possible.flips if flip.changes[0].question == "p"]
    assert [(flip.leader, flip.none_compatible) for flip in back] == [(None, 1.0)]


def test_none_compatible_flips_by_a_pair() -> None:
    rows = (4, 0, 1), (4, 0, 1)
    rules = [veto(f"v{s}{key}", s, **{key: "a"}) for s in STRATEGIES for key in "pq"]
    scored = rubric([question("p", *rows)], [question("q", *rows)], vetoes=rules)
    found = explain(scored, choose(scored, "a"))
    assert found.flips == ()
    assert [pair.leader for pair in found.pairs] == [OPEN]


def test_set_left_out_flips_only_by_its_vetoes() -> None:
    parts = [[question(key, (4, 1, 0), (3, 1, 0))] for key in "pqr"]
    scored = rubric(*parts, vetoes=[veto("v", OPEN, r="b")])
    form = Form({"p": "a", "q": "a", "r": "a"}, {"s2": 0})
    found = explain(scored, form)
    assert [flip.changes[0].question for flip in found.flips] == ["r"]
    without = explain(rubric(*parts), form)
    assert without.flips == ()


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


def test_as_dict_is_plain_rounded_json() -> None:
    found = explain(two_questions_against_open(), choose(two_questions_against_open(), "a"))
    data = found.as_dict()
    assert isinstance(found, Explanation)
    assert json.loads(json.dumps(data)) == data
    assert set(data) == {
        "leader",
        "flips",
        "pairs",
        "weight_shifts",
        "find_out",
        "robustness",
    }
    assert data["leader"] == "open"
