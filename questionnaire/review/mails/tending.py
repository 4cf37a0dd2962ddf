"""What the worker does every hour: remind, take up what was left lying, clear away."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from questionnaire.enums import MailState
from questionnaire.models import Mail
from questionnaire.review.inviting import claim_reminder, due_reminders
from questionnaire.review.mails import outbox
from questionnaire.review.mails.tasks import send

EVERY = timedelta(hours=1)
# A mail is taken up again when nobody has tried it this long after it was due
LATE = timedelta(minutes=10)
KEPT = timedelta(days=7)


@task
def tend() -> None:
    """Do what is due, and come back in an hour."""
    try:
        now = timezone.now()
        remind(now)
        resume(now)
        clear(now)
    finally:
        plan(timezone.now() + EVERY)


def remind(now: datetime) -> int:
    """Queue the reminders that are due; return how many."""
    number = 0
    for invitation in due_reminders(now):
        with transaction.atomic():
            if claim_reminder(invitation=invitation, now=now):
                outbox.reminder(invitation)
                number += 1
    return number


def resume(now: datetime) -> int:
    """Give mails a new task whose worker died; return how many. Too many tasks do no harm."""
    waiting = Mail.objects.filter(state=MailState.QUEUED, due_at__lt=now - LATE)
    pks = list(waiting.order_by("due_at").values_list("pk", flat=True))
    for pk in pks:
        send.enqueue(pk)
    return len(pks)


def clear(now: datetime) -> None:
    """Forget tasks that were done, or left undone, a week ago."""
    DBTaskResult.objects.filter(started_at__lt=now - KEPT).delete()


def plan(when: datetime | None = None) -> None:
    """Let `tend` be done at some time, or at once, unless it is waiting to be done already."""
    waiting = DBTaskResult.objects.filter(status="READY", task_path=tend.module_path)
    if not waiting.exists():
        tend.using(run_after=when).enqueue()
