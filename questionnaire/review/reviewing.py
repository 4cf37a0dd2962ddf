"""Judging a submission: a strategy and why, scores, its state, and that it was read."""

from collections.abc import Mapping, Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from questionnaire.enums import Strategy, SubmissionStatus
from questionnaire.models import (
    MAX_SCORE,
    MAX_WHY,
    MIN_SCORE,
    Criterion,
    Rating,
    ReadMark,
    Review,
    Submission,
)
from questionnaire.review.access import submission_for, visible
from questionnaire.review.blindness import machine_visible

# From each state, what it may become; where a review is needed, or must not be there, see below
NEXT_STATE = {
    SubmissionStatus.SUBMITTED: {SubmissionStatus.IN_REVIEW},
    SubmissionStatus.IN_REVIEW: {SubmissionStatus.SUBMITTED, SubmissionStatus.REVIEWED},
    SubmissionStatus.REVIEWED: {SubmissionStatus.IN_REVIEW},
}


class NoReasonError(Exception):
    """A strategy was stated without saying why, or with more than MAX_WHY characters."""


class NoVerdictError(Exception):
    """Scores were given before a strategy was stated."""


class UnknownScoreError(Exception):
    """A score is not from 1 to 5, or belongs to a criterion of another cohort."""


class StateError(Exception):
    """A submission cannot change from its state to the one that was asked for."""


@transaction.atomic
def state_verdict(*, submission: Submission, user: User, strategy: Strategy, why: str) -> Review:
    """State a strategy and why, or change it; what was stated first is kept beside it.

    The first verdict takes a submission into review. Raises NoReasonError, and Http404 for a
    submission that the person may not see.
    """
    why = why.replace("\r\n", "\n").strip()
    if not 0 < len(why) <= MAX_WHY:
        raise NoReasonError
    locked = submission_for(user, submission.pk, lock=True)
    now = timezone.now()
    review = Review.objects.filter(submission=locked, reviewer=user).first()
    if review is None:
        was_blind = not machine_visible(locked, user)
        review = Review(submission=locked, reviewer=user, stated_at=now, was_blind=was_blind)
        review.first_strategy = strategy
    review.strategy, review.why, review.updated_at = strategy, why, now
    review.save()
    if locked.status == SubmissionStatus.SUBMITTED:
        _put_into(locked, SubmissionStatus.IN_REVIEW)
    return review


@transaction.atomic
def rate(*, submission: Submission, user: User, scores: Mapping[int, int | None]) -> None:
    """Score a submission by criteria (primary key: 1 to 5, or None to take a score back).

    Criteria that are not named keep their score. Raises NoVerdictError, UnknownScoreError, and
    Http404 for a submission that the person may not see.
    """
    locked = submission_for(user, submission.pk, lock=True)
    review = Review.objects.filter(submission=locked, reviewer=user).first()
    if review is None:
        raise NoVerdictError
    known = set(Criterion.objects.filter(cohort=locked.cohort_id).values_list("pk", flat=True))
    allowed = (None, *range(MIN_SCORE, MAX_SCORE + 1))
    if scores.keys() - known or any(score not in allowed for score in scores.values()):
        raise UnknownScoreError
    Rating.objects.filter(review=review, criterion__in=scores).delete()
    Rating.objects.bulk_create(
        Rating(review=review, criterion_id=criterion, score=score)
        for criterion, score in scores.items()
        if score is not None
    )
    Review.objects.filter(pk=review.pk).update(updated_at=timezone.now())


def may_become(submission: Submission, state: SubmissionStatus, *, has_review: bool) -> bool:
    """Tell whether a submission may be put into a state: see NEXT_STATE and `change_state`."""
    if state not in NEXT_STATE.get(SubmissionStatus(submission.status), set()):
        return False
    if state == SubmissionStatus.REVIEWED:
        return has_review
    return state != SubmissionStatus.SUBMITTED or not has_review


@transaction.atomic
def change_state(*, submission: Submission, user: User, state: SubmissionStatus) -> Submission:
    """Put a submission into another state; the one that it is in already changes nothing.

    Reviewed it becomes only with a review, and unread again only without one. Raises StateError,
    and Http404 for a submission that the person may not see.
    """
    locked = submission_for(user, submission.pk, lock=True)
    if locked.status != state:
        reviewed = Review.objects.filter(submission=locked).exists()
        if not may_become(locked, state, has_review=reviewed):
            raise StateError(f"{locked.status} to {state}")
        _put_into(locked, state)
    return locked


@transaction.atomic
def change_states(*, pks: Sequence[int], user: User, state: SubmissionStatus) -> tuple[int, int]:
    """Put many submissions into another state; return how many are in it then, and how many not.

    Those that a person may not see are left out, and counted nowhere.
    """
    submissions = visible(user).filter(pk__in=pks).order_by("pk")
    locked = list(submissions.select_for_update(of=("self",)))
    reviewed = set(
        Review.objects.filter(submission__in=locked).values_list("submission", flat=True)
    )
    done = [
        row.pk
        for row in locked
        if row.status == state or may_become(row, state, has_review=row.pk in reviewed)
    ]
    Submission.objects.filter(pk__in=done).update(status=state)
    return len(done), len(locked) - len(done)


@transaction.atomic
def mark_read(*, submission: Submission, user: User) -> None:
    """Note that a person has opened a submission; raise Http404 for one that is not theirs."""
    seen = submission_for(user, submission.pk)
    ReadMark.objects.update_or_create(submission=seen, user=user, defaults={"at": timezone.now()})


@transaction.atomic
def mark_unread(*, submission: Submission, user: User) -> None:
    """Let a submission be unread again."""
    ReadMark.objects.filter(submission=submission, user=user).delete()


def _put_into(submission: Submission, state: SubmissionStatus) -> None:
    submission.status = state
    submission.save(update_fields=["status"])
