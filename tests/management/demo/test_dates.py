from datetime import datetime

from questionnaire.management.demo import dates
from questionnaire.management.demo.judging import judge
from questionnaire.management.demo.playing import Entry
from questionnaire.management.demo.staff import Staff
from questionnaire.models import Comment, Feedback, Review


def test_spread_keeps_the_order_in_which_things_happen(
    staff: Staff, entries: list[Entry], now: datetime
) -> None:
    judge(staff, staff.opened, entries)
    dates.spread(entries, now)
    submission = entries[0].submission
    submission.refresh_from_db()
    first, second = Review.objects.filter(submission=submission).order_by("pk")
    question, answer = Comment.objects.filter(submission=submission).order_by("pk")
    feedback = Feedback.objects.get(submission=submission)
    assert submission.submitted_at is not None
    assert feedback.released_at is not None
    happened = [
        staff.opened.opens_at,
        submission.created_at,
        submission.submitted_at,
        submission.assignments.earliest("at").at,
        first.stated_at,
        second.stated_at,
        question.at,
        answer.at,
        feedback.updated_at,
        feedback.released_at,
        now,
    ]
    assert happened == sorted(happened)


def test_spread_dates_the_version_before_earlier_and_leaves_a_draft_open(
    staff: Staff,  # noqa: ARG001 - has to be there
    entries: list[Entry],
    now: datetime,
) -> None:
    dates.spread(entries, now)
    revised, draft = entries[0].submission, entries[3].submission
    revised.refresh_from_db()
    draft.refresh_from_db()
    assert revised.previous is not None
    earlier, later = revised.previous.submitted_at, revised.submitted_at
    assert earlier is not None
    assert later is not None
    assert earlier < later
    assert draft.submitted_at is None
    assert draft.created_at < draft.updated_at
