"""The rows of an export, as CSV and as JSON; neither is ever in memory as a whole.

Columns have stable names: a question's is its questionnaire's key and its own, "release.P1", with
".text" for the answer in words and ".note" for the note. Times are in UTC, as ISO 8601 writes them.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from io import StringIO
from itertools import islice
from typing import Any, TypeVar

from django.utils import timezone

from questionnaire.results.answers import NOT_SURE, Said
from questionnaire.review.comments import name_of
from questionnaire.review.exports import Part, Plan, Record, mean_of, records

BOM = "\ufeff"
# What a spreadsheet takes for the beginning of a formula
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
TEXT_SIGN = "'"
LINES = 200

FIXED = (
    "submission",
    "venture",
    "accelerator",
    "cohort",
    "state",
    "submitted_at",
    "language",
    "questionnaire",
    "version",
    "recommendation",
    "certainty",
    "share",
    "hidden",
    "assigned",
    "reviews",
    "mean_score",
)

Cell = str | int | float | None
Row = TypeVar("Row")


def row_of(planned: Plan, record: Record) -> dict[str, Cell]:
    """Return a submission by columns; every row of a plan has the same ones."""
    submission, machine = record.submission, record.machine
    share = machine.share if machine else None
    row: dict[str, Cell] = {
        "submission": submission.pk,
        "venture": submission.venture.name,
        "accelerator": record.cohort.accelerator.name,
        "cohort": record.cohort.name,
        "state": submission.status,
        "submitted_at": _moment(submission.submitted_at),
        "language": submission.language,
        "questionnaire": record.questionnaire.key,
        "version": record.questionnaire.version,
        "recommendation": (machine.strategy or "none") if machine else "",
        "certainty": machine.wording.value if machine else "",
        "share": None if share is None else round(share, 4),
        "hidden": "" if machine else planned.hidden,
        "assigned": "; ".join(record.assigned),
        "reviews": "; ".join(f"{name_of(one.reviewer)}: {one.strategy}" for one in record.reviews),
        "mean_score": None if record.mean_score is None else round(record.mean_score, 2),
    }
    for part in planned.parts:
        row |= _answer_cells(planned, part, record)
    return row


def _answer_cells(planned: Plan, part: Part, record: Record) -> dict[str, Cell]:
    is_own = part.key == record.questionnaire.key
    cells: dict[str, Cell] = {}
    for question in part.questions:
        said = record.answers.get(question.key, Said()) if is_own else Said()
        column = f"{part.key}.{question.key}"
        cells[column] = said.choice
        cells[f"{column}.text"] = _words(planned, record, question.key) if is_own else ""
        cells[f"{column}.note"] = said.note
    importance = record.submission.importance if is_own else {}
    return cells | {f"{part.key}.importance.{key}": importance.get(key) for key in part.sets}


def _words(planned: Plan, record: Record, key: str) -> str:
    is_unsure = record.answers.get(key, Said()).choice == NOT_SURE
    return planned.not_sure if is_unsure else record.words(key)


def columns_of(planned: Plan) -> list[str]:
    """Return the columns of a plan, also of one without any row."""
    columns = list(FIXED)
    for part in planned.parts:
        for question in part.questions:
            column = f"{part.key}.{question.key}"
            columns += [column, f"{column}.text", f"{column}.note"]
        columns += [f"{part.key}.importance.{key}" for key in part.sets]
    return columns


def harmless(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula: a text that might be one is marked."""
    if isinstance(cell, str) and cell.startswith(FORMULA):
        return TEXT_SIGN + cell
    return cell


def as_csv(planned: Plan) -> Iterator[str]:
    """Yield an export as CSV, with the mark by which spreadsheets know that it is UTF-8."""
    columns = columns_of(planned)
    yield BOM + _lines([columns])
    for rows in in_blocks(row_of(planned, record) for record in records(planned)):
        yield _lines([harmless(row[column]) for column in columns] for row in rows)


def _lines(rows: Iterable[Iterable[Cell]]) -> str:
    text = StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()


def as_json(planned: Plan) -> Iterator[str]:
    """Yield an export as one JSON object; its "submissions" is a line each."""
    head = {
        "exported_at": _moment(timezone.now()),
        "language": planned.language,
        "filters": planned.filters.as_texts(),
        "questions": {
            part.key: {question.key: question.text for question in part.questions}
            for part in planned.parts
        },
    }
    yield _dumped(head)[:-1] + ', "submissions": [\n'
    before = ""
    for block in in_blocks(json_of(planned, record) for record in records(planned)):
        yield before + ",\n".join(map(_dumped, block))
        before = ",\n"
    yield "\n]}\n"


def json_of(planned: Plan, record: Record) -> dict[str, Any]:
    """Return a submission for JSON: its answers by question, its reviews one by one."""
    row = row_of(planned, record)
    plain = {name: value for name, value in row.items() if "." not in name}
    answers = {
        key: {
            "answer": said.choice,
            "text": _words(planned, record, key),
            "note": said.note,
        }
        for key, said in record.answers.items()
    }
    reviews = [
        {
            "reviewer": name_of(one.reviewer),
            "strategy": one.strategy,
            "why": one.why,
            "mean_score": mean_of(one),
        }
        for one in record.reviews
    ]
    importance = record.submission.importance
    return plain | {
        "assigned": list(record.assigned),
        "reviews": reviews,
        "answers": answers,
        "importance": importance,
    }


def in_blocks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """Yield so many rows at a time as are sent together."""
    while block := list(islice(rows, LINES)):
        yield block


def _moment(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment else ""


def _dumped(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
