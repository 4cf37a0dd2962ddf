"""What all pages of the admin call a row, and where they edit it."""

from typing import Any

from django.db.models import Max
from django.urls import reverse

from questionnaire.models import Questionnaire, Source, Translated

# How much of a text stands in a breadcrumb
SHORT = 70
# The fields that tell most of a row, the best first
TELLING = ("name", "text", "message")


def questionnaire_of(row: Any) -> Questionnaire:
    """Return the questionnaire that a row belongs to, or is."""
    if isinstance(row, Questionnaire):
        return row
    for step in row.owner_path.split("__"):
        row = getattr(row, step)
    questionnaire: Questionnaire = row
    return questionnaire


def parent_field_of(model: Any) -> str:
    """Return the field that leads from a part to the row above it."""
    field: str = model.owner_path.partition("__")[0]
    return field


def place_after(row: Any) -> int:
    """Return the position that puts a part after all that belong to the same row above it."""
    field = parent_field_of(type(row))
    beside = type(row).objects.filter(**{field: getattr(row, field)})
    last: int = beside.aggregate(last=Max("position", default=-1))["last"]
    return last + 1


def called(row: Any) -> str:
    """Return what people call a row: its name in the source language, or its key and its text."""
    if isinstance(row, Questionnaire):
        return f"{row} ({row.get_status_display()})"
    if isinstance(row, Source):
        return shortened(f"{row.key} · {row.citation}")
    said = ""
    for field in TELLING:
        if isinstance(row, Translated) and field in row.translated:
            said = row.say(field, questionnaire_of(row).source_language).strip()
            break
    if said and field != "name":
        said = f"{row} · {said}"
    return shortened(said or str(row))


def shortened(text: str) -> str:
    """Return a text that is no longer than a line."""
    return text if len(text) <= SHORT else f"{text[: SHORT - 1].rstrip()}…"


def change_address(row: Any) -> str:
    """Return the address of the page on which a row is edited."""
    name = f"admin:questionnaire_{row._meta.model_name}_change"  # noqa: SLF001 - Django's own name
    return reverse(name, args=[row.pk])


def text_anchor(row: Translated, field: str, language: str) -> str:
    """Return the name of the place on a page where a text is edited: what follows the "#"."""
    return f"{row._meta.model_name}-{row.pk}-{field}-{language}"  # noqa: SLF001 - Django's own name
