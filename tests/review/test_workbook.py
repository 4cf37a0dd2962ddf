from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest
from django.contrib.auth.models import User
from python_calamine import CalamineWorkbook

from questionnaire.enums import SubmissionStatus
from questionnaire.models import Cohort, Submission
from questionnaire.review import export_files, exports, workbook
from questionnaire.review.exports import Plan, Record
from questionnaire.review.filters import Filters, Order
from tests import factories as answers
from tests.conftest import LANGUAGES
from tests.review import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small")]


@pytest.fixture
def cohort() -> Cohort:
    return factories.cohort(factories.accelerator(), is_blind=False)


@pytest.fixture
def reader(cohort: Cohort) -> User:
    return factories.member(cohort.accelerator, "rita")


def plan(reader: User, words: str = "en") -> Plan:
    return exports.plan(user=reader, filters=Filters(order=Order.OLDEST), language=words)


def opened(planned: Plan) -> CalamineWorkbook:
    """Return the workbook as a library reads it that has nothing to do with the one that wrote."""
    return CalamineWorkbook.from_filelike(BytesIO(b"".join(workbook.as_xlsx(planned))))


def rows(planned: Plan, sheet: int = 0) -> list[list[object]]:
    return [list(row) for row in opened(planned).get_sheet_by_index(sheet).to_python()]


def ventures(planned: Plan, sheet: int = 0) -> list[object]:
    return [row[1] for row in rows(planned, sheet)[1:]]


def sheets(planned: Plan) -> list[bytes]:
    """Return what is stored of the sheets with submissions."""
    with ZipFile(BytesIO(b"".join(workbook.as_xlsx(planned)))) as archive:
        assert archive.testzip() is None
        return [
            content
            for name in archive.namelist()
            if b"inlineStr" in (content := archive.read(name))
        ]


def test_submissions_stand_under_their_columns(cohort: Cohort, reader: User) -> None:
    row = factories.submission(cohort, status=SubmissionStatus.DRAFT, importance={"money": 3})
    answers.answer(row, {"M1": "a"}, note="So it is.")
    Submission.objects.filter(pk=row.pk).update(status="submitted", submitted_at=factories.MOMENT)
    planned = plan(reader, "pt")
    head, cells = rows(planned)
    assert head == export_files.columns_of(planned)
    said = dict(zip(head, cells, strict=True))
    assert (said["submission"], said["venture"], said["cohort"]) == (row.pk, "Door Ltd", "Autumn")
    assert (said["small.M1"], said["small.M1.text"]) == ("a", "M1 is a [pt]")
    assert said["small.M1.note"] == "So it is."
    assert (said["small.P1"], said["share"]) == ("", "")
    assert (said["small.importance.money"], said["version"]) == (3, 1)


def test_questions_have_a_sheet_of_their_own(cohort: Cohort, reader: User) -> None:
    factories.submission(cohort)
    planned = plan(reader)
    assert opened(planned).sheet_names == ["Submissions", "Questions"]
    assert ["small.M1", "Question M1? [en]"] in rows(planned, 1)


def test_sheets_are_named_in_the_language_of_the_words(cohort: Cohort, reader: User) -> None:
    factories.submission(cohort)
    assert opened(plan(reader, "de")).sheet_names == ["Einreichungen", "Fragen"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_have_two_names_in_every_language(
    cohort: Cohort, reader: User, language: str
) -> None:
    factories.submission(cohort)
    assert len(set(opened(plan(reader, language)).sheet_names)) == 2


@pytest.mark.parametrize(
    "name",
    [
        "=1+1",
        '=cmd|"/c calc"!A1',
        "Door & Sons <b>",
        "two\nlines\tand a tab",
        " spaces ",
        "كتاب 🦊 שלום",
        "]]>",
        "_x0041_ is no A",
        "12",
    ],
)
def test_text_stays_as_it_was_written(cohort: Cohort, reader: User, name: str) -> None:
    factories.submission(cohort, name)
    assert ventures(plan(reader)) == [name]


def test_what_xml_cannot_hold_is_written_by_its_number(cohort: Cohort, reader: User) -> None:
    factories.submission(cohort, "a\x07b\rc\ufffe")
    (sheet,) = sheets(plan(reader))
    assert b">a_x0007_b_x000D_c_xFFFE_<" in sheet


def test_workbook_holds_no_formula(cohort: Cohort, reader: User) -> None:
    factories.submission(cohort, "=1+1")
    (sheet,) = sheets(plan(reader))
    assert (b"=1+1" in sheet, b"<f>" in sheet) == (True, False)


def test_text_that_no_cell_has_room_for_is_cut(
    monkeypatch: pytest.MonkeyPatch, cohort: Cohort, reader: User
) -> None:
    monkeypatch.setattr(workbook, "MAX_CELL", 4)
    factories.submission(cohort, "Door Ltd")
    assert ventures(plan(reader)) == ["Door"]


def test_empty_list_is_a_sheet_with_columns(reader: User) -> None:
    assert rows(plan(reader)) == [list(export_files.FIXED)]


def test_long_list_fills_several_sheets(
    monkeypatch: pytest.MonkeyPatch, cohort: Cohort, reader: User
) -> None:
    monkeypatch.setattr(workbook, "SHEET_ROWS", 2)
    for number in range(5):
        factories.submission(cohort, f"Door {number}")
    planned = plan(reader)
    names = ["Submissions", "Submissions 2", "Submissions 3", "Questions"]
    assert opened(planned).sheet_names == names
    shown = [ventures(planned, sheet) for sheet in range(3)]
    assert shown == [["Door 0", "Door 1"], ["Door 2", "Door 3"], ["Door 4"]]


def test_what_is_submitted_meanwhile_goes_into_the_last_sheet(
    monkeypatch: pytest.MonkeyPatch, cohort: Cohort, reader: User
) -> None:
    monkeypatch.setattr(workbook, "SHEET_ROWS", 2)
    for number in range(3):
        factories.submission(cohort, f"Door {number}")
    planned = plan(reader)
    for number in range(3, 6):
        factories.submission(cohort, f"Door {number}")
    assert ventures(planned, 1) == ["Door 2", "Door 3", "Door 4", "Door 5"]


def test_rows_are_sent_while_others_are_still_to_be_read(
    monkeypatch: pytest.MonkeyPatch, cohort: Cohort, reader: User
) -> None:
    read: list[Record] = []

    def noted(planned: Plan) -> Iterator[Record]:
        for record in exports.records(planned):
            read.append(record)
            yield record

    monkeypatch.setattr(workbook, "records", noted)
    monkeypatch.setattr(workbook, "ZIP_DEFLATED", ZIP_STORED)
    monkeypatch.setattr(export_files, "LINES", 1)
    for number in range(3):
        factories.submission(cohort, f"Door {number}")
    parts = workbook.as_xlsx(plan(reader))
    sent = b""
    while b"Door 0" not in sent:
        sent += next(parts)
    assert len(read) == 1
    assert len(list(parts)) > 3
    assert len(read) == 3
