import numpy as np
from hypothesis import given, settings

from questionnaire.scoring import Form, Rubric
from questionnaire.scoring.draws import prepare
from questionnaire.scoring.forms import read
from questionnaire.scoring.rules import Rules
from questionnaire.scoring.vetoed import Vetoes
from tests.scoring import cases
from tests.scoring.archives import arrays
from tests.scoring.rubrics import OPEN, fact, question, rubric, veto

ALL = slice(None)


@given(cases.cases())
@settings(max_examples=60, deadline=None)
def test_vetoes_rule_out_in_each_draw_what_the_rules_do(case: tuple[Rubric, Form]) -> None:
    scored, form = case
    prepared = prepare(scored)
    vetoes = Vetoes(scored, arrays(scored, [form])[0].T)
    found = vetoes.ruled_out(np.array([0]), vetoes.unmet(prepared, ALL), ALL)
    wanted = Rules(scored, prepared, read(scored, form)).ruled_out()
    assert np.array_equal(np.broadcast_to(found[:, 0], wanted.shape), wanted)


def one_veto() -> Rubric:
    rows = ((4, 0, 2), (0, 4, 2))
    rules = [veto("v", OPEN, p=["a"], q=["a"], f=["yes"])]
    return rubric([question("p", *rows)], [question("q", *rows)], facts=[fact("f")], vetoes=rules)


def test_vetoes_settled_by_given_answers_need_one_draw() -> None:
    answers = np.array([[0, 0, 0], [1, -1, 0], [-1, -1, -1], [-1, 1, 0]]).T
    vetoes = Vetoes(one_veto(), answers)
    unmet = vetoes.unmet(prepare(one_veto()), ALL)
    found = vetoes.ruled_out(np.arange(4), unmet, ALL)
    assert found[0].tolist() == [[True], [False], [False], [False]]
    assert not found[1:].any()


def test_forms_that_vetoes_treat_alike_are_put_together() -> None:
    answers = np.array([[0, 0, 0], [-1, 0, 0], [0, 0, 0], [-1, 0, 0]]).T
    order = Vetoes(one_veto(), answers).alike_together(np.arange(4))
    assert {frozenset(order[:2].tolist()), frozenset(order[2:].tolist())} == {
        frozenset({0, 2}),
        frozenset({1, 3}),
    }
