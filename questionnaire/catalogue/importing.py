"""Taking a translator's PO file over into a draft: all of it, or nothing with a list of reasons."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from modeltranslation.utils import build_localized_fieldname

from questionnaire.catalogue.places import in_words, quoted
from questionnaire.catalogue.po import (
    KEY,
    LANGUAGE,
    SOURCE_DIGEST,
    VERSION,
    Entry,
    NotPoError,
    PoFile,
    read,
    source_digest,
    translatable,
)
from questionnaire.catalogue.texts import Text, can_be_shown
from questionnaire.catalogue.translations import locked_texts
from questionnaire.enums import TranslationStatus
from questionnaire.models import Questionnaire, Translated

# How much of what a file says is repeated in a sentence
MAX_QUOTED = 60


@dataclass(frozen=True)
class Problem:
    """Why a file is not taken over, and where; `place` is in words, "" for the whole file."""

    place: str
    sentence: str


class ImportRefusedError(ValueError):
    """A file that does not fit; `problems` says all there is to say, in the reader's language."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.sentence for problem in self.problems))


@dataclass(frozen=True)
class Imported:
    """How many texts an import changed, confirmed as still right, and left as they were."""

    changed: int
    confirmed: int
    kept: int
    # Of those kept: how many say something new, but are marked as fuzzy
    fuzzy: int


@transaction.atomic
def import_po(draft: Questionnaire, language: str, data: bytes) -> Imported:
    """Write the translations of a file into a draft.

    What is empty or fuzzy in the file stays as it was; what was outdated and comes back without the
    mark is confirmed. Raises ImportRefusedError when anything does not fit, and
    PublishedVersionError for what is no draft: nothing has changed then.
    """
    try:
        file = read(data)
    except NotPoError as error:
        raise ImportRefusedError([Problem("", str(error))]) from error
    if found := list(_problems_of_header(file.header, draft, language)):
        raise ImportRefusedError(found)
    texts = locked_texts(draft)
    if found := list(_problems(file, texts, language)):
        raise ImportRefusedError(found)
    return _take_over(file.entries, texts, language)


def _take_over(entries: Iterable[Entry], texts: Mapping[str, Text], language: str) -> Imported:
    """Write what is new, row by row."""
    columns: dict[int, tuple[Translated, set[str]]] = {}
    done: Counter[str] = Counter()
    for entry in entries:
        text = texts[entry.place]
        what = _what_happens(entry, text, language)
        done[what] += 1
        if what not in {"changed", "confirmed"}:
            continue
        _row, saved = columns.setdefault(id(text.row), (text.row, set()))
        if what == "changed":
            text.row.set_text(text.field, language, entry.text)
            saved.add(build_localized_fieldname(text.field, language))
        else:
            text.row.confirm(text.field, language, source_language=text.source_language)
            saved.add("translated_from")
    for row, saved in columns.values():
        row.save(update_fields=saved)
    return Imported(done["changed"], done["confirmed"], done["kept"] + done["fuzzy"], done["fuzzy"])


def _what_happens(entry: Entry, text: Text, language: str) -> str:
    """Return "changed", "confirmed", "kept", or "fuzzy" for what is new but not yet right."""
    if not entry.text.strip():
        return "kept"
    if not _same(entry.text, text.say(language)):
        return "fuzzy" if entry.fuzzy else "changed"
    outdated = text.status(language) == TranslationStatus.OUTDATED
    return "confirmed" if outdated and not entry.fuzzy else "kept"


def _same(one: str, other: str) -> bool:
    """Return whether two texts are the same; tools write line breaks in their own ways."""
    return _unix(one) == _unix(other)


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n")


def _problems_of_header(
    header: Mapping[str, str], draft: Questionnaire, language: str
) -> Iterator[Problem]:
    """Yield why a file belongs somewhere else."""
    key, version, spoken = (header.get(name, "").strip() for name in (KEY, VERSION, LANGUAGE))
    if not key or not version:
        said = _("This file does not say which questionnaire it is of. Import an export from here.")
        yield Problem("", said)
        return
    if key != draft.key:
        said = _("This file is of the questionnaire “%(theirs)s”, and this is “%(ours)s”.")
        yield Problem("", said % {"theirs": _quoted(key), "ours": draft.key})
    elif version != str(draft.version):
        said = _(
            "This file was exported from version %(theirs)s, and this is version %(ours)s. Export "
            "this version, and translate that file."
        )
        yield Problem("", said % {"theirs": _quoted(version), "ours": draft.version})
    if spoken != language:
        said = _("This file is in the language “%(theirs)s”, and “%(ours)s” is wanted here.")
        yield Problem("", said % {"theirs": _quoted(spoken), "ours": language})


def _problems(file: PoFile, texts: Mapping[str, Text], language: str) -> Iterator[Problem]:
    """Yield what does not fit, entry by entry."""
    times = Counter(entry.place for entry in file.entries)
    known = {text.place for text in translatable(texts.values())}
    moved_on = file.header.get(SOURCE_DIGEST) != source_digest(texts.values())
    for place, count in times.items():
        if count > 1:
            said = _("This text stands in the file twice. Leave one of them.")
            yield Problem(_where(place, texts), said)
    for entry in file.entries:
        where = _where(entry.place, texts)
        if entry.place not in known:
            said = _("This questionnaire has no such text to translate.")
            yield Problem(where, said)
            continue
        text = texts[entry.place]
        if not _same(entry.source, text.say(text.source_language)):
            yield Problem(where, _source_differs(moved_on=moved_on))
        if not _same(entry.text, text.say(language)):
            yield from (Problem(where, said) for said in _flaws(entry.text, text.max_length()))


def _source_differs(*, moved_on: bool) -> str:
    """Return what to do about an entry whose original is not the text that is there now."""
    if moved_on:
        return _("The original has changed since the export. Export again, and translate that.")
    return _("The original was changed in the file. Only translations may be: put it back.")


def _flaws(text: str, longest: int | None) -> Iterator[str]:
    """Yield why a translation cannot be stored."""
    if longest is not None and len(text) > longest:
        yield ngettext(
            "This may have %(longest)d character, and the translation has %(length)d. Shorten it.",
            "This may have %(longest)d characters, and the translation has %(length)d. Shorten it.",
            longest,
        ) % {"longest": longest, "length": len(text)}
    if not can_be_shown(text):
        yield _("The translation contains characters that cannot be shown. Type it anew.")


def _where(place: str, texts: Mapping[str, Text]) -> str:
    return in_words(place) if place in texts else quoted(_quoted(place))


def _quoted(said: str) -> str:
    """Return what a file says, cut where it is long, without what cannot be shown."""
    shown = "".join(sign if sign.isprintable() else " " for sign in said)
    return shown if len(shown) <= MAX_QUOTED else f"{shown[:MAX_QUOTED]}…"
