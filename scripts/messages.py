"""The message catalogues: extracted from the sources by Babel, so that no gettext is needed.

`python -m scripts.messages update` merges the messages of the sources into every catalogue;
`python -m scripts.messages check` says which catalogue lacks a message or has a wrong one;
`python -m scripts.messages template` writes the English messages to var/django.pot.
"""

import os
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("config", "questionnaire", "templates")
LOCALE = ROOT / "questionnaire" / "locale"
TEMPLATE = ROOT / "var" / "django.pot"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "gettext_noop": None,
}
COMMENT_TAGS = ("Translators:",)


def template() -> Catalog:
    """Return the messages of all sources, in the order of their paths."""
    catalog = Catalog(charset="utf-8")
    for path in sorted(source for folder in SOURCES for source in (ROOT / folder).rglob("*")):
        if path.suffix in {".py", ".html", ".txt"}:
            place = (str(path.relative_to(ROOT)), 1)
            for text, comments, context in messages_in(path):
                catalog.add(text, None, [place], auto_comments=comments, context=context)
    return catalog


def messages_in(path: Path) -> Iterator[tuple[str | tuple[str, ...], list[str], str | None]]:
    """Yield each message of one source: its text (with its plural), comments and context."""
    for _line, text, comments, context in extract(
        "python", as_python(path), KEYWORDS, COMMENT_TAGS, strip_comment_tags=True
    ):
        yield text, comments, context


def as_python(path: Path) -> BytesIO:
    """Return a source as Python code; of a template, only the calls of gettext remain."""
    code = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Indentation means something to Python's tokenizer and nothing to a template
        code = "\n".join(line.strip() for line in templatize(code, origin=str(path)).splitlines())
    return BytesIO(code.encode())


def catalogue_path(language: str) -> Path:
    """Return where a language's catalogue lies."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def translations() -> list[str]:
    """Return the languages to translate into: all but the one the sources are written in."""
    return [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def read(language: str) -> Catalog:
    """Return a language's catalogue; an empty one where there is none yet."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8", project="Ajar", header_comment="")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update() -> None:
    """Write every catalogue anew: the messages of the sources, with the translations it had."""
    messages = template()
    for language in translations():
        catalog = read(language)
        catalog.update(messages, no_fuzzy_matching=True, update_creation_date=False)
        catalog.obsolete.clear()
        # Babel marks a new catalogue as fuzzy, and would then not compile it
        catalog.fuzzy = False
        write(catalog, catalogue_path(language))


def write(catalog: Catalog, path: Path) -> None:
    """Write a catalogue; no line numbers, so that a change of code does not change catalogues."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=100, include_lineno=False)


def problems() -> Iterator[str]:
    """Yield a sentence for each message that is missing, superfluous, unfinished or faulty."""
    wanted = {identity(message) for message in template() if message.id}
    for language in translations():
        catalog = read(language)
        present = {identity(message): message for message in catalog if message.id}
        for key in sorted(wanted ^ present.keys(), key=repr):
            state = "is not in the catalogue" if key in wanted else "is in no source"
            yield f"{language}: {key[1]!r} {state}; `make messages` mends it."
        for message in present.values():
            yield from (
                f"{language}: {message.id!r} {fault}." for fault in faults(message, catalog)
            )


def faults(message: Message, catalog: Catalog) -> Iterator[str]:
    """Yield what is wrong with one translation."""
    texts = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    if not all(texts):
        yield "is not translated"
    elif message.fuzzy:
        yield "is marked as fuzzy"
    else:
        yield from (str(error) for error in message.check(catalog))


def identity(message: Message) -> tuple[str | None, object]:
    """Return what tells a message from others: its context and its text."""
    return message.context, message.id


def main(command: str) -> int:
    """Run `check`, `update` or `template` and return the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("AJAR_ENVIRONMENT", "local")
    found: list[str] = []
    if command == "update":
        update()
    elif command == "template":
        write(template(), TEMPLATE)
    else:
        found.extend(problems())
    sys.stdout.writelines(f"{sentence}\n" for sentence in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
