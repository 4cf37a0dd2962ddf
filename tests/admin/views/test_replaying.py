"""The page that tries a draft on past submissions."""

import pytest
from django.test import Client
from django.urls import reverse

from questionnaire.models import AnswerOption, Questionnaire, Replay
from questionnaire.results import replay
from tests import factories


def address(questionnaire: Questionnaire, step: str = "") -> str:
    name = f"admin:questionnaire_questionnaire_replay{step}"
    return reverse(name, args=[questionnaire.pk])


@pytest.fixture
def changed(small: Questionnaire, draft: Questionnaire) -> Questionnaire:
    """A draft that turns open and closed round; one of each was submitted before."""
    for answers in (factories.ALL_OPEN, factories.ALL_CLOSED):
        factories.submitted(small, answers)
    for option in AnswerOption.objects.filter(question__question_set__questionnaire=draft):
        option.fit_open, option.fit_closed = option.fit_closed, option.fit_open
        option.save()
    return draft


def test_page_says_how_many_submissions_there_are(editor: Client, changed: Questionnaire) -> None:
    response = editor.get(address(changed))
    assert (response.status_code, response.context["total"]) == (200, 2)
    assert "Try it on 2 submissions" in response.content.decode()


def test_replay_without_script_tells_what_changes(editor: Client, changed: Questionnaire) -> None:
    begun = editor.post(address(changed, "_begin"))
    assert (begun.status_code, begun["Location"]) == (302, address(changed))
    assert "0 of 2 submissions" in editor.get(address(changed)).content.decode()
    editor.post(address(changed, "_step"))
    response = editor.get(address(changed))
    moves = [(move.before, move.after, move.count) for move in response.context["moves"]]
    assert sorted(moves) == [("Closed", "Open", 1), ("Open", "Closed", 1)]
    assert "2 of 2 results (100%) would come out differently." in response.content.decode()


def test_step_with_script_answers_with_the_bar(editor: Client, changed: Questionnaire) -> None:
    editor.post(address(changed, "_begin"))
    response = editor.post(address(changed, "_step"), headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert response.templates[0].name == "admin/questionnaire/_replay.html"
    assert Replay.objects.get().finished_at is not None


def test_replay_of_an_edited_draft_is_outdated(editor: Client, changed: Questionnaire) -> None:
    editor.post(address(changed, "_begin"))
    editor.post(address(changed, "_step"))
    AnswerOption.objects.filter(question__key="M1").exclude(
        question__question_set__questionnaire__status="published"
    ).update(fit_open=1)
    assert editor.get(address(changed)).context["outdated"] is True


def test_replay_of_a_draft_that_was_edited_while_it_ran_is_stopped(
    editor: Client, changed: Questionnaire
) -> None:
    editor.post(address(changed, "_begin"))
    options = AnswerOption.objects.filter(question__question_set__questionnaire=changed)
    options.filter(key="a").update(fit_open=1)
    replay._rubric_of.cache_clear()  # noqa: SLF001 - as in another process
    step = editor.post(address(changed, "_step"), headers={"HX-Request": "true"})
    assert editor.post(address(changed, "_step")).status_code == 302
    for page in (step, editor.get(address(changed))):
        assert "were changed since" in page.content.decode()
        assert "<progress" not in page.content.decode()


def test_draft_that_cannot_be_scored_is_told(editor: Client, draft: Questionnaire) -> None:
    AnswerOption.objects.filter(question__question_set__questionnaire=draft).delete()
    response = editor.post(address(draft, "_begin"), follow=True)
    assert "cannot be scored yet" in response.content.decode()
    assert not Replay.objects.exists()


def test_step_without_a_replay_is_not_found(editor: Client, draft: Questionnaire) -> None:
    assert editor.post(address(draft, "_step")).status_code == 404


def test_reader_sees_and_may_not_begin(reader: Client, changed: Questionnaire) -> None:
    assert reader.get(address(changed)).status_code == 200
    assert reader.post(address(changed, "_begin")).status_code == 403
    assert reader.post(address(changed, "_step")).status_code == 403


@pytest.mark.parametrize("step", ["", "_begin", "_step"])
def test_stranger_and_anonymous_are_kept_out(
    client: Client, nobody: Client, draft: Questionnaire, step: str
) -> None:
    method = "post" if step else "get"
    assert getattr(nobody, method)(address(draft, step)).status_code == 403
    response = getattr(client, method)(address(draft, step))
    assert (response.status_code, "/login/" in response["Location"]) == (302, True)


def test_wrong_method_is_refused(editor: Client, draft: Questionnaire) -> None:
    assert editor.post(address(draft)).status_code == 405
    assert editor.get(address(draft, "_begin")).status_code == 405
    assert editor.get(address(draft, "_step")).status_code == 405
