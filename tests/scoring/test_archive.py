import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaire.scoring import (
    STRATEGIES,
    Form,
    Reason,
    Rubric,
    ScoringError,
    acceptability,
    archive_acceptabilities,
)
from tests.scoring import cases
from tests.scoring.archives import arrays, form_of, random_archive
from tests.scoring.rubrics import fact, question, reference, rubric, veto


@st.composite
def archives(draw: st.DrawFn) -> tuple[Rubric, list[Form]]:
    """Draw a rubric and up to eight forms."""
    scored, first = draw(cases.cases())
    return scored, [first, *draw(st.lists(cases.forms(scored), max_size=7))]


def engine(scored: Rubric, form: Form) -> list[float]:
    found = acceptability(scored, form)
    return [found[strategy] for strategy in STRATEGIES]


@given(archives())
@settings(max_examples=60, deadline=None)
def test_archive_acceptabilities_of_all_draws_equal_the_engine(
    case: tuple[Rubric, list[Form]],
) -> None:
    scored, forms = case
    found = archive_acceptabilities(scored, *arrays(scored, forms), every=1)
    assert found.tolist() == [engine(scored, form) for form in forms]


def test_archive_acceptabilities_of_the_reference_equal_the_engine() -> None:
    scored = reference()
    answers, importance = random_archive(scored, 80, seed=5)
    importance[:, 0] = np.abs(importance[:, 0])  # leaves no form with a single set
    importance[:, 1] = np.where(importance[:, 1] == 0, 1, importance[:, 1])
    importance[:, 2] = np.where(importance[:, 2] == 0, 1, importance[:, 2])
    found = archive_acceptabilities(scored, answers, importance, every=1)
    rows = zip(answers, importance, strict=True)
    assert found.tolist() == [engine(scored, form_of(scored, *row)) for row in rows]


def test_archive_acceptabilities_do_not_depend_on_the_other_forms() -> None:
    scored = reference()
    answers, importance = random_archive(scored, 1_500, seed=6)
    whole = archive_acceptabilities(scored, answers, importance)
    some = archive_acceptabilities(scored, answers[700:760], importance[700:760])
    assert np.array_equal(whole[700:760], some, equal_nan=True)


def test_archive_acceptabilities_of_a_sixteenth_are_near() -> None:
    answers, importance = random_archive(reference(), 300, seed=7)
    whole = archive_acceptabilities(reference(), answers, importance, every=1)
    some = archive_acceptabilities(reference(), answers, importance)
    assert np.nanmax(np.abs(some - whole)) < 0.05


def tied() -> Rubric:
    p, q = question("p", (4, 4, 0), (2, 2, 2)), question("q", (4, 4, 0), (2, 2, 2))
    vetoes = [veto(f"v{s}", s, f=["yes"], p=["a"]) for s in STRATEGIES]
    return rubric([p], [q], facts=[fact("f")], vetoes=vetoes)


def test_archive_acceptabilities_count_nobody_where_all_are_ruled_out() -> None:
    scored = tied()
    answers = np.array([[0, 0, 0], [0, 0, -1], [-1, 0, 0]])
    found = archive_acceptabilities(scored, answers, np.full((3, 2), -1), every=1)
    # A fact without an answer fires nothing; the unsure question does so in half of the draws.
    assert found.sum(axis=1).tolist() == [0, 1, 0.5]


@pytest.mark.parametrize("importance", [[0, 0], [0, -1], [0, 5]])
def test_archive_acceptabilities_are_nan_with_fewer_than_two_sets(importance: list[int]) -> None:
    answers = np.array([[0, 0, 0], [0, 0, -1]])
    found = archive_acceptabilities(tied(), answers, np.array([importance, [1, -1]]))
    assert np.isnan(found).tolist() == [[True] * 3, [False] * 3]


def test_archive_acceptabilities_of_no_forms_are_empty() -> None:
    none = np.zeros((0, 3), dtype=np.int64)
    assert archive_acceptabilities(tied(), none, none[:, :2]).shape == (0, 3)


@pytest.mark.parametrize(
    ("answers", "importance", "place", "reason"),
    [
        ([0, 0], [1, 1], "answers", Reason.WRONG_SHAPE),
        ([0, 0, 0], [1], "importance", Reason.WRONG_SHAPE),
        ([0, 2, 0], [1, 1], "answers.q", Reason.UNKNOWN_OPTION),
        ([0, 0, -2], [1, 1], "answers.f", Reason.UNKNOWN_OPTION),
        ([0, 0, 0], [1, 6], "importance.s1", Reason.IMPORTANCE_OUT_OF_RANGE),
        ([0, 0, 0], [-2, 1], "importance.s0", Reason.IMPORTANCE_OUT_OF_RANGE),
    ],
)
def test_archive_acceptabilities_refuse_what_is_no_form(
    answers: list[int], importance: list[int], place: str, reason: Reason
) -> None:
    with pytest.raises(ScoringError) as caught:
        archive_acceptabilities(tied(), np.array([answers]), np.array([importance]))
    assert (caught.value.place, caught.value.reason) == (place, reason)
