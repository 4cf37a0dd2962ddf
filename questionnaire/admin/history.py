"""Who did what to a questionnaire, in words: read from what the history keeps."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from auditlog.models import LogEntry
from django.apps import apps
from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modeltranslation.utils import build_localized_fieldname

from questionnaire.admin.tracking import PARTS, Event, told_fields
from questionnaire.admin.worddiff import Piece, unchanged, value_difference, word_difference
from questionnaire.catalogue.places import quoted
from questionnaire.models import Correction, Publication, Questionnaire, Translated

_DEPTHS = {model._meta.model_name: model.owner_path.count("__") for model in PARTS}  # noqa: SLF001 - Django's own name
_PART = re.compile(r"([a-z]+)-(\d{1,18})")
# Fields that the models have no name for, as no form shows them
_NAMES = {
    "based_on": gettext_lazy("copy of"),
    "set_aside": gettext_lazy("warnings set aside"),
}
# Rows between two others: each is told of as the row that it leads to
_LINKS = {"conditionoption": "answeroption", "questionsource": "source", "advicesource": "source"}
# What stands first in a place of catalogue.texts, and the field that a place without one means
_PLACES = {
    "strategies": "strategytext",
    "sets": "questionset",
    "questions": "question",
    "options": "answeroption",
    "advice": "advice",
    "sources": "source",
    "vetoes": "rule",
    "tensions": "rule",
}


@dataclass(frozen=True)
class Change:
    """A field that changed: its name, its language in words ("" for none), and what changed."""

    field: str
    language: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Line:
    """One thing that was done: when, by whom, what to which part, and the fields that changed."""

    when: datetime
    who: str
    what: str
    place: str
    changes: tuple[Change, ...]


def part_name(model: type[Model], pk: int) -> str:
    """Return how an address names a part of a questionnaire: "question-12"."""
    return f"{model._meta.model_name}-{pk}"  # noqa: SLF001 - Django's own name


def entries_of(questionnaire_pk: int) -> QuerySet[LogEntry]:
    """Return all that was done to a questionnaire and its parts, the latest first."""
    entries: QuerySet[LogEntry] = LogEntry.objects.filter(
        additional_data__questionnaire=questionnaire_pk
    )
    return entries.select_related("actor", "content_type").order_by("-pk")


def about_part(entries: QuerySet[LogEntry], part: str) -> QuerySet[LogEntry]:
    """Return the entries about a part and what is below it; all, when it names no part."""
    match = _PART.fullmatch(part)
    if match is None or match[1] not in _DEPTHS:
        return entries
    step = f"additional_data__place__{_DEPTHS[match[1]]}"
    return entries.filter(**{f"{step}__0": match[1], f"{step}__1": int(match[2])})


def lines(entries: Sequence[LogEntry]) -> list[Line]:
    """Return entries as a page tells them, in the reader's language."""
    return [_line(entry) for entry in entries]


def name_of(model: str, label: str) -> str:
    """Return what a part is called: its kind and its short name."""
    named: Any = apps.get_model("questionnaire", _LINKS.get(model, model))
    return f"{capfirst(named._meta.verbose_name)} {quoted(label)}"  # noqa: SLF001 - Django's own name


def author_of(entry: LogEntry) -> str:
    """Return who did it; an account may be gone, and commands are run without one."""
    if entry.actor is not None:
        return str(entry.actor.get_full_name() or entry.actor.get_username())
    # The address is noted with every author, be it empty
    return _("A former admin") if entry.actor_email is not None else _("A command")


def _line(entry: LogEntry) -> Line:
    data = entry.additional_data or {}
    model = entry.content_type.model_class()
    if model is Correction:
        what, place, changes = _corrected(entry.changes)
    else:
        what = _event(data) if "event" in data else _what(entry, model)
        place = " › ".join(name_of(kind, label) for kind, _pk, label in data["place"])
        changes = _changes(entry, model)
    return Line(entry.timestamp, author_of(entry), what, place, changes)


def _what(entry: LogEntry, model: type[Model]) -> str:
    changes = entry.changes or {}
    if model is Publication:
        return _("Publication recorded")
    if model is Questionnaire and changes.get("based_on"):
        return _("Copied to this draft")
    if model is Questionnaire and "status" in changes:
        # Translators: said of a version of a questionnaire
        said = {"published": _("Published"), "retired": _("Retired")}
        return said.get(changes["status"][1], _("Created"))
    return {
        LogEntry.Action.CREATE: _("Added"),
        LogEntry.Action.UPDATE: _("Changed"),
        LogEntry.Action.DELETE: _("Removed"),
    }[entry.action]


def _event(data: dict[str, Any]) -> str:
    params = dict(data["params"])
    if "language" in params:
        params["language"] = _languages()[params["language"]]
    return str(Event(data["event"]).label) % params


def _corrected(changes: dict[str, Any]) -> tuple[str, str, tuple[Change, ...]]:
    """Return a correction as if the text itself had been changed, and why it was."""
    said = {name: after for name, (_before, after) in changes.items()}
    reason = Change(capfirst(_("reason")), "", unchanged(said["reason"]))
    pieces = word_difference(said["before"], said["after"])
    text = Change(_("Text"), _languages()[said["language"]], pieces)
    return _("Spelling corrected"), place_in_words(said["place"]), (text, reason)


def place_in_words(place: str) -> str:
    """Return where a text stands, from its place as catalogue.texts writes it."""
    names, model = [], "questionnaire"
    steps = place.split(".")
    while len(steps) > 1 and steps[0] in _PLACES:
        model, label = _PLACES[steps.pop(0)], steps.pop(0)
        names.append(name_of(model, label))
    fields = [_name(apps.get_model("questionnaire", model), field) for field in steps]
    return " › ".join([*names, *fields])


def _changes(entry: LogEntry, model: type[Model]) -> tuple[Change, ...]:
    if entry.content_type.model in _LINKS and entry.action != LogEntry.Action.UPDATE:
        return ()
    columns = _columns(model)
    changed: dict[str, Any] = entry.changes or {}
    found = []
    for name in told_fields(model):
        before, after = (_said(model, name, value) for value in changed.get(name, (None, None)))
        if before == after:
            continue
        field, language = columns.get(name, (name, ""))
        if entry.action != LogEntry.Action.UPDATE:
            pieces = unchanged(before or after)
        elif language:
            pieces = word_difference(before, after)
        else:
            pieces = value_difference(before, after)
        spoken = _languages()[language] if language else ""
        found.append(Change(_name(model, field), spoken, pieces))
    return tuple(found)


def _said(model: type[Model], name: str, value: Any) -> str:
    """Return a value as a reader knows it."""
    field: Any = model._meta.get_field(name)  # noqa: SLF001 - Django's own name
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if value is None:
        return ""
    return str(dict(field.flatchoices).get(value, value))


def _name(model: type[Model], name: str) -> str:
    """Return what a field is called in the admin."""
    if name in _NAMES:
        return capfirst(str(_NAMES[name]))
    field: Any = model._meta.get_field(name)  # noqa: SLF001 - Django's own name
    named = field.related_model._meta if field.is_relation else field  # noqa: SLF001 - Django's own name
    return capfirst(str(named.verbose_name))


@cache
def _columns(model: type[Model]) -> dict[str, tuple[str, str]]:
    """Return the field and the language of each column that keeps a text."""
    fields = model.translated if issubclass(model, Translated) else ()
    return {
        build_localized_fieldname(field, language): (field, language)
        for field in fields
        for language, _name in settings.LANGUAGES
    }


def _languages() -> dict[str, str]:
    return {code: str(name) for code, name in settings.LANGUAGES}
