from hypothesis import given, settings

from questionnaire.scoring import (
    STRATEGIES,
    Form,
    Kind,
    Rubric,
    explain,
)
from tests.scoring.brute_force import check_order, flipping, listed, other_answers
from tests.scoring.cases import cases
from tests.scoring.rubrics import (
    CLOSED,
    OPEN,
    choose,
    fact,
    question,
    rubric,
    veto,
)

EXAMPLES = settings(max_examples=20, deadline=None)


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


def test_set_left_out_flips_only_by_its_vetoes() -> None:
    parts = [[question(key, (4, 1, 0), (3, 1, 0))] for key in "pqr"]
    scored = rubric(*parts, vetoes=[veto("v", OPEN, r="b")])
    form = Form({"p": "a", "q": "a", "r": "a"}, {"s2": 0})
    found = explain(scored, form)
    assert [flip.changes[0].question for flip in found.flips] == ["r"]
    without = explain(rubric(*parts), form)
    assert without.flips == ()
