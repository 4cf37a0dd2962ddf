import numpy as np
import pytest

from questionnaire.scoring import (
    ADVICE,
    STRATEGIES,
    Form,
    Rubric,
    Strategy,
    Wording,
    archive_advice,
    evaluate,
)
from questionnaire.scoring.sample import DRAWS
from tests.scoring.archives import arrays, form_of, random_archive
from tests.scoring.rubrics import CLOSED, OPEN, fact, question, reference, rubric, veto


def small() -> Rubric:
    """Return a rubric in which open and closed tie where both are answered "b"."""
    p, q = question("p", (4, 0, 2), (4, 4, 0)), question("q", (4, 0, 2), (4, 4, 0))
    vetoes = [veto(f"v{s}", s, f=["yes"]) for s in STRATEGIES]
    return rubric([p], [q], facts=[fact("f")], vetoes=vetoes)


@pytest.mark.parametrize(
    ("form", "advice"),
    [
        (Form({"p": "a", "q": "a"}), OPEN),
        (Form({"p": "a", "q": "a", "f": "yes"}), Wording.NONE_COMPATIBLE),
        (Form(), Wording.TOO_EARLY),
        (Form({"f": "yes"}), Wording.NONE_COMPATIBLE),
        (Form({"p": "a"}), OPEN),
        (Form({"p": "a", "q": "a"}, {"s0": 0}), None),
    ],
)
def test_replay_tells_the_strategy_or_why_there_is_none(
    form: Form, advice: Strategy | Wording | None
) -> None:
    found = archive_advice(small(), *arrays(small(), [form]))
    assert ADVICE[found.advice[0]] == advice


def test_replay_of_a_sure_form_stops_at_the_first_draws() -> None:
    found = archive_advice(small(), *arrays(small(), [Form({"p": "a", "q": "a"})]))
    assert found.draws.tolist() == [DRAWS // 32]


def test_replay_leaves_out_the_questions_of_sets_left_out() -> None:
    parts = [[question(key, (4, 0, 0), (0, 4, 0))] for key in "pqrst"]
    scored = rubric(*parts)
    form = Form({"p": "b", "q": "b"}, {"s2": 0, "s3": 0, "s4": 3})
    found = archive_advice(scored, *arrays(scored, [Form(form.answers), form]))
    assert [ADVICE[at] for at in found.advice] == [Wording.TOO_EARLY, CLOSED]


def test_replay_tells_a_tie_in_all_draws() -> None:
    # Mirrored in open and closed: the two tie but for the noise, within what the sample can tell.
    p, q = question("p", (4, 0, 0), (0, 4, 0)), question("q", (4, 0, 0), (0, 4, 0))
    scored = rubric([p], [q])
    form = Form({"p": "a", "q": "b"}, {"s0": 3, "s1": 3})
    found = archive_advice(scored, *arrays(scored, [form]))
    outcome = evaluate(scored, form)
    assert found.draws.tolist() == [DRAWS]
    assert found.acceptability[0].tolist() == [outcome.acceptability[s] for s in STRATEGIES]
    assert ADVICE[found.advice[0]] == (outcome.strategy or outcome.wording)


def test_replay_advises_as_the_engine_does() -> None:
    scored = reference()
    answers, importance = random_archive(scored, 150, seed=8)
    importance[:, 0] = np.where(importance[:, 0] == 0, 1, importance[:, 0])
    importance[:, 1] = np.where(importance[:, 1] == 0, 1, importance[:, 1])
    found = archive_advice(scored, answers, importance)
    for at, row in enumerate(zip(answers, importance, strict=True)):
        outcome = evaluate(scored, form_of(scored, *row))
        assert ADVICE[found.advice[at]] == (outcome.strategy or outcome.wording)


def test_replay_decides_near_forms_with_all_draws() -> None:
    answers, importance = random_archive(reference(), 300, seed=9)
    found = archive_advice(reference(), answers, importance)
    _, second, best = np.sort(found.acceptability[found.draws < DRAWS], axis=1).T
    early = found.advice[found.draws < DRAWS] == ADVICE.index(Wording.TOO_EARLY)
    scored = ~np.isnan(best)
    assert (found.draws == DRAWS).any()
    assert (best - second)[scored & ~early].min() >= 0.021
