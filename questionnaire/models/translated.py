"""Rows whose texts exist once per language, and which know what each was translated from."""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F
from modeltranslation.utils import build_localized_fieldname

from questionnaire.enums import TranslationStatus


def digest_of(text: str) -> str:
    """Return a short name for a text: 16 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class Translated(models.Model):
    """Notes, on saving, which source text each translation was made from."""

    # The fields that exist once per language (questionnaire/translation.py makes their columns)
    translated: ClassVar[tuple[str, ...]]
    # The way to the field that names the source language, as a look-up
    source_path: ClassVar[str]

    # By field and language: digest_of the source text that the translation was last made from. One
    # that is not named was made from the source as it stood when the row was first written.
    translated_from = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Save, and note which translations follow the source and which it has left behind."""
        saved = options.get("update_fields")
        if saved is None:
            self._note_translations()
        elif not self._columns().keys().isdisjoint(saved):
            self._note_translations()
            options["update_fields"] = {*saved, "translated_from"}
        super().save(*args, **options)

    def say(self, field: str, language: str) -> str:
        """Return the text of a field in a language; "" when there is none."""
        return getattr(self, build_localized_fieldname(field, language)) or ""

    def set_text(self, field: str, language: str, text: str) -> None:
        """Change the text of a field in a language; save it then."""
        setattr(self, build_localized_fieldname(field, language), text)

    def confirm(self, field: str, language: str, *, source_language: str) -> None:
        """Note that a translation says what the source says now; save it then."""
        source = self.say(field, source_language)
        self.translated_from.setdefault(field, {})[language] = digest_of(source)

    def translation_status(
        self, field: str, language: str, *, source_language: str
    ) -> TranslationStatus:
        """Return how the text of a field in a language stands to its source."""
        source, text = self.say(field, source_language), self.say(field, language)
        made_from = self.translated_from.get(field, {}).get(language)
        if not text.strip():
            return TranslationStatus.MISSING if source.strip() else TranslationStatus.DONE
        if made_from == digest_of(source) or language == source_language:
            return TranslationStatus.DONE
        if made_from is not None:
            return TranslationStatus.OUTDATED
        return TranslationStatus.IDENTICAL if text == source else TranslationStatus.DONE

    @classmethod
    def _columns(cls) -> dict[str, tuple[str, str]]:
        """Return the field and the language of each column that keeps a text."""
        return {
            build_localized_fieldname(field, language): (field, language)
            for field in cls.translated
            for language, _name in settings.LANGUAGES
        }

    def _note_translations(self) -> None:
        columns = self._columns()
        rows = type(self)._base_manager.filter(pk=self.pk)  # noqa: SLF001 - Django's own name
        stored = rows.values(*columns, source_of_row=F(self.source_path)).first()
        if stored is None:
            return
        source_language = stored["source_of_row"]
        for column, (field, language) in columns.items():
            if language != source_language:
                was_source = stored[build_localized_fieldname(field, source_language)] or ""
                self._note(field, language, stored[column] or "", was_source, source_language)

    def _note(
        self, field: str, language: str, was: str, was_source: str, source_language: str
    ) -> None:
        """Note what one translation was made from, given how it and its source were stored."""
        text, source = self.say(field, language), self.say(field, source_language)
        made_from = self.translated_from.setdefault(field, {})
        if text != was:
            # What is empty, or copied from the source, is no translation yet
            made_from.pop(language, None)
            if text.strip() and text != source:
                made_from[language] = digest_of(source)
        elif source != was_source and text.strip():
            made_from.setdefault(language, digest_of(was_source))
        if not made_from:
            del self.translated_from[field]
