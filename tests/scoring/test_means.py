import pytest

from questionnaire.scoring import STRATEGIES, Contribution, Form, evaluate
from tests.scoring.rubrics import CLOSED, HYBRID, OPEN, question, reference, rubric

SCORED = rubric(
    [question("p", (4, 0, 2), (0, 4, 2)), question("q", (3, 1, 0), (1, 1, 1))],
    [question("r", (0, 2, 4), (2, 2, 2), (4, 2, 3))],
)


def test_contributions_with_stated_importance() -> None:
    """Weights 3/4 and 1/4; open 3.5 and 0, closed 0.5 and 2, hybrid 1 and 4."""
    found = evaluate(SCORED, Form({"p": "a", "q": "a", "r": "a"}, {"s0": 3, "s1": 1}))
    assert found.values == {OPEN: 2.625, CLOSED: 0.875, HYBRID: 1.75}
    assert found.set_values == {
        "s0": {OPEN: 3.5, CLOSED: 0.5, HYBRID: 1.0},
        "s1": {OPEN: 0.0, CLOSED: 2.0, HYBRID: 4.0},
    }
    assert found.contributions == (
        Contribution(
            winner=OPEN,
            other=HYBRID,
            total=0.875,
            sets={"s0": 1.875, "s1": -1.0},
            answers={"p": 0.75, "q": 1.125, "r": -1.0},
        ),
        Contribution(
            winner=OPEN,
            other=CLOSED,
            total=1.75,
            sets={"s0": 2.25, "s1": -0.5},
            answers={"p": 1.5, "q": 0.75, "r": -0.5},
        ),
    )


def test_contributions_of_a_question_not_answered_are_the_mean_over_its_options() -> None:
    found = evaluate(SCORED, Form({"p": "a", "q": "a"}))
    assert found.set_values["s1"] == {OPEN: 2.0, CLOSED: 2.0, HYBRID: 3.0}
    assert found.contributions[0].answers["r"] == -0.5


def test_contributions_leave_out_a_set_with_importance_0() -> None:
    p, q, r = (question(key, (4, 0, 2), (0, 4, 2)) for key in "pqr")
    found = evaluate(rubric([p], [q], [r]), Form({"p": "a", "q": "a", "r": "b"}, {"s2": 0}))
    assert found.values == {OPEN: 4.0, CLOSED: 0.0, HYBRID: 2.0}
    assert found.contributions[0].answers == {"p": 1.0, "q": 1.0}


def test_contributions_add_up_over_sets_and_over_answers() -> None:
    answers = {q.key: q.options[1].key for q in reference().scored[4:]}
    found = evaluate(reference(), Form(answers, {"ethics": 5, "funding": 2}))
    assert [c.other for c in found.contributions] == list(found.ranking[1:])
    for one in found.contributions:
        assert one.winner is found.ranking[0]
        assert one.total == pytest.approx(found.values[one.winner] - found.values[one.other])
        assert sum(one.sets.values()) == pytest.approx(one.total)
        assert sum(one.answers.values()) == pytest.approx(one.total)
    for strategy in STRATEGIES:
        assert 0 <= found.values[strategy] <= 4
