"""What was answered: a venture, its submissions, and their answers."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from questionnaire.enums import SubmissionStatus
from questionnaire.models.catalogue import AnswerOption, Question
from questionnaire.models.programme import Cohort
from questionnaire.models.questionnaire import Questionnaire

MAX_NOTE = 2_000
MAX_IMPORTANCE = 5
MAX_NAME = 120
# Folding letters may make a name longer: ﬃ becomes three
MAX_NAME_KEY = 3 * MAX_NAME
CURRENT = Q(is_current=True)


class Venture(models.Model):
    """The startup that submissions speak for."""

    name = models.CharField(max_length=MAX_NAME, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name


class Submission(models.Model):
    """One person's pass through one version of a questionnaire."""

    venture = models.ForeignKey(
        Venture, on_delete=models.CASCADE, related_name="submissions", verbose_name=_("venture")
    )
    questionnaire = models.ForeignKey(
        Questionnaire,
        on_delete=models.PROTECT,
        related_name="submissions",
        verbose_name=_("questionnaire"),
    )
    # Has no index of its own: those of the queue begin with it
    # Its own index serves the funnel of a cohort, which counts drafts and earlier versions too
    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, null=True, blank=True, related_name="submissions"
    )
    # The venture's name as it is sorted by, see results.cohorts; "" outside a cohort
    name_key = models.CharField(max_length=MAX_NAME_KEY, blank=True)
    # Whether no revision of it has been submitted: staff's lists show one version of each
    is_current = models.BooleanField(default=True)
    status = models.CharField(
        _("status"), max_length=12, choices=SubmissionStatus, default=SubmissionStatus.DRAFT
    )
    # SHA-256 of the token in the private link; the unique index serves access.submission_for_token
    token_hash = models.CharField(max_length=64, unique=True)
    language = models.CharField(_("language"), max_length=8)
    email = models.EmailField(blank=True)
    links_mailed = models.PositiveSmallIntegerField(default=0)
    # By key of set: 0 leaves the set out, 5 matters most; a set that is not named is not stated
    importance = models.JSONField(default=dict, blank=True)
    previous = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="revision"
    )
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        indexes = [
            # Serves the queue of a cohort: newest first, and oldest first
            models.Index(
                fields=["cohort", "-submitted_at", "-id"], condition=CURRENT, name="queue_by_date"
            ),
            # Serves the queue of a cohort in one state, and how many there are in each: the venture
            # is there to leave out conflicts without looking up every row
            models.Index(
                fields=["cohort", "status", "-submitted_at", "-id"],
                include=["venture"],
                condition=CURRENT,
                name="queue_by_state",
            ),
            # Serves the queue of a cohort by name
            models.Index(
                fields=["cohort", "name_key", "id"], condition=CURRENT, name="queue_by_name"
            ),
        ]
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
        """Whether it is not submitted yet."""
        return self.status == SubmissionStatus.DRAFT

    @property
    def cohort_has_closed(self) -> bool:
        """Whether nothing can be submitted to its cohort any more; without a cohort, never."""
        return self.cohort is not None and self.cohort.is_closed(timezone.now())

    @property
    def is_late(self) -> bool:
        """Whether its cohort closed before it was submitted: it can be read, and that is all."""
        return self.is_open and self.cohort_has_closed

    @property
    def takes_answers(self) -> bool:
        """Whether answers may still be given."""
        return self.is_open and not self.is_late


class NamePart(models.Model):
    """A venture's name from one of its words on: what a search compares its beginning with."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="name_parts")
    # Has no index of its own: "search_by_name" begins with it
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="+", db_index=False)
    part = models.CharField(max_length=MAX_NAME_KEY)

    class Meta:
        indexes = [
            # Serves the queue's search; the operators let PostgreSQL look up how a text begins
            models.Index(
                fields=["cohort", "part"],
                name="search_by_name",
                opclasses=["int8_ops", "varchar_pattern_ops"],
            ),
        ]

    def __str__(self) -> str:
        return self.part


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
