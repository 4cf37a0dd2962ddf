"""Who on the staff may see what: everything that is fetched for them is fetched here."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import Http404

from questionnaire.enums import MemberRole, SubmissionStatus
from questionnaire.models import (
    Accelerator,
    Cohort,
    Comment,
    Conflict,
    Invitation,
    Membership,
    Submission,
)
from questionnaire.results.access import hash_token

# Nobody on the staff sees what a founder has not submitted, or has taken back
SHOWN = (SubmissionStatus.SUBMITTED, SubmissionStatus.IN_REVIEW, SubmissionStatus.REVIEWED)

Person = User | AnonymousUser | AbstractBaseUser


class ConflictDeclaredError(Http404):
    """The person has declared a conflict of interest: closed to them, and said so kindly."""


def membership_for(user: Person, accelerator: int, role: MemberRole | None = None) -> Membership:
    """Return what a person is for an accelerator.

    Raises Http404 for a stranger, and PermissionDenied for a member with another role than the one
    that is asked for.
    """
    if not user.is_authenticated:
        raise Http404
    memberships = Membership.objects.select_related("accelerator")
    membership = memberships.filter(accelerator=accelerator, user=user.pk).first()
    if membership is None:
        raise Http404
    if role is not None and membership.role != role:
        raise PermissionDenied
    return membership


def accelerator_for(user: Person, pk: int, role: MemberRole | None = None) -> Accelerator:
    """Return an accelerator that a person works for; raise what `membership_for` raises."""
    return membership_for(user, pk, role).accelerator


def cohort_for(user: Person, pk: int, role: MemberRole | None = None) -> Cohort:
    """Return a cohort of an accelerator that a person works for; raise as `membership_for`."""
    cohort = Cohort.objects.filter(pk=pk).first()
    if cohort is None:
        raise Http404
    cohort.accelerator = accelerator_for(user, cohort.accelerator_id, role)
    return cohort


def cohorts_of(user: Person) -> QuerySet[Cohort]:
    """Return the cohorts of all the accelerators that a person works for, newest first.

    Each with what the person is there, as `role`.
    """
    cohorts = Cohort.objects.filter(accelerator__memberships__user=user.pk)
    cohorts = cohorts.annotate(role=F("accelerator__memberships__role"))
    return cohorts.select_related("accelerator").order_by("-opens_at", "-pk")


def visible(user: Person) -> QuerySet[Submission]:
    """Return every submission that a person may see: the one rule that all else builds on.

    Submitted, in a cohort of an accelerator that the person works for, and by no venture that they
    have declared a conflict with. Earlier versions are among them; see `Submission.is_current`.
    """
    mine = Cohort.objects.filter(accelerator__memberships__user=user.pk)
    return without_conflicts(user, Submission.objects.filter(status__in=SHOWN, cohort__in=mine))


def without_conflicts(user: Person, submissions: QuerySet[Submission]) -> QuerySet[Submission]:
    """Leave out all submissions of the ventures that a person has a conflict with."""
    ventures = Conflict.objects.filter(user=user.pk).values("submission__venture")
    return submissions.exclude(venture__in=ventures)


def submission_for(user: Person, pk: int, *, lock: bool = False) -> Submission:
    """Return a submission that a person may see, with its cohort, venture and questionnaire.

    Raises ConflictDeclaredError, and Http404 for everything else that is not theirs. `lock` keeps
    others from changing it until the transaction of the caller's ends. The recommendation is not
    fetched: `blindness` says whether it may be shown.
    """
    if not user.is_authenticated:
        raise Http404
    submissions = visible(user).select_related("cohort__accelerator", "venture", "questionnaire")
    if lock:
        submissions = submissions.select_for_update(of=("self",))
    submission = submissions.filter(pk=pk).first()
    if submission is not None:
        return submission
    if _is_theirs_but_for_a_conflict(user, pk):
        raise ConflictDeclaredError
    raise Http404


def comment_for(user: Person, pk: int) -> Comment:
    """Return a comment of one's own, to change or delete it.

    Raises PermissionDenied for another's, and what `submission_for` raises.
    """
    comment = Comment.objects.filter(pk=pk).first()
    if comment is None:
        raise Http404
    comment.submission = submission_for(user, comment.submission_id)
    if comment.author_id != user.pk:
        raise PermissionDenied
    return comment


def invitation_for_token(token: str, *, lock: bool = False) -> Invitation:
    """Return the invitation of a colleague behind a link; raise Http404 when there is none.

    It may be used up or expired: `people.accept_invitation` says so.
    """
    invitations = Invitation.objects.select_related("accelerator")
    if lock:
        invitations = invitations.select_for_update(of=("self",))
    invitation = invitations.filter(token_hash=hash_token(token)).first()
    if invitation is None:
        raise Http404
    return invitation


def members_who_may_see(submission: Submission) -> QuerySet[Membership]:
    """Return the members of a submission's accelerator, without those with a conflict."""
    conflicted = Conflict.objects.filter(submission__venture=submission.venture_id)
    members = Membership.objects.filter(accelerator__cohorts=submission.cohort_id)
    return members.exclude(user__in=conflicted.values("user")).select_related("user")


def _is_theirs_but_for_a_conflict(user: Person, pk: int) -> bool:
    submission = Submission.objects.filter(
        pk=pk, status__in=SHOWN, cohort__accelerator__memberships__user=user.pk
    )
    return submission.exists()
