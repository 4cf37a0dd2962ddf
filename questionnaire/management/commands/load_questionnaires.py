"""Check the shipped question sets, and publish those that are new."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from questionnaire.catalogue.checks import problems
from questionnaire.catalogue.files import ContentError, read_content, shipped_directories
from questionnaire.catalogue.services import load


class Command(BaseCommand):
    help = (
        "Checks the question sets under questionnaire/content/ (or in the folders named) and "
        "publishes each that differs from what was loaded last, as a new version (as a draft, "
        "where admins have published a version of their own)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directories", nargs="*", type=Path, help="folders to load instead")
        parser.add_argument("--check", action="store_true", help="check the files, load nothing")

    def handle(self, *, directories: list[Path], check: bool, **_options: Any) -> None:
        for directory in directories or shipped_directories():
            try:
                self.stdout.write(
                    f"{directory.name}: {_check(directory) if check else _load(directory)}"
                )
            except ContentError as error:
                listed = "\n".join(f"  {problem}" for problem in error.problems)
                raise CommandError(f"{directory} cannot be loaded:\n{listed}") from error


def _check(directory: Path) -> str:
    if found := problems(read_content(directory)):
        raise ContentError(found)
    return "complete in every language"


def _load(directory: Path) -> str:
    questionnaire, is_new = load(read_content(directory))
    if questionnaire.is_draft and is_new:
        return (
            f"version {questionnaire.version} is a draft now, since the published version was "
            "edited here: compare the two in the admin, and publish the draft or delete it"
        )
    if is_new:
        return f"version {questionnaire.version} is published"
    return f"version {questionnaire.version} is up to date"
