from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from questionnaire.enums import MailKind, MailState
from questionnaire.models import FounderInvitation, Mail, Questionnaire
from questionnaire.results.cohorts import founder_token, stop_reminders
from questionnaire.review import inviting
from questionnaire.review.mails import outbox, tending
from tests.review import factories
from tests.review.mailing import deliver

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def invitation(small: Questionnaire) -> FounderInvitation:  # noqa: ARG001 - is to be published
    """A founder who was invited two days ago, in a cohort that reminds every second day."""
    cohort = factories.cohort(factories.accelerator(), remind_every_days=2)
    address = inviting.Address("ana@example.org", "pt")
    (invitation,) = inviting.invite_founders(cohort=cohort, addresses=[address]).new
    inviting.mark_sent(invitation=invitation, now=timezone.now() - 2 * DAY)
    return invitation


def test_reminder_is_queued_once_and_again_when_it_is_due(invitation: FounderInvitation) -> None:
    now = timezone.now()
    numbers = [tending.remind(now), tending.remind(now), tending.remind(now + DAY)]
    deliver()
    numbers.append(tending.remind(now + 2 * DAY))
    assert numbers == [1, 0, 0, 1]
    kinds = Mail.objects.order_by("pk").values_list("kind", "language")
    assert list(kinds) == [(MailKind.REMINDER, "pt")] * 2
    invitation.refresh_from_db()
    assert invitation.reminders == 2


def test_founder_who_wants_no_more_mails_is_not_reminded(invitation: FounderInvitation) -> None:
    stop_reminders(token=founder_token(invitation))
    assert tending.remind(timezone.now()) == 0


def test_mail_whose_worker_died_is_taken_up_again(invitation: FounderInvitation) -> None:
    outbox.founders(invitation.cohort, [invitation])
    # A worker took it, and was killed
    DBTaskResult.objects.update(status="RUNNING")
    Mail.objects.update(tries=1, due_at=timezone.now() - tending.LATE)
    deliver()
    assert mail.outbox == []
    assert tending.resume(timezone.now()) == 1
    deliver()
    assert Mail.objects.get().state == MailState.SENT


def test_mail_that_is_not_late_is_left_to_its_own_task(invitation: FounderInvitation) -> None:
    outbox.founders(invitation.cohort, [invitation])
    assert tending.resume(timezone.now()) == 0


def test_tending_does_all_and_plans_the_next(invitation: FounderInvitation) -> None:
    tending.plan()
    tending.plan()
    assert DBTaskResult.objects.count() == 1
    deliver()
    invitation.refresh_from_db()
    assert invitation.reminders == 1
    assert len(mail.outbox) == 1
    (following,) = DBTaskResult.objects.filter(status="READY")
    assert following.task_path == tending.tend.module_path
    assert following.run_after > timezone.now() + tending.EVERY - timedelta(minutes=5)


def test_tasks_of_last_week_are_forgotten(invitation: FounderInvitation) -> None:
    outbox.founders(invitation.cohort, [invitation])
    deliver()
    tending.clear(timezone.now() + tending.KEPT - DAY)
    assert DBTaskResult.objects.count() == 1
    tending.clear(timezone.now() + tending.KEPT + DAY)
    assert DBTaskResult.objects.count() == 0
