"""A founder's side of a cohort: coming in, being found by name, not being reminded any more."""

import hashlib
import re
import unicodedata

from django.http import Http404
from django.utils import timezone

from questionnaire.catalogue.queries import published
from questionnaire.models import (
    Assignment,
    Cohort,
    Feedback,
    FounderInvitation,
    NamePart,
    Questionnaire,
    Submission,
)
from questionnaire.results.access import hash_token
from questionnaire.results.tokens import TOKEN_DIGITS, keyed_token, token_behind

CODE_IN_LINK = re.compile(r"/join/([^/?#\s]+)")
NOT_IN_CODES = re.compile(r"[^A-Z0-9]+")
SPACES = re.compile(r"\s+")


class CohortClosedError(Exception):
    """The cohort has not opened yet, or has closed; `cohort` says when, and whom to ask."""

    def __init__(self, cohort: Cohort) -> None:
        super().__init__(f"{cohort} is not open.")
        self.cohort = cohort


def cohort_for_code(code: str) -> Cohort:
    """Return the cohort of a code, however it was typed; raise Http404 without one.

    Case, spaces, dashes and quotation marks make no difference; a link that has the code will do.
    """
    linked = CODE_IN_LINK.search(code)
    typed = unicodedata.normalize("NFKC", linked[1] if linked else code)
    wanted = NOT_IN_CODES.sub("", typed.upper())
    cohort = Cohort.objects.select_related("accelerator").filter(code=wanted).first()
    if cohort is None:
        raise Http404
    return cohort


def invitation_for_token(token: str, *, lock: bool = False) -> FounderInvitation:
    """Return a founder's invitation with its cohort; raise Http404 when there is none.

    `lock` keeps others from using it until the transaction of the caller's ends.
    """
    invitations = FounderInvitation.objects.select_related("cohort__accelerator", "submission")
    if lock:
        invitations = invitations.select_for_update(of=("self",))
    try:
        return invitations.get(token_hash=hash_token(token))
    except FounderInvitation.DoesNotExist as error:
        raise Http404 from error


def new_founder_token(invitation: FounderInvitation) -> str:
    """Return the token that a new invitation is to have."""
    return keyed_token(_said_by(invitation))


def founder_token(invitation: FounderInvitation) -> str:
    """Return the token of a founder's invitation, to be mailed; see `token_behind`."""
    return token_behind(_said_by(invitation), invitation.token_hash)


def draft_token(token: str) -> str:
    """Return the token of the submission that an invitation with this token starts.

    It follows from the invitation's, so that the link that was mailed leads back to the answers.
    """
    return hashlib.sha256(f"submission of {token}".encode()).hexdigest()[:TOKEN_DIGITS]


def questionnaire_of(cohort: Cohort) -> Questionnaire:
    """Return what founders of a cohort answer now; raise Questionnaire.DoesNotExist for nothing."""
    return published(key=cohort.questionnaire_key)


def refuse_closed(cohort: Cohort | None) -> None:
    """Raise CohortClosedError unless the cohort is open; without a cohort nothing closes."""
    if cohort is not None and not cohort.is_open(timezone.now()):
        raise CohortClosedError(cohort)


def fold(text: str) -> str:
    """Return a text as names are compared: without case, accents or repeated spaces."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return SPACES.sub(" ", bare.casefold()).strip()


def index_name(submission: Submission) -> None:
    """Let a submission of a cohort be sorted and found by its venture's name.

    Every word of the name begins a part, so that a search compares beginnings only: that is what
    an index can do on every database.
    """
    if submission.cohort_id is None:
        return
    name = fold(submission.venture.name)[: Submission._meta.get_field("name_key").max_length]  # noqa: SLF001 - Django's own name
    Submission.objects.filter(pk=submission.pk).update(name_key=name)
    submission.name_key = name
    NamePart.objects.filter(submission=submission).delete()
    NamePart.objects.bulk_create(
        NamePart(submission=submission, cohort_id=submission.cohort_id, part=part)
        for part in name_parts(name)
    )


def name_parts(name: str) -> list[str]:
    """Return a folded name from each of its words on."""
    words = name.split()
    return [" ".join(words[start:]) for start in range(len(words))]


def succeed(submission: Submission) -> None:
    """Let a revision that was submitted take the place of the version before it, in lists too."""
    if submission.previous_id is not None:
        Submission.objects.filter(pk=submission.previous_id).update(is_current=False)
        Assignment.objects.filter(submission=submission.previous_id).update(submission=submission)


def stop_reminders(*, token: str) -> FounderInvitation:
    """Send no more reminders for an invitation; once more changes nothing.

    Raises Http404 for an unknown token.
    """
    invitation = invitation_for_token(token)
    stopped = FounderInvitation.objects.filter(pk=invitation.pk, stopped_at=None)
    stopped.update(stopped_at=timezone.now())
    return invitation


def feedback_for(submission: Submission) -> Feedback | None:
    """Return what staff answer the founder of a submission; None before it is released."""
    if submission.cohort_id is None:
        return None
    return Feedback.objects.filter(submission=submission, released_at__isnull=False).first()


def _said_by(invitation: FounderInvitation) -> str:
    made = invitation.created_at.timestamp()
    return f"founder {invitation.cohort_id} {invitation.email} {made!r}"
