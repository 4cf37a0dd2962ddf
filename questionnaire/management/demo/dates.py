"""Spreading what has just been made over the weeks before: the services know no day but today."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

from questionnaire.management.demo.playing import Entry
from questionnaire.models import (
    Answer,
    Assignment,
    Comment,
    Feedback,
    ReadMark,
    Recommendation,
    Review,
    Submission,
    Venture,
)

ANSWERING = timedelta(minutes=25)
# The staff are done within so many days, or sooner where there is less time
REVIEWING = timedelta(days=12)
FIRST_VERSION = timedelta(days=1)


def spread(entries: Iterable[Entry], now: datetime) -> None:
    """Date all that is known of each submission, in the order in which it happens."""
    for entry in entries:
        random = Random(f"dates {entry.founder.venture}")  # noqa: S311 - nothing secret
        ended = entry.began + ANSWERING * random.uniform(0.5, 2)
        _date_submission(entry.submission, entry.began, ended)
        Venture.objects.filter(pk=entry.submission.venture_id).update(created_at=entry.began)
        first = entry.submission.previous
        if first is not None:
            _date_submission(first, entry.began - FIRST_VERSION, ended - FIRST_VERSION)
        _date_review(entry.submission, ended, min(REVIEWING, now - ended))


def _date_submission(submission: Submission, began: datetime, ended: datetime) -> None:
    rows = Submission.objects.filter(pk=submission.pk)
    rows.update(created_at=began, updated_at=ended)
    rows.exclude(submitted_at=None).update(submitted_at=ended)
    Answer.objects.filter(submission=submission).update(updated_at=ended)
    Recommendation.objects.filter(submission=submission).update(created_at=ended)


def _date_review(submission: Submission, start: datetime, time: timedelta) -> None:
    """Date what staff did: assigned first, released last, with `time` between."""
    of = {"submission": submission}
    Assignment.objects.filter(**of).update(at=start + 0.2 * time)
    for number, review in enumerate(Review.objects.filter(**of).order_by("pk")):
        stated = start + (0.4 + 0.1 * number) * time
        Review.objects.filter(pk=review.pk).update(stated_at=stated, updated_at=stated)
        ReadMark.objects.filter(user=review.reviewer_id, **of).update(at=stated)
    for number, comment in enumerate(Comment.objects.filter(**of).order_by("pk")):
        Comment.objects.filter(pk=comment.pk).update(at=start + (0.65 + 0.05 * number) * time)
    Feedback.objects.filter(**of).update(updated_at=start + 0.8 * time)
    released = Feedback.objects.filter(released_at__isnull=False, **of)
    released.update(released_at=start + 0.9 * time)
