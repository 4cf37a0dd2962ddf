"""What the page of a submission shows, and what it keeps back."""

from django.contrib.auth.models import User
from django.test import Client

from questionnaire.enums import SubmissionStatus
from questionnaire.models import (
    Cohort,
    Comment,
    Feedback,
    Review,
    Submission,
)
from questionnaire.walk import services
from tests.review import factories
from tests.review.views.conftest import answer, staff_path


def page(client: Client, submission: Submission) -> str:
    return str(client.get(staff_path("submission", submission.pk)).text)


def test_answers_stand_first_with_their_notes(
    answered: tuple[Submission, str], staff: Client
) -> None:
    text = page(staff, answered[0])
    assert "We asked &lt;b&gt;two&lt;/b&gt; hospitals.<br>Both said yes." in text
    assert text.index('id="answers"') < text.index('id="view"') < text.index('id="beside"')
    assert text.index('id="beside"') < text.index('id="discussion"')


def test_recommendation_and_others_are_hidden_until_the_own_view_is_stated(
    answered: tuple[Submission, str], reader: User, manager: User, staff: Client
) -> None:
    submission = answered[0]
    review = factories.review(submission, manager, "closed")
    Review.objects.filter(pk=review.pk).update(why="The moat is deep.")
    Comment.objects.create(submission=submission, author=manager, text="Closed, I would say.")
    Feedback.objects.create(submission=submission, text="Stay closed.", written_by=manager)
    hidden = page(staff, submission)
    assert "Hidden until you state yours." in hidden
    assert "1 comment waits until you have stated your view." in hidden
    telling = ("The machine", "The moat is deep.", "Closed, I would say.", "Feedback, a draft")
    assert [words for words in telling if words in hidden] == []
    factories.review(submission, reader, "open")
    shown = page(staff, submission)
    assert [words for words in telling if words not in shown] == []


def test_open_cohort_shows_the_recommendation_at_once(
    answered: tuple[Submission, str], cohort: Cohort, staff: Client
) -> None:
    Cohort.objects.filter(pk=cohort.pk).update(is_blind=False)
    text = page(staff, answered[0])
    assert "The machine" in text
    assert "Hidden until" not in text


def test_versions_tell_what_was_answered_differently(
    answered: tuple[Submission, str], staff: Client
) -> None:
    first, token = answered
    assert "Earlier versions" not in page(staff, first)
    following = services.revise(token=token)
    draft = Submission.objects.get(previous=first)
    answer(draft, [1, 0, 0])
    assert "Earlier versions" not in page(staff, first)
    services.submit(token=following, language="en")
    text = page(staff, draft)
    assert "What version 2 changed" in text
    assert "Read version 1" in text
    assert "The machine" not in text
    old = page(staff, first)
    assert "The venture has submitted a newer version since." in old
    assert "Read version 2" in old


def test_parting_answers_are_named_when_views_differ(
    answered: tuple[Submission, str], reader: User, staff: Client
) -> None:
    submission = answered[0]
    machine = submission.recommendation.outcome["ranking"]
    factories.review(submission, reader, machine[1])
    assert "The answers on which you part" in page(staff, submission)
    Review.objects.update(strategy=machine[0])
    text = page(staff, submission)
    assert "The answers on which you part" not in text
    assert "You and the machine agree." in text


def test_reviewed_elsewhere_offers_the_state_to_all(
    answered: tuple[Submission, str], manager: User, staff: Client
) -> None:
    submission = answered[0]
    factories.review(submission, manager)
    Submission.objects.filter(pk=submission.pk).update(status=SubmissionStatus.IN_REVIEW)
    assert "Mark as reviewed" in page(staff, submission)
