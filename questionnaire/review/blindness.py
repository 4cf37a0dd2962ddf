"""When a person may know what the machine recommends, and what others say: in one place."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from questionnaire.enums import MemberRole
from questionnaire.models import (
    Cohort,
    Feedback,
    Membership,
    Recommendation,
    Review,
    Submission,
)
from questionnaire.review.access import Person, visible


def machine_visible(submission: Submission, user: Person) -> bool:
    """Tell whether a person may see the machine's recommendation, and what others say.

    True when the cohort is not blind, or the person has stated a strategy of their own and why.
    """
    if submission.cohort is not None and not submission.cohort.is_blind:
        return True
    return Review.objects.filter(submission=submission, reviewer=user.pk).exists()


def machine_visible_to(user: Person) -> Q:
    """Return the same rule as a condition on submissions, for lists and exports."""
    stated = Review.objects.filter(submission=OuterRef("pk"), reviewer=user.pk)
    return Q(cohort__is_blind=False) | Q(Exists(stated))


def numbers_visible(cohort: Cohort, membership: Membership) -> bool:
    """Tell whether a member may see what the machine recommends to a cohort as a whole.

    Where it says the same to all, the sum tells of each. Managers see it, and in a blind cohort
    those reviewers who have stated a view on every submission that they may see.
    """
    if not cohort.is_blind or membership.role == MemberRole.MANAGER:
        return True
    unread = visible(membership.user).filter(cohort=cohort, is_current=True)
    return not unread.exclude(machine_visible_to(membership.user)).exists()


def recommendation_of(submission: Submission, user: Person) -> Recommendation | None:
    """Return the machine's recommendation; None while it is hidden from this person."""
    return submission.recommendation if machine_visible(submission, user) else None


def reviews_of(submission: Submission, user: Person) -> QuerySet[Review]:
    """Return what a person may read of the reviews: their own, and then all others."""
    reviews = Review.objects.filter(submission=submission).order_by("stated_at", "pk")
    if not machine_visible(submission, user):
        reviews = reviews.filter(reviewer=user.pk)
    return reviews.select_related("reviewer").prefetch_related("ratings__criterion")


def feedback_of(submission: Submission, user: Person) -> Feedback | None:
    """Return what is written to the founder; None when hidden: it may give a verdict away."""
    feedback = Feedback.objects.filter(submission=submission).first()
    if feedback is None or feedback.written_by_id == user.pk:
        return feedback
    return feedback if machine_visible(submission, user) else None
