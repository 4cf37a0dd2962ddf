import pytest
from django.contrib.auth.models import User

from questionnaire.enums import MemberRole
from questionnaire.models import Conflict, Feedback, Submission
from questionnaire.review import blindness
from tests.review import factories

REVIEWER, MANAGER = MemberRole.REVIEWER, MemberRole.MANAGER
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small")]


def two_readers(*, is_blind: bool) -> tuple[Submission, User, User]:
    home = factories.accelerator()
    submission = factories.submission(factories.cohort(home, is_blind=is_blind))
    return submission, factories.member(home), factories.member(home)


def is_shown(submission: Submission, user: User) -> bool:
    """Return what both forms of the rule say; they must be one."""
    listed = Submission.objects.filter(blindness.machine_visible_to(user), pk=submission.pk)
    assert listed.exists() == blindness.machine_visible(submission, user)
    return blindness.machine_visible(submission, user)


def test_machine_is_hidden_until_one_has_stated_a_strategy() -> None:
    submission, reader, other = two_readers(is_blind=True)
    assert blindness.recommendation_of(submission, reader) is None
    assert not is_shown(submission, reader)
    factories.review(submission, reader)
    assert blindness.recommendation_of(submission, reader) == submission.recommendation
    assert (is_shown(submission, reader), is_shown(submission, other)) == (True, False)


def test_machine_is_shown_to_all_where_the_cohort_is_not_blind() -> None:
    submission, reader, other = two_readers(is_blind=False)
    assert (is_shown(submission, reader), is_shown(submission, other)) == (True, True)


def test_review_of_another_version_shows_nothing_of_this_one() -> None:
    submission, reader, _other = two_readers(is_blind=True)
    assert submission.cohort is not None
    revision = factories.submission(
        submission.cohort, venture=submission.venture, previous=submission
    )
    factories.review(submission, reader)
    assert not is_shown(revision, reader)


def test_reviews_of_others_are_shown_after_ones_own() -> None:
    submission, reader, other = two_readers(is_blind=True)
    theirs = factories.review(submission, other, "closed")
    assert list(blindness.reviews_of(submission, reader)) == []
    assert list(blindness.reviews_of(submission, other)) == [theirs]
    own = factories.review(submission, reader)
    assert list(blindness.reviews_of(submission, reader)) == [theirs, own]


def test_feedback_is_hidden_as_well_but_not_from_who_wrote_it() -> None:
    submission, reader, other = two_readers(is_blind=True)
    assert blindness.feedback_of(submission, reader) is None
    feedback = Feedback.objects.create(submission=submission, text="Open it.", written_by=other)
    assert blindness.feedback_of(submission, reader) is None
    assert blindness.feedback_of(submission, other) == feedback
    factories.review(submission, reader)
    assert blindness.feedback_of(submission, reader) == feedback


@pytest.mark.parametrize(
    ("is_blind", "role", "has_stated", "has_conflict", "expected"),
    [
        (True, REVIEWER, False, False, False),
        (True, REVIEWER, True, False, True),
        (True, REVIEWER, False, True, True),
        (True, MANAGER, False, False, True),
        (False, REVIEWER, False, False, True),
    ],
)
def test_numbers_of_a_blind_cohort_wait_for_every_view(
    *, is_blind: bool, role: MemberRole, has_stated: bool, has_conflict: bool, expected: bool
) -> None:
    home = factories.accelerator()
    cohort = factories.cohort(home, is_blind=is_blind)
    person = factories.member(home, role=role)
    row = factories.submission(cohort)
    if has_stated:
        factories.review(row, person)
    if has_conflict:
        Conflict.objects.create(submission=row, user=person)
    assert blindness.numbers_visible(cohort, person.memberships.get()) == expected


def test_numbers_wait_for_no_view_on_an_earlier_version() -> None:
    home = factories.accelerator()
    cohort, person = factories.cohort(home), factories.member(home)
    factories.submission(cohort, is_current=False)
    assert blindness.numbers_visible(cohort, person.memberships.get())
