from collections import Counter

import pytest
from django.contrib.auth.models import User
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.enums import SubmissionStatus
from questionnaire.models import Assignment, Cohort, Conflict, ReadMark, Submission
from questionnaire.review import assigning
from questionnaire.review.access import submission_for
from questionnaire.review.assigning import Balanced, planned
from tests.review import factories

PEOPLE, SUBMISSIONS = st.integers(1, 5), st.integers(100, 108)
with_database = pytest.mark.django_db


@pytest.fixture
def cohort(small: object) -> Cohort:  # noqa: ARG001 - what it is of
    return factories.cohort(factories.accelerator())


@pytest.fixture
def boss(cohort: Cohort) -> User:
    return factories.manager(cohort.accelerator)


def pairs() -> set[tuple[int, int]]:
    return set(Assignment.objects.values_list("submission", "reviewer"))


@with_database
def test_submission_is_assigned_and_freed(cohort: Cohort, boss: User) -> None:
    submission, reviewer = factories.submission(cohort), factories.member(cohort.accelerator)
    assert assigning.assign(submission=submission, reviewer=reviewer, by=boss)
    assert not assigning.assign(submission=submission, reviewer=reviewer, by=reviewer)
    (row,) = Assignment.objects.all()
    assert (row.submission, row.reviewer, row.by) == (submission, reviewer, boss)
    for _time in range(2):
        assigning.unassign(submission=submission, reviewer=reviewer, by=boss)
    assert pairs() == set()


@with_database
def test_nobody_is_assigned_who_may_not_see_it(cohort: Cohort, boss: User) -> None:
    submission, conflicted = factories.submission(cohort), factories.member(cohort.accelerator)
    stranger = factories.member(factories.accelerator("Elsewhere"))
    assigning.declare_conflict(submission=submission, user=conflicted)
    for reviewer in (conflicted, stranger):
        with pytest.raises(assigning.CannotReviewError):
            assigning.assign(submission=submission, reviewer=reviewer, by=boss)
        with pytest.raises(Http404):
            assigning.assign(submission=submission, reviewer=boss, by=reviewer)
        with pytest.raises(Http404):
            assigning.unassign(submission=submission, reviewer=boss, by=reviewer)
    assert pairs() == set()


@with_database
def test_many_are_assigned_but_for_conflicts_and_strangers(cohort: Cohort, boss: User) -> None:
    one, two, closed, hidden = (factories.submission(cohort) for _number in range(4))
    theirs = factories.submission(factories.cohort(factories.accelerator("Elsewhere")))
    reviewer = factories.member(cohort.accelerator)
    assigning.declare_conflict(submission=closed, user=reviewer)
    assigning.declare_conflict(submission=hidden, user=boss)
    assigning.assign(submission=one, reviewer=reviewer, by=boss)
    pks = [row.pk for row in (one, two, closed, hidden, theirs)]
    assert assigning.assign_many(pks=pks, reviewer=reviewer, by=boss) == (2, 1)
    assert pairs() == {(one.pk, reviewer.pk), (two.pk, reviewer.pk)}


@with_database
def test_conflict_takes_assignments_away_and_hides_the_venture(cohort: Cohort, boss: User) -> None:
    first = factories.submission(cohort)
    second = factories.submission(cohort, venture=first.venture)
    other = factories.submission(cohort)
    for submission in (first, second, other):
        assigning.assign(submission=submission, reviewer=boss, by=boss)
        ReadMark.objects.create(submission=submission, user=boss)
    assigning.declare_conflict(submission=first, user=boss, reason=" My cousin ")
    assert pairs() == {(other.pk, boss.pk)}
    assert [mark.submission for mark in ReadMark.objects.all()] == [other]
    assert Conflict.objects.get().reason == "My cousin"
    with pytest.raises(Http404):
        submission_for(boss, second.pk)
    with pytest.raises(Http404):
        assigning.declare_conflict(submission=second, user=boss)


@with_database
def test_balance_gives_the_least_loaded_the_oldest_first(cohort: Cohort, boss: User) -> None:
    busy, idle = (factories.member(cohort.accelerator) for _number in range(2))
    elsewhere = factories.cohort(cohort.accelerator)
    for status in (SubmissionStatus.SUBMITTED, SubmissionStatus.IN_REVIEW):
        row = factories.submission(elsewhere, status=status)
        Assignment.objects.create(submission=row, reviewer=busy)
    done = factories.submission(elsewhere, status=SubmissionStatus.REVIEWED)
    Assignment.objects.create(submission=done, reviewer=idle)
    rows = [factories.submission(cohort) for _number in range(4)]
    factories.submission(cohort, status=SubmissionStatus.REVIEWED)
    factories.submission(cohort, status=SubmissionStatus.DRAFT)
    Conflict.objects.create(submission=rows[0], user=idle)
    plan = assigning.balance(cohort=cohort, by=boss, reviewers=[busy, idle, busy], each=1)
    expected = [busy, idle, idle, idle]
    assert plan == Balanced(
        tuple((row.pk, person.pk) for row, person in zip(rows, expected, strict=True)), ()
    )
    assert set(plan.assigned) <= pairs()
    again = assigning.balance(cohort=cohort, by=boss, reviewers=[busy, idle], each=1)
    assert again == Balanced((), ())
    twice = assigning.balance(cohort=cohort, by=boss, reviewers=[busy, idle], each=2)
    assert twice.short == (rows[0].pk,)
    assert len(twice.assigned) == 3


@with_database
def test_balance_keeps_a_conflict_with_an_earlier_version(cohort: Cohort, boss: User) -> None:
    first = factories.submission(cohort, is_current=False)
    second = factories.submission(cohort, venture=first.venture, previous=first)
    Conflict.objects.create(submission=first, user=boss)
    plan = assigning.balance(cohort=cohort, by=boss, reviewers=[boss], each=1)
    assert plan == Balanced((), (second.pk,))


@with_database
def test_balance_among_strangers_is_refused(cohort: Cohort, boss: User) -> None:
    factories.submission(cohort)
    with pytest.raises(assigning.CannotReviewError):
        assigning.balance(cohort=cohort, by=boss, reviewers=[boss, factories.user()], each=1)
    assert not Submission.objects.filter(assignments__isnull=False).exists()


@given(
    st.dictionaries(SUBMISSIONS, st.frozensets(PEOPLE)),
    st.dictionaries(SUBMISSIONS, st.frozensets(PEOPLE)),
    st.dictionaries(PEOPLE, st.integers(0, 6), min_size=1),
    st.integers(1, 4),
)
def test_plan_is_fair_and_heeds_conflicts(
    assigned: dict[int, frozenset[int]],
    barred: dict[int, frozenset[int]],
    load: dict[int, int],
    each: int,
) -> None:
    plan = planned(assigned, barred, load, each)
    assert plan == planned(assigned, barred, load, each)
    now = {submission: set(people) for submission, people in assigned.items()}
    loads = dict(load)
    for submission, person in plan.assigned:
        free = loads.keys() - now[submission] - barred.get(submission, frozenset())
        assert person in free
        assert (loads[person], person) == min((loads[one], one) for one in free)
        now[submission].add(person)
        loads[person] += 1
    for submission, people in now.items():
        free = load.keys() - people - barred.get(submission, frozenset())
        assert len(people) >= each or not free
        assert (submission in plan.short) == (len(people) < each)
        assert len(people) <= max(each, len(assigned[submission]))


@given(st.integers(0, 30), st.integers(1, 6), st.integers(1, 3))
def test_without_conflicts_loads_differ_by_one_at_most(
    submissions: int, people: int, each: int
) -> None:
    plan = planned(dict.fromkeys(range(submissions), ()), {}, dict.fromkeys(range(people), 0), each)
    counted = Counter(person for _submission, person in plan.assigned)
    loads = [counted[person] for person in range(people)]
    assert max(loads) - min(loads) <= 1
    assert sum(loads) == submissions * min(each, people)
