"""A version of the whole instrument, and the steps of its life."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from questionnaire.enums import QuestionnaireStatus
from questionnaire.models.translated import Translated
from questionnaire.models.versioned import PublishedVersionError, refuse_frozen

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
        if "status" in values:
            raise PublishedVersionError
        with transaction.atomic():
            refuse_frozen(self.order_by().values_list("pk", flat=True))
            return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete drafts with all their parts; raise PublishedVersionError otherwise."""
        with transaction.atomic():
            refuse_frozen(self.order_by().values_list("pk", flat=True))
            return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def bulk_create(self, objs: Any, **options: Any) -> list[Questionnaire]:  # type: ignore[override]
        """Create versions; raise PublishedVersionError on update_conflicts."""
        if options.get("update_conflicts"):
            raise PublishedVersionError
        return super().bulk_create(objs, **options)


class Questionnaire(Translated):
    """One version of the whole instrument."""

    source_path = "source_language"
    translated = ("title", "summary")

    key = models.SlugField(
        _("key"),
        max_length=40,
        help_text=_(
            "A stable short name, seen in addresses: start/KEY/. The same in all versions."
        ),
    )
    version = models.PositiveIntegerField(_("version"))
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=QuestionnaireStatus,
        default=QuestionnaireStatus.DRAFT,
    )
    # The language that texts are written in first, and translated from
    source_language = models.CharField(
        _("source language"), max_length=8, choices=settings.LANGUAGES, default="en"
    )
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"))
    # SHA-256 in hexadecimal, of the rubric and of every word in every language
    structure_digest = models.CharField(max_length=64, blank=True)
    text_digest = models.CharField(max_length=64, blank=True)
    # The text_digest of the files that this version was loaded from; "" for one made by an editor.
    # It stays when spelling is corrected, so that the same files are not loaded again.
    loaded_digest = models.CharField(max_length=64, blank=True)
    # The version that this one was copied from
    based_on = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="copies"
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True)

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        # Related managers, and whoever asks for the base manager, are guarded too
        base_manager_name = "objects"
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        permissions = [
            ("publish_questionnaire", _("Can publish a questionnaire")),
            ("correct_questionnaire", _("Can correct the spelling of a published questionnaire")),
        ]
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

    def get_additional_data(self) -> dict[str, Any]:
        """Return what the history keeps beside a change: see VersionedModel."""
        return {"questionnaire": self.pk, "place": []}

    @property
    def is_draft(self) -> bool:
        """Whether it may still be edited."""
        return self.status == QuestionnaireStatus.DRAFT

    @property
    def is_as_loaded(self) -> bool:
        """Whether a published version still says what the files said that it was loaded from."""
        return self.loaded_digest == self.text_digest

    def save(self, *args: Any, **options: Any) -> None:
        """Save a draft, or take the next step of a version's life; else PublishedVersionError."""
        stored = type(self).objects.filter(pk=self.pk).values_list("status", flat=True)
        with transaction.atomic():
            # Locked: nobody publishes it between this look and what is written
            status = stored.select_for_update(no_key=True).first()
            if status is not None:
                if self.status not in NEXT_STATUS[QuestionnaireStatus(status)]:
                    raise PublishedVersionError
                if status != QuestionnaireStatus.DRAFT:
                    options["update_fields"] = LIFE_FIELDS
            super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Delete a draft with all its parts; raise PublishedVersionError otherwise."""
        with transaction.atomic():
            refuse_frozen([self.pk])
            return super().delete(*args, **options)
