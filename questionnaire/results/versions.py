"""The versions of one founder's answers: each revises the one before."""

from django.http import Http404

from questionnaire.models import Submission


def versions_of(submission: Submission) -> list[Submission]:
    """Return every version that the submission is one of, oldest first, in one query.

    A revision speaks for the same venture, whose other founders have versions of their own.
    Raises Http404 when the submission has been deleted meanwhile.
    """
    rows = Submission.objects.filter(venture=submission.venture_id)
    by_key = {row.pk: row for row in rows.select_related("venture", "recommendation")}
    following = {row.previous_id: row for row in by_key.values() if row.previous_id}
    if submission.pk not in by_key:
        raise Http404
    first = by_key[submission.pk]
    while first.previous_id:
        first = by_key[first.previous_id]
    versions = [first]
    while revision := following.get(versions[-1].pk):
        versions.append(revision)
    return versions
