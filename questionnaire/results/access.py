"""Who may see what: whoever holds a token sees what it stands for, and nobody else."""

import hashlib

from django.http import Http404

from questionnaire.models import SharedLink, Submission


def hash_token(token: str) -> str:
    """Return what is stored of a token; it is random, so that one round of SHA-256 suffices."""
    return hashlib.sha256(token.encode()).hexdigest()


def submission_for_token(token: str, *, lock: bool = False) -> Submission:
    """Return the submission behind a private link; raise Http404 when there is none.

    `lock` keeps others from writing to it until the transaction of the caller's ends.
    """
    submissions = Submission.objects.select_related("questionnaire", "venture", "recommendation")
    # What is joined before a lock is granted may be out of date: a closing date must not be
    if lock:
        submissions = submissions.select_for_update(of=("self",))
    else:
        submissions = submissions.select_related("cohort__accelerator")
    try:
        return submissions.get(token_hash=hash_token(token))
    except Submission.DoesNotExist as error:
        raise Http404 from error


def shared_link_for_token(token: str) -> SharedLink:
    """Return a read-only link with its submission; raise Http404 when unknown or revoked."""
    links = SharedLink.objects.select_related(
        "submission__questionnaire", "submission__venture", "submission__recommendation"
    )
    try:
        return links.get(token_hash=hash_token(token), revoked_at=None)
    except SharedLink.DoesNotExist as error:
        raise Http404 from error
