from collections.abc import Callable

import pytest
from django.core import mail
from django.utils import timezone
from django.utils.translation import override
from pytest_django import Settings

from questionnaire.enums import MailKind, MailState, MailTrouble, MemberRole, SubmissionStatus
from questionnaire.models import (
    MAX_FEEDBACK,
    Accelerator,
    Conflict,
    Feedback,
    FounderInvitation,
    Mail,
    Questionnaire,
)
from questionnaire.results.cohorts import founder_token, stop_reminders
from questionnaire.review import comments, inviting, people
from questionnaire.review.assigning import assign
from questionnaire.review.mails import letters, outbox
from tests.conftest import LANGUAGES
from tests.pages import path
from tests.review import factories
from tests.review.mailing import deliver

pytestmark = pytest.mark.django_db
SITE = "https://ajar.example"


@pytest.fixture(autouse=True)
def _site(settings: Settings, small: Questionnaire) -> None:  # noqa: ARG001 - is to be published
    settings.AJAR_URL = f"{SITE}/"


@pytest.fixture
def accelerator() -> Accelerator:
    return factories.accelerator()


def invited(accelerator: Accelerator, language: str = "pt") -> FounderInvitation:
    cohort = factories.cohort(accelerator)
    address = inviting.Address("ana@example.org", language)
    (invitation,) = inviting.invite_founders(cohort=cohort, addresses=[address]).new
    return invitation


def sent() -> mail.EmailMessage:
    """Deliver the one mail that waits."""
    deliver()
    assert [row.state for row in Mail.objects.all()] == [MailState.SENT]
    (message,) = mail.outbox
    return message


def why_stopped() -> MailTrouble:
    """Deliver the one mail that waits, which nobody wants any more."""
    deliver()
    row = Mail.objects.get()
    assert (row.state, mail.outbox) == (MailState.STOPPED, [])
    return MailTrouble(row.last_error)


@pytest.mark.parametrize("language", LANGUAGES)
def test_invitation_of_a_founder_speaks_their_language(
    accelerator: Accelerator, language: str
) -> None:
    invitation = invited(accelerator, language)
    with override("it"):
        outbox.founders(invitation.cohort, [invitation])
        message = sent()
    link = path("walk:invited", founder_token(invitation), language=language)
    assert f"{SITE}{link}" in message.body.splitlines()
    assert message.to == ["ana@example.org"]
    invitation.refresh_from_db()
    assert invitation.sent_at is not None


def test_invitation_of_a_founder_can_be_stopped_from_the_mail_program(
    accelerator: Accelerator,
) -> None:
    invitation = invited(accelerator, "en")
    outbox.founders(invitation.cohort, [invitation])
    message = sent()
    link = SITE + path("walk:stop", founder_token(invitation))
    assert message.extra_headers["List-Unsubscribe"] == f"<{link}>"
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in message.body.splitlines()


def test_names_are_not_escaped_in_a_mail() -> None:
    invitation = invited(factories.accelerator("Ahmed & Söhne <AI>"), "en")
    outbox.founders(invitation.cohort, [invitation])
    message = sent()
    assert message.subject == "Ahmed & Söhne <AI> invites you: open, closed or hybrid?"
    assert "Ahmed & Söhne <AI> invites you to answer" in message.body


def test_reminder_of_a_founder_who_has_begun_says_so(accelerator: Accelerator) -> None:
    invitation = invited(accelerator, "en")
    draft = factories.submission(invitation.cohort, status=SubmissionStatus.DRAFT)
    FounderInvitation.objects.update(submission=draft)
    outbox.reminder(invitation)
    assert "you have begun to answer for Autumn at Northern Lights" in sent().body


def _stop(invitation: FounderInvitation) -> None:
    stop_reminders(token=founder_token(invitation))


def _finish(invitation: FounderInvitation) -> None:
    FounderInvitation.objects.update(submission=factories.submission(invitation.cohort))


def _finish_with_the_code(invitation: FounderInvitation) -> None:
    factories.submission(invitation.cohort, email="Ana@example.org")


def _close(invitation: FounderInvitation) -> None:
    invitation.cohort.closes_at = timezone.now()
    invitation.cohort.save()


def _delete(invitation: FounderInvitation) -> None:
    invitation.delete()


@pytest.mark.parametrize(
    ("happens", "why"),
    [
        (_stop, MailTrouble.UNWANTED),
        (_finish, MailTrouble.FINISHED),
        (_finish_with_the_code, MailTrouble.FINISHED),
        (_close, MailTrouble.CLOSED),
        (_delete, MailTrouble.GONE),
    ],
)
def test_reminder_is_not_sent_when_it_has_lost_its_reason(
    accelerator: Accelerator,
    happens: Callable[[FounderInvitation], None],
    why: MailTrouble,
) -> None:
    invitation = invited(accelerator)
    outbox.reminder(invitation)
    happens(invitation)
    assert why_stopped() == why


def test_link_that_was_made_with_a_lost_key_fails_the_mail(accelerator: Accelerator) -> None:
    invitation = invited(accelerator)
    FounderInvitation.objects.update(token_hash="0" * 64)
    outbox.founders(invitation.cohort, [invitation])
    deliver()
    row = Mail.objects.get()
    assert (row.state, row.last_error) == (MailState.FAILED, MailTrouble.OLD_KEY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_invitation_of_a_colleague_leads_to_its_page(
    accelerator: Accelerator, language: str
) -> None:
    invitation = people.invite_colleague(
        by=factories.manager(accelerator, "ada"),
        accelerator=accelerator,
        email="colleague@example.org",
        role=MemberRole.REVIEWER,
        language=language,
    )
    outbox.colleague(invitation)
    link = path("review:join", people.invitation_token(invitation), language=language)
    message = sent()
    assert f"{SITE}{link}" in message.body.splitlines()
    assert "Ada" in message.body


def test_withdrawn_invitation_of_a_colleague_is_not_sent(accelerator: Accelerator) -> None:
    invitation = people.invite_colleague(
        by=factories.manager(accelerator),
        accelerator=accelerator,
        email="colleague@example.org",
        role=MemberRole.REVIEWER,
        language="en",
    )
    outbox.colleague(invitation)
    people.withdraw_invitation(accelerator=accelerator, pk=invitation.pk)
    assert why_stopped() == MailTrouble.GONE


def test_mention_says_who_and_where_but_not_what(accelerator: Accelerator) -> None:
    ada, bob = factories.member(accelerator, "ada"), factories.member(accelerator, "bob")
    submission = factories.submission(factories.cohort(accelerator))
    comment = comments.say(submission=submission, author=ada, text="@Bob I say closed")
    outbox.mentioned(comment, [bob])
    message = sent()
    assert message.to == ["bob@example.org"]
    assert "Ada has named you in a comment on what Door Ltd submitted." in message.body
    assert f"{SITE}{path('review:submission', str(submission.pk))}" in message.body
    assert "closed" not in message.body
    assert "Door Ltd" not in message.subject


def test_mention_is_not_mailed_to_somebody_with_a_conflict(accelerator: Accelerator) -> None:
    ada, bob = factories.member(accelerator, "ada"), factories.member(accelerator, "bob")
    submission = factories.submission(factories.cohort(accelerator))
    comment = comments.say(submission=submission, author=ada, text="@Bob?")
    outbox.mentioned(comment, [bob])
    Conflict.objects.create(submission=submission, user=bob)
    assert why_stopped() == MailTrouble.GONE


def test_assignment_says_how_much_waits_when_it_is_sent(accelerator: Accelerator) -> None:
    ada, bob = factories.member(accelerator, "ada"), factories.member(accelerator, "bob")
    cohort = factories.cohort(accelerator)
    for name in ("One", "Two"):
        submission = factories.submission(cohort, name)
        assign(submission=submission, reviewer=bob, by=ada)
        outbox.assigned(submissions=[submission.pk], reviewers=[bob.pk], by=ada)
    message = sent()
    assert "2 submissions of Autumn at Northern Lights wait for your review:" in message.body
    assert f"{SITE}{path('review:queue')}?cohort={cohort.pk}&assigned=me" in message.body


def test_assignment_that_was_done_meanwhile_is_not_mailed(accelerator: Accelerator) -> None:
    ada, bob = factories.member(accelerator, "ada"), factories.member(accelerator, "bob")
    submission = factories.submission(factories.cohort(accelerator))
    assign(submission=submission, reviewer=bob, by=ada)
    outbox.assigned(submissions=[submission.pk], reviewers=[bob.pk], by=ada)
    factories.review(submission, bob)
    assert why_stopped() == MailTrouble.GONE


@pytest.mark.parametrize("language", LANGUAGES)
def test_feedback_mail_speaks_the_founders_language_and_holds_no_feedback(
    accelerator: Accelerator, language: str
) -> None:
    cohort = factories.cohort(accelerator)
    submission = factories.submission(cohort, language=language, email="ana@example.org")
    text = "Well done." * (MAX_FEEDBACK // 10)
    Feedback.objects.create(submission=submission, text=text, released_at=timezone.now())
    outbox.released([submission.pk])
    message = sent()
    assert f"{SITE}{path('walk:resume', language=language)}" in message.body.splitlines()
    assert "Well done." not in message.body


def test_feedback_mail_to_a_founder_who_was_invited_leads_to_the_answers(
    accelerator: Accelerator,
) -> None:
    invitation = invited(accelerator, "en")
    submission = factories.submission(invitation.cohort)
    FounderInvitation.objects.update(submission=submission)
    Feedback.objects.create(submission=submission, text="Good.", released_at=timezone.now())
    outbox.released([submission.pk])
    link = path("walk:invited", founder_token(invitation))
    assert f"{SITE}{link}" in sent().body.splitlines()


def test_feedback_that_is_not_released_is_not_mailed(accelerator: Accelerator) -> None:
    submission = factories.submission(factories.cohort(accelerator), email="ana@example.org")
    Feedback.objects.create(submission=submission, text="Good.")
    outbox.released([submission.pk])
    assert why_stopped() == MailTrouble.GONE


def test_subject_is_one_line_and_fits() -> None:
    subject = letters.subject_of(
        MailKind.REMINDER, "en", accelerator="", cohort="Spring\nBcc: x" + "y" * 300
    )
    assert "\n" not in subject
    assert len(subject) == letters.MAX_SUBJECT
