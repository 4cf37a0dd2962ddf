"""Before publishing: the checks on a page, and what publishing asks for."""

from contextlib import suppress

import pytest
from django.test import Client
from django.urls import reverse

from questionnaire.catalogue.drafts import copy_to_draft
from questionnaire.catalogue.reading import read_rows
from questionnaire.models import (
    AnswerOption,
    Publication,
    PublishedVersionError,
    Question,
    Questionnaire,
)
from tests import factories
from tests.admin.conftest import GROUPS, client_of, staff
from tests.walk.test_concurrency import at_once

REASON = "The small questionnaire is for tests only."


def address(questionnaire: Questionnaire) -> str:
    return reverse("admin:questionnaire_questionnaire_publishing", args=[questionnaire.pk])


def seen(client: Client, questionnaire: Questionnaire) -> str:
    """Return the digest that the page hands out with its form."""
    form = client.get(address(questionnaire)).context["form"]
    digest: str = form["seen"].value()
    return digest


def empty(draft: Questionnaire, language: str) -> Question:
    """Take a question's text away in one language."""
    question = Question.objects.get(question_set__questionnaire=draft, key="M1")
    question.set_text("text", language, "")
    question.save()
    return question


def test_checks_are_shown(publisher: Client, draft: Questionnaire) -> None:
    response = publisher.get(address(draft))
    assert response.status_code == 200
    assert [row.check.passed for row, _problems in response.context["musts"]] == [True] * 5
    assert len(response.context["shoulds"]) > 10
    assert all(row.question and row.wanted and row.figures for row in response.context["shoulds"])


def test_what_is_missing_is_listed_with_the_place_to_mend_it(
    publisher: Client, draft: Questionnaire
) -> None:
    question = empty(draft, "it")
    response = publisher.get(address(draft))
    ((listed,), *others) = [problems for _row, problems in response.context["musts"]]
    assert others == [[], [], [], []]
    assert listed.where == "Question M1: question"
    assert listed.url == f"/en/admin/questionnaire/question/{question.pk}/change/?language=it"
    assert "This text is empty. Write it." in response.content.decode()
    assert response.context["assessment"].refused is True


def test_publishing_is_refused_while_something_is_missing(
    publisher: Client, draft: Questionnaire
) -> None:
    empty(draft, "it")
    data = {"seen": seen(publisher, draft), "reason": REASON}
    response = publisher.post(address(draft), data)
    assert response.status_code == 422
    assert response.context["errors"] == [
        "Mend what is listed below first: the draft is not published."
    ]
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_warnings_ask_for_a_reason_and_keep_what_was_typed(
    publisher: Client, draft: Questionnaire
) -> None:
    data = {"seen": seen(publisher, draft), "reason": "  "}
    response = publisher.post(address(draft), data)
    assert response.status_code == 422
    assert response.context["errors"] == ["Say why the warnings may be set aside."]
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_draft_is_published_for_a_reason_that_is_kept(
    publisher: Client, small: Questionnaire, draft: Questionnaire
) -> None:
    data = {"seen": seen(publisher, draft), "reason": REASON}
    response = publisher.post(address(draft), data)
    assert response.status_code == 302
    small.refresh_from_db()
    draft.refresh_from_db()
    assert (small.status, draft.status) == ("retired", "published")
    publication = Publication.objects.get()
    assert (publication.questionnaire, publication.reason) == (draft, REASON)
    assert publication.set_aside != []
    assert publication.by is not None


def test_draft_that_was_edited_meanwhile_is_not_published(
    publisher: Client, draft: Questionnaire
) -> None:
    digest = seen(publisher, draft)
    of_draft = AnswerOption.objects.filter(question__question_set__questionnaire=draft)
    option = of_draft.get(question__key="M1", key="a")
    option.fit_open = 3
    option.save()
    response = publisher.post(address(draft), {"seen": digest, "reason": REASON})
    assert response.status_code == 422
    assert response.context["errors"] == [
        "Somebody has edited the draft since you opened this page. Look at the checks again."
    ]
    assert response.context["form"]["reason"].value() == REASON
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_published_version_is_not_published_again(publisher: Client, small: Questionnaire) -> None:
    response = publisher.post(address(small), {"seen": small.text_digest, "reason": REASON})
    assert response.status_code == 302
    assert not Publication.objects.exists()


def test_checks_of_a_published_version_are_shown_without_a_form(
    publisher: Client, small: Questionnaire
) -> None:
    response = publisher.get(address(small))
    assert response.status_code == 200
    assert response.context["may_publish"] is False


def test_draft_that_cannot_be_scored_is_shown(publisher: Client, draft: Questionnaire) -> None:
    AnswerOption.objects.filter(question__question_set__questionnaire=draft).delete()
    response = publisher.get(address(draft))
    assert response.status_code == 200
    assert response.context["shoulds"] == []


def test_editor_sees_the_checks_and_may_not_publish(editor: Client, draft: Questionnaire) -> None:
    response = editor.get(address(draft))
    assert (response.status_code, response.context["may_publish"]) == (200, False)
    assert editor.post(address(draft), {"seen": "", "reason": REASON}).status_code == 403


def test_stranger_is_refused(nobody: Client, draft: Questionnaire) -> None:
    assert nobody.get(address(draft)).status_code == 403


def test_anonymous_is_sent_to_the_log_in(client: Client, draft: Questionnaire) -> None:
    response = client.get(address(draft))
    assert (response.status_code, "/login/" in response["Location"]) == (302, True)


def test_wrong_method_is_refused(publisher: Client, draft: Questionnaire) -> None:
    assert publisher.put(address(draft)).status_code == 405


@pytest.mark.parametrize("language", ["es", "en", "fr", "de", "it", "pt"])
def test_page_speaks_every_language(publisher: Client, draft: Questionnaire, language: str) -> None:
    path = address(draft).replace("/en/", f"/{language}/", 1)
    response = publisher.get(path)
    assert (response.status_code, response["Content-Language"]) == (200, language)


@pytest.mark.django_db(transaction=True)
def test_draft_that_is_deleted_while_it_is_checked_is_not_found() -> None:
    draft = copy_to_draft(factories.published())
    publisher = staff("publisher", GROUPS.PUBLISHERS)
    seen = read_rows(draft)[0].text_digest
    sent = {"seen": seen, "reason": REASON}

    def publishing() -> int:
        return client_of(publisher).post(address(draft), sent).status_code

    def deleting() -> int:
        with suppress(PublishedVersionError):
            Questionnaire.objects.get(pk=draft.pk).delete()
        return 0

    jobs = iter([publishing, deleting, publishing, publishing])
    answers = at_once(lambda _client: next(jobs)())
    is_there = Questionnaire.objects.filter(pk=draft.pk).exists()
    assert sorted(answers) == [0, *[302 if is_there else 404] * 3]
