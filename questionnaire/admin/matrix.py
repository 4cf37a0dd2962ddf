"""The matrix of translations as its page shows it: language by text, set by set."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from questionnaire.admin.rows import change_address, text_anchor
from questionnaire.catalogue.files import languages
from questionnaire.catalogue.places import in_words
from questionnaire.catalogue.texts import Text, status_counts
from questionnaire.catalogue.translations import CONFIRMABLE, Section, sections, shown_as
from questionnaire.enums import TranslationStatus
from questionnaire.models import Advice, AnswerOption, Questionnaire, StrategyText, Translated

MARKS: Mapping[TranslationStatus, str] = {
    TranslationStatus.DONE: "✓",
    TranslationStatus.MISSING: "○",
    TranslationStatus.OUTDATED: "↻",
    TranslationStatus.IDENTICAL: "=",
}
# The worst first: what is to be done before what is done
ORDER = (
    TranslationStatus.MISSING,
    TranslationStatus.OUTDATED,
    TranslationStatus.IDENTICAL,
    TranslationStatus.DONE,
)
# The addresses of where a text is edited or corrected in a language; "" for nowhere
Address = Callable[[Text, str], str]


@dataclass(frozen=True)
class Filters:
    """What the page is narrowed down to; "" for everything."""

    language: str = ""
    status: str = ""

    def query(self, **changed: str) -> str:
        """Return them as the part of an address that follows "?", with some changed."""
        chosen = {"language": self.language, "status": self.status, **changed}
        return urlencode({name: value for name, value in chosen.items() if value})


@dataclass(frozen=True)
class Count:
    """How many texts of a language stand how; `start` says where its stretch of the bar begins."""

    status: TranslationStatus
    mark: str
    number: int
    query: str
    start: int


@dataclass(frozen=True)
class Language:
    """A column of the matrix and a line of the counts."""

    code: str
    name: str
    is_source: bool
    is_chosen: bool
    # The one that narrow screens show when none is chosen
    is_first: bool
    query: str
    # How much is done, rounded down to whole per cent: 1 only when all is done
    share: float
    total: int
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class Cell:
    """A text in a language."""

    code: str
    status: TranslationStatus
    mark: str
    address: str
    is_first: bool


@dataclass(frozen=True)
class Row:
    """A text: what it is, what it says, and how each shown language stands."""

    place: str
    name: str
    source: str
    cells: tuple[Cell, ...]
    # Only when one language is shown
    said: str = ""
    confirm: str = ""


@dataclass(frozen=True)
class Group:
    """The rows of a set, or of what belongs to no set."""

    name: str
    rows: tuple[Row, ...]


def language_name(code: str) -> str:
    """Return the name of a language in the reader's; its code if it is not spoken any more."""
    return str(dict(settings.LANGUAGES).get(code, code))


def columns(texts: Iterable[Text], source_language: str, filters: Filters) -> list[Language]:
    """Return all languages with their counts, the source language first."""
    counts = status_counts(texts)
    codes = sorted(languages(), key=lambda code: code != source_language)
    translated = [code for code in codes if code != source_language]
    unfinished = [code for code in translated if set(counts[code]) - {TranslationStatus.DONE}]
    first = filters.language or next(iter(unfinished or translated), source_language)
    return [
        Language(
            code=code,
            name=language_name(code),
            is_source=code == source_language,
            is_chosen=code == filters.language,
            is_first=code == first,
            query=filters.query(language=code),
            share=100 * counts[code][TranslationStatus.DONE] // counts[code].total() / 100,
            total=counts[code].total(),
            counts=_counts(counts[code], code, filters),
        )
        for code in codes
    ]


def _counts(counted: Counter[TranslationStatus], code: str, filters: Filters) -> tuple[Count, ...]:
    """Return the counts of one language, as the stretches of its bar: what is done first."""
    start, found = 0, []
    for status in reversed(ORDER):
        number = counted[status]
        query = filters.query(language=code, status=status.value)
        found.append(Count(status, MARKS[status], number, query, start))
        start += number
    return tuple(found)


def groups(
    texts: Iterable[Text], shown: Iterable[Language], filters: Filters, address: Address
) -> list[Group]:
    """Return the rows that the filters let pass, set by set; groups without rows are left out."""
    listed = list(shown)
    found = [
        Group(
            _section_name(section),
            tuple(
                row
                for text in section.texts
                if (row := _row(text, listed, filters, address)) is not None
            ),
        )
        for section in sections(texts)
    ]
    return [group for group in found if group.rows]


def _row(text: Text, shown: list[Language], filters: Filters, address: Address) -> Row | None:
    cells = tuple(_cell(text, language, address) for language in shown)
    if filters.status and all(cell.status != filters.status for cell in cells):
        return None
    row = Row(text.place, in_words(text.place), text.say(text.source_language), cells)
    if not filters.language or filters.language == text.source_language:
        return row
    confirmable = cells[0].status in CONFIRMABLE
    return Row(
        row.place,
        row.name,
        row.source,
        cells,
        said=text.say(filters.language),
        confirm=f"{shown_as(text, filters.language)} {text.place}" if confirmable else "",
    )


def _cell(text: Text, language: Language, address: Address) -> Cell:
    status = text.status(language.code)
    where = address(text, language.code)
    return Cell(language.code, status, MARKS[status], where, language.is_first)


def _section_name(section: Section) -> str:
    if section.part is not None:
        source = section.texts[0].source_language
        said = {"key": section.part.key, "name": section.part.say("name", source)}
        # Translators: a set of questions: its key (short name) and its name
        return _("Set %(key)s: %(name)s") % said
    names = {"rules": _("Vetoes and tensions"), "sources": _("Sources")}
    return names.get(section.name, _("The questionnaire as a whole"))


def where_edited(text: Text, language: str) -> str:
    """Return the address of the field in which a draft's text is edited."""
    row: Translated = text.row
    if isinstance(row, AnswerOption):
        row = row.question
    elif isinstance(row, Advice):
        row = row.question_set
    elif isinstance(row, StrategyText):
        row = row.questionnaire
    anchor = text_anchor(text.row, text.field, language)
    return f"{change_address(row)}?{urlencode({'language': language})}#{anchor}"


def where_corrected(version: Questionnaire, text: Text, language: str) -> str:
    """Return the address of the page that corrects a published text; "" for one that is empty."""
    if not text.say(language).strip():
        return ""
    address = reverse("admin:questionnaire_questionnaire_correct", args=[version.pk])
    return f"{address}?{urlencode({'place': text.place, 'language': language})}"
