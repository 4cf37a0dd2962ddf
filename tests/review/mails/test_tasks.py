import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from questionnaire.enums import MailState
from questionnaire.models import FounderInvitation, Mail, Questionnaire
from questionnaire.review import inviting
from questionnaire.review.mails import outbox
from questionnaire.review.mails.tasks import send
from tests.review import factories
from tests.review.mailing import deliver

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation(small: Questionnaire) -> FounderInvitation:  # noqa: ARG001 - is to be published
    cohort = factories.cohort(factories.accelerator())
    address = inviting.Address("ana@example.org", "en")
    (invitation,) = inviting.invite_founders(cohort=cohort, addresses=[address]).new
    return invitation


def test_worker_sends_what_waits(invitation: FounderInvitation) -> None:
    outbox.founders(invitation.cohort, [invitation])
    assert mail.outbox == []
    deliver()
    assert [message.to for message in mail.outbox] == [["ana@example.org"]]
    assert Mail.objects.get().state == MailState.SENT
    assert [task.status for task in DBTaskResult.objects.all()] == ["SUCCESSFUL"]


def test_nothing_waits_when_the_transaction_fails(invitation: FounderInvitation) -> None:
    with transaction.atomic():
        outbox.founders(invitation.cohort, [invitation])
        transaction.set_rollback(True)
    deliver()
    assert (mail.outbox, Mail.objects.count(), DBTaskResult.objects.count()) == ([], 0, 0)


def test_worker_tries_again_later(invitation: FounderInvitation, settings: Settings) -> None:
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    outbox.founders(invitation.cohort, [invitation])
    deliver()
    (later,) = DBTaskResult.objects.filter(status="READY")
    assert later.run_after == Mail.objects.get().due_at
    settings.EMAIL_BACKEND = backend
    now = timezone.now()
    Mail.objects.update(due_at=now)
    DBTaskResult.objects.filter(pk=later.pk).update(run_after=now)
    deliver()
    assert len(mail.outbox) == 1


def test_task_holds_nothing_but_a_number(invitation: FounderInvitation) -> None:
    outbox.founders(invitation.cohort, [invitation])
    task = DBTaskResult.objects.get()
    assert task.task_path == send.module_path
    assert task.args_kwargs == {"args": [Mail.objects.get().pk], "kwargs": {}}
