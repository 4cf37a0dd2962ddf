"""What must hold for every rubric and form."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaire.scoring import (
    STRATEGIES,
    Form,
    Option,
    Question,
    QuestionSet,
    Rubric,
    evaluate,
)
from questionnaire.scoring.engine import acceptability

Fits = tuple[int, int, int]

KEYS = "abcd"
EXAMPLES = settings(max_examples=40, deadline=None)


@st.composite
def rubrics(draw: st.DrawFn, highest: int = 4) -> Rubric:
    """Draw a rubric without rules: two to four sets of one to three questions."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=2, max_size=4))
    fit = st.integers(0, highest)
    parts = []
    for at, size in enumerate(sizes):
        questions = []
        for number in range(size):
            fits = draw(st.lists(st.tuples(fit, fit, fit), min_size=2, max_size=4))
            options = tuple(Option(key, row) for key, row in zip(KEYS, fits, strict=False))
            questions.append(Question(f"q{at}{number}", options))
        parts.append(QuestionSet(f"s{at}", tuple(questions)))
    return Rubric("drawn", tuple(parts))


@st.composite
def cases(draw: st.DrawFn, highest: int = 4) -> tuple[Rubric, Form]:
    """Draw a rubric and a form, in which "not sure" and importance not stated occur."""
    rubric = draw(rubrics(highest))
    answers = {
        question.key: draw(st.sampled_from([None, *(o.key for o in question.options)]))
        for question in rubric.scored
    }
    rating = st.one_of(st.none(), st.integers(1, 5))
    return rubric, Form(answers, {part.key: draw(rating) for part in rubric.sets})


def with_fits(rubric: Rubric, question: str, option: str, fits: Fits) -> Rubric:
    """Return the rubric with other fits of one option."""

    def changed(one: Question) -> Question:
        if one.key != question:
            return one
        options = (replace(o, fits=fits) if o.key == option else o for o in one.options)
        return replace(one, options=tuple(options))

    parts = (replace(p, questions=tuple(map(changed, p.questions))) for p in rubric.sets)
    return replace(rubric, sets=tuple(parts))


def fits_of(option: Option) -> Fits:
    assert option.fits is not None
    return option.fits


@given(cases(), st.data())
@EXAMPLES
def test_raising_a_fit_never_lowers_the_acceptability(
    case: tuple[Rubric, Form], data: st.DataObject
) -> None:
    rubric, form = case
    question = data.draw(st.sampled_from(rubric.scored))
    option = data.draw(st.sampled_from(question.options))
    at = data.draw(st.integers(0, 2))
    fits = list(fits_of(option))
    fits[at] = data.draw(st.integers(fits[at], 4))
    raised = with_fits(rubric, question.key, option.key, (fits[0], fits[1], fits[2]))
    strategy = STRATEGIES[at]
    assert acceptability(raised, form)[strategy] >= acceptability(rubric, form)[strategy]


def permuted(rubric: Rubric, order: tuple[int, ...]) -> Rubric:
    """Return the rubric in which strategy i takes the fits of strategy order[i]."""
    for question in rubric.scored:
        for option in question.options:
            fits = fits_of(option)
            new = (fits[order[0]], fits[order[1]], fits[order[2]])
            rubric = with_fits(rubric, question.key, option.key, new)
    return rubric


@given(cases(), st.sampled_from(list(permutations(range(3)))))
@EXAMPLES
def test_permuting_strategies_permutes_the_result(
    case: tuple[Rubric, Form], order: tuple[int, ...]
) -> None:
    """Exactly so without fit noise; with it, as closely as the sample is exact."""
    rubric, form = case
    other = permuted(rubric, order)
    for fit_noise, tolerance in ((False, 0.0), (True, 0.03)):
        before = acceptability(rubric, form, fit_noise=fit_noise)
        after = acceptability(other, form, fit_noise=fit_noise)
        expected = {STRATEGIES[at]: before[STRATEGIES[old]] for at, old in enumerate(order)}
        assert after == pytest.approx(expected, abs=tolerance, rel=0)


@given(cases(highest=3), st.data())
@EXAMPLES
def test_adding_a_constant_to_the_fits_of_an_option_changes_nothing(
    case: tuple[Rubric, Form], data: st.DataObject
) -> None:
    rubric, form = case
    question = data.draw(st.sampled_from(rubric.scored))
    option = data.draw(st.sampled_from(question.options))
    first, second, third = fits_of(option)
    lifted = with_fits(rubric, question.key, option.key, (first + 1, second + 1, third + 1))
    before, after = evaluate(rubric, form), evaluate(lifted, form)
    assert after.acceptability == before.acceptability
    assert after.ranks == before.ranks
    assert after.pairwise == before.pairwise
    assert after.central_weights == before.central_weights
    assert after.confidence == before.confidence


@given(cases())
@EXAMPLES
def test_a_set_with_importance_0_changes_nothing(case: tuple[Rubric, Form]) -> None:
    """Neither its fits nor its answers reach any figure."""
    rubric, form = case
    extra = Question("x", (Option("a", (4, 0, 0)), Option("b", (0, 0, 4))))
    other = Question("x", (Option("a", (0, 1, 2)), Option("b", (3, 0, 1))))
    importance = {**form.importance, "extra": 0}
    outcomes = []
    for question, answer in ((extra, "a"), (extra, "b"), (other, None)):
        whole = replace(rubric, sets=(*rubric.sets, QuestionSet("extra", (question,))))
        one = evaluate(whole, Form({**form.answers, "x": answer}, importance))
        outcomes.append(replace(one, rubric_digest=""))
    assert outcomes[0] == outcomes[1] == outcomes[2]


@given(cases())
@EXAMPLES
def test_shares_are_shares(case: tuple[Rubric, Form]) -> None:
    found = evaluate(*case)
    assert sum(found.acceptability.values()) == pytest.approx(1)
    assert all(0 <= share <= 1 for row in found.ranks.values() for share in row)
    assert found.acceptability == found.acceptability_without_vetoes
    assert found.eliminated is None
