"""What is asked: a questionnaire, its sets, their questions and the answers on offer."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from questionnaire.enums import QuestionnaireStatus, SetKind, Strategy
from questionnaire.models.versioned import PublishedVersionError, VersionedModel

MAX_FIT = 4
FIT_FIELDS = tuple(f"fit_{strategy}" for strategy in Strategy.values)
# What may still be written to a version that is no longer a draft: the next step of its life
LIFE_FIELDS = frozenset({"status", "published_at", "retired_at"})
NEXT_STATUS = {
    QuestionnaireStatus.DRAFT: {QuestionnaireStatus.DRAFT, QuestionnaireStatus.PUBLISHED},
    QuestionnaireStatus.PUBLISHED: {QuestionnaireStatus.RETIRED},
    QuestionnaireStatus.RETIRED: set[QuestionnaireStatus](),
}


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    """Reads freely; writes in bulk only to drafts."""

    def published(self) -> QuestionnaireQuerySet:
        """Return the versions that new walks start on, at most one for each key."""
        return self.filter(status=QuestionnaireStatus.PUBLISHED)

    def update(self, **values: Any) -> int:
        """Update drafts; raise PublishedVersionError otherwise, or when the status would change."""
        self._refuse_frozen()
        if "status" in values:
            raise PublishedVersionError
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete drafts with all their parts; raise PublishedVersionError otherwise."""
        self._refuse_frozen()
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def bulk_create(self, objs: Any, *args: Any, **options: Any) -> list[Questionnaire]:
        """Create versions; raise PublishedVersionError on update_conflicts."""
        if options.get("update_conflicts"):
            raise PublishedVersionError
        return super().bulk_create(objs, *args, **options)

    def _refuse_frozen(self) -> None:
        if self.exclude(status=QuestionnaireStatus.DRAFT).exists():
            raise PublishedVersionError


class Questionnaire(models.Model):
    """One version of the whole instrument."""

    key = models.SlugField(max_length=40)
    version = models.PositiveIntegerField()
    status = models.CharField(
        max_length=12, choices=QuestionnaireStatus, default=QuestionnaireStatus.DRAFT
    )
    # The language that texts are written in first, and translated from
    source_language = models.CharField(max_length=8, default="en")
    title = models.CharField(max_length=200)
    summary = models.TextField()
    # SHA-256 in hexadecimal, of the rubric and of every word in every language
    structure_digest = models.CharField(max_length=64, blank=True)
    text_digest = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="one_row_per_version"),
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(status=QuestionnaireStatus.PUBLISHED),
                name="at_most_one_published_version_per_key",
            ),
            models.CheckConstraint(
                condition=Q(status__in=QuestionnaireStatus.values), name="known_status"
            ),
            models.CheckConstraint(
                condition=Q(status=QuestionnaireStatus.DRAFT)
                | (Q(published_at__isnull=False) & ~Q(structure_digest="") & ~Q(text_digest="")),
                name="published_versions_have_date_and_digests",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"

    def save(self, *args: Any, **options: Any) -> None:
        """Save a draft, or take the next step of a version's life; else PublishedVersionError."""
        stored = type(self).objects.filter(pk=self.pk).values_list("status", flat=True).first()
        if stored is not None:
            if self.status not in NEXT_STATUS[QuestionnaireStatus(stored)]:
                raise PublishedVersionError
            if stored != QuestionnaireStatus.DRAFT:
                options["update_fields"] = LIFE_FIELDS
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Delete a draft with all its parts; raise PublishedVersionError otherwise."""
        if type(self).objects.filter(pk=self.pk).exclude(status=QuestionnaireStatus.DRAFT).exists():
            raise PublishedVersionError
        return super().delete(*args, **options)


class StrategyText(VersionedModel):
    """What open, closed or hybrid means in this questionnaire."""

    owner_path = "questionnaire"

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.CASCADE, related_name="strategy_texts"
    )
    strategy = models.CharField(max_length=8, choices=Strategy)
    name = models.CharField(max_length=60)
    headline = models.CharField(max_length=200)
    sentence = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "strategy"], name="one_text_per_strategy"
            ),
            models.CheckConstraint(
                condition=Q(strategy__in=Strategy.values), name="text_of_known_strategy"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.strategy}: {self.name}"


class Source(VersionedModel):
    """A fact that questions and advice rest on, and where it was read."""

    owner_path = "questionnaire"

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.CASCADE, related_name="sources"
    )
    key = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    citation = models.CharField(max_length=300)
    url = models.URLField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "key"], name="source_key_unique"),
        ]

    def __str__(self) -> str:
        return self.key


class QuestionSet(VersionedModel):
    """One of the parts of a questionnaire, one step of the walk."""

    owner_path = "questionnaire"

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="sets")
    key = models.SlugField(max_length=40)
    kind = models.CharField(max_length=8, choices=SetKind, default=SetKind.SCORED)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    intro = models.TextField()
    swing = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "key"], name="set_key_unique"),
            models.CheckConstraint(condition=Q(kind__in=SetKind.values), name="known_set_kind"),
        ]

    def __str__(self) -> str:
        return self.key


class Question(VersionedModel):
    """What is asked."""

    owner_path = "question_set__questionnaire"

    question_set = models.ForeignKey(
        QuestionSet, on_delete=models.CASCADE, related_name="questions"
    )
    key = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    covers = models.TextField(blank=True)
    changeable = models.BooleanField(default=True)
    text = models.TextField()
    help = models.TextField(blank=True)
    why = models.TextField()
    sources = models.ManyToManyField(Source, through="QuestionSource", related_name="questions")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["question_set", "key"], name="question_key_unique"),
        ]

    def __str__(self) -> str:
        return self.key


class QuestionSource(VersionedModel):
    """A question rests on a source."""

    owner_path = "question__question_set__questionnaire"

    question = models.ForeignKey(Question, on_delete=models.CASCADE)
    source = models.ForeignKey(Source, on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["question", "source"], name="source_once_per_question"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} on {self.source_id}"


class AnswerOption(VersionedModel):
    """An answer on offer, and how well each strategy fits it (0 works against, 4 favours)."""

    owner_path = "question__question_set__questionnaire"

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="options")
    key = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    reason = models.TextField(blank=True)
    fit_open = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(MAX_FIT)]
    )
    fit_closed = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(MAX_FIT)]
    )
    fit_hybrid = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(MAX_FIT)]
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["question", "key"], name="option_key_unique"),
            models.CheckConstraint(
                condition=Q(fit_open__range=(0, MAX_FIT))
                & Q(fit_closed__range=(0, MAX_FIT))
                & Q(fit_hybrid__range=(0, MAX_FIT))
                | Q(fit_open__isnull=True, fit_closed__isnull=True, fit_hybrid__isnull=True),
                name="fits_from_0_to_4_all_or_none",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Advice(VersionedModel):
    """A next step for one set under one strategy."""

    owner_path = "question_set__questionnaire"

    question_set = models.ForeignKey(QuestionSet, on_delete=models.CASCADE, related_name="advice")
    key = models.SlugField(max_length=60)
    strategy = models.CharField(max_length=8, choices=Strategy)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    sources = models.ManyToManyField(Source, through="AdviceSource", related_name="advice")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["question_set", "key"], name="advice_key_unique"),
            models.CheckConstraint(
                condition=Q(strategy__in=Strategy.values), name="advice_for_known_strategy"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class AdviceSource(VersionedModel):
    """A next step rests on a source."""

    owner_path = "advice__question_set__questionnaire"

    advice = models.ForeignKey(Advice, on_delete=models.CASCADE)
    source = models.ForeignKey(Source, on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["advice", "source"], name="source_once_per_advice"),
        ]

    def __str__(self) -> str:
        return f"{self.advice_id} on {self.source_id}"
