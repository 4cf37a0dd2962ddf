import numpy as np
import pytest

from questionnaire.scoring import STRATEGIES, Form, Reason, Rubric, ScoringError, evaluate
from questionnaire.scoring.batch import acceptabilities, at_mean_weights
from questionnaire.scoring.engine import acceptability
from questionnaire.scoring.sample import Ints
from tests.scoring.rubrics import CLOSED, HYBRID, OPEN, fact, question, reference, rubric, veto


def random_answers(scored: Rubric, count: int) -> Ints:
    random = np.random.Generator(np.random.PCG64(17))
    columns = [random.integers(len(q.options), size=count) for q in scored.questions]
    return np.stack(columns, axis=1)


def form(scored: Rubric, row: Ints, importance: dict[str, int | None]) -> Form:
    pairs = zip(scored.questions, row, strict=True)
    return Form({q.key: q.options[at].key for q, at in pairs}, importance)


@pytest.mark.parametrize("importance", [{}, {"team": 5, "loyalty": 0}])
@pytest.mark.parametrize("vetoes", [True, False])
def test_acceptabilities_of_the_whole_sample_equal_the_engine(
    importance: dict[str, int | None], *, vetoes: bool
) -> None:
    scored = reference()
    answers = random_answers(scored, 60)
    found = acceptabilities(scored, answers, importance, every=1, vetoes=vetoes)
    for row, shares in zip(answers, found, strict=True):
        one = acceptability(scored, form(scored, row, importance), vetoes=vetoes)
        assert shares.tolist() == [one[strategy] for strategy in STRATEGIES]


def test_acceptabilities_of_every_16th_draw_are_near() -> None:
    answers = random_answers(reference(), 300)
    whole = acceptabilities(reference(), answers, every=1)
    assert np.abs(acceptabilities(reference(), answers) - whole).max() < 0.03


def test_acceptabilities_share_ties_equally() -> None:
    scored = rubric([question("p", (4, 4, 0), (2, 2, 2))], [question("q", (4, 4, 0), (2, 2, 2))])
    found = at_mean_weights(scored, np.array([[0, 0], [1, 1]]))
    assert found.tolist() == [[0.5, 0.5, 0.0], [1 / 3, 1 / 3, 1 / 3]]


def test_acceptabilities_are_zero_when_all_strategies_are_ruled_out() -> None:
    p, q = question("p", (4, 0, 2), (0, 4, 2)), question("q", (4, 0, 2), (0, 4, 2))
    vetoes = [veto(f"v{s}", s, f=["yes"]) for s in STRATEGIES]
    scored = rubric([p], [q], facts=[fact("f")], vetoes=vetoes)
    answers = np.array([[0, 0, 0], [0, 0, 1], [0, 0, -1]])
    assert acceptabilities(scored, answers)[0].tolist() == [0, 0, 0]
    assert acceptabilities(scored, answers)[1:].sum(axis=1).tolist() == [1, 1]


def test_at_mean_weights_names_the_strategy_of_highest_value() -> None:
    scored = reference()
    answers = random_answers(scored, 200)
    importance: dict[str, int | None] = {"ethics": 5, "team": 1}
    found = at_mean_weights(scored, answers, importance, vetoes=False)
    for row, shares in zip(answers, found, strict=True):
        values = evaluate(scored, form(scored, row, importance)).values
        best = max(values.values())
        top = [abs(values[s] - best) < 1e-9 for s in (OPEN, CLOSED, HYBRID)]
        assert shares.tolist() == [is_top / sum(top) for is_top in top]


@pytest.mark.parametrize(
    ("row", "place", "reason"),
    [
        ([0], "answers", Reason.WRONG_SHAPE),
        ([0, -1, 0], "answers.q", Reason.NOT_COMPLETE),
        ([2, 0, 0], "answers.p", Reason.NOT_COMPLETE),
        ([0, 0, 2], "answers.f", Reason.NOT_COMPLETE),
    ],
)
def test_acceptabilities_refuse_answers_that_are_no_options(
    row: list[int], place: str, reason: Reason
) -> None:
    p, q = question("p", (4, 0, 2), (0, 4, 2)), question("q", (4, 0, 2), (0, 4, 2))
    scored = rubric([p], [q], facts=[fact("f")])
    with pytest.raises(ScoringError) as caught:
        acceptabilities(scored, np.array([row]))
    assert (caught.value.place, caught.value.reason) == (place, reason)


def test_acceptabilities_of_no_forms_are_empty() -> None:
    none = np.zeros((0, 18), dtype=np.int64)
    assert acceptabilities(reference(), none).shape == (0, 3)
