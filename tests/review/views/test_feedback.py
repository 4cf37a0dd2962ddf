"""Feedback to a founder: a draft, a preview, a release."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from questionnaire.models import Feedback, Mail, Submission
from tests.pages import form_data
from tests.review import factories
from tests.review.views.conftest import SignIn, staff_path


@pytest.fixture
def there(submission: Submission) -> str:
    return staff_path("feedback", submission.pk)


def test_feedback_is_written_as_a_draft(there: str, reader: User, staff: Client) -> None:
    answer = staff.post(f"{there}?unread=1", {"text": "Dear team,\r\nwell done."}, follow=True)
    assert answer.redirect_chain == [(f"{there}?unread=1", 302)]
    assert "Saved as a draft. The founder sees nothing yet." in answer.text
    feedback = Feedback.objects.get()
    assert (feedback.text, feedback.written_by) == ("Dear team,\nwell done.", reader)
    assert feedback.released_at is None
    assert "A manager of your programme releases it." in answer.text


def test_preview_shows_what_is_typed_and_saves_nothing(there: str, staff: Client) -> None:
    answer = staff.post(there, {"text": "Dear <team>,\n\nwell done.", "preview": "1"})
    assert answer.status_code == 200
    assert "<p>Dear &lt;team&gt;,</p>\n\n<p>well done.</p>" in answer.text
    assert Feedback.objects.count() == 0


@pytest.mark.parametrize("text", ["", "a" * 10_001])
def test_what_cannot_be_saved_comes_back(text: str, there: str, staff: Client) -> None:
    answer = staff.post(there, {"text": text})
    assert answer.status_code == 422
    assert ("Write something first." in answer.text) == (not text)
    assert text in answer.text
    assert Feedback.objects.count() == 0


def test_two_writers_see_each_others_text_before_one_is_replaced(
    submission: Submission, there: str, reader: User, manager: User, client_of: SignIn
) -> None:
    one, two = client_of(reader), client_of(manager)
    for person in (reader, manager):
        factories.review(submission, person)
    early = two.get(there)
    one.post(there, {"text": "One’s words.", "was": ""})
    answer = two.post(there, {**form_data(early, ""), "text": "Two’s words."})
    assert answer.status_code == 409
    assert "One’s words." in answer.text
    assert "Two’s words.</textarea>" in answer.text
    again = two.post(there, {"text": "Two’s words.", "was": "One’s words."})
    assert again.status_code == 302
    assert Feedback.objects.get().text == "Two’s words."


def test_others_draft_is_hidden_from_who_has_not_stated_a_view(
    submission: Submission, there: str, manager: User, reader: User, staff: Client
) -> None:
    Feedback.objects.create(submission=submission, text="Stay closed.", written_by=manager)
    led = staff.get(there, follow=True)
    kept = staff.post(there, {"text": "Mine.", "was": ""})
    assert (led.redirect_chain, kept.status_code) == (
        [(staff_path("submission", submission.pk) + "#view", 302)],
        409,
    )
    assert "State your view first" in led.text
    assert "State yours first, in another tab" in kept.text
    assert form_data(kept, "")["text"] == "Mine."
    assert "Stay closed." not in led.text + kept.text
    assert Feedback.objects.get().text == "Stay closed."
    factories.review(submission, reader)
    assert "Stay closed." in staff.post(there, form_data(kept, "")).text


def test_manager_releases_once(
    submission: Submission, there: str, manager: User, client_of: SignIn
) -> None:
    Submission.objects.update(email="founder@example.org")
    client, release = client_of(manager), staff_path("release", submission.pk)
    assert "There is no feedback yet." in client.post(release, follow=True).text
    client.post(there, {"text": "Well done."})
    assert "Release it to the founder" in client.get(there).text
    first = client.post(release, follow=True)
    assert "Released. The founder finds it on their result page." in first.text
    assert "Release it to the founder" not in first.text
    assert "It had been released already." in client.post(release, follow=True).text
    assert Feedback.objects.get().released_by == manager
    assert list(Mail.objects.values_list("kind", "to")) == [("feedback", "founder@example.org")]
    changed = client.post(there, {"text": "Very well done.", "was": "Well done."}, follow=True)
    assert "The founder reads the new text from now on." in changed.text


def test_reviewer_may_not_release(submission: Submission, reader: User, staff: Client) -> None:
    Feedback.objects.create(submission=submission, text="Well done.", written_by=reader)
    assert staff.post(staff_path("release", submission.pk)).status_code == 403
    assert Feedback.objects.get().released_at is None
