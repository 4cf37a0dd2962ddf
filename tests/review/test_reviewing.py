import pytest
from django.contrib.auth.models import User
from django.http import Http404

from questionnaire.enums import Strategy, SubmissionStatus
from questionnaire.models import MAX_WHY, Cohort, Conflict, ReadMark, Review, Submission
from questionnaire.review import reviewing
from questionnaire.review.cohorts import CriterionItem, set_criteria
from tests.review import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small")]
SUBMITTED, IN_REVIEW, REVIEWED = (
    SubmissionStatus.SUBMITTED,
    SubmissionStatus.IN_REVIEW,
    SubmissionStatus.REVIEWED,
)


@pytest.fixture
def cohort(small: object) -> Cohort:  # noqa: ARG001 - what it is of
    return factories.cohort(factories.accelerator())


@pytest.fixture
def submission(cohort: Cohort) -> Submission:
    return factories.submission(cohort)


@pytest.fixture
def reviewer(cohort: Cohort) -> User:
    return factories.member(cohort.accelerator)


def state(
    submission: Submission, user: User, strategy: Strategy = Strategy.OPEN, why: str = "So."
) -> Review:
    return reviewing.state_verdict(submission=submission, user=user, strategy=strategy, why=why)


def status_of(submission: Submission) -> str:
    return Submission.objects.values_list("status", flat=True).get(pk=submission.pk)


def test_first_verdict_is_kept_and_takes_the_submission_into_review(
    submission: Submission, reviewer: User
) -> None:
    first = state(submission, reviewer, why=" One\r\ntwo ")
    assert (first.strategy, first.why, first.was_blind) == ("open", "One\ntwo", True)
    assert status_of(submission) == IN_REVIEW
    second = state(submission, reviewer, Strategy.CLOSED, "I was wrong.")
    second.refresh_from_db()
    assert (second.pk, second.strategy, second.first_strategy) == (first.pk, "closed", "open")
    assert (second.why, second.was_blind) == ("I was wrong.", True)
    assert second.stated_at == first.stated_at < second.updated_at


def test_verdict_in_a_cohort_that_is_not_blind_is_known_as_such(
    submission: Submission, reviewer: User
) -> None:
    Cohort.objects.update(is_blind=False)
    assert not state(submission, reviewer).was_blind


@pytest.mark.parametrize("why", ["", " \n", "x" * (MAX_WHY + 1)])
def test_verdict_without_a_reason_is_refused(
    why: str, submission: Submission, reviewer: User
) -> None:
    with pytest.raises(reviewing.NoReasonError):
        state(submission, reviewer, why=why)
    assert (Review.objects.count(), status_of(submission)) == (0, SUBMITTED)


def test_verdict_leaves_a_reviewed_submission_reviewed(
    submission: Submission, reviewer: User, cohort: Cohort
) -> None:
    state(submission, reviewer)
    reviewing.change_state(submission=submission, user=reviewer, state=REVIEWED)
    state(submission, factories.member(cohort.accelerator))
    assert status_of(submission) == REVIEWED


def test_scores_are_given_changed_and_taken_back(
    submission: Submission, reviewer: User, cohort: Cohort
) -> None:
    one, two = set_criteria(cohort=cohort, items=[CriterionItem("One"), CriterionItem("Two")])
    review = state(submission, reviewer)

    def rated(scores: dict[int, int | None]) -> dict[int, int]:
        reviewing.rate(submission=submission, user=reviewer, scores=scores)
        return dict(review.ratings.values_list("criterion", "score"))

    assert rated({one.pk: 1, two.pk: 5}) == {one.pk: 1, two.pk: 5}
    assert rated({one.pk: 2}) == {one.pk: 2, two.pk: 5}
    assert rated({two.pk: None}) == {one.pk: 2}


def test_scores_need_a_verdict_and_a_criterion_of_the_cohort(
    submission: Submission, reviewer: User, cohort: Cohort
) -> None:
    (own,) = set_criteria(cohort=cohort, items=[CriterionItem("Own")])
    (theirs,) = set_criteria(
        cohort=factories.cohort(cohort.accelerator), items=[CriterionItem("Theirs")]
    )
    with pytest.raises(reviewing.NoVerdictError):
        reviewing.rate(submission=submission, user=reviewer, scores={own.pk: 3})
    review = state(submission, reviewer)
    for scores in ({own.pk: 0}, {own.pk: 6}, {own.pk: 3, theirs.pk: 3}):
        with pytest.raises(reviewing.UnknownScoreError):
            reviewing.rate(submission=submission, user=reviewer, scores=scores)
    assert review.ratings.count() == 0


@pytest.mark.parametrize(
    ("before", "has_review", "after", "allowed"),
    [
        (SUBMITTED, False, SUBMITTED, True),
        (SUBMITTED, False, IN_REVIEW, True),
        (SUBMITTED, True, REVIEWED, False),
        (IN_REVIEW, False, SUBMITTED, True),
        (IN_REVIEW, True, SUBMITTED, False),
        (IN_REVIEW, False, REVIEWED, False),
        (IN_REVIEW, True, REVIEWED, True),
        (REVIEWED, True, IN_REVIEW, True),
        (REVIEWED, True, SUBMITTED, False),
        (IN_REVIEW, True, SubmissionStatus.DRAFT, False),
        (IN_REVIEW, True, SubmissionStatus.WITHDRAWN, False),
    ],
)
def test_state_changes_by_the_rules(  # noqa: PLR0913 - the table's columns
    before: SubmissionStatus,
    after: SubmissionStatus,
    *,
    has_review: bool,
    allowed: bool,
    cohort: Cohort,
    reviewer: User,
) -> None:
    one, many = (factories.submission(cohort, status=before) for _number in range(2))
    for submission in (one, many) if has_review else ():
        factories.review(submission, reviewer)
    if allowed:
        changed = reviewing.change_state(submission=one, user=reviewer, state=after)
        assert changed.status == after
    else:
        with pytest.raises(reviewing.StateError):
            reviewing.change_state(submission=one, user=reviewer, state=after)
    done = reviewing.change_states(pks=[many.pk], user=reviewer, state=after)
    assert done == (int(allowed), int(not allowed))
    assert status_of(one) == status_of(many) == (after if allowed else before)


def test_many_states_change_but_for_what_is_not_ones_own(cohort: Cohort, reviewer: User) -> None:
    ours, closed = factories.submission(cohort), factories.submission(cohort)
    theirs = factories.submission(factories.cohort(factories.accelerator("Elsewhere")))
    Conflict.objects.create(submission=closed, user=reviewer)
    pks = [ours.pk, closed.pk, theirs.pk, 10**9]
    assert reviewing.change_states(pks=pks, user=reviewer, state=IN_REVIEW) == (1, 0)
    states = [status_of(submission) for submission in (ours, closed, theirs)]
    assert states == [IN_REVIEW, SUBMITTED, SUBMITTED]


def test_submission_is_read_by_one_person_until_marked_otherwise(
    submission: Submission, reviewer: User
) -> None:
    for _time in range(2):
        reviewing.mark_read(submission=submission, user=reviewer)
    assert [mark.user for mark in ReadMark.objects.all()] == [reviewer]
    reviewing.mark_unread(submission=submission, user=reviewer)
    assert ReadMark.objects.count() == 0


def test_stranger_and_conflicted_do_nothing(submission: Submission, reviewer: User) -> None:
    Conflict.objects.create(submission=submission, user=reviewer)
    for user in (reviewer, factories.user()):
        for refused in (
            lambda user=user: state(submission, user),
            lambda user=user: reviewing.rate(submission=submission, user=user, scores={}),
            lambda user=user: reviewing.mark_read(submission=submission, user=user),
            lambda user=user: reviewing.change_state(
                submission=submission, user=user, state=IN_REVIEW
            ),
        ):
            with pytest.raises(Http404):
                refused()
    assert (Review.objects.count(), ReadMark.objects.count()) == (0, 0)
