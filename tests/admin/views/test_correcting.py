"""Correcting the spelling of a published text, and what follows from it."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from questionnaire.catalogue.queries import frozen
from questionnaire.models import Correction, Questionnaire
from questionnaire.results.answers import answers_of
from questionnaire.results.records import Finding, record_of, verify_text
from tests import factories
from tests.pages import elements, path

pytestmark = pytest.mark.django_db
PLACE = "questions.M1.text"


def address(version: Questionnaire, place: str = PLACE, language: str = "en") -> str:
    base = reverse("admin:questionnaire_questionnaire_correct", args=[version.pk])
    return f"{base}?place={place}&language={language}"


def listed(version: Questionnaire) -> str:
    return reverse("admin:questionnaire_questionnaire_corrections", args=[version.pk])


def send(client: Client, version: Questionnaire, place: str = PLACE, **changed: str) -> Any:
    """Send the form as it is shown, with other words in it."""
    page = client.get(address(version, place))
    (seen,) = elements(page, "input", name="seen")
    (after,) = elements(page, "textarea", name="after")
    said = {"after": after["value"], "seen": seen["value"], "reason": "A letter"}
    return client.post(address(version, place), {**said, **changed})


def test_corrected_text_is_read_by_founders_at_once(
    publisher: Client, client: Client, small: Questionnaire
) -> None:
    _submission, token = factories.started(small)
    walk = path("walk:set", token, "money")
    assert "Question M1? [en]" in client.get(walk).text
    response = send(publisher, small, after="Questions M1? [en]")
    assert response.status_code == 302
    assert "Question M1: question is corrected." in publisher.get(response["Location"]).text
    said = client.get(walk).text
    assert "Questions M1? [en]" in said
    assert "Question M1? [en]" not in said


@pytest.mark.parametrize("place", ["title", PLACE])
def test_stored_result_keeps_its_digest_and_verifies(
    publisher: Client, client: Client, small: Questionnaire, place: str
) -> None:
    submission, token = factories.submitted(small, factories.ALL_CLOSED)
    shown = frozen(small, language="en")
    record = json.dumps(record_of(submission, shown, answers_of(submission, shown), notes=True))
    was = submission.recommendation.text_digest
    result = client.get(path("results:result", token)).status_code
    said = shown.title if place == "title" else shown.questions["M1"].text
    assert send(publisher, small, place, after=f"{said}.").status_code == 302
    small.refresh_from_db()
    assert small.text_digest != was
    submission.recommendation.refresh_from_db()
    assert submission.recommendation.text_digest == was
    assert verify_text(record.encode()).finding == Finding.GENUINE
    again = frozen(small, language="en")
    later = record_of(submission, again, answers_of(submission, again), notes=True)
    assert verify_text(json.dumps(later).encode()).finding == Finding.GENUINE
    assert "Genuine" in client.post(path("results:verify"), {"text": record}).text
    assert client.get(path("results:result", token)).status_code == result == 200


def test_correction_is_listed_with_who_and_why(publisher: Client, small: Questionnaire) -> None:
    assert "Nothing has been corrected" in publisher.get(listed(small)).text
    send(publisher, small, after="Question M1! [en]", reason="The <mark>")
    for said in (publisher.get(listed(small)).text, publisher.get(address(small)).text):
        assert "Question M1: question" in said
        assert "The &lt;mark&gt;" in said
        assert "publisher" in said
        assert "<ins>" in said


def test_list_of_a_person_who_left(reader: Client, publisher: Client, small: Questionnaire) -> None:
    send(publisher, small, after="Question M1! [en]")
    made = Correction.objects.get()
    assert made.by is not None
    made.by.delete()
    assert "Somebody whose account is gone" in reader.get(listed(small)).text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"after": "Something else altogether"}, "This changes more than spelling."),
        ({"after": ""}, "A published text cannot be emptied."),
        ({"after": "Question M1? [en]"}, "Nothing has changed yet."),
        ({"after": "Question M1 [en]", "reason": " "}, "Say in a few words"),
        ({"after": "Question M1 [en]", "reason": "x" * 1001}, "at most 1000 characters"),
        ({"after": "Question\0M1 [en]"}, "Null characters are not allowed."),
        ({"after": "x" * 100_000}, "This changes more than spelling."),
    ],
)
def test_refused_correction_keeps_what_was_typed(
    publisher: Client, small: Questionnaire, changed: dict[str, str], said: str
) -> None:
    response = send(publisher, small, **changed)
    assert response.status_code == 422
    assert said in response.text
    (area,) = elements(response, "textarea", name="after")
    assert area["value"] == changed["after"]
    assert not Correction.objects.exists()


def test_correction_of_what_somebody_corrected_meanwhile_is_refused_once(
    publisher: Client, small: Questionnaire
) -> None:
    page = publisher.get(address(small))
    (seen,) = elements(page, "input", name="seen")
    send(publisher, small, after="Questions M1? [en]")
    said = {"after": "Question M1! [en]", "reason": "A sign", "seen": seen["value"]}
    response = publisher.post(address(small), said)
    assert response.status_code == 422
    assert "Somebody corrected this text meanwhile" in response.text
    assert Correction.objects.count() == 1
    said["seen"] = elements(response, "input", name="seen")[0]["value"]
    assert publisher.post(address(small), said).status_code == 302


def test_line_ends_are_not_corrected_by_being_shown(
    publisher: Client, small: Questionnaire
) -> None:
    response = send(publisher, small, after="Question M1? [en]\r\n")
    assert response.status_code == 302
    assert Correction.objects.get().after == "Question M1? [en]\n"
    assert send(publisher, small, after="Question M1? [en]\r\n").status_code == 422


def test_draft_is_edited_instead(publisher: Client, draft: Questionnaire) -> None:
    response = publisher.get(address(draft), follow=True)
    assert "This version is a draft" in response.text


@pytest.mark.parametrize(("place", "language"), [("nowhere", "en"), (PLACE, "xx"), ("", "")])
def test_text_that_is_not_there_is_not_found(
    publisher: Client, small: Questionnaire, place: str, language: str
) -> None:
    assert publisher.get(address(small, place, language)).status_code == 404


def test_only_publishers_correct(
    editor: Client, reader: Client, nobody: Client, client: Client, small: Questionnaire
) -> None:
    for refused in (editor, reader, nobody):
        assert refused.get(address(small)).status_code == 403
        assert refused.post(address(small), {"after": "x"}).status_code == 403
    assert nobody.get(listed(small)).status_code == 403
    assert reader.get(listed(small)).status_code == 200
    for asked in (address(small), listed(small)):
        assert "/login/" in client.get(asked)["Location"]


def test_wrong_methods_are_refused(publisher: Client, small: Questionnaire) -> None:
    assert publisher.delete(address(small)).status_code == 405
    assert publisher.post(listed(small)).status_code == 405
