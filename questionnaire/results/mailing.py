"""Handing a mail over, to a server or to a provider with an API: what can go wrong with that."""

from collections.abc import Sequence
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any

from anymail.exceptions import (
    AnymailAPIError,
    AnymailError,
    AnymailInvalidAddress,
    AnymailRecipientsRefused,
)
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection

from questionnaire.enums import MailTrouble

CANNOT_SEND = (SMTPException, AnymailError, OSError)
PERMANENT = 500


def trouble_of(error: Exception) -> MailTrouble:
    """Return why a mail was not taken over, from one of CANNOT_SEND: of all, ADDRESS is final."""
    if isinstance(error, SMTPRecipientsRefused):
        codes = [code for code, _said in error.recipients.values()]
        is_final = bool(codes) and min(codes) >= PERMANENT
        return MailTrouble.ADDRESS if is_final else MailTrouble.REFUSED
    if isinstance(error, AnymailRecipientsRefused | AnymailInvalidAddress):
        return MailTrouble.ADDRESS
    if isinstance(error, AnymailAPIError):
        return MailTrouble.UNREACHABLE if error.status_code is None else MailTrouble.REFUSED
    if isinstance(error, ConnectionError):
        return MailTrouble.UNREACHABLE
    is_refused = isinstance(error, SMTPException | AnymailError)
    return MailTrouble.REFUSED if is_refused else MailTrouble.UNREACHABLE


def mail_can_be_sent(**_options: Any) -> Sequence[CheckMessage]:
    """Find out, before any mail is lost, whether a provider misses its key."""
    try:
        get_connection()
    except ImproperlyConfigured as error:
        return [Error(str(error), id="questionnaire.E001")]
    return []
