"""Verify a record from the command line."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser, no_translations

from questionnaire.results.records import MAX_BYTES, Finding, verify_text
from questionnaire.results.verdicts import sentence, title

UNREADABLE = 2
STATUS: Mapping[Finding, int] = {
    Finding.GENUINE: 0,
    Finding.DIFFERENT: 1,
    Finding.ALTERED: 1,
    Finding.MALFORMED: UNREADABLE,
    Finding.UNKNOWN_QUESTIONNAIRE: 3,
    Finding.UNKNOWN_ENGINE: 3,
}


class Command(BaseCommand):
    help = (
        "Says in one line whether the record in FILE is genuine. Ends with status 0 when it is "
        "and comes to the same result again, 1 when it was altered or comes to another result, "
        "2 when it cannot be read, 3 when it is genuine but cannot be computed again here."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="a JSON file, or - for standard input")

    @no_translations
    def handle(self, *, file: str, **_options: Any) -> None:
        try:
            verdict = verify_text(_read(file))
        except OSError as error:
            sentence_ = f"{file}: cannot be read ({error.strerror})."
            raise CommandError(sentence_, returncode=UNREADABLE) from error
        self.stdout.write(f"{title(verdict)}: {sentence(verdict)}")
        if status := STATUS[verdict.finding]:
            sys.exit(status)


def _read(file: str) -> bytes:
    """Return what is in the file, cut where it is too long to be a record anyway."""
    if file == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with Path(file).open("rb") as opened:
        return opened.read(MAX_BYTES + 1)
