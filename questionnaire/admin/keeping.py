"""What was typed into a form that cannot be saved any more, for its author to copy from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.db.models import TextChoices
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from questionnaire.admin.forms import columns_of, label_of
from questionnaire.admin.rows import called
from questionnaire.models import AnswerOption, Question, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model
    from django.http import HttpRequest, QueryDict

# What a field names by its number, and a reader by its words
_ROWS: dict[str, type[Model]] = {
    "rests_on": Source,
    "question": Question,
    "any_of": AnswerOption,
}
_NUMBER = re.compile(r"\d{1,18}")


class Unsaved(TextChoices):
    """Why what was typed could not be saved."""

    PUBLISHED = "published", gettext_lazy("Nothing was saved: this version is no longer a draft")
    DELETED = "deleted", gettext_lazy("Nothing was saved: somebody deleted this meanwhile")


ADVICE = {
    Unsaved.PUBLISHED: gettext_lazy(
        "Somebody published this version, and a published version never changes. Copy it to a"
        " draft and make your changes there."
    ),
    Unsaved.DELETED: gettext_lazy(
        "Copy from here what you want to keep. The history of the questionnaire says who deleted"
        " it, and a new one can be added."
    ),
}


@dataclass(frozen=True)
class Said:
    """What one field was sent with; `language` is the code of a text's, or ""."""

    label: str
    language: str
    text: str


@dataclass(frozen=True)
class Part:
    """What was sent of one row: the page's own, or one of those below it."""

    name: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class _Form:
    """The fields of a form, and the data that it was sent with."""

    model: type[Model]
    fields: dict[str, forms.Field]
    data: QueryDict
    prefix: str = ""

    def sent(self, name: str) -> list[str]:
        """Return what a field was sent with, without what is empty."""
        return [value for value in self.data.getlist(self.prefix + name) if value.strip()]

    def said(self) -> tuple[Said, ...]:
        """Return all that was sent, in the order of the form; nothing for a form that was not."""
        if not any(self.sent(name) for name in (*self.fields, "DELETE", "still_right")):
            return ()
        return tuple(one for one in chain(self._fields(), self._ticked()) if one.text)

    def _fields(self) -> Iterator[Said]:
        columns = columns_of(self.model)
        for name, field in self.fields.items():
            language = columns[name][1] if name in columns else ""
            text = _in_words(name, field, self.sent(name))
            yield Said(self._label(name), language, text)

    def _ticked(self) -> Iterator[Said]:
        """Yield what is ticked beside the fields."""
        right = [self._label(name) for name in self.sent("still_right") if name in self.fields]
        yield Said(_("Still right, though the source has changed"), "", "\n".join(right))
        yield Said(_("Delete"), "", _("yes") if self.sent("DELETE") else "")

    def _label(self, name: str) -> str:
        columns = columns_of(self.model)
        if name in columns:
            return label_of(self.model, *columns[name])
        return capfirst(str(self.fields[name].label or name))


def typed(page: ModelAdmin[Any], request: HttpRequest) -> list[Part]:
    """Return what was typed into a page's form, row by row; what the page hid is left out."""
    fields = ModelAdmin.get_form(page, request).base_fields
    form = _Form(page.model, fields, request.POST)
    parts = [Part(capfirst(str(page.opts.verbose_name)), form.said())]
    for inline in page.inlines:
        parts += _rows(inline(page.model, page.admin_site), request)
    return [part for part in parts if part.said]


def _rows(inline: Any, request: HttpRequest) -> Iterator[Part]:
    """Yield the rows below the page's own, numbered in the order in which they stood there."""
    formset = inline.get_formset(request)
    # Its place is told by the order of the rows
    fields = {n: field for n, field in formset.form.base_fields.items() if n != "position"}
    prefix = formset.get_default_prefix()
    begun = re.compile(rf"{re.escape(prefix)}-(\d{{1,4}})-")
    numbers = {int(found[1]) for name in request.POST if (found := begun.match(name))}
    sent = [_Form(inline.model, fields, request.POST, f"{prefix}-{n}-") for n in sorted(numbers)]
    told = [said for form in sorted(sent, key=_place) if (said := form.said())]
    for number, said in enumerate(told if fields else (), start=1):
        yield Part(f"{capfirst(str(inline.opts.verbose_name))} {number}", said)


def _place(form: _Form) -> float:
    """Return where a row stood; one that does not say so comes last."""
    place = "".join(form.sent("position"))
    return int(place) if _NUMBER.fullmatch(place) else float("inf")


def _in_words(name: str, field: forms.Field, values: list[str]) -> str:
    """Return what a field says; "" for nothing."""
    if isinstance(field, forms.BooleanField):
        return _("yes") if values else _("no")
    if name in _ROWS:
        found = _ROWS[name]._default_manager.filter(  # noqa: SLF001 - Django's own name
            pk__in=[value for value in values if _NUMBER.fullmatch(value)]
        )
        return "\n".join(called(row) for row in found)
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        names = {str(value): str(said) for value, said in choices}
        return "\n".join(names.get(value, value) for value in values)
    return "\n".join(values)
