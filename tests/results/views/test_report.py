import re

import pytest
from django.template.loader import render_to_string
from django.test import Client

from questionnaire.models import Questionnaire, Submission
from questionnaire.results import sharing
from questionnaire.results.tokens import shared_link_token
from questionnaire.walk.services import submit
from tests import factories
from tests.conftest import LANGUAGES, Queries
from tests.pages import path
from tests.results.report.documents import read, squeezed, text_of

pytestmark = pytest.mark.django_db

NOTE = "Only between us."


@pytest.fixture
def submitted(small: Questionnaire) -> tuple[Submission, str]:
    submission, token = factories.started(small, venture_name="Door & Sons", email="a@example.org")
    factories.answer(submission, factories.ALL_OPEN, NOTE)
    submit(token=token, language="en")
    submission.refresh_from_db()
    return submission, token


@pytest.mark.parametrize("language", LANGUAGES)
def test_report_is_a_download_in_the_language_of_its_address(
    client: Client, submitted: tuple[Submission, str], language: str
) -> None:
    submission, token = submitted
    response = client.get(path("results:report", token, language=language))
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert submission.submitted_at is not None
    name = f"ajar-{submission.submitted_at:%Y-%m-%d}.pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    text = text_of(response.content)
    assert squeezed(f"Be open [{language}]") in text
    assert squeezed(NOTE) in text
    assert "Door&Sons" in text
    assert "example.org" not in text


def test_report_is_private(client: Client, submitted: tuple[Submission, str]) -> None:
    response = client.get(path("results:report", submitted[1]))
    assert "private" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize(
    ("query", "width"), [("", 595), ("?paper=letter", 612), ("?paper=A4", 595), ("?paper=x", 595)]
)
def test_address_chooses_the_paper(
    client: Client, submitted: tuple[Submission, str], query: str, width: int
) -> None:
    response = client.get(path("results:report", submitted[1]) + query)
    assert round(read(response.content).pages[0].mediabox.width) == width


def test_report_says_the_numbers_of_the_page(
    client: Client, submitted: tuple[Submission, str]
) -> None:
    page = client.get(path("results:result", submitted[1])).text
    numbers = re.findall(r"<b>(\d+)</b>", page)
    assert len(numbers) == 3
    text = text_of(client.get(path("results:report", submitted[1])).content)
    for key, number in zip(("open", "hybrid", "closed"), numbers, strict=True):
        assert f"{key}[en]{number}" in text


def test_links_lead_to_both_papers(client: Client, submitted: tuple[Submission, str]) -> None:
    address = path("results:report", submitted[1])
    partial = "questionnaire/results/_report.html"
    links = re.findall(r'href="([^"]+)"', render_to_string(partial, {"report_url": address}))
    assert links == [address, f"{address}?paper=letter"]
    assert [client.get(link).status_code for link in links] == [200, 200]


def test_draft_leads_back_to_its_walk(client: Client, token: str) -> None:
    response = client.get(path("results:report", token))
    assert (response.status_code, response["Location"]) == (302, path("walk:overview", token))


@pytest.mark.parametrize("page", ["results:report", "results:shared_report"])
def test_unknown_link_is_not_found(client: Client, small: Questionnaire, page: str) -> None:  # noqa: ARG001
    assert client.get(path(page, "unknown-token-unknown-token")).status_code == 404


@pytest.mark.parametrize("page", ["results:report", "results:shared_report"])
def test_report_refuses_to_be_posted_to(client: Client, page: str) -> None:
    assert client.post(path(page, "any")).status_code == 405


@pytest.mark.parametrize("shows_notes", [True, False])
def test_shared_report_has_notes_only_if_its_link_shows_them(
    client: Client,
    submitted: tuple[Submission, str],
    shows_notes: bool,  # noqa: FBT001
) -> None:
    token = submitted[1]
    link = sharing.create(token=token, shows_notes=shows_notes)
    shared = shared_link_token(token, link.number)
    response = client.get(path("results:shared_report", shared))
    assert response["Content-Type"] == "application/pdf"
    assert (squeezed(NOTE) in text_of(response.content)) is shows_notes
    sharing.revoke(token=token, number=link.number)
    assert client.get(path("results:shared_report", shared)).status_code == 404


def test_report_asks_the_database_three_times(
    client: Client, submitted: tuple[Submission, str], count_queries: Queries
) -> None:
    client.get(path("results:report", submitted[1]))
    with count_queries() as queries:
        client.get(path("results:report", submitted[1]))
    assert len(queries) <= 3
