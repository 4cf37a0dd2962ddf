"""The log of mails: to whom, what for, and how far each has come."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from questionnaire.enums import MailKind, MailState
from questionnaire.models.programme import Accelerator


class Mail(models.Model):
    """One mail; its body is rendered when it is sent and not kept, since it may hold a secret."""

    kind = models.CharField(max_length=12, choices=MailKind)
    to = models.EmailField()
    language = models.CharField(max_length=8)
    subject = models.CharField(max_length=200)
    # Has no index of its own: "mails_of_accelerator" begins with it
    accelerator = models.ForeignKey(
        Accelerator,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="mails",
        db_index=False,
    )
    # The primary key of what the mail is about: which kind of row that is follows from `kind`
    about = models.BigIntegerField()
    state = models.CharField(max_length=8, choices=MailState, default=MailState.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    # A MailTrouble
    last_error = models.CharField(max_length=500, blank=True)
    queued_at = models.DateTimeField(default=timezone.now)
    # When a waiting mail may be tried next; whoever tries it moves this on first
    due_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            # Serves the log of an accelerator, newest first
            models.Index(fields=["accelerator", "-queued_at", "-id"], name="mails_of_accelerator"),
            # Serves tending.resume: what waits, and how long it has been due
            models.Index(
                fields=["due_at"], condition=Q(state=MailState.QUEUED), name="mails_that_wait"
            ),
            # Serves outbox: whether such a mail waits already; and the deletion of a founder
            models.Index(fields=["kind", "about"], name="mails_about"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=MailKind.values), name="known_mail_kind"),
            models.CheckConstraint(
                condition=Q(state__in=MailState.values), name="known_mail_state"
            ),
            models.CheckConstraint(
                condition=Q(state=MailState.SENT, sent_at__isnull=False)
                | Q(sent_at__isnull=True) & ~Q(state=MailState.SENT),
                name="sent_mails_have_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.to}: {self.state}"
