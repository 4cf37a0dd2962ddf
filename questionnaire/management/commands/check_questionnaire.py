"""Say whether a questionnaire is complete and fair."""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser, no_translations
from django.utils.translation import get_language_info

from questionnaire.catalogue.assessment import Assessment, Check, Coverage, Must, assess
from questionnaire.catalogue.content import Content
from questionnaire.catalogue.files import ContentError, read_content
from questionnaire.catalogue.problems import Problem
from questionnaire.management.versions import BAD_INPUT, VersionCommand, content_of, version_of
from questionnaire.scoring import calibrate

REFUSED = 1
# So many figures are told one by one; of more, only the lowest and the highest
FEW = 3
TITLES: Mapping[str, str] = {
    Must.COMPLETE: "Every text stands in every language",
    Must.SCORABLE: "There are enough sets, questions, answers and conditions to score",
    Must.REFERENCES: "Whatever is pointed to exists, and once only",
    Must.FITS: "Every scored answer has three fits, and a reason in every language",
    Must.REACHABLE: "Each strategy is recommended with the answers that favour it most",
    "blank_without_vetoes": "Without answers and vetoes, each strategy wins about a third",
    "blank_with_vetoes": "Without answers, each strategy wins about a third, vetoes included",
    "dominant_set": "No set, counted five times as much, decides by itself",
    "best_answers": "Each strategy wins with the answers that favour it most",
    "strictly_best_options": "Each strategy is the best one in enough answers",
    "hybrid_strictly_worst_options": "Hybrid is the worst one in enough answers",
    "hybrid_last": "Hybrid comes last in enough random forms",
    "one_redrawn_changes_winner": "Another answer to one question seldom changes the winner",
    "random_clear_unstated": "Random answers seldom give a clear result",
    "random_clear_stated": "Random answers with importance stated seldom give a clear result",
    "one_answer": "No single answer decides",
    "same_position": "Answering by position, such as always the first, gives no clear result",
    "vetoed": "Vetoes rule out no strategy too often",
    "all_vetoed": "Vetoes hardly ever rule out all three",
    "question_influence": "Every question counts, and none too much",
}
MARKS = {True: "pass", False: "FAIL", None: "open"}


class Command(VersionCommand):
    help = (
        "Says whether a questionnaire is complete in every language and fair (the calibration). "
        "Ends with status 1 when it may not be published, 2 when it cannot be read, or else 0; "
        "the calibration alone refuses nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "questionnaire",
            metavar="KEY|DIR",
            help="a questionnaire's key; or a folder of files, where there is one of this name",
        )
        self.add_version(parser)
        parser.add_argument("--json", action="store_true", help="print the same as JSON")

    @no_translations
    def handle(
        self, *, questionnaire: str, version: int | None, json: bool, **_options: Any
    ) -> None:
        name, content = _read(questionnaire, version)
        assessment = assess(content)
        if json:
            self.stdout.write(_as_json(name, assessment))
        else:
            self.stdout.write("\n".join([name, *_lines(assessment)]))
        if assessment.refused:
            sys.exit(REFUSED)


def _read(questionnaire: str, number: int | None) -> tuple[str, Content]:
    if number is None and Path(questionnaire).is_dir():
        try:
            return questionnaire, read_content(Path(questionnaire))
        except ContentError as error:
            listed = "\n".join(f"  {problem}" for problem in error.problems)
            sentence = f"{questionnaire} cannot be read:\n{listed}"
            raise CommandError(sentence, returncode=BAD_INPUT) from error
        except OSError as error:
            sentence = f"{error.filename}: cannot be read ({error.strerror})."
            raise CommandError(sentence, returncode=BAD_INPUT) from error
    version = version_of(questionnaire, number)
    return f"{version} ({version.status})", content_of(version)


def _lines(assessment: Assessment) -> Iterator[str]:
    yield "\nTexts"
    yield from (f"  {_coverage_line(language)}" for language in assessment.coverage)
    yield "\nMust hold"
    for check in assessment.musts:
        yield from _check_lines(check)
    yield "\nShould hold"
    if not assessment.shoulds:
        yield "  The calibration waits until the questionnaire can be scored."
    for check in assessment.shoulds:
        yield from _check_lines(check)
    failed = sum(check.passed is False for check in assessment.musts)
    yield (
        f"\nNot to be published: {failed} of what must hold fails."
        if failed
        else "\nFit to publish."
    )


def _coverage_line(language: Coverage) -> str:
    name = get_language_info(language.language)["name"]
    return (
        f"{name}: {language.texts} texts, {len(language.missing)} missing, "
        f"{len(language.same)} identical to the source"
    )


def _check_lines(check: Check) -> Iterator[str]:
    figures = f": {_figures(check.figures)}" if check.figures else ""
    yield f"  {MARKS[check.passed]}  {TITLES.get(check.key, check.key)}{figures}"
    yield from (f"          {problem}" for problem in check.problems)


def _figures(row: calibrate.Check) -> str:
    if len(row.figures) <= FEW:
        told = ", ".join(f"{name} {_percent(value)}" for name, value in row.figures.items())
    else:
        told = f"{_percent(min(row.figures.values()))} to {_percent(max(row.figures.values()))}"
    out = ", ".join(f"{name} {_percent(row.figures[name])}" for name in row.failures)
    outside = f"; outside: {out}" if out else ""
    return f"{told} (wanted: {_wanted(row)}){outside}"


def _wanted(row: calibrate.Check) -> str:
    if row.high == 1:
        return f"at least {100 * row.low:g} %"
    if row.low == 0:
        return f"at most {100 * row.high:g} %"
    return f"{100 * row.low:g} to {100 * row.high:g} %"


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _as_json(name: str, assessment: Assessment) -> str:
    data = {
        "questionnaire": name,
        "refused": assessment.refused,
        "languages": [
            {
                "language": language.language,
                "texts": language.texts,
                "missing": language.missing,
                "same": language.same,
            }
            for language in assessment.coverage
        ],
        "checks": [_check_data(check) for check in assessment.checks],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _check_data(check: Check) -> dict[str, Any]:
    row = check.figures
    measured = row and {
        "figures": row.figures,
        "low": row.low,
        "high": row.high,
        "outside": row.failures,
    }
    return {
        "key": check.key,
        "title": TITLES.get(check.key, check.key),
        "must": check.must,
        "passed": check.passed,
        "problems": [_problem_data(problem) for problem in check.problems],
        "measured": measured,
    }


def _problem_data(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.file,
        "language": problem.language,
        "place": problem.place,
        "kind": problem.kind,
        "sentence": str(problem),
    }
