import logging
import smtplib
from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from pytest_django import Settings

from questionnaire.enums import MailState, MailTrouble
from questionnaire.models import FounderInvitation, Mail, Questionnaire
from questionnaire.review import inviting
from questionnaire.review.mails import outbox
from questionnaire.review.mails.sending import MAX_TRIES, PAUSES, attempt
from tests.review import factories
from tests.review.mails.provider import BUSY, TAKEN, UNKNOWN, Reply, provider

pytestmark = pytest.mark.django_db
ADDRESS = "ana@example.org"


class Refusing(EmailBackend):
    """A server that knows no such address."""

    def send_messages(self, messages: Sequence[mail.EmailMessage]) -> int:  # noqa: ARG002 - Django's signature
        raise smtplib.SMTPRecipientsRefused({ADDRESS: (550, b"No such user")})


class Greylisting(EmailBackend):
    """A server that wants to be asked again."""

    def send_messages(self, messages: Sequence[mail.EmailMessage]) -> int:  # noqa: ARG002 - Django's signature
        raise smtplib.SMTPRecipientsRefused({ADDRESS: (451, b"Try again later")})


class Broken(EmailBackend):
    """No server, but a mistake of our own, with something personal in its message."""

    def send_messages(self, messages: Sequence[mail.EmailMessage]) -> int:
        raise ValueError(messages[0].to)


@pytest.fixture
def waiting(small: Questionnaire) -> Mail:  # noqa: ARG001 - is to be published
    """A mail that waits to be sent."""
    cohort = factories.cohort(factories.accelerator())
    address = inviting.Address(ADDRESS, "en")
    outbox.founders(cohort, inviting.invite_founders(cohort=cohort, addresses=[address]).new)
    return Mail.objects.get()


def nobody_listens(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1


def through_provider(settings: Settings, address: str) -> None:
    settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
    key = {"POSTMARK_SERVER_TOKEN": "key", "POSTMARK_API_URL": address}
    settings.ANYMAIL = {**settings.ANYMAIL, **key}


def make_due() -> None:
    Mail.objects.update(due_at=timezone.now())


def test_mail_that_was_sent_is_not_sent_again(waiting: Mail) -> None:
    assert [attempt(waiting.pk), attempt(waiting.pk)] == [None, None]
    waiting.refresh_from_db()
    assert (waiting.state, waiting.tries, len(mail.outbox)) == (MailState.SENT, 1, 1)


def test_mail_that_cannot_be_sent_is_tried_with_growing_pauses_and_then_fails(
    waiting: Mail, settings: Settings
) -> None:
    nobody_listens(settings)
    pauses = []
    for _try in range(MAX_TRIES):
        make_due()
        before = timezone.now()
        again = attempt(waiting.pk)
        if again is not None:
            pauses.append(timedelta(seconds=round((again - before).total_seconds())))
    assert tuple(pauses) == PAUSES
    assert sorted(PAUSES) == list(PAUSES)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.tries) == (MailState.FAILED, MAX_TRIES)
    assert waiting.last_error == MailTrouble.UNREACHABLE
    make_due()
    assert attempt(waiting.pk) is None


def test_mail_that_was_tried_a_moment_ago_is_left_alone(waiting: Mail, settings: Settings) -> None:
    nobody_listens(settings)
    attempt(waiting.pk)
    assert attempt(waiting.pk) is None
    waiting.refresh_from_db()
    assert waiting.tries == 1


def test_who_dies_between_sending_and_noting_does_not_send_for_ever(waiting: Mail) -> None:
    for tries in range(1, MAX_TRIES + 1):
        make_due()
        attempt(waiting.pk)
        # As if the process had ended before the note was written
        Mail.objects.update(state=MailState.QUEUED, sent_at=None)
        assert Mail.objects.get().tries == tries
    make_due()
    assert attempt(waiting.pk) is None
    waiting.refresh_from_db()
    assert (waiting.state, waiting.last_error) == (MailState.FAILED, MailTrouble.INTERRUPTED)
    assert len(mail.outbox) == MAX_TRIES


def test_address_that_is_refused_for_good_is_not_tried_again(
    waiting: Mail, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    assert attempt(waiting.pk) is None
    waiting.refresh_from_db()
    assert (waiting.state, waiting.last_error) == (MailState.FAILED, MailTrouble.ADDRESS)


def test_address_that_is_refused_for_now_is_tried_again(waiting: Mail, settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Greylisting"
    assert attempt(waiting.pk) is not None
    waiting.refresh_from_db()
    assert (waiting.state, waiting.last_error) == (MailState.QUEUED, MailTrouble.REFUSED)


@pytest.mark.parametrize("backend", ["Refusing", "Greylisting", "Broken"])
def test_log_does_not_name_the_recipient(
    waiting: Mail, settings: Settings, backend: str, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.{backend}"
    with caplog.at_level(logging.DEBUG):
        attempt(waiting.pk)
    assert len(caplog.records) == 1
    assert ADDRESS not in caplog.text
    assert "test_sending.py" in caplog.text or backend != "Broken"


def test_mistake_of_our_own_fails_one_mail(waiting: Mail, settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    assert attempt(waiting.pk) is None
    waiting.refresh_from_db()
    assert (waiting.state, waiting.last_error) == (MailState.FAILED, MailTrouble.UNEXPECTED)


def test_invitation_counts_as_sent_once_it_is(waiting: Mail, settings: Settings) -> None:
    invitation = FounderInvitation.objects.get(pk=waiting.about)
    console, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.Greylisting"
    attempt(waiting.pk)
    invitation.refresh_from_db()
    assert invitation.sent_at is None
    settings.EMAIL_BACKEND = console
    make_due()
    attempt(waiting.pk)
    invitation.refresh_from_db()
    assert invitation.sent_at is not None


def test_mail_that_is_gone_is_no_trouble() -> None:
    assert attempt(0) is None


def test_mail_goes_through_a_provider_that_follows_nobody(
    waiting: Mail, settings: Settings
) -> None:
    with provider(TAKEN) as (address, received):
        through_provider(settings, address)
        assert attempt(waiting.pk) is None
    waiting.refresh_from_db()
    assert waiting.state == MailState.SENT
    (sent,) = received
    assert (sent["To"], sent["Subject"]) == (ADDRESS, waiting.subject)
    assert (sent["TrackLinks"], sent["TrackOpens"]) == ("None", False)
    assert "List-Unsubscribe" in {header["Name"] for header in sent["Headers"]}


@pytest.mark.parametrize(
    ("reply", "state", "trouble"),
    [
        (UNKNOWN, MailState.FAILED, MailTrouble.ADDRESS),
        (BUSY, MailState.QUEUED, MailTrouble.REFUSED),
    ],
)
def test_provider_that_refuses_is_asked_again_unless_it_is_for_good(
    waiting: Mail, settings: Settings, *, reply: Reply, state: MailState, trouble: MailTrouble
) -> None:
    with provider(reply) as (address, _received):
        through_provider(settings, address)
        again = attempt(waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.last_error) == (state, trouble)
    assert (again is not None) == (state == MailState.QUEUED)


@pytest.mark.parametrize("reply", [UNKNOWN, BUSY])
def test_log_does_not_say_what_a_provider_answers(
    waiting: Mail, settings: Settings, caplog: pytest.LogCaptureFixture, reply: Reply
) -> None:
    with caplog.at_level(logging.DEBUG), provider(reply) as (address, _received):
        through_provider(settings, address)
        attempt(waiting.pk)
    assert ADDRESS not in caplog.text


def test_provider_that_is_away_is_unreachable(waiting: Mail, settings: Settings) -> None:
    through_provider(settings, "http://127.0.0.1:1/")
    assert attempt(waiting.pk) is not None
    waiting.refresh_from_db()
    assert (waiting.state, waiting.last_error) == (MailState.QUEUED, MailTrouble.UNREACHABLE)
