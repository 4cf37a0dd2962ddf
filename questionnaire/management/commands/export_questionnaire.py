"""Write a questionnaire to files."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from questionnaire.catalogue.checks import problems
from questionnaire.catalogue.writing import OccupiedFolderError, write_content
from questionnaire.management.versions import BAD_INPUT, VersionCommand, content_of, version_of


class Command(VersionCommand):
    help = (
        "Writes a questionnaire to DIR: structure.yaml, and one file for each language. What "
        "load_questionnaires reads from there is the same again. A draft may be written before it "
        "is complete; it cannot be loaded then."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", metavar="KEY", help="the questionnaire's key")
        parser.add_argument(
            "directory",
            metavar="DIR",
            type=Path,
            help="a new or empty folder, or one that holds an earlier export of this questionnaire",
        )
        self.add_version(parser)

    def handle(self, *, key: str, directory: Path, version: int | None, **_options: Any) -> None:
        row = version_of(key, version)
        content = content_of(row)
        try:
            names = write_content(content, directory)
        except OccupiedFolderError as error:
            raise CommandError(str(error), returncode=BAD_INPUT) from error
        except OSError as error:
            sentence = f"{directory}: cannot be written to ({error.strerror})."
            raise CommandError(sentence, returncode=BAD_INPUT) from error
        self.stdout.write(f"{row}: wrote {', '.join(names)} to {directory}")
        if found := problems(content):
            self.stderr.write(f"{row} is not complete and cannot be loaded ({len(found)} problems)")
