"""What the history keeps: each change to a questionnaire, and each look at a submission."""

from typing import Any

from auditlog.models import LogEntry
from auditlog.registry import AuditlogModelRegistry, auditlog
from django.db.models import Model, TextChoices
from django.utils.translation import gettext_lazy as _

from questionnaire.models import Correction, Publication, Questionnaire, Submission, Translated
from questionnaire.models.versioned import VersionedModel

PARTS: tuple[type[VersionedModel], ...] = tuple(VersionedModel.__subclasses__())
TRACKED: tuple[type[Model], ...] = (Questionnaire, Publication, Correction, *PARTS)
# What a reader learns from the place, the author and the time of a change, or not at all
_UNTOLD = {
    "at",
    "by",
    "created_at",
    "id",
    "loaded_digest",
    "published_at",
    "questionnaire",
    "retired_at",
    "structure_digest",
    "text_digest",
    "text_digest_before",
    "translated_from",
}


class Event(TextChoices):
    """What is told in one line of its own, though no single row says it."""

    IMPORTED = "imported", _("Translations imported: %(language)s, %(count)s texts")


def note(questionnaire: Questionnaire, event: Event, **params: str | int) -> None:
    """Write a line into the history of a questionnaire; the event's sentence mentions the params.

    A language is given by its code.
    """
    LogEntry.objects.log_create(
        questionnaire,
        force_log=True,
        action=LogEntry.Action.UPDATE,
        changes={},
        additional_data={
            **questionnaire.get_additional_data(),
            "event": event.value,
            "params": params,
        },
    )


def told_fields(model: type[Model]) -> list[str]:
    """Return the fields of a model that the history tells of, in the order of the model.

    A text is told of once per language, and not again by the field that shows the current one.
    """
    untold = set(_UNTOLD)
    if issubclass(model, Translated):
        untold |= set(model.translated)
    if issubclass(model, VersionedModel):
        # A part's place names what it belongs to; only questions move from set to set
        untold |= {model.owner_path.partition("__")[0]} - {"question_set"}
    fields: list[Any] = model._meta.concrete_fields  # type: ignore[assignment]  # noqa: SLF001 - Django's own name
    return [field.name for field in fields if field.name not in untold]


for tracked in TRACKED:
    auditlog.register(tracked, include_fields=told_fields(tracked))

# A submission's history is its founder's own: kept here is only who of the staff looked at it
accesses = AuditlogModelRegistry(create=False, update=False, delete=False, m2m=False)
accesses.register(Submission)
