import pytest
from django.contrib.auth.models import User
from django.http import Http404

from questionnaire.enums import SubmissionStatus
from questionnaire.models import MAX_FEEDBACK, Cohort, Conflict, Feedback, Submission
from questionnaire.results.cohorts import feedback_for
from questionnaire.review import feedback
from tests.review import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small")]


@pytest.fixture
def cohort(small: object) -> Cohort:  # noqa: ARG001 - what it is of
    return factories.cohort(factories.accelerator())


@pytest.fixture
def boss(cohort: Cohort) -> User:
    return factories.manager(cohort.accelerator)


@pytest.fixture
def submission(cohort: Cohort) -> Submission:
    return factories.submission(cohort)


def test_feedback_is_read_by_the_founder_once_it_is_released(
    submission: Submission, boss: User
) -> None:
    written = feedback.write(submission=submission, user=boss, text=" Dear\r\nfounder ")
    assert (written.text, written.written_by) == ("Dear\nfounder", boss)
    assert feedback_for(submission) is None
    assert feedback.release(submission=submission, user=boss)
    assert feedback_for(submission) == written
    released = Feedback.objects.get()
    assert not feedback.release(submission=submission, user=boss)
    assert Feedback.objects.get().released_at == released.released_at
    assert released.released_by == boss


def test_change_after_the_release_stays_released(submission: Submission, boss: User) -> None:
    feedback.write(submission=submission, user=boss, text="One")
    feedback.release(submission=submission, user=boss)
    feedback.write(submission=submission, user=boss, text="Two", was="One")
    told = feedback_for(submission)
    assert told is not None
    assert told.text == "Two"


def test_text_that_another_wrote_meanwhile_is_not_lost(
    submission: Submission, boss: User, cohort: Cohort
) -> None:
    other = factories.member(cohort.accelerator)
    feedback.write(submission=submission, user=other, text="Theirs")
    with pytest.raises(feedback.FeedbackChangedError) as caught:
        feedback.write(submission=submission, user=boss, text="Mine")
    assert caught.value.feedback.text == "Theirs"
    feedback.write(submission=submission, user=boss, text="Theirs", was="")
    feedback.write(submission=submission, user=boss, text="Both", was="Theirs\r\n")
    assert Feedback.objects.get().text == "Both"


@pytest.mark.parametrize("text", ["", " ", "x" * (MAX_FEEDBACK + 1)])
def test_feedback_of_no_or_too_many_letters_is_refused(
    text: str, submission: Submission, boss: User
) -> None:
    with pytest.raises(feedback.FeedbackLengthError):
        feedback.write(submission=submission, user=boss, text=text)
    with pytest.raises(feedback.NothingToReleaseError):
        feedback.release(submission=submission, user=boss)


def test_feedback_of_a_cohort_is_released_but_for_conflicts(cohort: Cohort, boss: User) -> None:
    rows = [factories.submission(cohort) for _number in range(4)]
    elsewhere = factories.submission(factories.cohort(cohort.accelerator))
    for row in (*rows[:3], elsewhere):
        feedback.write(submission=row, user=boss, text="Dear founder")
    feedback.release(submission=rows[1], user=boss)
    Conflict.objects.create(submission=rows[2], user=boss)
    assert feedback.release_all(cohort=cohort, user=boss) == [rows[0].pk]
    assert feedback.release_all(cohort=cohort, user=boss) == []
    told = [feedback_for(row) is not None for row in (*rows, elsewhere)]
    assert told == [True, True, False, False, False]
    other = factories.manager(cohort.accelerator)
    assert feedback.release_all(cohort=cohort, user=other) == [rows[2].pk]


def test_stranger_neither_writes_nor_releases(submission: Submission, boss: User) -> None:
    stranger = factories.manager(factories.accelerator("Elsewhere"))
    assert submission.cohort is not None
    with pytest.raises(Http404):
        feedback.write(submission=submission, user=stranger, text="Dear founder")
    feedback.write(submission=submission, user=boss, text="Dear founder")
    with pytest.raises(Http404):
        feedback.release(submission=submission, user=stranger)
    assert feedback.release_all(cohort=submission.cohort, user=stranger) == []
    submission.status = SubmissionStatus.WITHDRAWN
    submission.save()
    assert feedback.release_all(cohort=submission.cohort, user=boss) == []
