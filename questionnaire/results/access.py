"""Who may see which submission: whoever holds its token, and nobody else."""

import hashlib

from django.http import Http404

from questionnaire.models import Submission


def hash_token(token: str) -> str:
    """Return what is stored of a token; it is random, so that one round of SHA-256 suffices."""
    return hashlib.sha256(token.encode()).hexdigest()


def submission_for_token(token: str, *, lock: bool = False) -> Submission:
    """Return the submission behind a private link; raise Http404 when there is none.

    `lock` keeps others from writing to it until the transaction of the caller's ends.
    """
    submissions = Submission.objects.select_related("questionnaire", "venture", "recommendation")
    if lock:
        submissions = submissions.select_for_update(of=("self",))
    try:
        return submissions.get(token_hash=hash_token(token))
    except Submission.DoesNotExist as error:
        raise Http404 from error
