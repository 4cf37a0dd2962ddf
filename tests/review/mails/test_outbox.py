from datetime import timedelta

import pytest
from django.utils import timezone

from questionnaire.enums import MailKind, MailState, MemberRole
from questionnaire.models import Accelerator, Assignment, Invitation, Mail, Questionnaire
from questionnaire.review.mails import outbox
from tests.review import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def accelerator(small: Questionnaire) -> Accelerator:  # noqa: ARG001 - is to be published
    return factories.accelerator()


def queued() -> list[tuple[str, str]]:
    return list(Mail.objects.order_by("pk").values_list("kind", "to"))


def test_nobody_is_told_what_they_assigned_to_themselves(accelerator: Accelerator) -> None:
    ada, bob = factories.member(accelerator, "ada"), factories.member(accelerator, "bob")
    submission = factories.submission(factories.cohort(accelerator))
    for person in (ada, bob):
        Assignment.objects.create(submission=submission, reviewer=person, by=ada)
    outbox.assigned(submissions=[submission.pk], reviewers=[ada.pk, bob.pk], by=ada)
    assert queued() == [(MailKind.ASSIGNED, "bob@example.org")]


def test_assignments_in_two_cohorts_are_two_mails(accelerator: Accelerator) -> None:
    ada, bob = factories.member(accelerator, "ada"), factories.member(accelerator, "bob")
    rows = [factories.submission(factories.cohort(accelerator, name)) for name in ("A", "B")]
    for row in rows:
        Assignment.objects.create(submission=row, reviewer=bob, by=ada)
    outbox.assigned(submissions=[row.pk for row in rows], reviewers=[bob.pk], by=ada)
    outbox.assigned(submissions=[row.pk for row in rows], reviewers=[bob.pk], by=ada)
    assert [mail.subject for mail in Mail.objects.order_by("pk")] == [
        "Submissions for you to review (A)",
        "Submissions for you to review (B)",
    ]


def test_founder_without_an_address_gets_no_mail(accelerator: Accelerator) -> None:
    submission = factories.submission(factories.cohort(accelerator))
    outbox.released([submission.pk])
    assert queued() == []


def test_staff_are_written_to_in_the_language_they_were_invited_in(
    accelerator: Accelerator,
) -> None:
    person = factories.member(accelerator)
    assert outbox.language_of(person) == "en"
    now = timezone.now()
    Invitation.objects.create(
        accelerator=accelerator,
        email=person.email,
        role=MemberRole.REVIEWER,
        language="fr",
        token_hash="1",
        expires_at=now + timedelta(days=1),
        accepted_at=now,
        accepted_by=person,
    )
    assert outbox.language_of(person) == "fr"


@pytest.mark.parametrize(
    ("kind", "state", "can"),
    [
        (MailKind.FOUNDER, MailState.SENT, True),
        (MailKind.FOUNDER, MailState.QUEUED, False),
        (MailKind.FOUNDER, MailState.STOPPED, False),
        (MailKind.REMINDER, MailState.SENT, False),
        (MailKind.REMINDER, MailState.FAILED, True),
    ],
)
def test_mail_goes_again_where_that_makes_sense(
    accelerator: Accelerator, kind: MailKind, state: MailState, *, can: bool
) -> None:
    sent_at = timezone.now() if state == MailState.SENT else None
    mail = Mail.objects.create(
        kind=kind,
        to="x@example.org",
        state=state,
        about=1,
        accelerator=accelerator,
        sent_at=sent_at,
    )
    outbox.again(mail)
    outbox.again(mail)
    assert Mail.objects.count() == 1 + can
    assert Mail.objects.get(pk=mail.pk).state == state
