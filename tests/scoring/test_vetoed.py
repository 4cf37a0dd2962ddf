import numpy as np
from hypothesis import given, settings

from questionnaire.scoring import Form, Rubric
from questionnaire.scoring.draws import prepare
from questionnaire.scoring.forms import read
from questionnaire.scoring.rules import Rules
from questionnaire.scoring.sample import DRAWS
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
    found = vetoes.ruled_out(np.array([0]), vetoes.unmet(prepared, ALL), DRAWS)(ALL)
    wanted = Rules(scored, prepared, read(scored, form)).ruled_out()
    assert np.array_equal(found[:, 0], np.broadcast_to(wanted, found[:, 0].shape))


def one_veto() -> Rubric:
    rows = ((4, 0, 2), (0, 4, 2))
    rules = [veto("v", OPEN, p=["a"], q=["a"], f=["yes"])]
    return rubric([question("p", *rows)], [question("q", *rows)], facts=[fact("f")], vetoes=rules)


def test_vetoes_are_settled_by_given_answers() -> None:
    answers = np.array([[0, 0, 0], [1, -1, 0], [-1, -1, -1], [-1, 1, 0]]).T
    vetoes = Vetoes(one_veto(), answers)
    unmet = vetoes.unmet(prepare(one_veto()), ALL)
    found = vetoes.ruled_out(np.arange(4), unmet, DRAWS)(ALL)
    assert found[0].all(axis=1).tolist() == [True, False, False, False]
    assert found[0].any(axis=1).tolist() == [True, False, False, False]
    assert not found[1:].any()


def test_each_form_is_ruled_out_as_it_is_alone() -> None:
    answers = np.array([[0, 0, 0], [-1, 0, 0], [-1, -1, 0], [-1, 0, 0], [0, -1, 0], [0, 0, 1]]).T
    vetoes = Vetoes(one_veto(), answers)
    unmet = vetoes.unmet(prepare(one_veto()), ALL)
    some, wanted = slice(40, 90), [5, 2, 1, 3]
    together = vetoes.ruled_out(np.array(wanted), unmet, DRAWS)(some)
    for at, form in enumerate(wanted):
        alone = vetoes.ruled_out(np.array([form]), unmet, DRAWS)(ALL)
        assert np.array_equal(together[:, at], alone[:, 0, some])
    # two answers are sampled in the one, one in the other
    assert 0 < together[0, 1].sum() < together[0, 2].sum() < 50
