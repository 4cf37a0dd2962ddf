"""How far a version is translated, and letting translations catch up with their source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction

from questionnaire.catalogue.files import languages
from questionnaire.catalogue.texts import Text, texts_of
from questionnaire.enums import TranslationStatus
from questionnaire.models import (
    Advice,
    AnswerOption,
    Question,
    Questionnaire,
    QuestionSet,
    Rule,
    Source,
    Translated,
)
from questionnaire.models.translated import digest_of
from questionnaire.models.versioned import refuse_frozen

# What a look at both texts can settle: the translation is right as it is
CONFIRMABLE = frozenset({TranslationStatus.OUTDATED, TranslationStatus.IDENTICAL})


@dataclass(frozen=True)
class Section:
    """Texts that belong together: `part` is a set, or None for what belongs to no set."""

    name: str
    part: QuestionSet | None
    texts: list[Text] = field(default_factory=list)


@dataclass(frozen=True)
class Confirmed:
    """How many translations were confirmed, and how many were not as they had been shown."""

    done: int
    passed_over: int


def wanted(texts: Iterable[Text]) -> list[Text]:
    """Return the texts without the optional ones of which no language says anything."""
    return [
        text
        for text in texts
        if text.required or any(text.say(language).strip() for language in languages())
    ]


def sections(texts: Iterable[Text]) -> list[Section]:
    """Return the texts set by set; "whole" comes before the sets, "rules" and "sources" after.

    Sections appear in the order in which their first texts do.
    """
    found: dict[str, Section] = {}
    for text in texts:
        part = _set_of(text.row)
        name = part.key if part else _section_name(text.row)
        found.setdefault(f"{part is None} {name}", Section(name, part)).texts.append(text)
    return list(found.values())


def _set_of(row: Translated) -> QuestionSet | None:
    if isinstance(row, AnswerOption):
        row = row.question
    if isinstance(row, Advice | Question):
        row = row.question_set
    return row if isinstance(row, QuestionSet) else None


def _section_name(row: Translated) -> str:
    names: Mapping[type[Translated], str] = {Rule: "rules", Source: "sources"}
    return names.get(type(row), "whole")


@transaction.atomic
def locked_texts(draft: Questionnaire) -> dict[str, Text]:
    """Return the texts of a draft by place; nobody else changes them until the transaction ends.

    Raises PublishedVersionError for what is no draft. Call it in a transaction.
    """
    refuse_frozen([draft.pk])
    return {text.place: text for text in texts_of(Questionnaire.objects.get(pk=draft.pk))}


@transaction.atomic
def confirm(draft: Questionnaire, *, language: str, shown: Mapping[str, str]) -> Confirmed:
    """Note that translations are right although their sources changed, or are the same.

    `shown` says, by place, `shown_as` of each text when it was looked at: what has changed since
    is passed over. Raises PublishedVersionError for what is no draft.
    """
    texts = locked_texts(draft)
    rows: dict[int, Translated] = {}
    done = 0
    for place, seen in shown.items():
        text = texts.get(place)
        if text and text.status(language) in CONFIRMABLE and shown_as(text, language) == seen:
            text.row.confirm(text.field, language, source_language=text.source_language)
            rows[id(text.row)] = text.row
            done += 1
    for row in rows.values():
        row.save(update_fields=["translated_from"])
    return Confirmed(done, len(shown) - done)


def shown_as(text: Text, language: str) -> str:
    """Return a short name for what a text and its source say now."""
    return digest_of(f"{digest_of(text.say(text.source_language))} {text.say(language)}")
