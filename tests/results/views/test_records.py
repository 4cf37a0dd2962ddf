import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from questionnaire.models import Questionnaire
from questionnaire.results.records import MAX_BYTES, Finding, verify_text
from questionnaire.walk import services
from tests import factories
from tests.conftest import LANGUAGES, Queries
from tests.pages import elements, form_data, language_of, path

pytestmark = pytest.mark.django_db
SCHEMA = "/schema/record-1.json"


@pytest.fixture
def downloaded(client: Client, small: Questionnaire) -> bytes:
    """A record as a founder's browser saves it."""
    submission, token = factories.answered(small, factories.ALL_OPEN)
    factories.answer(submission, {"M1": "a"}, note="Because: “free” <b>")
    services.submit(token=token, language="en")
    return client.get(path("results:record", token)).content


def post(client: Client, **data: Any) -> Any:
    return client.post(path("results:verify"), data)


def as_file(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("ajar.json", data, "application/json")


def altered(data: bytes) -> str:
    return data.decode().replace('"M2": "a"', '"M2": "b"')


def test_record_is_downloaded_under_a_plain_name(client: Client, small: Questionnaire) -> None:
    submission, token = factories.submitted(small, factories.ALL_OPEN)
    response = client.get(path("results:record", token))
    date = timezone.localdate(submission.submitted_at).isoformat()
    assert response["Content-Disposition"] == f'attachment; filename="ajar-{date}.json"'
    assert response["Content-Type"] == "application/json"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "private" in response["Cache-Control"]
    assert verify_text(response.content).finding is Finding.GENUINE
    assert token not in response.text


def test_record_is_the_same_in_every_language(client: Client, small: Questionnaire) -> None:
    _submission, token = factories.submitted(small, factories.ALL_HYBRID)
    written = {client.get(path("results:record", token, language=code)).text for code in LANGUAGES}
    assert len(written) == 1


def test_record_takes_two_queries(
    client: Client, small: Questionnaire, count_queries: Queries
) -> None:
    _submission, token = factories.submitted(small, factories.ALL_OPEN)
    client.get(path("results:record", token))
    with count_queries() as queries:
        client.get(path("results:record", token))
    assert len(queries) == 2


def test_record_of_a_draft_leads_to_its_walk(client: Client, token: str) -> None:
    response = client.get(path("results:record", token))
    assert (response.status_code, response["Location"]) == (302, path("walk:overview", token))


def test_record_needs_a_known_token_and_is_never_posted_to(client: Client, token: str) -> None:
    assert client.get(path("results:record", "A" * 32)).status_code == 404
    assert client.post(path("results:record", token)).status_code == 405


def test_schema_is_served_under_the_address_that_it_names(client: Client) -> None:
    response = client.get(SCHEMA)
    assert response["Content-Type"] == "application/schema+json"
    assert response["Cache-Control"] == "public, max-age=86400"
    assert response.json()["$id"] == f"http://testserver{SCHEMA}"
    assert response.json()["properties"]["schema_version"]["const"] == 1
    assert client.post(SCHEMA).status_code == 405


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_asks_for_a_record_in_its_language(client: Client, language: str) -> None:
    response = client.get(path("results:verify", language=language))
    assert (response.status_code, language_of(response)) == (200, language)
    assert form_data(response, "verify").keys() >= {"file", "text"}
    assert elements(response, "form", id="verify", enctype="multipart/form-data") != []


def test_genuine_file_is_called_genuine(client: Client, downloaded: bytes) -> None:
    response = post(client, file=as_file(downloaded), text="")
    assert response.status_code == 200
    assert re.search(r"<h2>Genuine</h2>", response.text)
    assert re.findall(r"<dd>(.+?)</dd>", response.text)[:2] == ["Open", "clear"]
    assert form_data(response, "verify")["text"].split() == downloaded.decode().split()


def test_pasted_text_is_verified(client: Client, downloaded: bytes) -> None:
    response = post(client, text=downloaded.decode().replace("\n", "\r\n"))
    assert re.search(r"<h2>Genuine</h2>", response.text)


def test_altered_record_is_called_altered_and_told_no_more_of(
    client: Client, downloaded: bytes
) -> None:
    response = post(client, text=altered(downloaded))
    assert response.status_code == 200
    assert re.search(r"<h2>Altered</h2>", response.text)
    assert "<dd>" not in response.text
    assert form_data(response, "verify")["text"].split() == altered(downloaded).split()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Choose the file, or paste its text here."),
        ("not JSON", "it can be read only as far as line 1, column 1."),
        ("[1, 2]", "This is JSON, but not a record."),
        ('{"schema_version": 1}', "at “questionnaire”."),
        ('{"<b>": 1, "<b>": 2}', "at “&lt;b&gt;”."),
        ("[" * 9_000 + "]" * 9_000, "This is nested too deeply to be a record."),
    ],
)
def test_bad_text_is_explained_and_kept(client: Client, text: str, said: str) -> None:
    response = post(client, text=text)
    assert response.status_code == 422
    assert said in response.text
    assert form_data(response, "verify")["text"] == text
    assert elements(response, "a", href="#id_text") != []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xd8\xff", "This is not text in UTF-8."),
        (b"", "it can be read only as far as line 1, column 1."),
        (b" " * (MAX_BYTES + 1), "This is larger than 1 MB"),
    ],
)
def test_bad_file_is_explained_and_what_was_typed_is_kept(
    client: Client, data: bytes, said: str
) -> None:
    response = post(client, file=as_file(data), text="typed before")
    assert response.status_code == 422
    assert said in response.text
    assert form_data(response, "verify")["text"] == "typed before"
    assert elements(response, "a", href="#id_file") != []


@pytest.mark.parametrize("size", [MAX_BYTES + 1, 3_000_000])
@pytest.mark.parametrize("content_type", ["multipart", "urlencoded"])
def test_text_that_is_too_long_is_explained(client: Client, size: int, content_type: str) -> None:
    address = path("results:verify")
    if content_type == "multipart":
        response = client.post(address, {"text": "x" * size})
    else:
        body = f"text={'x' * size}"
        response = client.post(address, body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 422
    assert "This is larger than 1 MB" in response.text


def test_text_without_the_token_of_the_page_is_kept(downloaded: bytes) -> None:
    client = Client(enforce_csrf_checks=True)
    response = post(client, text=downloaded.decode())
    assert response.status_code == 403
    assert (
        elements(response, "input", name="text")[0]["value"].split() == downloaded.decode().split()
    )


def test_other_language_keeps_what_is_typed_and_judges_nothing(client: Client) -> None:
    response = post(client, text="typed so far", language="de")
    assert (response.status_code, language_of(response)) == (200, "de")
    assert form_data(response, "verify")["text"] == "typed so far"
    assert response.cookies["django_language"].value == "de"


def test_other_language_keeps_what_a_chosen_file_says(client: Client) -> None:
    response = client.post(
        path("results:verify"), {"language": "fr", "file": as_file(b"\xef\xbb\xbf{} ")}
    )
    assert (response.status_code, language_of(response)) == (200, "fr")
    assert form_data(response, "verify")["text"] == "{} "


def test_other_language_says_the_verdict_anew(client: Client, downloaded: bytes) -> None:
    judged = form_data(post(client, file=as_file(downloaded)), "verify")
    response = client.post(path("results:verify"), {**judged, "file": "", "language": "es"})
    assert (response.status_code, language_of(response)) == (200, "es")
    assert elements(response, "section", role="status") != []


def test_nothing_of_a_record_is_stored(
    client: Client, downloaded: bytes, count_queries: Queries
) -> None:
    with count_queries() as queries:
        post(client, text=downloaded.decode())
    assert [query for query in queries if not query.startswith("SELECT")] == []


def test_other_methods_are_refused(client: Client) -> None:
    assert client.put(path("results:verify")).status_code == 405
