"""Score a form from the command line."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from questionnaire import scoring
from questionnaire.catalogue.queries import all_published
from questionnaire.catalogue.reading import read_rows
from questionnaire.catalogue.rubric import rubric_of

BAD_INPUT = 2


class Command(BaseCommand):
    help = (
        'Reads {"questionnaire": KEY, "answers": {QUESTION: OPTION or null}, "importance": '
        "{SET: 0..5 or null}} from FILE, or from standard input for -, and prints the whole "
        "outcome as JSON. Bad input ends with status 2 and a sentence that names the place."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="a JSON file, or - for standard input")

    def handle(self, *, file: str, **_options: Any) -> None:
        try:
            data = _parse(_read(file))
            rubric = _rubric(data.pop("questionnaire", None))
            form = scoring.form_from_dict(rubric, data)
            outcome, explanation = scoring.evaluate_and_explain(rubric, form)
        except (ValueError, OSError, RecursionError) as error:
            raise CommandError(_sentence(error), returncode=BAD_INPUT) from error
        whole = {**outcome.as_dict(), "explanation": explanation.as_dict()}
        self.stdout.write(json.dumps(whole, ensure_ascii=False, indent=2))


def _read(file: str) -> str:
    return sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")


def _parse(text: str) -> dict[str, Any]:
    data = json.loads(text, object_pairs_hook=_without_doubles)
    if not isinstance(data, dict):
        raise ValueError("The input must be a JSON object with questionnaire and answers.")  # noqa: TRY004 - bad input, not a bug
    return data


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands twice, such as a question with two answers."""
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        keys = [key for key, _value in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"{double}: stands twice in the input.")
    return mapping


def _rubric(key: object) -> scoring.Rubric:
    published = {version.key: version for version in all_published()}
    if not isinstance(key, str) or key not in published:
        known = ", ".join(published) or "none, run load_questionnaires first"
        raise ValueError(f"questionnaire: {key!r} is not published (published: {known}).")
    content, _ids = read_rows(published[key])
    return rubric_of(content.structure)


def _sentence(error: ValueError | OSError | RecursionError) -> str:
    if isinstance(error, RecursionError):
        return "The input is nested too deeply to be a form."
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}, column {error.colno}: this is not JSON ({error.msg})."
    if isinstance(error, OSError):
        return f"{error.filename}: cannot be read ({error.strerror})."
    return str(error)
