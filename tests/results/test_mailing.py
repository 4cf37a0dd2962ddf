from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from anymail.exceptions import (
    AnymailAPIError,
    AnymailInvalidAddress,
    AnymailRecipientsRefused,
    AnymailSerializationError,
)
from django.core.checks import run_checks
from pytest_django import Settings

from questionnaire.enums import MailTrouble
from questionnaire.results.mailing import CANNOT_SEND, trouble_of

TROUBLES = [
    (SMTPRecipientsRefused({"a@example.org": (550, b"no")}), MailTrouble.ADDRESS),
    (SMTPRecipientsRefused({"a@example.org": (451, b"later")}), MailTrouble.REFUSED),
    (SMTPRecipientsRefused({}), MailTrouble.REFUSED),
    (SMTPDataError(554, b"no"), MailTrouble.REFUSED),
    (SMTPServerDisconnected(), MailTrouble.REFUSED),
    (AnymailRecipientsRefused(), MailTrouble.ADDRESS),
    (AnymailInvalidAddress("a"), MailTrouble.ADDRESS),
    (AnymailAPIError(status_code=429), MailTrouble.REFUSED),
    (AnymailAPIError(), MailTrouble.UNREACHABLE),
    (AnymailSerializationError(), MailTrouble.REFUSED),
    (ConnectionRefusedError(), MailTrouble.UNREACHABLE),
    (TimeoutError(), MailTrouble.UNREACHABLE),
]


@pytest.mark.parametrize(("error", "trouble"), TROUBLES)
def test_trouble_says_whether_another_try_makes_sense(
    error: Exception, trouble: MailTrouble
) -> None:
    assert isinstance(error, CANNOT_SEND)
    assert trouble_of(error) == trouble


def test_provider_without_its_key_is_told_among_the_checks(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
    (error,) = (one for one in run_checks() if one.id == "questionnaire.E001")
    assert "ANYMAIL_POSTMARK_SERVER_TOKEN" in error.msg


def test_mail_that_goes_somewhere_is_nothing_to_tell_of() -> None:
    assert [one for one in run_checks() if one.id == "questionnaire.E001"] == []
