"""Commands that concern one version of a questionnaire, and finding the one that is meant."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from pydantic import ValidationError

from questionnaire.catalogue.content import Content
from questionnaire.catalogue.reading import read_rows
from questionnaire.models import Questionnaire

BAD_INPUT = 2


class VersionCommand(BaseCommand):
    """A command with an option --version, which takes the place of Django's own of this name."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Return Django's parser, in which an option may be defined anew."""
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_version(self, parser: CommandParser) -> None:
        """Let the parser know the option --version."""
        parser.add_argument(
            "--version",
            type=int,
            metavar="N",
            help="this version, even a draft, instead of the published one",
        )


def version_of(key: str, number: int | None) -> Questionnaire:
    """Return a version, the published one for None; raise CommandError when there is none."""
    versions = Questionnaire.objects.filter(key=key).order_by("version")
    numbers = ", ".join(str(version.version) for version in versions)
    if not numbers:
        keys = Questionnaire.objects.order_by("key").values_list("key", flat=True).distinct()
        known = ", ".join(keys) or "none, run load_questionnaires first"
        raise _bad(f"There is no questionnaire {key!r} (there are: {known}).")
    meant = versions.published() if number is None else versions.filter(version=number)
    if version := meant.first():
        return version
    if number is None:
        raise _bad(f"No version of {key!r} is published; name one by --version ({numbers}).")
    raise _bad(f"{key!r} has no version {number} (there are: {numbers}).")


def content_of(version: Questionnaire) -> Content:
    """Return all that a version says; raise CommandError when a draft is not fit to be read."""
    try:
        content, _ids = read_rows(version)
    except ValidationError as error:
        listed = "\n".join(
            f"  {'.'.join(str(step) for step in item['loc'])}: {item['msg']}"
            for item in error.errors()
        )
        raise _bad(f"{version} cannot be read:\n{listed}") from error
    return content


def _bad(sentence: str) -> CommandError:
    return CommandError(sentence, returncode=BAD_INPUT)
