"""What all pages of parts share: rights, where they lead, what a published version allows."""

from typing import Any

import pytest
from django.test import Client

from questionnaire.models import Question, Questionnaire
from tests.admin.editing import page_of, question, sent_by

QUESTIONNAIRES = "/en/admin/questionnaire/questionnaire/"
MODELS = ("questionset", "question", "source", "rule")


def rows(version: Questionnaire) -> dict[str, Any]:
    """Return a row of each kind that has a page, the questionnaire first."""
    return {
        "questionnaire": version,
        "questionset": version.sets.all()[0],
        "question": question(version),
        "source": version.sources.all()[0],
        "rule": version.rules.all()[0],
    }


@pytest.mark.parametrize("model", ["questionnaire", *MODELS])
def test_page_is_for_who_may_see_it(
    model: str, draft: Questionnaire, editor: Client, reader: Client, nobody: Client
) -> None:
    address = page_of(rows(draft)[model])
    people = (editor, reader, nobody, Client())
    assert [person.get(address).status_code for person in people] == [200, 200, 403, 302]


@pytest.mark.parametrize("model", ["questionnaire", *MODELS])
def test_reader_changes_and_deletes_nothing(
    model: str, draft: Questionnaire, reader: Client
) -> None:
    address = page_of(rows(draft)[model])
    deleting = address.replace("/change/", "/delete/")
    assert reader.post(address, {"key": "x"}).status_code == 403
    assert reader.post(deleting, {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("model", ["questionnaire", *MODELS])
def test_published_row_is_neither_changed_nor_deleted(
    model: str, small: Questionnaire, editor: Client
) -> None:
    row = rows(small)[model]
    address = page_of(row)
    before = type(row).objects.filter(pk=row.pk).values().get()
    assert editor.get(address).status_code == 200
    assert editor.post(address, {"key": "x"}).status_code == 409
    deleting = address.replace("/change/", "/delete/")
    assert editor.post(deleting, {"post": "yes"}).status_code in {403, 409}
    assert type(row).objects.filter(pk=row.pk).values().get() == before


@pytest.mark.parametrize("model", MODELS)
def test_list_of_parts_leads_to_the_questionnaires(model: str, editor: Client) -> None:
    assert editor.get(f"/en/admin/questionnaire/{model}/").headers["Location"] == QUESTIONNAIRES


def test_index_shows_questionnaires_and_no_part(editor: Client) -> None:
    text = editor.get("/en/admin/").text
    assert QUESTIONNAIRES in text
    assert [model for model in MODELS if f"/en/admin/questionnaire/{model}/" in text] == []


def test_part_without_a_row_above_it_is_not_found(editor: Client) -> None:
    for query in ("", "?question_set=0", "?question_set=x"):
        assert editor.get(f"/en/admin/questionnaire/question/add/{query}").status_code == 404


def test_part_is_not_added_to_a_published_version(editor: Client, small: Questionnaire) -> None:
    part = small.sets.all()[0]
    address = f"/en/admin/questionnaire/question/add/?question_set={part.pk}"
    assert editor.get(address).status_code == 409
    assert editor.post(address, {"key": "new"}).status_code == 409
    assert not Question.objects.filter(question_set=part, key="new").exists()


def test_deleting_leads_to_the_row_above(editor: Client, draft: Questionnaire) -> None:
    draft.rules.all().delete()
    row = question(draft)
    address = page_of(row).replace("/change/", "/delete/")
    assert editor.get(address).status_code == 200
    assert editor.post(address, {"post": "yes"}).headers["Location"] == page_of(row.question_set)
    assert not Question.objects.filter(pk=row.pk).exists()


def test_row_that_is_not_there_leads_away(editor: Client) -> None:
    assert editor.get("/en/admin/questionnaire/question/0/change/").status_code == 302
    assert editor.get("/en/admin/questionnaire/question/x/delete/").status_code == 302


def test_untouched_page_is_saved_by_every_form(editor: Client, draft: Questionnaire) -> None:
    for model, row in rows(draft).items():
        data = sent_by(editor.get(page_of(row)), model)
        assert editor.post(page_of(row), data).status_code == 302, model
