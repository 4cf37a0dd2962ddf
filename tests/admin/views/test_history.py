"""The page of a questionnaire's history."""

from collections.abc import Iterator
from typing import Any

import pytest
from auditlog.context import set_actor
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from questionnaire.admin.views import history
from questionnaire.models import Question, Questionnaire
from tests.conftest import Queries

pytestmark = pytest.mark.django_db


def address(questionnaire: Questionnaire) -> str:
    return reverse("admin:questionnaire_questionnaire_history", args=[questionnaire.pk])


def page(client: Client, questionnaire: Questionnaire, **query: str) -> str:
    response = client.get(address(questionnaire), query)
    assert response.status_code == 200
    return response.content.decode()


def ask(questionnaire: Questionnaire, text: str, key: str = "M1") -> Question:
    question = Question.objects.get(question_set__questionnaire=questionnaire, key=key)
    question.set_text("text", "en", text)
    question.save()
    return question


@pytest.fixture
def ada() -> Iterator[User]:
    """Somebody who does whatever the test does."""
    user = User.objects.create_user("ada")
    with set_actor(user):
        yield user


def test_reader_sees_who_did_what_with_words_marked(
    reader: Client, draft: Questionnaire, ada: User
) -> None:
    ask(draft, "Question M2? [en]")
    said = page(reader, draft)
    assert 'lang="en"' in said
    assert "Question set “money” › Question “M1”" in said
    assert ada.get_username() in said
    assert '<del><span class="visually-hidden">[removed: </span>M1?' in said
    assert '<ins><span class="visually-hidden">[added: </span>M2?' in said


def test_markup_in_a_text_is_shown_and_not_obeyed(reader: Client, draft: Questionnaire) -> None:
    ask(draft, "<script>alert(1)</script>")
    said = page(reader, draft)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in said
    assert "<script>alert" not in said


def test_stranger_and_anonymous_do_not_see_it(nobody: Client, draft: Questionnaire) -> None:
    assert nobody.get(address(draft)).status_code == 403
    response = Client().get(address(draft))
    assert response.status_code == 302
    assert "/admin/login/" in response["Location"]


def test_it_is_only_read(editor: Client, draft: Questionnaire) -> None:
    assert editor.post(address(draft)).status_code == 405


def test_questionnaire_that_is_not_there_is_not_found(reader: Client) -> None:
    gone = reverse("admin:questionnaire_questionnaire_history", args=[99_999])
    assert reader.get(gone).status_code == 404


def test_it_is_filtered_by_part(reader: Client, draft: Questionnaire) -> None:
    asked = ask(draft, "Really?")
    ask(draft, "Truly?", "M2")
    said = page(reader, draft, part=f"question-{asked.pk}")
    assert ("Really?" in said, "Truly?" in said) == (True, False)
    assert f'<option value="question-{asked.pk}" selected>' in said


def test_filter_names_a_part_that_is_gone(reader: Client, draft: Questionnaire) -> None:
    asked = ask(draft, "Really?")
    part = f"question-{asked.pk}"
    asked.delete()
    said = page(reader, draft, part=part)
    assert f'<option value="{part}" selected>Question “M1”</option>' in said
    assert "Removed" in said


def test_it_is_filtered_by_author(reader: Client, draft: Questionnaire) -> None:
    ada, bob = User.objects.create_user("ada"), User.objects.create_user("bob")
    for user, text in ((ada, "Really?"), (bob, "Truly?")):
        with set_actor(user):
            ask(draft, text)
    said = page(reader, draft, author=str(bob.pk))
    assert "Truly?" in said
    assert f'<option value="{bob.pk}" selected>bob</option>' in said
    assert said.count("<li>\n          <h2>") == 1


@pytest.mark.parametrize(
    "query", [{"author": "x"}, {"author": "²"}, {"before": "x"}, {"author": "9" * 30}]
)
def test_filter_that_makes_no_sense_filters_nothing(
    reader: Client, draft: Questionnaire, query: dict[str, str]
) -> None:
    ask(draft, "Really?")
    assert "Really?" in page(reader, draft, **query)


def test_nothing_found_says_what_to_do(reader: Client, draft: Questionnaire) -> None:
    assert "Nothing here." in page(reader, draft, part="question-99999")


def test_it_comes_in_pages(
    reader: Client, draft: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "PER_PAGE", 2)
    for text in ("First?", "Second?", "Third?"):
        part = f"question-{ask(draft, text).pk}"
    first = reader.get(address(draft), {"part": part})
    older = first.context["older"]
    assert ["Third?" in first.content.decode(), "Earlier" in first.content.decode()] == [True, True]
    assert f"part={part}" in older
    second = reader.get(f"{address(draft)}?{older}").content.decode()
    assert ("First?" in second, "Third?" in second) == (True, False)
    assert ("Latest" in second, "Earlier" in second) == (True, False)


def test_queries_do_not_grow_with_the_history(
    reader: Client, draft: Questionnaire, count_queries: Queries
) -> None:
    counts = []
    for number in (1, 3):
        for index in range(number):
            with set_actor(User.objects.create_user(f"user{number}{index}")):
                ask(draft, f"Question {number} {index}?")
        page(reader, draft)
        with count_queries() as queries:
            page(reader, draft)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 13


@pytest.mark.parametrize("model", ["question", "questionset", "rule", "source"])
def test_history_of_a_part_is_the_questionnaires_filtered(
    reader: Client, nobody: Client, draft: Questionnaire, model: str
) -> None:
    rows: dict[str, Any] = {
        "question": Question.objects.filter(question_set__questionnaire=draft),
        "questionset": draft.sets,
        "rule": draft.rules,
        "source": draft.sources,
    }
    part = rows[model].first()
    path = reverse(f"admin:questionnaire_{model}_history", args=[part.pk])
    response = reader.get(path)
    assert (response.status_code, response["Location"]) == (
        302,
        f"{address(draft)}?part={model}-{part.pk}",
    )
    assert nobody.get(response["Location"]).status_code == 403
    gone = reverse(f"admin:questionnaire_{model}_history", args=[99_999])
    assert reader.get(gone).status_code == 404
