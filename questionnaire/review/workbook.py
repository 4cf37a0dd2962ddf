"""A workbook that is sent while its rows are still being read.

A workbook is a ZIP archive of XML (ECMA-376). xlsxwriter makes a blank one: the styles, a sheet
that begins with the names of its columns, a sheet with the questions. Its entries are then copied
one by one, and the submissions go in where the rows of their sheet end.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter  # type: ignore[import-untyped]  # hands out no types
from django.utils.translation import gettext as _
from django.utils.translation import override
from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

from questionnaire.review.export_files import Cell, columns_of, in_blocks, row_of
from questionnaire.review.exports import Plan, records

# A sheet above 2 GiB would need ZIP64, of which spreadsheets complain: there are 43 kB for a row
SHEET_ROWS = 50_000
# A cell holds 32,767 UTF-16 units, and a character may take two
MAX_CELL = 16_383
# What the name of a sheet may have, less what its number takes
MAX_NAME = 27
END_OF_ROWS = b"</sheetData>"
# Where the cells of a blank sheet end: not where those of a filled one do, and nobody needs it
DIMENSION = re.compile(rb"<dimension [^>]*/>")
# What XML cannot hold is written by its number, "_x0007_"; and what looks like that, too
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
WIDTHS = {"venture": 28, "accelerator": 24, "cohort": 20, "submitted_at": 26}
WIDTH = 14


class Outbox:
    """A file that cannot be read or sought: it holds what was written until that is sent."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes, /) -> int:
        """Take some bytes; return how many."""
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Keep what was written: it is taken, not flushed."""

    def close(self) -> None:
        """Keep what was written: the end of an archive is taken after it is closed."""

    def taken(self) -> bytes:
        """Return what has been written since the last time, which may be nothing."""
        data = b"".join(self._parts)
        self._parts.clear()
        return data


def as_xlsx(planned: Plan) -> Iterator[bytes]:
    """Yield an export as a workbook: the submissions, and beside them what the questions say.

    A text is written as a text, whatever it begins with. Every SHEET_ROWS submissions have a sheet
    of their own; those that are submitted meanwhile go into the last.
    """
    columns = columns_of(planned)
    sheets = max(1, -(-planned.rows // SHEET_ROWS))
    rows = (row_of(planned, record) for record in records(planned))
    some = {_path(sheet): islice(rows, SHEET_ROWS) for sheet in range(1, sheets)}
    filled = {**some, _path(sheets): rows}
    outbox = Outbox()
    with (
        ZipFile(_blank(planned, columns, sheets)) as blank,
        ZipFile(outbox, "w", ZIP_DEFLATED) as archive,
    ):
        for path in blank.namelist():
            with archive.open(path, "w") as entry:
                for part in _entry(blank.read(path), columns, filled.get(path)):
                    entry.write(part)
                    yield outbox.taken()
    yield outbox.taken()


def _path(sheet: int) -> str:
    return f"xl/worksheets/sheet{sheet}.xml"


def _entry(
    content: bytes, columns: list[str], rows: Iterator[dict[str, Cell]] | None
) -> Iterator[bytes]:
    """Yield an entry of the archive: as it is, or with these rows below its own."""
    if rows is None:
        yield content
        return
    head, end, tail = DIMENSION.sub(b"", content).partition(END_OF_ROWS)
    yield head
    yield from _xml(columns, rows)
    yield end + tail


def _blank(planned: Plan, columns: list[str], sheets: int) -> BytesIO:
    """Return the workbook without a submission: this many sheets for them come first."""
    with override(planned.language):
        first, last = _("Submissions")[:MAX_NAME], _("Questions")[:MAX_NAME]
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        bold = workbook.add_format({"bold": True})
        for number in range(1, sheets + 1):
            sheet = workbook.add_worksheet(first if number == 1 else f"{first} {number}")
            sheet.freeze_panes(1, 2)
            for place, column in enumerate(columns):
                sheet.set_column(place, place, WIDTHS.get(column, WIDTH))
                sheet.write_string(0, place, column, bold)
        questions = workbook.add_worksheet(last)
        questions.set_column(0, 0, WIDTHS["venture"])
        for row, (column, text) in enumerate(_questions(planned)):
            questions.write_string(row, 0, column)
            questions.write_string(row, 1, text)
    return file


def _questions(planned: Plan) -> Iterator[tuple[str, str]]:
    for part in planned.parts:
        for question in part.questions:
            yield f"{part.key}.{question.key}", question.text


def _xml(columns: list[str], rows: Iterator[dict[str, Cell]]) -> Iterator[bytes]:
    """Yield rows as a sheet holds them, below the one with the names of the columns."""
    letters = [xl_col_to_name(place) for place in range(len(columns))]
    for block in in_blocks(enumerate(rows, 2)):
        written = []
        for number, row in block:
            cells = zip(letters, columns, strict=True)
            inner = "".join(_cell(f"{letter}{number}", row[column]) for letter, column in cells)
            written.append(f'<row r="{number}">{inner}</row>')
        yield "".join(written).encode()


def _cell(place: str, cell: Cell) -> str:
    if cell is None or cell == "":
        return ""
    if isinstance(cell, str):
        return (
            f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{_text(cell)}</t></is></c>'
        )
    return f'<c r="{place}"><v>{cell}</v></c>'


def _text(text: str) -> str:
    return escape(UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text[:MAX_CELL]))
