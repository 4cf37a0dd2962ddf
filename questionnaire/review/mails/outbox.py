"""Putting mails into the queue: in the transaction of what they are about, or not at all.

The queue is a table beside the others. So a mail waits exactly when what it tells of was committed,
and no process can lose it in between.
"""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from questionnaire.enums import MailKind, MailState
from questionnaire.models import (
    Accelerator,
    Assignment,
    Cohort,
    Comment,
    FounderInvitation,
    Invitation,
    Mail,
    MailLanguage,
    Submission,
)
from questionnaire.review.mails.letters import subject_of
from questionnaire.review.mails.tasks import send

# What somebody may have lost, and can be sent once more
INVITATIONS = (MailKind.COLLEAGUE, MailKind.FOUNDER)


def colleague(invitation: Invitation) -> None:
    """Invite somebody to work for an accelerator."""
    _queue(
        MailKind.COLLEAGUE,
        invitation.email,
        invitation.language,
        about=invitation.pk,
        accelerator=invitation.accelerator,
    )


@transaction.atomic
def founders(cohort: Cohort, invitations: Iterable[FounderInvitation]) -> None:
    """Invite founders to a cohort."""
    for invitation in invitations:
        _queue_for(MailKind.FOUNDER, invitation.email, invitation.language, cohort, invitation.pk)


def reminder(invitation: FounderInvitation) -> None:
    """Remind a founder who was invited."""
    cohort = invitation.cohort
    _queue_for(MailKind.REMINDER, invitation.email, invitation.language, cohort, invitation.pk)


@transaction.atomic
def mentioned(comment: Comment, people: Iterable[User]) -> None:
    """Tell people that a comment names them."""
    cohort = comment.submission.cohort
    for person in people:
        if cohort is not None:
            language = language_of(person)
            _queue_for(MailKind.MENTION, person.email, language, cohort, comment.pk)


@transaction.atomic
def assigned(*, submissions: Iterable[int], reviewers: Iterable[int], by: User) -> None:
    """Tell reviewers what somebody else has assigned to them: one mail for each cohort.

    It says how much waits for them when it is sent, however it came together.
    """
    rows = Assignment.objects.filter(submission__in=list(submissions), reviewer__in=list(reviewers))
    pairs = rows.filter(by=by).exclude(reviewer=by).values_list("reviewer", "submission__cohort")
    wanted = sorted(set(pairs.order_by()))
    people = User.objects.in_bulk({reviewer for reviewer, _cohort in wanted})
    cohorts = Cohort.objects.select_related("accelerator").in_bulk({pair[1] for pair in wanted})
    for reviewer, cohort in wanted:
        person = people[reviewer]
        language = language_of(person)
        _queue_for(MailKind.ASSIGNED, person.email, language, cohorts[cohort], cohort)


@transaction.atomic
def released(submissions: Iterable[int]) -> None:
    """Tell founders that they can read their feedback; those who left no address read it anyway."""
    rows = Submission.objects.filter(pk__in=list(submissions), cohort__isnull=False)
    for row in rows.select_related("cohort__accelerator", "founder_invitation").order_by("pk"):
        invitation = getattr(row, "founder_invitation", None)
        to = row.email or (invitation.email if invitation else "")
        if to and row.cohort is not None:
            _queue_for(MailKind.FEEDBACK, to, row.language, row.cohort, row.pk)


def can_go_again(mail: Mail) -> bool:
    """Return whether a mail may be sent once more: it failed, or is an invitation."""
    was_sent = mail.state == MailState.SENT and mail.kind in INVITATIONS
    return was_sent or mail.state == MailState.FAILED


def again(mail: Mail) -> None:
    """Queue a mail once more, as a new one: the log keeps what became of the first."""
    if can_go_again(mail):
        _add(
            Mail(
                kind=mail.kind,
                to=mail.to,
                language=mail.language,
                subject=mail.subject,
                about=mail.about,
                accelerator_id=mail.accelerator_id,
            )
        )


def language_of(person: User) -> str:
    """Return the language that somebody chose, or else was last invited in.

    That of the sources without either.
    """
    chosen = MailLanguage.objects.filter(user=person).values_list("language", flat=True).first()
    invitations = Invitation.objects.filter(accepted_by=person).order_by("-accepted_at")
    invited_in = invitations.values_list("language", flat=True)
    return chosen or invited_in.first() or settings.LANGUAGE_CODE


def _queue_for(kind: MailKind, to: str, language: str, cohort: Cohort, about: int) -> None:
    _queue(kind, to, language, about=about, accelerator=cohort.accelerator, cohort_name=cohort.name)


def _queue(  # noqa: PLR0913 - what a mail consists of
    kind: MailKind,
    to: str,
    language: str,
    *,
    about: int,
    accelerator: Accelerator,
    cohort_name: str = "",
) -> None:
    subject = subject_of(kind, language, accelerator=accelerator.name, cohort=cohort_name)
    mail = Mail(kind=kind, to=to, language=language, subject=subject, about=about)
    mail.accelerator = accelerator
    _add(mail)


@transaction.atomic
def _add(mail: Mail) -> None:
    """Store a mail with its task, unless the same waits already."""
    same = Q(kind=mail.kind, about=mail.about, to=mail.to)
    if not mail.to or Mail.objects.filter(same, state=MailState.QUEUED).exists():
        return
    mail.save()
    send.enqueue(mail.pk)
