"""What each kind of mail says, in its language; written when it is sent, since it holds secrets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop, override

from questionnaire.enums import MailKind, MailTrouble, SubmissionStatus
from questionnaire.models import (
    Cohort,
    Feedback,
    FounderInvitation,
    Invitation,
    Mail,
    Mention,
    Submission,
)
from questionnaire.results.cohorts import founder_token
from questionnaire.review.access import visible
from questionnaire.review.assigning import TO_DO
from questionnaire.review.comments import name_of
from questionnaire.review.filters import ME, Filters
from questionnaire.review.people import invitation_token

MAX_SUBJECT = 200
# They name no venture: they are kept, and a venture's founder may delete all that names it
SUBJECTS = {
    MailKind.COLLEAGUE: gettext_noop("%(accelerator)s would like you to work with them on Ajar"),
    MailKind.FOUNDER: gettext_noop("%(accelerator)s invites you: open, closed or hybrid?"),
    MailKind.REMINDER: gettext_noop("Your answers for %(cohort)s are still missing"),
    MailKind.MENTION: gettext_noop("You were named in a comment (%(cohort)s)"),
    MailKind.ASSIGNED: gettext_noop("Submissions for you to review (%(cohort)s)"),
    MailKind.FEEDBACK: gettext_noop("%(accelerator)s has written you feedback"),
}


class NotWantedError(Exception):
    """The mail has lost its reason; `why` says how."""

    def __init__(self, why: MailTrouble) -> None:
        super().__init__(why.value)
        self.why = why


class CannotWriteError(Exception):
    """The mail can never be written; `why` says what to do instead."""

    def __init__(self, why: MailTrouble) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Letter:
    """The text of a mail, and what mail programs are told beside it."""

    text: str
    headers: Mapping[str, str]


def subject_of(kind: MailKind, language: str, *, accelerator: str, cohort: str = "") -> str:
    """Return the subject of a mail in a language."""
    with override(language):
        said = gettext(SUBJECTS[kind]) % {"accelerator": accelerator, "cohort": cohort}
    return " ".join(said.split())[:MAX_SUBJECT]


def write(mail: Mail) -> Letter:
    """Write a mail as things stand now.

    Raises NotWantedError when it has lost its reason, and CannotWriteError.
    """
    with override(mail.language):
        context = WRITERS[MailKind(mail.kind)](mail)
        text = render_to_string(f"mail/{mail.kind}.txt", context)
    headers = {"Auto-Submitted": "auto-generated"}
    if stop_url := context.get("stop_url"):
        headers["List-Unsubscribe"] = f"<{stop_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return Letter(text.strip() + "\n", headers)


def absolute(name: str, *args: object, query: str = "") -> str:
    """Return the whole address of a page, in the language that is active."""
    address = settings.AJAR_URL.rstrip("/") + reverse(name, args=args)
    return f"{address}?{query}" if query else address


def _colleague(mail: Mail) -> dict[str, Any]:
    waiting = Invitation.objects.filter(accepted_at=None, expires_at__gt=timezone.now())
    invitation = waiting.select_related("accelerator", "invited_by").filter(pk=mail.about).first()
    if invitation is None:
        raise NotWantedError(MailTrouble.GONE)
    by = invitation.invited_by
    return {
        "invitation": invitation,
        "accelerator": invitation.accelerator,
        "by": name_of(by) if by else invitation.accelerator.name,
        "url": absolute("review:join", _token(invitation_token, invitation)),
    }


def _founder(mail: Mail) -> dict[str, Any]:
    rows = FounderInvitation.objects.select_related("cohort__accelerator", "submission")
    invitation = rows.filter(pk=mail.about).first()
    if invitation is None:
        raise NotWantedError(MailTrouble.GONE)
    if invitation.stopped_at is not None:
        raise NotWantedError(MailTrouble.UNWANTED)
    if _has_finished(invitation):
        raise NotWantedError(MailTrouble.FINISHED)
    if invitation.cohort.is_closed(timezone.now()):
        raise NotWantedError(MailTrouble.CLOSED)
    token = _token(founder_token, invitation)
    return {
        "invitation": invitation,
        "cohort": invitation.cohort,
        "url": absolute("walk:invited", token),
        "stop_url": absolute("walk:stop", token),
    }


def _has_finished(invitation: FounderInvitation) -> bool:
    """Return whether the founder has submitted, be it without using the invitation."""
    own = Q(founder_invitation=invitation) | Q(
        cohort=invitation.cohort_id, email__iexact=invitation.email
    )
    return Submission.objects.exclude(status=SubmissionStatus.DRAFT).filter(own).exists()


def _mention(mail: Mail) -> dict[str, Any]:
    mentions = Mention.objects.select_related(
        "user", "comment__author", "comment__submission__venture"
    )
    mention = mentions.filter(comment=mail.about, user__email__iexact=mail.to).first()
    if mention is None or not _may_see(mention.user, mention.comment.submission):
        raise NotWantedError(MailTrouble.GONE)
    submission = mention.comment.submission
    return {
        "by": name_of(mention.comment.author),
        "venture": submission.venture.name,
        "url": absolute("review:submission", submission.pk),
    }


def _assigned(mail: Mail) -> dict[str, Any]:
    cohort = Cohort.objects.select_related("accelerator").filter(pk=mail.about).first()
    person = User.objects.filter(email__iexact=mail.to, is_active=True).first()
    number = 0
    if cohort is not None and person is not None:
        mine = visible(person).filter(cohort=cohort, is_current=True, status__in=TO_DO)
        mine = mine.filter(assignments__reviewer=person).exclude(reviews__reviewer=person)
        number = mine.count()
    if cohort is None or not number:
        raise NotWantedError(MailTrouble.GONE)
    query = Filters(cohort=cohort.pk, assigned=ME).query()
    return {"cohort": cohort, "number": number, "url": absolute("review:queue", query=query)}


def _feedback(mail: Mail) -> dict[str, Any]:
    """Lead to the result by the invitation's link; nobody but the founder knows any other."""
    released = Feedback.objects.filter(submission=mail.about, released_at__isnull=False)
    feedback = released.select_related("submission__cohort__accelerator").first()
    if feedback is None:
        raise NotWantedError(MailTrouble.GONE)
    submission = feedback.submission
    invitation = FounderInvitation.objects.filter(submission=submission).first()
    url = absolute("walk:resume")
    if invitation is not None:
        url = absolute("walk:invited", _token(founder_token, invitation))
    return {"cohort": submission.cohort, "url": url, "is_own": invitation is not None}


def _may_see(person: User, submission: Submission) -> bool:
    return person.is_active and visible(person).filter(pk=submission.pk).exists()


def _token(token_of: Callable[[Any], str], row: Invitation | FounderInvitation) -> str:
    try:
        return token_of(row)
    except LookupError as error:
        raise CannotWriteError(MailTrouble.OLD_KEY) from error


WRITERS: Mapping[MailKind, Callable[[Mail], dict[str, Any]]] = {
    MailKind.COLLEAGUE: _colleague,
    MailKind.FOUNDER: _founder,
    MailKind.REMINDER: _founder,
    MailKind.MENTION: _mention,
    MailKind.ASSIGNED: _assigned,
    MailKind.FEEDBACK: _feedback,
}
