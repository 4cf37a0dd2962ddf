"""Rows that belong to a version of a questionnaire, and can be changed only in its draft."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.apps import apps
from django.db import models, transaction

from questionnaire.enums import QuestionnaireStatus

if TYPE_CHECKING:
    from collections.abc import Iterable


Row = TypeVar("Row", bound="VersionedModel")


class PublishedVersionError(Exception):
    """A published or retired version was about to be changed or deleted."""

    def __init__(self) -> None:
        super().__init__(
            "A published version of a questionnaire never changes: copy it to a draft instead."
        )


def refuse_frozen(questionnaire_ids: Iterable[int | None]) -> None:
    """Raise PublishedVersionError when any of the questionnaires is no longer a draft.

    Locks the questionnaires until the end of the transaction that it is called in: none can be
    published between this look and the write that follows.
    """
    questionnaires = apps.get_model("questionnaire", "Questionnaire").objects
    wanted = questionnaires.filter(pk__in=set(questionnaire_ids)).order_by("pk")
    statuses = wanted.select_for_update(no_key=True).values_list("status", flat=True)
    if any(status != QuestionnaireStatus.DRAFT for status in statuses):
        raise PublishedVersionError


class VersionedQuerySet(models.QuerySet[Row]):
    """Refuses every bulk write that would touch a version which is no longer a draft."""

    def update(self, **values: Any) -> int:
        """Update rows of drafts; raise PublishedVersionError otherwise, or when rows would move."""
        parent = self.model.owner_path.partition("__")[0]
        if {parent, f"{parent}_id"} & values.keys():
            raise PublishedVersionError
        with transaction.atomic():
            refuse_frozen(self._questionnaire_ids())
            return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete rows of drafts; raise PublishedVersionError otherwise."""
        with transaction.atomic():
            refuse_frozen(self._questionnaire_ids())
            return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def bulk_create(self, objs: Iterable[Any], **options: Any) -> list[Row]:  # type: ignore[override]
        """Create rows in drafts; raise PublishedVersionError otherwise, or on update_conflicts."""
        rows = list(objs)
        if options.get("update_conflicts"):
            raise PublishedVersionError
        with transaction.atomic():
            refuse_frozen(row.questionnaire_pk for row in rows)
            return super().bulk_create(rows, **options)

    def _questionnaire_ids(self) -> Iterable[int]:
        return self.order_by().values_list(f"{self.model.owner_path}__pk", flat=True)


class VersionedModel(models.Model):
    """A part of a questionnaire: saved and deleted only while its version is a draft."""

    # The way from a row to its questionnaire, as a look-up
    owner_path: ClassVar[str]
    # The way to the short name by which the history calls a row, as an attribute
    label_path: ClassVar[str] = "key"

    objects = VersionedQuerySet.as_manager()

    class Meta:
        abstract = True
        # Related managers write through this one: `question.options.add(row)` is guarded too.
        base_manager_name = "objects"

    def save(self, *args: Any, **options: Any) -> None:
        """Save; raise PublishedVersionError when the version, or the one it leaves, is frozen."""
        with transaction.atomic():
            refuse_frozen(self._questionnaire_pks())
            super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Delete; raise PublishedVersionError when the version is frozen."""
        with transaction.atomic():
            refuse_frozen(self._questionnaire_pks())
            return super().delete(*args, **options)

    @property
    def questionnaire_pk(self) -> int:
        """The primary key of the questionnaire that this row belongs to."""
        row: Any = self
        *steps, last = self.owner_path.split("__")
        for step in steps:
            row = getattr(row, step)
        pk: int = getattr(row, f"{last}_id")
        return pk

    def get_additional_data(self) -> dict[str, Any]:
        """Return what the history keeps beside a change, to tell of rows that are gone since.

        `questionnaire` is a primary key; `place` names each row on the way from the questionnaire
        to this one: the name of its model, its primary key and its short name.
        """
        rows: list[Any] = [self]
        for step in self.owner_path.split("__")[:-1]:
            rows.append(getattr(rows[-1], step))
        place = [
            [row._meta.model_name, row.pk, attrgetter(row.label_path)(row)]  # noqa: SLF001 - Django's own name
            for row in reversed(rows)
        ]
        return {"questionnaire": self.questionnaire_pk, "place": place}

    def _questionnaire_pks(self) -> set[int]:
        """Return the questionnaire the row belongs to now, and the one it belonged to before."""
        stored = type(self)._base_manager.filter(pk=self.pk)  # noqa: SLF001 - Django's own name
        return {self.questionnaire_pk, *stored.values_list(f"{self.owner_path}__pk", flat=True)}


def write_correction(row: models.Model, column: str, text: str) -> None:
    """Write one text of a row past the guards: for a correction of spelling, which is recorded.

    Only catalogue.corrections calls it.
    """
    models.QuerySet(type(row)).filter(pk=row.pk).update(**{column: text})
