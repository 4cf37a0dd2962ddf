"""Copying a version to a draft."""

from django.test import Client
from django.urls import reverse

from questionnaire.models import Questionnaire
from tests.admin.editing import page_of


def copy(version: Questionnaire) -> str:
    return reverse("admin:questionnaire_questionnaire_copy", args=[version.pk])


def test_copy_leads_to_the_draft(editor: Client, small: Questionnaire) -> None:
    response = editor.post(copy(small), follow=True)
    draft = Questionnaire.objects.get(based_on=small)
    assert response.redirect_chain[-1][0] == page_of(draft)
    assert f"Version {draft.version} is a draft now: a copy of version 1." in response.text


def test_draft_is_not_copied(editor: Client, draft: Questionnaire) -> None:
    before = Questionnaire.objects.count()
    response = editor.post(copy(draft), follow=True)
    assert "This version is a draft already" in response.text
    assert Questionnaire.objects.count() == before


def test_copying_is_for_who_may_add(reader: Client, nobody: Client, small: Questionnaire) -> None:
    people = (reader, nobody, Client())
    assert [person.post(copy(small)).status_code for person in people] == [403, 403, 302]
    assert not Questionnaire.objects.filter(based_on=small).exists()


def test_copying_takes_a_post(editor: Client, small: Questionnaire) -> None:
    assert editor.get(copy(small)).status_code == 405
