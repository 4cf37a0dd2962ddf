import csv
import json
from io import BytesIO, StringIO

import pytest
from django.contrib.auth.models import User
from django.test import Client
from python_calamine import CalamineWorkbook

from questionnaire.models import Accelerator, Cohort, Conflict, Export
from tests.conftest import Queries
from tests.pages import path
from tests.review import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small")]
EXPORT = path("review:export")
CSV = {"format": "csv", "language": "en"}


@pytest.fixture
def reader(home: Accelerator) -> User:
    return factories.member(home, "rita")


@pytest.fixture
def staff(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


@pytest.fixture
def cohort(home: Accelerator) -> Cohort:
    return factories.cohort(home, is_blind=False)


def ventures(content: bytes) -> list[str]:
    rows = csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""))
    return [row["venture"] for row in rows]


def test_page_says_how_many_and_by_what_filters(staff: Client, cohort: Cohort) -> None:
    factories.submission(cohort, language="pt")
    factories.submission(cohort)
    page = staff.get(f"{EXPORT}?cohort={cohort.pk}&state=submitted&language=pt")
    assert page.status_code == 200
    assert "1 submission" in page.text
    for words in ("Submitted", "Cohort: Autumn", "Language: Portuguese"):
        assert words in page.text
    assert not Export.objects.exists()


def test_csv_is_streamed_and_logged(staff: Client, cohort: Cohort, reader: User) -> None:
    factories.submission(cohort, "Ada", language="pt")
    factories.submission(cohort, "Bo")
    response = staff.post(f"{EXPORT}?language=pt", CSV)
    assert response.streaming
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].endswith('.csv"')
    assert ventures(response.getvalue()) == ["Ada"]
    export = Export.objects.get()
    assert (export.by, export.accelerator, export.format, export.rows) == (
        reader,
        cohort.accelerator,
        "csv",
        1,
    )
    assert export.filters == {"language": "pt"}


def test_json_is_streamed(staff: Client, cohort: Cohort) -> None:
    factories.submission(cohort, "Ada")
    response = staff.post(EXPORT, {"format": "json", "language": "de"})
    said = json.loads(response.getvalue())
    assert (response.streaming, said["language"]) == (True, "de")
    assert [one["venture"] for one in said["submissions"]] == ["Ada"]


def test_workbook_is_streamed(staff: Client, cohort: Cohort) -> None:
    factories.submission(cohort, "Ada")
    response = staff.post(EXPORT, {"format": "xlsx", "language": "en"})
    assert response.streaming
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert response["Content-Disposition"].endswith('.xlsx"')
    book = CalamineWorkbook.from_filelike(BytesIO(response.getvalue()))
    assert [row[1] for row in book.get_sheet_by_index(0).to_python()] == ["venture", "Ada"]
    assert Export.objects.get().format == "xlsx"


@pytest.mark.parametrize(
    "sent", [{}, {"format": "pdf", "language": "en"}, {"format": "csv", "language": "xx"}]
)
def test_bad_choice_is_refused_and_nothing_is_logged(
    staff: Client, cohort: Cohort, sent: dict[str, str]
) -> None:
    factories.submission(cohort)
    page = staff.post(f"{EXPORT}?cohort={cohort.pk}", sent)
    assert page.status_code == 422
    assert f'action="{EXPORT}?cohort={cohort.pk}"' in page.text
    assert not Export.objects.exists()


def test_conflict_is_respected(staff: Client, cohort: Cohort, reader: User) -> None:
    mine = factories.submission(cohort, "Mine")
    factories.submission(cohort, "Other")
    Conflict.objects.create(submission=mine, user=reader)
    assert ventures(staff.post(EXPORT, CSV).getvalue()) == ["Other"]


def test_strangers_take_nothing_away(client: Client, cohort: Cohort) -> None:
    factories.submission(cohort)
    client.force_login(factories.manager(factories.accelerator("Harbour")))
    page = client.get(EXPORT, {"cohort": cohort.pk})
    assert "0 submissions" in page.text
    assert cohort.name not in page.text
    assert ventures(client.post(f"{EXPORT}?cohort={cohort.pk}", CSV).getvalue()) == []
    assert not Export.objects.exists()


def test_managers_see_who_exported_what(
    client: Client, home: Accelerator, cohort: Cohort, reader: User
) -> None:
    Export.objects.create(
        by=reader, accelerator=home, format="xlsx", rows=7, filters={"cohort": str(cohort.pk)}
    )
    foreign = factories.accelerator("Harbour")
    Export.objects.create(by=reader, accelerator=foreign, format="csv", rows=8888, filters={})
    client.force_login(factories.manager(home))
    page = client.get(EXPORT).text
    assert "Who has exported" in page
    for words in ("Rita", "XLSX", "<td>7</td>", "Cohort: Autumn"):
        assert words in page
    assert "8,888" not in page
    client.force_login(reader)
    assert "Who has exported" not in client.get(EXPORT).text


def test_anonymous_is_asked_to_sign_in(client: Client) -> None:
    assert client.get(EXPORT)["Location"].startswith(path("account_login"))
    assert client.post(EXPORT, CSV).status_code == 403
    assert not Export.objects.exists()


def test_other_methods_are_refused(staff: Client) -> None:
    assert staff.delete(EXPORT).status_code == 405


def test_page_takes_as_many_queries_for_fifty_entries(
    client: Client, home: Accelerator, cohort: Cohort, count_queries: Queries
) -> None:
    client.force_login(factories.manager(home))
    numbers = []
    for more in (1, 2, 47):
        for _ in range(more):
            person = factories.member(home)
            factories.submission(cohort)
            Export.objects.create(by=person, accelerator=home, format="csv", rows=1)
        with count_queries() as queries:
            client.get(EXPORT)
        numbers.append(len(queries))
    assert numbers[1:] == [numbers[2]] * 2
    assert max(numbers) <= 10
