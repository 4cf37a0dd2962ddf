import numpy as np
from hypothesis import given, settings

from questionnaire.scoring import Form, Rubric, evaluate
from questionnaire.scoring.engine import Scored
from questionnaire.scoring.flips import other_options
from questionnaire.scoring.forms import read
from questionnaire.scoring.pairs import count_pairs, likeliest
from questionnaire.scoring.rescoring import Move, Moves, Rescored, Rescoring
from questionnaire.scoring.sample import DRAWS
from questionnaire.scoring.tally import by_strategy
from tests.scoring.brute_force import leader
from tests.scoring.cases import cases
from tests.scoring.rubrics import reference

EXAMPLES = settings(max_examples=25, deadline=None)


def changed(rubric: Rubric, form: Form, moves: Moves) -> Form:
    """Return the form with the moves made."""
    answers = dict(form.answers)
    for move in moves:
        question = rubric.questions[move.question]
        answers[question.key] = question.options[move.option].key
    return Form(answers, form.importance)


def check(rubric: Rubric, form: Form, moves: Moves, found: Rescored) -> None:
    """Check the figures against an outcome of the changed form, bit for bit."""
    outcome = evaluate(rubric, changed(rubric, form, moves))
    assert by_strategy(found.wins) == outcome.acceptability
    assert found.none / DRAWS == outcome.none_compatible
    assert found.leader == leader(outcome)


@given(cases())
@EXAMPLES
def test_each_option_is_rescored_as_the_engine_scores_it(case: tuple[Rubric, Form]) -> None:
    rubric, form = case
    rescoring = Rescoring(Scored(rubric, read(rubric, form)))
    for at, question in enumerate(rubric.questions):
        for option in range(len(question.options)):
            move = Move(at, option)
            check(rubric, form, (move,), rescoring.single(move))


@given(cases())
@EXAMPLES
def test_each_pair_is_rescored_as_the_engine_scores_it(case: tuple[Rubric, Form]) -> None:
    rubric, form = case
    scored = Scored(rubric, read(rubric, form))
    moves = other_options(scored)
    pairs = likeliest(scored, moves, 1_000)
    assert len(pairs) == count_pairs(moves)
    found = Rescoring(scored).pairs(pairs)
    assert list(found) == pairs
    for pair in pairs[:: max(1, len(pairs) // 12)]:
        check(rubric, form, pair, found[pair])


def test_options_and_pairs_of_the_reference_bank_are_rescored_exactly() -> None:
    rubric = reference()
    random = np.random.Generator(np.random.PCG64(23))
    answers = {q.key: q.options[random.integers(len(q.options))].key for q in rubric.scored}
    half = {key: option for at, (key, option) in enumerate(answers.items()) if at % 2}
    for form in (Form(answers, {"ethics": 5, "funding": 1}), Form(half, {"team": 0}), Form()):
        scored = Scored(rubric, read(rubric, form))
        rescoring = Rescoring(scored)
        for at in range(len(rubric.questions)):
            check(rubric, form, (Move(at, 2),), rescoring.single(Move(at, 2)))
        moves = other_options(scored)
        pairs = likeliest(scored, moves, 10_000)[::150]
        for pair, found in rescoring.pairs(pairs).items():
            check(rubric, form, pair, found)
