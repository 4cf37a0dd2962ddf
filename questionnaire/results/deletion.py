"""Deleting what a founder has said: everything, at once, and for good."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from questionnaire.enums import MailKind
from questionnaire.models import Answer, FounderInvitation, Mail, SharedLink, Submission, Venture
from questionnaire.results.access import submission_for_token
from questionnaire.results.versions import versions_of


@dataclass(frozen=True)
class Holdings:
    """What is kept of one founder; `venture_stays` when others speak for the same startup."""

    versions: int
    answers: int
    notes: int
    results: int
    shared_links: int
    venture_name: str
    venture_stays: bool
    emails: tuple[str, ...]


def holdings_of(versions: Sequence[Submission]) -> Holdings:
    """Count what deleting all versions of a founder would delete."""
    venture = versions[0].venture
    counted = Answer.objects.filter(submission__in=versions).aggregate(
        answers=Count("pk", filter=Q(option__isnull=False) | Q(not_sure=True)),
        notes=Count("pk", filter=~Q(note="")),
    )
    return Holdings(
        versions=len(versions),
        answers=counted["answers"],
        notes=counted["notes"],
        results=sum(hasattr(version, "recommendation") for version in versions),
        shared_links=SharedLink.objects.filter(submission__in=versions).count(),
        venture_name=venture.name,
        venture_stays=venture.submissions.count() > len(versions),
        emails=tuple(sorted({version.email for version in versions} - {""})),
    )


@transaction.atomic
def delete_everything(*, token: str) -> Holdings:
    """Delete every version of the founder behind a token, with all that hangs on it.

    Returns what was deleted; raises Http404 for an unknown token. The venture goes too, unless
    another founder's submissions speak for it.
    """
    _lock(submission_for_token(token).venture_id)
    # Asked for anew: it may have been deleted before the lock was granted
    versions = versions_of(submission_for_token(token))
    deleted = holdings_of(versions)
    _forget_mails(versions)
    Submission.objects.filter(pk__in=[version.pk for version in versions]).delete()
    if not deleted.venture_stays:
        Venture.objects.filter(pk=versions[0].venture_id).delete()
    return deleted


def _forget_mails(versions: Sequence[Submission]) -> None:
    """Delete the invitation that led here, and the log of what was mailed; stop all reminders.

    An invitation that went to the same address, but was not used, stays and is silent: that it is
    the same founder's is only what somebody typed.
    """
    for version in versions:
        same = FounderInvitation.objects.filter(cohort=version.cohort_id, stopped_at=None)
        same.filter(email=version.email.lower()).update(stopped_at=timezone.now())
    invitations = FounderInvitation.objects.filter(submission__in=versions)
    invited = [invitation.pk for invitation in invitations]
    Mail.objects.filter(
        Q(kind__in=(MailKind.FOUNDER, MailKind.REMINDER), about__in=invited)
        | Q(kind=MailKind.FEEDBACK, about__in=[version.pk for version in versions])
    ).delete()
    invitations.delete()


def _lock(venture: int) -> None:
    """Let nobody answer, share or begin a revision until the transaction ends.

    Submissions come first, and in order: that is how everybody else takes these locks.
    """
    list(Submission.objects.select_for_update().filter(venture=venture).order_by("pk"))
    list(Venture.objects.select_for_update().filter(pk=venture))
