"""What stands above a form: the languages with what is to do in each, and what to correct."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import get_language_info, ngettext

from questionnaire.admin.forms import TranslatedForm
from questionnaire.catalogue.files import languages
from questionnaire.enums import TranslationStatus


@dataclass(frozen=True)
class Tab:
    """A language of a page, and how much there is to do in it."""

    code: str
    name: str
    is_source: bool
    to_do: str


@dataclass(frozen=True)
class Mistake:
    """Something to correct: what, where (the id of an element, or ""), and why."""

    label: str
    anchor: str
    message: str


def tabs_of(forms: Iterable[Any], source_language: str) -> list[Tab]:
    """Return the languages of the texts in some forms, the source language last."""
    counts: dict[str, Counter[TranslationStatus]] = {code: Counter() for code in languages()}
    for form in forms:
        for wordings in form.wordings if isinstance(form, TranslatedForm) else ():
            for wording in (wordings.source, *wordings.translations):
                counts[wording.language][wording.status] += 1
    codes = sorted(languages(), key=lambda code: code == source_language)
    return [
        Tab(code, get_language_info(code)["name_local"].capitalize(), code == source_language, said)
        for code, said in ((code, _to_do(counts[code])) for code in codes)
    ]


def _to_do(count: Counter[TranslationStatus]) -> str:
    """Return what is missing and outdated, such as "3 missing, 1 outdated"."""
    missing, outdated = count[TranslationStatus.MISSING], count[TranslationStatus.OUTDATED]
    said = []
    if missing:
        text = ngettext("%(count)s missing", "%(count)s missing", missing)
        said.append(text % {"count": missing})
    if outdated:
        text = ngettext("%(count)s outdated", "%(count)s outdated", outdated)
        said.append(text % {"count": outdated})
    return ", ".join(said)


def mistakes_of(form: Any, formsets: Iterable[Any]) -> list[Mistake]:
    """Return everything that keeps a page from being saved, in the order of the page."""
    return [*_of_form(form, ""), *(m for formset in formsets for m in _of_formset(formset))]


def _of_formset(formset: Any) -> Iterator[Mistake]:
    if not formset.is_bound:
        return
    name = capfirst(str(formset.model._meta.verbose_name))  # noqa: SLF001 - Django's own name
    for message in formset.non_form_errors():
        yield Mistake(name, f"{formset.prefix}-group", message)
    for number, form in enumerate(formset.forms, start=1):
        if not (formset.can_delete and formset._should_delete_form(form)):  # noqa: SLF001
            key = form["key"].value() if "key" in form.fields else ""
            yield from _of_form(form, f"{name} {key or number}: ")


def _of_form(form: Any, before: str) -> Iterator[Mistake]:
    for name, messages in form.errors.items():
        field = form.fields.get(name)
        is_seen = field is not None and not field.widget.is_hidden
        label = capfirst(str(field.label or name)) if is_seen else ""
        anchor = form[name].id_for_label or form[name].auto_id if is_seen else ""
        for message in messages:
            yield Mistake(f"{before}{label}".strip(": "), anchor or form.prefix or "", message)
