"""What staff answer a founder: written when it suits, read when it is released."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from questionnaire.models import MAX_FEEDBACK, Cohort, Feedback, Submission
from questionnaire.review.access import submission_for, visible


class FeedbackLengthError(Exception):
    """Feedback is empty, or longer than MAX_FEEDBACK characters."""


class FeedbackChangedError(Exception):
    """Somebody else has written meanwhile: `feedback` is what stands there now."""

    def __init__(self, feedback: Feedback) -> None:
        super().__init__(str(feedback))
        self.feedback = feedback


class NothingToReleaseError(Exception):
    """No feedback has been written for the submission."""


@transaction.atomic
def write(*, submission: Submission, user: User, text: str, was: str = "") -> Feedback:
    """Write the feedback to a founder, or change it; what is released changes for the founder too.

    `was` is the text that the writer saw. Raises FeedbackChangedError when another stands there by
    now, FeedbackLengthError, and Http404.
    """
    text = _plain(text)
    if not 0 < len(text) <= MAX_FEEDBACK:
        raise FeedbackLengthError
    locked = submission_for(user, submission.pk, lock=True)
    feedback = Feedback.objects.filter(submission=locked).first() or Feedback(submission=locked)
    if feedback.text not in (_plain(was), text):
        raise FeedbackChangedError(feedback)
    feedback.text, feedback.written_by, feedback.updated_at = text, user, timezone.now()
    feedback.save()
    return feedback


@transaction.atomic
def release(*, submission: Submission, user: User) -> bool:
    """Let a founder read their feedback; return whether that is new, and a mail is due.

    Raises NothingToReleaseError, and Http404.
    """
    locked = submission_for(user, submission.pk, lock=True)
    if not Feedback.objects.filter(submission=locked).exists():
        raise NothingToReleaseError
    return bool(_release([locked.pk], user))


@transaction.atomic
def release_all(*, cohort: Cohort, user: User) -> list[int]:
    """Let the founders of a cohort read what is written for them; return the newly released.

    These are the primary keys of the submissions. What a person may not see, for a conflict, is
    not released by them.
    """
    waiting = waiting_feedback(cohort=cohort, user=user)
    return _release(list(waiting.order_by("pk").values_list("pk", flat=True)), user)


def waiting_feedback(*, cohort: Cohort, user: User) -> QuerySet[Submission]:
    """Return the submissions of a cohort whose feedback is written, and not released yet."""
    written = visible(user).filter(cohort=cohort, feedback__released_at=None)
    return written.filter(feedback__isnull=False)


def _release(submissions: Iterable[int], user: User) -> list[int]:
    """Release what is not released yet; return the submissions whose feedback that was."""
    waiting = Feedback.objects.select_for_update().filter(
        submission__in=submissions, released_at=None
    )
    rows = list(waiting.order_by("pk"))
    Feedback.objects.filter(pk__in=[row.pk for row in rows]).update(
        released_at=timezone.now(), released_by=user
    )
    return [row.submission_id for row in rows]


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
