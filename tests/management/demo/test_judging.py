import pytest

from questionnaire.management.demo.judging import judge
from questionnaire.management.demo.playing import Entry
from questionnaire.management.demo.staff import Staff
from questionnaire.management.demo.texts import texts
from questionnaire.models import Conflict, Feedback, Mail, Rating, Review


@pytest.fixture
def judged(staff: Staff, entries: list[Entry]) -> list[Entry]:
    judge(staff, staff.opened, entries)
    for entry in entries:
        entry.submission.refresh_from_db()
    return entries


def test_judge_leaves_each_submission_at_its_stage(judged: list[Entry]) -> None:
    states = [entry.submission.status for entry in judged]
    assert states == ["reviewed", "submitted", "in_review", "draft"]
    reviews = [entry.submission.reviews.count() for entry in judged]
    assert reviews == [2, 0, 1, 0]
    assert Rating.objects.count() == 3 * Review.objects.count()


def test_judge_gives_nobody_what_they_have_a_conflict_with(
    judged: list[Entry], staff: Staff
) -> None:
    conflict = Conflict.objects.get()
    assert conflict.submission == judged[1].submission
    assigned = judged[1].submission.assignments.values_list("reviewer", flat=True)
    assert (len(assigned), staff.reviewers[2].pk in assigned) == (2, False)


def test_judge_writes_to_the_founder_in_their_language(judged: list[Entry]) -> None:
    feedback = Feedback.objects.get()
    assert feedback.submission == judged[0].submission
    assert feedback.text in texts("es").feedback.values()
    assert feedback.released_at is not None


def test_judge_lets_two_reviewers_talk_and_mails_nobody(judged: list[Entry]) -> None:
    question, answer = judged[0].submission.comments.order_by("pk")
    assert answer.parent == question
    assert [mention.user for mention in question.mentions.all()] == [answer.author]
    assert not Mail.objects.exists()
