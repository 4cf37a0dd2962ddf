"""Forms of rows whose texts exist once per language, which guard against two editors at once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.functional import cached_property
from django.utils.text import capfirst, get_text_list
from django.utils.translation import get_language_info, gettext_lazy, pgettext
from django.utils.translation import gettext as _
from modeltranslation.utils import build_localized_fieldname

from questionnaire.catalogue.files import languages
from questionnaire.catalogue.places import quoted
from questionnaire.catalogue.texts import Text, can_be_shown
from questionnaire.enums import CorrectionFlaw
from questionnaire.models.translated import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model

    from questionnaire.enums import TranslationStatus

CHARACTERS_PER_LINE = 60
KEY = RegexValidator(
    r"^[A-Za-z0-9_]+\Z", gettext_lazy("Use only letters from A to Z, digits and underscores.")
)


def check_shown(text: str) -> None:
    """Raise ValidationError for a text with characters that nobody would see."""
    if not can_be_shown(text):
        raise ValidationError(CorrectionFlaw.NOT_SHOWN.label, code="not_shown")


@dataclass(frozen=True)
class Wording:
    """A text in one language, as a form shows it; `box` is None where it can only be read."""

    place: str
    label: str
    language: str
    is_source: bool
    status: TranslationStatus
    said: str
    box: forms.BoundField | None
    confirming: str


@dataclass(frozen=True)
class Wordings:
    """A text in all languages: its source, then its translations."""

    label: str
    help: str
    source: Wording
    translations: tuple[Wording, ...]


class WordingArea(forms.Textarea):
    """A text area as tall as its text, which takes line ends as they are stored."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Let the area show the whole text without scrolling."""
        context = super().get_context(name, value, attrs)
        text = str(value or "")
        lines = sum(1 + len(line) // CHARACTERS_PER_LINE for line in text.split("\n"))
        context["widget"]["attrs"]["rows"] = max(2, lines)
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what was typed; browsers send CR LF, and a text may not change by being shown."""
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value


def edited_at_once(names: list[str]) -> str:
    """Return the sentence that refuses to overwrite, once, what somebody else has changed."""
    said = _(
        "Somebody else changed this after you opened the page: %(what)s. What you typed is still "
        "here. Save again to put it in place of theirs."
    )
    return said % {"what": get_text_list(names, _("and"))}


def columns_of(model: Any) -> dict[str, tuple[str, str]]:
    """Return the field and the language of each column of a model that keeps a text."""
    return {
        build_localized_fieldname(field, language): (field, language)
        for field in getattr(model, "translated", ())
        for language in languages()
    }


def label_of(model: type[Model], field: str, language: str) -> str:
    """Return what people call a text in a language, such as "Question, German"."""
    return pgettext("a text and its language", "%(text)s, %(language)s") % {
        "text": capfirst(str(model._meta.get_field(field).verbose_name)),  # type: ignore[union-attr]  # noqa: SLF001
        "language": get_language_info(language)["name_translated"],
    }


class PartForm(forms.ModelForm):  # type: ignore[type-arg]  # no subscript at run time
    """A form of a row of a draft.

    It validates the key, and refuses once to overwrite what changed after the page was loaded:
    a hidden field carries a digest of each value as it was then.
    """

    # The look-up of rows that may not have the same key; "" where the formset sees to it
    key_scope: ClassVar[str] = ""
    # What a new row is put in, and by which field
    parent: ClassVar[Model | None] = None
    parent_field: ClassVar[str] = ""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.is_new = self.instance._state.adding  # noqa: SLF001 - Django's own name
        if self.parent is not None and self.is_new:
            setattr(self.instance, self.parent_field, self.parent)
        if "key" in self.fields:
            self.fields["key"].validators = [KEY]
        # Labels of columns are written small in the models, and Django's admin does not raise them
        for field in self.fields.values():
            field.label = capfirst(str(field.label)) if field.label else field.label
        if "position" in self.fields:
            self.fields["position"].required = False
            if self.is_new:
                self.initial["position"] = None

    @cached_property
    def changed_data(self) -> list[str]:
        """Return the names of changed fields; a place alone does not make a new row."""
        changed: list[str] = forms.ModelForm.changed_data.func(self)  # type: ignore[attr-defined]
        return [name for name in changed if not (self.is_new and name == "position")]

    @property
    def loaded_name(self) -> str:
        """The name of the hidden field that tells how the row was when the page was loaded."""
        return self.add_prefix("loaded")

    @property
    def loaded(self) -> str:
        """A digest of each value as it is stored now, in JSON; "" for a new row."""
        return "" if self.is_new else json.dumps(self._digests(), separators=(",", ":"))

    def _digests(self) -> dict[str, str]:
        stored = {
            name: field.prepare_value(self.get_initial_for_field(field, name))
            for name, field in self.fields.items()
            if name not in {"id", "DELETE"}
        }
        return {name: digest_of(str(value or 0))[:8] for name, value in stored.items()}

    def clean(self) -> dict[str, Any]:
        """Refuse to overwrite what somebody else has changed in the meantime."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if overwritten := self._overwritten():
            names = [self.name_of(name) for name in overwritten]
            raise ValidationError(edited_at_once(names), code="stale")
        return cleaned

    def _overwritten(self) -> list[str]:
        """Return the fields that somebody else has changed, and that saving would change back."""
        try:
            loaded = json.loads(self.data.get(self.loaded_name, "") or "{}")
        except ValueError:
            return []
        if self.is_new or not isinstance(loaded, dict):
            return []
        stored = self._digests()
        return [n for n in self.changed_data if n in loaded and loaded[n] != stored.get(n)]

    def name_of(self, name: str) -> str:
        """Return what people call a field."""
        return quoted(capfirst(str(self.fields[name].label or name)))

    def clean_key(self) -> str:
        """Refuse a key that another row has."""
        key: str = self.cleaned_data["key"]
        if self.key_scope:
            owner = self.instance
            for step in self.key_scope.split("__"):
                owner = getattr(owner, step)
            rows = type(self.instance)._default_manager.exclude(pk=self.instance.pk)  # noqa: SLF001
            if rows.filter(key=key, **{self.key_scope: owner}).exists():
                raise ValidationError(_("This key is taken. Choose another."), code="unique")
        return key


class TranslatedForm(PartForm):
    """A form of a row with texts in each language; a draft may lack any of them."""

    instance: Any
    # Texts that may stay empty for good
    optional: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field, language in self.columns.values():
            self._prepare(field, language)

    @property
    def columns(self) -> dict[str, tuple[str, str]]:
        """The field and the language of each column that keeps a text."""
        return columns_of(type(self.instance))

    def _prepare(self, field: str, language: str) -> None:
        """Let a column of a draft be empty, and say in which language it is written."""
        box = self.fields.get(build_localized_fieldname(field, language))
        if box is None:
            return
        box.required = False
        if isinstance(box, forms.CharField):
            box.empty_value = ""
            box.validators = [*box.validators, check_shown]
        if isinstance(box.widget, forms.Textarea):
            box.widget = WordingArea()
        box.widget.attrs |= {"lang": language, "class": "wording-box"}
        box.help_text = ""
        box.label = label_of(type(self.instance), field, language)

    @property
    def source_language(self) -> str:
        """The language that the row is translated from."""
        value: Any = self.instance
        for step in type(self.instance).source_path.split("__"):
            value = getattr(value, step)
        return str(value)

    def is_optional(self, field: str) -> bool:
        """Return whether a text may stay empty when the questionnaire is published."""
        return field in self.optional

    @property
    def wordings(self) -> Iterator[Wordings]:
        """Every text of the row in all languages."""
        for field in type(self.instance).translated:
            column = self.instance._meta.get_field(field)  # noqa: SLF001 - Django's own name
            source = self.source_language
            yield Wordings(
                label=capfirst(str(column.verbose_name)),
                help=str(column.help_text),
                source=self._wording(field, source),
                translations=tuple(
                    self._wording(field, code) for code in languages() if code != source
                ),
            )

    def _wording(self, field: str, language: str) -> Wording:
        name = build_localized_fieldname(field, language)
        source = self.source_language
        text = Text("", self.instance, field, source, required=not self.is_optional(field))
        model = self.instance._meta.model_name  # noqa: SLF001 - Django's own name
        return Wording(
            place=f"{model}-{self.instance.pk or self.prefix}-{field}-{language}",
            label=get_language_info(language)["name_local"].capitalize(),
            language=language,
            is_source=language == source,
            status=text.status(language),
            said=text.say(language),
            box=self[name] if name in self.fields else None,
            confirming=f"{self.add_prefix('still_right')}",
        )

    @cached_property
    def confirmed(self) -> list[str]:
        """Return the columns whose translation was found to be still right."""
        if not self.is_bound or not hasattr(self.data, "getlist"):
            return []
        return [c for c in self.data.getlist(self.add_prefix("still_right")) if c in self.columns]

    def has_changed(self) -> bool:
        """Return whether there is anything to save."""
        return bool(self.confirmed) or super().has_changed()

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        for column in self.confirmed:
            field, language = self.columns[column]
            self.instance.confirm(field, language, source_language=self.source_language)
