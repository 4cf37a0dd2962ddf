"""Trying to send a mail: once at a time, several times if need be, and never without end."""

import logging
import traceback
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from questionnaire.enums import MailKind, MailState, MailTrouble
from questionnaire.models import FounderInvitation, Mail
from questionnaire.results.mailing import CANNOT_SEND, trouble_of
from questionnaire.review.inviting import mark_sent
from questionnaire.review.mails.letters import CannotWriteError, NotWantedError, write

MAX_TRIES = 5
# After each try but the last; the shortest is longer than any mail server takes to answer
PAUSES = (
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
)
logger = logging.getLogger(__name__)


def attempt(pk: int) -> datetime | None:
    """Try to send a mail that waits; return when to try again, None when there is no need to.

    A try counts before it is made, and keeps others from trying meanwhile: who dies between
    sending and noting has used one of MAX_TRIES.
    """
    mail = _claimed(pk)
    if mail is None:
        return None
    try:
        _send(mail)
    except NotWantedError as error:
        _settle(mail, MailState.STOPPED, error.why)
    except CannotWriteError as error:
        _settle(mail, MailState.FAILED, error.why)
    except CANNOT_SEND as error:
        return _after(mail, error)
    except Exception as error:  # noqa: BLE001 - one mail must not take the others with it
        # Where it happened; not the message, which may name the recipient
        lines = "".join(traceback.format_tb(error.__traceback__))
        logger.error("A mail could not be written: %s\n%s", type(error).__name__, lines)  # noqa: TRY400
        _settle(mail, MailState.FAILED, MailTrouble.UNEXPECTED)
    else:
        _note_sent(mail)
    return None


def _claimed(pk: int) -> Mail | None:
    """Return a mail that is due, for this process alone; None when there is nothing to do."""
    now = timezone.now()
    mail = Mail.objects.filter(pk=pk, state=MailState.QUEUED, due_at__lte=now).first()
    if mail is None:
        return None
    if mail.tries >= MAX_TRIES:
        _settle(mail, MailState.FAILED, MailTrouble.INTERRUPTED)
        return None
    again = now + PAUSES[min(mail.tries, len(PAUSES) - 1)]
    still = Mail.objects.filter(pk=pk, state=MailState.QUEUED, tries=mail.tries, due_at__lte=now)
    if not still.update(tries=F("tries") + 1, due_at=again):
        return None
    mail.tries, mail.due_at = mail.tries + 1, again
    return mail


def _send(mail: Mail) -> None:
    letter = write(mail)
    EmailMessage(mail.subject, letter.text, None, [mail.to], headers=dict(letter.headers)).send()


@transaction.atomic
def _note_sent(mail: Mail) -> None:
    now = timezone.now()
    waiting = Mail.objects.filter(pk=mail.pk, state=MailState.QUEUED)
    waiting.update(state=MailState.SENT, sent_at=now, last_error="")
    if mail.kind == MailKind.FOUNDER:
        for invitation in FounderInvitation.objects.filter(pk=mail.about):
            mark_sent(invitation=invitation, now=now)


def _after(mail: Mail, error: Exception) -> datetime | None:
    """Note why a try has failed; return when to try again, if that makes sense."""
    trouble = trouble_of(error)
    logger.warning("A mail (%s) could not be sent: %s", mail.kind, type(error).__name__)
    if trouble == MailTrouble.ADDRESS or mail.tries >= MAX_TRIES:
        _settle(mail, MailState.FAILED, trouble)
        return None
    Mail.objects.filter(pk=mail.pk, state=MailState.QUEUED).update(last_error=trouble)
    return mail.due_at


def _settle(mail: Mail, state: MailState, why: MailTrouble) -> None:
    waiting = Mail.objects.filter(pk=mail.pk, state=MailState.QUEUED)
    waiting.update(state=state, last_error=why)
