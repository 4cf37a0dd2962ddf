import pytest
from hypothesis import given, settings

from questionnaire.scoring import (
    STRATEGIES,
    FindOut,
    Form,
    Rubric,
    evaluate,
    explain,
)
from questionnaire.scoring.engine import acceptability
from tests.scoring.cases import cases
from tests.scoring.rubrics import CLOSED, HYBRID, OPEN, fact, question, reference, rubric, veto

EXAMPLES = settings(max_examples=25, deadline=None)


def recomputed(scored: Rubric, form: Form, key: str) -> tuple[float, float]:
    """Return value and movement of an unsure question, from outcomes and by the definition."""
    options = next(one.options for one in scored.questions if one.key == key)
    found = [evaluate(scored, Form({**form.answers, key: o.key}, form.importance)) for o in options]
    rows = [[*one.acceptability.values(), one.none_compatible] for one in found]
    mean = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
    value = sum(max(row[:3]) for row in rows) / len(rows) - max(mean[:3])
    moved = [sum(abs(a - b) for a, b in zip(row, mean, strict=True)) / 2 for row in rows]
    return value, sum(moved) / len(rows)


@given(cases())
@EXAMPLES
def test_value_of_information_is_never_negative(case: tuple[Rubric, Form]) -> None:
    """Not even by rounding: counts are integers before the one division."""
    scored, form = case
    for one in explain(scored, form, pairs=False).find_out:
        assert one.value >= 0
        assert (one.value, one.movement) == pytest.approx(recomputed(scored, form, one.question))
        for finding in one.findings:
            changed = Form({**form.answers, one.question: finding.option}, form.importance)
            assert finding.acceptability == acceptability(scored, changed)


def test_find_out_is_ordered_by_value_then_movement() -> None:
    found = explain(reference(), Form({"F1": "grants", "T6": "many"}, {"ethics": 4}), pairs=False)
    keys = [(-one.value, -one.movement) for one in found.find_out]
    assert keys == sorted(keys)
    assert len(keys) == 16
    assert all(one.value >= 0 for one in found.find_out)


def by_question(scored: Rubric, form: Form) -> dict[str, FindOut]:
    return {one.question: one for one in explain(scored, form).find_out}


def test_value_of_an_answer_that_decides() -> None:
    """Open or closed in equal odds, nearly for sure: knowing which is worth nearly a half."""
    scored = rubric([question("p", (4, 0, 0), (0, 4, 0))], [question("q", (2, 2, 0), (2, 2, 0))])
    found = by_question(scored, Form({"q": "a"}))["p"]
    assert 0.4 < found.value < 0.5
    assert 0.4 < found.movement < 0.5
    assert [finding.leader for finding in found.findings] == [OPEN, CLOSED]


def test_value_is_zero_when_the_advice_stays_though_the_shares_move() -> None:
    scored = rubric([question("p", (4, 2, 0), (3, 2, 0))], [question("q", (4, 2, 0), (3, 2, 0))])
    found = by_question(scored, Form({"q": "a"}))["p"]
    assert found.value == 0
    assert found.movement > 0
    assert {finding.leader for finding in found.findings} == {OPEN}


def with_facts() -> Rubric:
    parts = [[question(key, (4, 0, 2), (0, 4, 2))] for key in "pq"]
    rules = [veto("v", OPEN, f=["no"]), veto("w", OPEN, g=["no"], p="b")]
    return rubric(*parts, facts=[fact("f"), fact("g"), fact("h")], vetoes=rules)


@pytest.mark.parametrize("answers", [{}, {"f": None, "g": None, "h": None}])
def test_facts_are_worth_finding_out_when_they_could_trigger_a_veto(
    answers: dict[str, str | None],
) -> None:
    """f could; g could not, since p prevents it; h is in no veto."""
    found = by_question(with_facts(), Form({"p": "a", "q": "a", **answers}))
    assert set(found) == {"f"}
    assert [finding.leader for finding in found["f"].findings] == [OPEN, HYBRID]
    assert found["f"].value == pytest.approx(0.5, abs=0.02)


def test_fact_beside_an_unsure_answer_is_listed() -> None:
    assert set(by_question(with_facts(), Form({"q": "a"}))) == {"p", "f", "g"}


def test_unsure_question_of_a_set_left_out_is_listed_only_for_its_veto() -> None:
    parts = [[question(key, (4, 0, 2), (0, 4, 2))] for key in "pqrs"]
    form = Form({"p": "a", "q": "a"}, {"s2": 0, "s3": 0})
    found = by_question(rubric(*parts, vetoes=[veto("v", OPEN, r="b")]), form)
    assert set(found) == {"r"}
    assert found["r"].value > 0
    assert sum(found["r"].findings[1].acceptability[s] for s in STRATEGIES) == 1
