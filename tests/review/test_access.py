import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from questionnaire.enums import MemberRole, SubmissionStatus
from questionnaire.models import Comment, Conflict, Membership, Questionnaire
from questionnaire.review import access, people
from tests.review import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small")]


def test_member_gets_the_accelerator_and_its_cohorts() -> None:
    home = factories.accelerator()
    reviewer, cohort = factories.member(home), factories.cohort(home)
    assert access.accelerator_for(reviewer, home.pk) == home
    assert access.cohort_for(reviewer, cohort.pk) == cohort
    assert list(access.cohorts_of(reviewer)) == [cohort]


def test_stranger_finds_nothing() -> None:
    home = factories.accelerator()
    cohort = factories.cohort(home)
    submission = factories.submission(cohort)
    stranger = factories.manager(factories.accelerator("Elsewhere"))
    for ask, pk in (
        (access.accelerator_for, home.pk),
        (access.cohort_for, cohort.pk),
        (access.submission_for, submission.pk),
    ):
        for person in (stranger, AnonymousUser()):
            with pytest.raises(Http404):
                ask(person, pk)
    assert list(access.cohorts_of(stranger)) == []


def test_unknown_keys_find_nothing() -> None:
    reviewer = factories.member(factories.accelerator())
    for ask in (access.accelerator_for, access.cohort_for, access.submission_for):
        with pytest.raises(Http404):
            ask(reviewer, 10**9)
    with pytest.raises(Http404):
        access.comment_for(reviewer, 10**9)


def test_superuser_who_is_no_member_finds_nothing() -> None:
    submission = factories.submission(factories.cohort(factories.accelerator()))
    person = factories.user()
    person.is_superuser = True
    person.save()
    with pytest.raises(Http404):
        access.submission_for(person, submission.pk)


def test_reviewer_may_not_do_what_managers_do() -> None:
    home = factories.accelerator()
    reviewer, cohort = factories.member(home), factories.cohort(home)
    with pytest.raises(PermissionDenied):
        access.accelerator_for(reviewer, home.pk, MemberRole.MANAGER)
    with pytest.raises(PermissionDenied):
        access.cohort_for(reviewer, cohort.pk, MemberRole.MANAGER)
    Membership.objects.update(role=MemberRole.MANAGER)
    assert access.cohort_for(reviewer, cohort.pk, MemberRole.MANAGER) == cohort


def test_member_sees_what_is_submitted_and_nothing_else(small: Questionnaire) -> None:
    home = factories.accelerator()
    reviewer, cohort = factories.member(home), factories.cohort(home)
    shown = {
        factories.submission(cohort, status=SubmissionStatus(status)) for status in access.SHOWN
    }
    hidden = [
        factories.submission(cohort, status=SubmissionStatus.DRAFT),
        factories.submission(cohort, status=SubmissionStatus.WITHDRAWN),
        factories.submission(factories.cohort(factories.accelerator("Elsewhere"))),
    ]
    assert set(access.visible(reviewer)) == shown
    for submission in hidden:
        with pytest.raises(Http404):
            access.submission_for(reviewer, submission.pk)
    assert small.submissions.count() == 6


def test_conflict_closes_all_of_the_venture_to_one_person_only() -> None:
    home = factories.accelerator()
    reviewer, other = factories.member(home), factories.member(home)
    first = factories.submission(factories.cohort(home))
    second = factories.submission(factories.cohort(home), venture=first.venture)
    Conflict.objects.create(submission=first, user=reviewer)
    for submission in (first, second):
        with pytest.raises(access.ConflictDeclaredError):
            access.submission_for(reviewer, submission.pk)
        assert access.submission_for(other, submission.pk) == submission
    assert list(access.visible(reviewer)) == []
    assert [row.user for row in access.members_who_may_see(second)] == [other]


def test_conflict_is_not_told_to_who_has_left() -> None:
    home = factories.accelerator()
    reviewer = factories.member(home)
    submission = factories.submission(factories.cohort(home))
    Conflict.objects.create(submission=submission, user=reviewer)
    Membership.objects.filter(user=reviewer).delete()
    with pytest.raises(Http404) as caught:
        access.submission_for(reviewer, submission.pk)
    assert caught.type is Http404


def test_comment_is_for_its_author_alone() -> None:
    home = factories.accelerator()
    author, other = factories.member(home), factories.member(home)
    submission = factories.submission(factories.cohort(home))
    comment = Comment.objects.create(submission=submission, author=author, text="Good.")
    assert access.comment_for(author, comment.pk) == comment
    with pytest.raises(PermissionDenied):
        access.comment_for(other, comment.pk)
    Conflict.objects.create(submission=submission, user=author)
    with pytest.raises(access.ConflictDeclaredError):
        access.comment_for(author, comment.pk)


def test_invitation_is_found_by_its_token_alone() -> None:
    home = factories.accelerator()
    invitation = people.invite_colleague(
        by=factories.manager(home),
        accelerator=home,
        email="ana@example.org",
        role=MemberRole.REVIEWER,
        language="pt",
    )
    assert access.invitation_for_token(people.invitation_token(invitation)) == invitation
    with pytest.raises(Http404):
        access.invitation_for_token(invitation.token_hash)
