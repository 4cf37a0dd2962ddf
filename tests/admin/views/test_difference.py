"""The page that tells what changed between two versions."""

import pytest
from django.test import Client
from django.urls import reverse

from questionnaire.catalogue.drafts import copy_to_draft, new_draft
from questionnaire.models import AnswerOption, Question, Questionnaire
from tests import factories

pytestmark = pytest.mark.django_db


def address(version: Questionnaire) -> str:
    return reverse("admin:questionnaire_questionnaire_difference", args=[version.pk])


@pytest.fixture
def edited(draft: Questionnaire) -> Questionnaire:
    """A draft with other words in two languages, and other fits."""
    question = Question.objects.get(question_set__questionnaire=draft, key="M1")
    question.set_text("text", "en", "Question <M2>? [en]")
    question.set_text("help", "it", "Aiuto")
    question.save()
    option = AnswerOption.objects.get(question=question, key="a")
    option.fit_open = 3
    option.save()
    return draft


def test_draft_is_compared_with_what_it_was_copied_from(
    reader: Client, edited: Questionnaire
) -> None:
    response = reader.get(address(edited))
    assert response.status_code == 200
    assert "Differences from version 1" in response.text
    assert "<li>2 texts changed</li><li>1 answer with other fits</li>" in response.text
    assert "&lt;M2&gt;?" in response.text
    assert '<p class="difference-words" lang="it">' in response.text


def test_words_are_narrowed_down_to_a_language(reader: Client, edited: Questionnaire) -> None:
    response = reader.get(address(edited), {"language": "it"})
    assert "<li>1 text changed</li><li>1 answer with other fits</li>" in response.text
    assert "&lt;M2&gt;?</ins>" not in response.text
    assert reader.get(address(edited), {"language": "xx"}).status_code == 200


def test_same_versions_have_no_difference(reader: Client, draft: Questionnaire) -> None:
    assert "There is no difference from version 1." in reader.get(address(draft)).text


def test_any_other_version_can_be_chosen(reader: Client, small: Questionnaire) -> None:
    second = factories.published(title="Changed")
    third = copy_to_draft(small)
    assert "Differences from version 1" in reader.get(address(second)).text
    assert "Differences from version 1" in reader.get(address(third)).text
    response = reader.get(address(third), {"with": "2"})
    assert "Differences from version 2" in response.text
    assert "<li>1 text changed</li>" in response.text
    assert "Differences from version 3" in reader.get(address(small)).text


@pytest.mark.parametrize("number", ["9", "2", "x", "-1", "1" * 99, "٣"])
def test_unknown_version_is_not_found(reader: Client, draft: Questionnaire, number: str) -> None:
    assert reader.get(address(draft), {"with": number}).status_code == 404


def test_only_version_has_nothing_to_be_compared_with(reader: Client) -> None:
    draft = new_draft(key="lonely", source_language="it")
    assert "There is no other version" in reader.get(address(draft)).text


def test_almost_empty_draft_is_compared(reader: Client, draft: Questionnaire) -> None:
    draft.rules.all().delete()
    draft.sets.all().delete()
    draft.sources.all().delete()
    response = reader.get(address(draft))
    assert "parts removed" in response.text


def test_rights_and_methods(nobody: Client, client: Client, draft: Questionnaire) -> None:
    assert nobody.get(address(draft)).status_code == 403
    assert "/login/" in client.get(address(draft))["Location"]


def test_wrong_method_is_refused(reader: Client, draft: Questionnaire) -> None:
    assert reader.post(address(draft)).status_code == 405
