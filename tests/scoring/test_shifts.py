import pytest
from hypothesis import given, settings

from questionnaire.scoring import (
    STRATEGIES,
    Form,
    Outcome,
    Rubric,
    Strategy,
    WeightShift,
    evaluate,
    evaluate_and_explain,
    explain,
)
from tests.scoring.cases import cases
from tests.scoring.rubrics import CLOSED, HYBRID, OPEN, choose, question, rubric, veto

EXAMPLES = settings(max_examples=40, deadline=None)


def shifted(outcome: Outcome, shift: WeightShift, moved: float) -> dict[Strategy, float]:
    """Return the values at mean weights after moving so much weight, from the sets' own values."""
    used = {key: outcome.importance[key] or 1 for key in outcome.set_values}
    weights = {key: value / sum(used.values()) for key, value in used.items()}
    assert weights[shift.from_set] == pytest.approx(shift.giving)
    assert weights[shift.to_set] == pytest.approx(shift.taking)
    weights[shift.from_set] -= moved
    weights[shift.to_set] += moved
    return {
        s: sum(weight * outcome.set_values[key][s] for key, weight in weights.items())
        for s in STRATEGIES
    }


@given(cases())
@EXAMPLES
def test_shift_makes_the_two_equal_and_a_smaller_one_does_not(case: tuple[Rubric, Form]) -> None:
    outcome, found = evaluate_and_explain(*case, pairs=False)
    vetoed = {veto.rules_out for veto in case[0].vetoes if veto.key in outcome.vetoes_certain}
    assert [one.moved for one in found.weight_shifts] == sorted(
        one.moved for one in found.weight_shifts
    )
    for shift in found.weight_shifts:
        assert 0 <= shift.moved <= shift.giving + 1e-12
        values = shifted(outcome, shift, shift.moved)
        assert values[shift.leader] == pytest.approx(values[shift.new_leader], abs=1e-12)
        possible = [values[s] for s in STRATEGIES if s not in vetoed]
        assert values[shift.leader] == pytest.approx(max(possible), abs=1e-12)
        smaller = shifted(outcome, shift, shift.moved * 0.999)
        ahead = smaller[shift.leader] - smaller[shift.new_leader]
        assert ahead > 0 or shift.moved == 0
        larger = shifted(outcome, shift, shift.moved + 0.001)
        assert larger[shift.leader] < larger[shift.new_leader]


@given(cases())
@EXAMPLES
def test_no_shift_is_missed(case: tuple[Rubric, Form]) -> None:
    """Where none is listed, moving all the weight of the one set leaves the leader ahead."""
    outcome, found = evaluate_and_explain(*case, pairs=False)
    if not found.weight_shifts:
        return
    leader = found.weight_shifts[0].leader
    listed = {(one.from_set, one.to_set) for one in found.weight_shifts}
    rivals = {one.new_leader for one in found.weight_shifts}
    used = {key: outcome.importance[key] or 1 for key in outcome.set_values}
    for giving in used:
        for taking in set(used) - {giving}:
            if (giving, taking) in listed:
                continue
            share, other = (used[key] / sum(used.values()) for key in (giving, taking))
            whole = WeightShift(giving, taking, share, share, other, leader, leader)
            values = shifted(outcome, whole, share)
            assert all(values[leader] >= values[rival] - 1e-12 for rival in rivals)


def test_smallest_shift_in_figures() -> None:
    """Open leads by 4 in one set and is behind by 2 in the other: level at weights 1/3 and 2/3."""
    p, q = question("p", (4, 0, 0), (0, 0, 0)), question("q", (0, 2, 0), (0, 0, 0))
    found = explain(rubric([p], [q]), Form({"p": "a", "q": "a"}))
    assert found.weight_shifts == (WeightShift("s0", "s1", 1 / 6, 0.5, 0.5, OPEN, CLOSED),)


def test_shift_starts_from_the_stated_importance() -> None:
    p, q = question("p", (4, 0, 0), (0, 0, 0)), question("q", (0, 4, 0), (0, 0, 0))
    found = explain(rubric([p], [q]), Form({"p": "a", "q": "a"}, {"s0": 3, "s1": 1}))
    assert [(one.moved, one.giving, one.taking) for one in found.weight_shifts] == [
        (0.25, 0.75, 0.25)
    ]


def test_no_shift_when_one_strategy_leads_in_every_set() -> None:
    scored = rubric([question("p", (4, 0, 2), (0, 0, 0))], [question("q", (3, 0, 1), (0, 0, 0))])
    assert explain(scored, choose(scored, "a")).weight_shifts == ()


def test_shift_of_nothing_when_the_two_are_level() -> None:
    p, q = question("p", (4, 0, 0), (0, 0, 0)), question("q", (0, 4, 0), (0, 0, 0))
    scored = rubric([p], [q])
    found = explain(scored, choose(scored, "a")).weight_shifts
    leader = evaluate(scored, choose(scored, "a")).ranking[0]
    assert [(one.moved, one.leader) for one in found] == [(0, leader)]


def test_shift_leaves_ruled_out_strategies_aside() -> None:
    p, q = question("p", (4, 0, 2), (0, 0, 0)), question("q", (0, 4, 3), (0, 0, 0))
    rules = [veto("v", OPEN, p="a")]
    found = explain(rubric([p], [q], vetoes=rules), Form({"p": "a", "q": "a"}))
    assert {(one.leader, one.new_leader) for one in found.weight_shifts} == {(HYBRID, CLOSED)}
