"""One language of a version as a PO file: what translators' tools read and write.

An entry's context is the place of the text (see catalogue.texts), its id the text in the source
language, its string the translation, marked fuzzy while the source has moved on. The header says
which questionnaire, version and language the file is of, and the digest of the source texts.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, write_po
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from questionnaire.catalogue.places import in_words
from questionnaire.catalogue.texts import Text, texts_of
from questionnaire.enums import TranslationStatus
from questionnaire.models import AnswerOption, Questionnaire, StrategyText

MAX_BYTES = 1_048_576
KEY, VERSION, LANGUAGE = "X-Questionnaire", "X-Questionnaire-Version", "Language"
SOURCE_DIGEST = "X-Source-Digest"
# Babel's parser makes the best of what it cannot read; a file that was cut off is refused instead
LINE = re.compile(
    r'(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[[0-9]\])?) )?"(?:[^"\\]|\\.)*"', re.DOTALL
)


class NotPoError(ValueError):
    """A file that cannot be read as PO; the message, in the reader's language, says why."""


@dataclass(frozen=True)
class Entry:
    """A translation as a file has it."""

    place: str
    source: str
    text: str
    fuzzy: bool


@dataclass(frozen=True)
class PoFile:
    """What stands in a file: its header's lines by name, and its entries in their order."""

    header: Mapping[str, str]
    entries: tuple[Entry, ...]


class _Catalog(Catalog):
    """A catalogue with a header of our own, which keeps entries as they stand in a file."""

    def __init__(self, header: Mapping[str, str], comment: str) -> None:
        super().__init__(charset="utf-8", header_comment=comment, fuzzy=False)
        self.header = header
        self.listed: list[Message] = []

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return list(self.header.items())

    def __setitem__(self, _id: object, message: Message) -> None:
        # Babel merges what stands twice and believes what a header says
        self.listed.append(message)

    def __iter__(self) -> Iterator[Message]:
        lines = "".join(f"{name}: {value}\n" for name, value in self.header.items())
        yield Message("", lines)
        yield from self.listed


def translatable(texts: Iterable[Text]) -> list[Text]:
    """Return the texts whose source says something: there is nothing to translate in others."""
    return [text for text in texts if text.say(text.source_language).strip()]


def source_digest(texts: Iterable[Text]) -> str:
    """Return the SHA-256, in hexadecimal, of what is to be translated, place by place."""
    digest = hashlib.sha256()
    for text in translatable(texts):
        digest.update(f"{text.place}\0{text.say(text.source_language)}\0".encode())
    return digest.hexdigest()


def write(version: Questionnaire, language: str) -> bytes:
    """Return a version's texts in one language, for a translator."""
    texts = texts_of(version)
    header = {
        "Project-Id-Version": f"{version.key} {version.version}",
        LANGUAGE: language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        KEY: version.key,
        VERSION: str(version.version),
        "X-Source-Language": version.source_language,
        SOURCE_DIGEST: source_digest(texts),
    }
    catalog = _Catalog(header, _header_comment(texts))
    for text in translatable(texts):
        catalog.add(
            text.say(version.source_language),
            text.say(language),
            flags=["fuzzy"] if text.status(language) == TranslationStatus.OUTDATED else [],
            auto_comments=[_one_line(comment) for comment in _comments(text, language)],
            context=text.place,
        )
    written = BytesIO()
    write_po(written, catalog, width=0)
    return written.getvalue()


def _header_comment(texts: Iterable[Text]) -> str:
    """Return what a translator should know before all else."""
    lines = [_("What the strategies mean in this questionnaire:")]
    for row in (text.row for text in texts if text.field == "sentence"):
        if isinstance(row, StrategyText):
            source = row.questionnaire.source_language
            lines.append(f"{row.say('name', source)}: {row.say('sentence', source)}")
    lines += [
        _("Write each translation between the quotation marks of its msgstr."),
        _("Leave a msgstr empty to leave that text as it is."),
        _("An entry marked “fuzzy” is not taken over: remove the mark once it is right."),
    ]
    return "\n".join(f"# {_one_line(line)}" for line in lines)


def _comments(text: Text, language: str) -> Iterator[str]:
    """Yield what helps to translate one text."""
    yield in_words(text.place)
    if isinstance(text.row, AnswerOption):
        asked = text.row.question.say("text", text.source_language)
        yield _("The question: %(text)s") % {"text": asked}
    if longest := text.max_length():
        yield ngettext("At most %(count)d character.", "At most %(count)d characters.", longest) % {
            "count": longest
        }
    if text.status(language) == TranslationStatus.OUTDATED:
        yield _("The original has changed since this was translated.")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def read(data: bytes) -> PoFile:
    """Return what stands in a PO file; raise NotPoError when it is none, or larger than 1 MB."""
    if len(data) > MAX_BYTES:
        raise NotPoError(_("This file is larger than 1 MB, and no export is. Choose another."))
    try:
        written = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        said = _("This file is not text in UTF-8. Save it as UTF-8, and import it again.")
        raise NotPoError(said) from error
    messages = _messages(written)
    if not messages or messages[0].id or messages[0].context:
        raise NotPoError(_("This is not a PO file: it does not begin with a header."))
    lines = str(messages[0].string).split("\n")
    header = {
        name: value for name, colon, value in (line.partition(": ") for line in lines) if colon
    }
    return PoFile(header, tuple(_entry(message) for message in messages[1:]))


def _messages(written: str) -> list[Message]:
    """Return the entries of a file, the header first; raise NotPoError with the line that fails."""
    catalog = _Catalog({}, "")
    lines = StringIO(written, newline="\n")
    for number, line in enumerate(lines, start=1):
        stripped = line.strip()
        if stripped and stripped[0] != "#" and not LINE.fullmatch(stripped):
            raise _unreadable(number)
    lines.seek(0)
    try:
        PoFileParser(catalog, ignore_obsolete=True, abort_invalid=True).parse(lines)
    except PoFileError as error:
        raise _unreadable((error.lineno or 0) + 1) from error
    return catalog.listed


def _unreadable(line: int) -> NotPoError:
    said = _("This is not a PO file: line %(line)s cannot be read. Check that all of it is there.")
    return NotPoError(said % {"line": line})


def _entry(message: Any) -> Entry:
    if message.pluralizable:
        raise NotPoError(_("This PO file has plural forms, and no export has. Choose another."))
    return Entry(message.context or "", message.id, message.string, message.fuzzy)
