import csv
import json
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User

from questionnaire.enums import SubmissionStatus, Wording
from questionnaire.models import Accelerator, Cohort, Submission
from questionnaire.review import export_files, exports
from questionnaire.review.exports import Plan
from questionnaire.review.filters import Filters
from tests import factories as answers
from tests.review import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small")]


@pytest.fixture
def home() -> Accelerator:
    return factories.accelerator()


@pytest.fixture
def reader(home: Accelerator) -> User:
    return factories.member(home, "rita")


@pytest.fixture
def cohort(home: Accelerator) -> Cohort:
    return factories.cohort(home, is_blind=False)


def plan(reader: User, words: str = "en", **filters: Any) -> Plan:
    return exports.plan(user=reader, filters=Filters(**filters), language=words)


def submitted(cohort: Cohort, name: str = "Door Ltd", note: str = "") -> Submission:
    row = factories.submission(cohort, name, status=SubmissionStatus.DRAFT, importance={"money": 3})
    answers.answer(row, {"M1": "a", "M2": "not-sure"}, note=note)
    Submission.objects.filter(pk=row.pk).update(status="submitted", submitted_at=factories.MOMENT)
    factories.recommendation(row, "open", Wording.CLEAR, {})
    return row


def table(planned: Plan) -> list[dict[str, str]]:
    text = "".join(export_files.as_csv(planned))
    assert text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))


def test_table_has_keys_words_notes_and_importance(cohort: Cohort, reader: User) -> None:
    row = submitted(cohort, note="So it is.")
    (said,) = table(plan(reader, "pt"))
    assert said["submission"] == str(row.pk)
    assert said["venture"] == "Door Ltd"
    assert (said["accelerator"], said["cohort"]) == ("Northern Lights", "Autumn")
    assert (said["state"], said["questionnaire"], said["version"]) == ("submitted", "small", "1")
    assert said["submitted_at"] == factories.MOMENT.isoformat()
    assert (said["recommendation"], said["certainty"], said["share"]) == ("open", "clear", "0.8")
    assert (said["small.M1"], said["small.M1.text"]) == ("a", "M1 is a [pt]")
    assert said["small.M1.note"] == "So it is."
    assert said["small.M2"] == "not-sure"
    assert (said["small.P1"], said["small.P1.text"]) == ("", "")
    assert (said["small.importance.money"], said["small.importance.people"]) == ("3", "")
    assert said["hidden"] == ""


def test_hidden_recommendation_is_empty_and_the_reason_given(
    home: Accelerator, reader: User
) -> None:
    factories.submission(factories.cohort(home))
    (said,) = table(plan(reader))
    assert (said["recommendation"], said["certainty"], said["share"]) == ("", "", "")
    assert said["hidden"].startswith("Hidden until you have stated")


def test_email_of_the_founder_is_in_no_file(cohort: Cohort, reader: User) -> None:
    submitted(cohort)
    Submission.objects.update(email="secret@example.org")
    planned = plan(reader)
    for text in ("".join(export_files.as_csv(planned)), "".join(export_files.as_json(planned))):
        assert "secret@" not in text


def test_every_row_has_the_columns_of_the_plan(cohort: Cohort, reader: User) -> None:
    submitted(cohort)
    planned = plan(reader)
    (record,) = exports.records(planned)
    assert list(export_files.row_of(planned, record)) == export_files.columns_of(planned)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_text_that_might_be_a_formula_is_marked_in_csv(sign: str) -> None:
    assert export_files.harmless(f"{sign}1+1") == f"'{sign}1+1"


@pytest.mark.parametrize("cell", ["1=1", "", " ", 3, -2, -0.5, None])
def test_harmless_cell_stays_as_it_is(cell: export_files.Cell) -> None:
    assert export_files.harmless(cell) == cell


def test_formulas_in_names_and_notes_are_marked(cohort: Cohort, reader: User) -> None:
    submitted(cohort, "=HYPERLINK(A1)", note="-2+3")
    (said,) = table(plan(reader))
    assert (said["venture"], said["small.M1.note"]) == ("'=HYPERLINK(A1)", "'-2+3")


def test_line_breaks_and_quotes_survive(cohort: Cohort, reader: User) -> None:
    submitted(cohort, 'Door "Ltd", Lda', note="one\ntwo")
    (said,) = table(plan(reader))
    assert (said["venture"], said["small.M1.note"]) == ('Door "Ltd", Lda', "one\ntwo")


def test_empty_list_is_a_table_without_rows(reader: User) -> None:
    planned = plan(reader)
    assert table(planned) == []
    assert json.loads("".join(export_files.as_json(planned)))["submissions"] == []


def test_json_has_answers_by_question_and_reviews_one_by_one(cohort: Cohort, reader: User) -> None:
    row = submitted(cohort, note="So.")
    submitted(cohort, "Second")
    factories.review(row, reader, "hybrid")
    said = json.loads("".join(export_files.as_json(plan(reader, order="oldest"))))
    assert said["language"] == "en"
    assert said["questions"]["small"]["M1"] == "Question M1? [en]"
    first = next(one for one in said["submissions"] if one["submission"] == row.pk)
    assert len(said["submissions"]) == 2
    assert first["answers"] == {
        "M1": {"answer": "a", "text": "M1 is a [en]", "note": "So."},
        "M2": {"answer": "not-sure", "text": "Not sure yet", "note": "So."},
    }
    assert first["importance"] == {"money": 3}
    assert first["reviews"] == [
        {"reviewer": "Rita", "strategy": "hybrid", "why": "Because.", "mean_score": None}
    ]


def test_long_list_comes_in_parts(
    monkeypatch: pytest.MonkeyPatch, cohort: Cohort, reader: User
) -> None:
    monkeypatch.setattr(export_files, "LINES", 2)
    for _ in range(5):
        factories.submission(cohort)
    planned = plan(reader)
    assert len(list(export_files.as_csv(planned))) == 4
    parts = list(export_files.as_json(planned))
    assert (len(parts), len(json.loads("".join(parts))["submissions"])) == (5, 5)
