"""What was answered: a venture, its submissions, and their answers."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from questionnaire.enums import SubmissionStatus
from questionnaire.models.catalogue import AnswerOption, Question
from questionnaire.models.questionnaire import Questionnaire

MAX_NOTE = 2_000
MAX_IMPORTANCE = 5

models.TextField.register_lookup(Length)


class Venture(models.Model):
    """The startup that submissions speak for."""

    name = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name


class Submission(models.Model):
    """One person's pass through one version of a questionnaire."""

    venture = models.ForeignKey(Venture, on_delete=models.CASCADE, related_name="submissions")
    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.PROTECT, related_name="submissions"
    )
    status = models.CharField(
        max_length=12, choices=SubmissionStatus, default=SubmissionStatus.DRAFT
    )
    # SHA-256 of the token in the private link; the unique index serves access.submission_for_token
    token_hash = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=8)
    email = models.EmailField(blank=True)
    links_mailed = models.PositiveSmallIntegerField(default=0)
    # By key of set: 0 leaves the set out, 5 matters most; a set that is not named is not stated
    importance = models.JSONField(default=dict, blank=True)
    previous = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="revision"
    )
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=SubmissionStatus.values), name="known_submission_status"
            ),
            models.CheckConstraint(
                condition=Q(status=SubmissionStatus.DRAFT, submitted_at__isnull=True)
                | Q(status=SubmissionStatus.WITHDRAWN)
                | Q(submitted_at__isnull=False) & ~Q(status=SubmissionStatus.DRAFT),
                name="submitted_at_set_once_submitted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.status}"

    @property
    def is_open(self) -> bool:
        """Whether answers may still be given."""
        return self.status == SubmissionStatus.DRAFT


class Answer(models.Model):
    """What one person said to one question: an option, "not sure yet", or so far only a note."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    option = models.ForeignKey(
        AnswerOption, on_delete=models.PROTECT, null=True, blank=True, related_name="answers"
    )
    not_sure = models.BooleanField(default=False)
    note = models.TextField(max_length=MAX_NOTE, blank=True)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "question"], name="one_answer_per_submission_and_question"
            ),
            models.CheckConstraint(
                condition=Q(option__isnull=True) | Q(not_sure=False),
                name="an_option_or_not_sure_never_both",
            ),
            models.CheckConstraint(
                condition=Q(note__length__lte=MAX_NOTE), name="note_at_most_2000_characters"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} on {self.question_id}"

    def save(self, *args: Any, **options: Any) -> None:
        """Save; raise ValidationError when the option is another question's."""
        if self.option is not None and self.option.question_id != self.question_id:
            raise ValidationError("An answer's option belongs to its question.")
        super().save(*args, **options)
