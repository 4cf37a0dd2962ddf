"""Comments: said, answered, changed, deleted."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from questionnaire.models import Comment, Mail, Mention, Submission
from tests.pages import elements
from tests.review import factories
from tests.review.views.conftest import SignIn, staff_path


@pytest.fixture
def said(submission: Submission, reader: User) -> Comment:
    return Comment.objects.create(submission=submission, author=reader, text="What of the licence?")


def test_comment_is_said_and_names_a_colleague(
    submission: Submission, manager: User, staff: Client
) -> None:
    sent = {"text": "Look, @Boss:\r\n<i>this</i> http://example.org"}
    answer = staff.post(f"{staff_path('say', submission.pk)}?unread=1", sent)
    comment = Comment.objects.get()
    page = staff_path("submission", submission.pk)
    assert answer["Location"] == f"{page}?unread=1#comment-{comment.pk}"
    assert Mention.objects.get().user == manager
    assert list(Mail.objects.values_list("kind", "to")) == [("mention", manager.email)]
    text = staff.get(page).text
    assert "Look, <strong>@Boss</strong>:<br>&lt;i&gt;this&lt;/i&gt; http://example.org" in text


def test_comment_is_answered(said: Comment, manager: User, client_of: SignIn) -> None:
    factories.review(said.submission, manager)
    there = staff_path("say", said.submission_id)
    client_of(manager).post(there, {"text": "It allows it.", "parent": said.pk})
    assert Comment.objects.get(parent=said).author == manager


@pytest.mark.parametrize("is_answer", [False, True])
@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (" ", "Write something first."),
        ("a" * 5001, "This has 5001 characters, and 5000 fit. Shorten it."),
    ],
)
def test_comment_that_cannot_be_comes_back(
    is_answer: bool,  # noqa: FBT001 - a parameter of the test
    text: str,
    problem: str,
    said: Comment,
    staff: Client,
) -> None:
    sent = {"text": text, "parent": str(said.pk) if is_answer else ""}
    answer = staff.post(staff_path("say", said.submission_id), sent)
    assert answer.status_code == 422
    assert problem in answer.text
    areas = {area["id"]: area["value"] for area in elements(answer, "textarea")}
    typed, other = f"answer-to-{said.pk}", "id_text"
    if not is_answer:
        typed, other = other, typed
    assert (areas[typed], areas[other]) == (text, "")
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("parent", ["999999", "x", str(10**30)])
def test_answer_to_what_is_gone_is_kept_to_be_sent_by_itself(
    parent: str, submission: Submission, staff: Client
) -> None:
    sent = {"text": "I agree.", "parent": parent}
    answer = staff.post(staff_path("say", submission.pk), sent)
    assert answer.status_code == 422
    assert "has been deleted" in answer.text
    assert "I agree.</textarea>" in answer.text


def test_comment_is_changed_by_its_author(said: Comment, manager: User, staff: Client) -> None:
    there = staff_path("edit_comment", said.pk)
    assert "What of the licence?</textarea>" in staff.get(there).text
    assert staff.post(there, {"text": ""}).status_code == 422
    for _twice in range(2):
        answer = staff.post(there, {"text": "And the data, @Boss?"})
    page = staff_path("submission", said.submission_id)
    assert answer["Location"] == f"{page}#comment-{said.pk}"
    said.refresh_from_db()
    assert said.text == "And the data, @Boss?"
    assert list(Mail.objects.values_list("kind", "to")) == [("mention", manager.email)]
    assert ", changed" in staff.get(page).text


def test_comment_is_deleted_with_its_answers_once(
    said: Comment, manager: User, staff: Client
) -> None:
    Comment.objects.create(submission=said.submission, author=manager, parent=said, text="No idea.")
    assert "There is 1 answer to it" in staff.get(staff_path("edit_comment", said.pk)).text
    there = staff_path("delete_comment", said.pk)
    assert "The comment is deleted." in staff.post(there, follow=True).text
    assert Comment.objects.count() == 0
    assert staff.post(there).status_code == 404
