"""The filters in use as words, each with the address of the queue without it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date
from django.forms import BoundField, CheckboxInput, Select
from django.utils.translation import gettext as _

from questionnaire.review.filters import Filters, Order
from questionnaire.review.queue_forms import FilterForm
from questionnaire.review.views.pages import address
from questionnaire.templatetags.ajar import locale_name

# Said in other ways: the state by its tab, the order by its field
WITHOUT_CHIP = ("state", "order")
DAYS = ("since", "until")


@dataclass(frozen=True)
class Chip:
    """A filter in words, and where one gets by taking it away."""

    text: str
    without: str


def chips_of(filters: Filters, form: FilterForm) -> list[Chip]:
    """Return the filters that are in use, in the order of the form."""
    said = filters.as_texts()
    nothing = Filters()
    return [
        Chip(
            _words(form[name], text),
            address("queue", None, _without(filters, name, getattr(nothing, name))),
        )
        for name, text in _in_order(said, list(form.fields))
        if name not in WITHOUT_CHIP
    ]


def _in_order(said: Mapping[str, str], names: Sequence[str]) -> list[tuple[str, str]]:
    return [(name, said[name]) for name in names if name in said]


def _without(filters: Filters, name: str, value: Any) -> Filters:
    return Filters.read({**filters.as_texts(), name: value or ""})


def _words(field: BoundField, text: str) -> str:
    if isinstance(field.field.widget, CheckboxInput):
        return str(field.label)
    if field.name in DAYS:
        text = format_date(date.fromisoformat(text), "long", locale=locale_name())
    if isinstance(field.field.widget, Select):
        choices = dict(field.field.choices)  # type: ignore[attr-defined]
        # A person or cohort that is not there any more is still asked for
        gone = _("none of yours") if field.name == "cohort" else _("somebody else")
        text = str(choices.get(text, gone))
    return _("%(filter)s: %(value)s") % {"filter": field.label, "value": text}


def is_narrowed(filters: Filters) -> bool:
    """Tell whether anything is asked for at all, but an order."""
    return bool(set(filters.as_texts()) - {"order"})


def everything(filters: Filters) -> str:
    """Return the address of the whole queue in the same order."""
    return address("queue", None, Filters(order=Order(filters.order)))
