from collections import Counter
from itertools import combinations
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.enums import SubmissionStatus, Wording
from questionnaire.models import Cohort, Questionnaire, Submission
from questionnaire.review import dividing
from questionnaire.review.suppression import hide_small
from tests import factories as everywhere
from tests.conftest import Queries
from tests.review import factories

CELLS = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 9), min_size=1)


@given(CELLS)
def test_division_is_how_often_two_differ(numbers: dict[str, int]) -> None:
    counts = hide_small(numbers)
    found = dividing.division_of(counts)
    said = [
        key if counts.cells[key] is not None else "?"
        for key in numbers
        for _n in range(numbers[key])
    ]
    if counts.total is None or set(counts.cells.values()) == {None} or len(said) < 2:
        assert found is None
        return
    pairs = list(combinations(said, 2))
    assert found is not None
    assert isclose(found, sum(one != other for one, other in pairs) / len(pairs), abs_tol=1e-9)


def answered(cohort: Cohort, small: Questionnaire, answers: dict[str, str]) -> Submission:
    row = factories.submission(cohort, questionnaire=small, status=SubmissionStatus.DRAFT)
    everywhere.answer(row, answers)
    row.status, row.submitted_at = SubmissionStatus.SUBMITTED, factories.MOMENT
    row.save()
    factories.recommendation(row, "open", Wording.CLEAR, {})
    return row


@pytest.mark.django_db
def test_questions_that_divide_come_first(small: Questionnaire) -> None:
    cohort = factories.cohort(factories.accelerator())
    for number in range(12):
        said = {"M1": "ab"[number % 2], "P1": "a", "P2": "not-sure" if number < 2 else "c"}
        answered(cohort, small, {**said, "K1": ""})
    answered(factories.cohort(cohort.accelerator), small, {"P1": "b"})
    found = dividing.division(cohort)
    tables = {one.question: one.answers for one in found.questions}
    assert tables == {
        "M1": hide_small({"a": 6, "b": 6, "c": 0, "not-sure": 0, "": 0}),
        "M2": hide_small({"a": 0, "b": 0, "c": 0, "not-sure": 0, "": 12}),
        "P1": hide_small({"a": 12, "b": 0, "c": 0, "not-sure": 0, "": 0}),
        "P2": hide_small({"a": 0, "b": 0, "c": 10, "not-sure": 2, "": 0}),
        "K1": hide_small({"yes": 0, "no": 0, "not-sure": 0, "": 12}),
    }
    assert [one.question for one in found.questions] == ["M1", "P1", "K1", "M2", "P2"]
    assert [one.division for one in found.questions] == [1 - 30 * 2 / 132, 0, None, None, None]
    assert list(found.sets.items()) == [("money", 1 - 30 * 2 / 132), ("people", 0), ("facts", None)]


@pytest.mark.django_db
def test_single_founder_who_left_a_question_out_is_hidden(small: Questionnaire) -> None:
    cohort = factories.cohort(factories.accelerator())
    for number in range(19):
        answered(cohort, small, {"M1": "abc"[number % 3] if number else ""})
    (counts,) = (one.answers for one in dividing.division(cohort).questions if one.question == "M1")
    assert counts == hide_small({"a": 6, "b": 6, "c": 6, "not-sure": 0, "": 1})
    assert counts.cells[""] is None
    assert (counts.total, None in (counts.cells["a"], counts.cells["b"])) == (19, True)


@pytest.mark.django_db
def test_who_was_never_asked_has_not_left_it_out(small: Questionnaire) -> None:
    cohort = factories.cohort(factories.accelerator())
    for _number in range(6):
        answered(cohort, small, {"M1": "a"})
    asked_less = Questionnaire.objects.create(key=small.key, version=2)
    factories.submission(cohort, questionnaire=asked_less)
    tables = {one.question: one.answers.cells for one in dividing.division(cohort).questions}
    assert tables["M1"] == {"a": 6, "b": 0, "c": 0, "not-sure": 0, "": 0}


@pytest.mark.django_db
def test_empty_cohort_is_not_divided(small: Questionnaire) -> None:
    cohort = factories.cohort(factories.accelerator())
    assert small.key == cohort.questionnaire_key
    assert dividing.division(cohort) == dividing.Division((), {})
    assert dividing.tensions(cohort) == {}


@pytest.mark.django_db
def test_tensions_are_counted(small: Questionnaire) -> None:
    cohort = factories.cohort(factories.accelerator())
    lists = [["odd"]] * 5 + [["odder", "odd"]] * 2 + [[]] * 8 + [["od"], ["ODD"]]
    for keys in lists:
        factories.submission(cohort, questionnaire=small, outcome={"tensions": keys})
    factories.submission(cohort, is_current=False, outcome={"tensions": ["odd"]})
    counted = Counter(key for keys in lists for key in keys)
    assert dividing.tensions(cohort) == {
        "odd": hide_small({True: counted["odd"], False: len(lists) - counted["odd"]})
    }


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_the_cohort(
    number: int, small: Questionnaire, count_queries: Queries
) -> None:
    cohort = factories.cohort(factories.accelerator())
    for _number in range(number):
        answered(cohort, small, everywhere.ALL_OPEN)
    with count_queries() as said:
        dividing.division(cohort)
        dividing.tensions(cohort)
    assert len(said) == 3 + 2
