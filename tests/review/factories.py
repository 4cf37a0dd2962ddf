"""Invented staff, cohorts and submissions to test with."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from django.contrib.auth.models import User

from questionnaire.enums import MemberRole, SubmissionStatus, Wording
from questionnaire.models import (
    Accelerator,
    Assignment,
    Cohort,
    Comment,
    Conflict,
    Criterion,
    Feedback,
    FounderInvitation,
    Membership,
    Mention,
    NamePart,
    Questionnaire,
    Rating,
    ReadMark,
    Recommendation,
    Review,
    Submission,
    Venture,
)
from questionnaire.results.access import hash_token
from questionnaire.results.cohorts import index_name
from questionnaire.review.cohorts import new_code
from questionnaire.scoring import STRATEGIES
from tests import factories

MOMENT = datetime(2025, 9, 1, 12, tzinfo=UTC)
NUMBERS = count(1)


def user(name: str = "") -> User:
    """Make a person who signs in by email; without a name a new one each time."""
    called = name or f"person{next(NUMBERS)}"
    return User.objects.create_user(called, f"{called}@example.org", first_name=called.title())


def accelerator(name: str = "Northern Lights") -> Accelerator:
    """Make an accelerator that nobody works for."""
    return Accelerator.objects.create(name=name)


def member(of: Accelerator, name: str = "", role: MemberRole = MemberRole.REVIEWER) -> User:
    """Make a person who works for an accelerator."""
    person = user(name)
    Membership.objects.create(accelerator=of, user=person, role=role)
    return person


def manager(of: Accelerator, name: str = "") -> User:
    """Make a manager of an accelerator."""
    return member(of, name, MemberRole.MANAGER)


def cohort(of: Accelerator, name: str = "Autumn", **options: Any) -> Cohort:
    """Make a cohort that is open now and for ever, of the small questionnaire."""
    given = {
        "questionnaire_key": factories.KEY,
        "code": new_code(),
        "opens_at": MOMENT,
        "languages": ["en", "pt"],
    }
    return Cohort.objects.create(accelerator=of, name=name, **{**given, **options})


def submission(  # noqa: PLR0913 - what a submission consists of
    of: Cohort,
    name: str = "Door Ltd",
    *,
    strategy: str = "open",
    wording: Wording = Wording.CLEAR,
    status: SubmissionStatus = SubmissionStatus.SUBMITTED,
    outcome: Mapping[str, Any] | None = None,
    **options: Any,
) -> Submission:
    """Make a submission with the result that is asked for: nothing is scored.

    Each is submitted a minute after the one before, unless the options say when.
    """
    number = next(NUMBERS)
    is_draft = status == SubmissionStatus.DRAFT
    given = {
        "language": "en",
        "submitted_at": None if is_draft else MOMENT + timedelta(minutes=number),
        "questionnaire": Questionnaire.objects.published().get(key=of.questionnaire_key),
        **options,
    }
    if "venture" not in given:
        given["venture"] = Venture.objects.create(name=name)
    row = Submission.objects.create(
        cohort=of, status=status, token_hash=hash_token(f"token {number}"), **given
    )
    index_name(row)
    if not is_draft:
        recommendation(row, strategy, wording, outcome or {})
    return row


def recommendation(
    of: Submission, strategy: str, wording: Wording, outcome: Mapping[str, Any]
) -> Recommendation:
    """Store a result that nobody computed."""
    shares = {name.value: 0.8 if name == strategy else 0.1 for name in STRATEGIES}
    return Recommendation.objects.create(
        submission=of,
        strategy=strategy,
        wording=wording,
        outcome={"acceptability": shares, "tensions": [], **outcome},
        engine_version="0",
        structure_digest="0" * 64,
        text_digest="0" * 64,
        sample_digest="0" * 64,
    )


def review(of: Submission, by: User, strategy: str = "open", *, was_blind: bool = True) -> Review:
    """Store a verdict."""
    return Review.objects.create(
        submission=of,
        reviewer=by,
        strategy=strategy,
        first_strategy=strategy,
        why="Because.",
        was_blind=was_blind,
    )


def everything_about(of: Submission, by: User) -> None:
    """Store one of each that staff can do about a submission."""
    assert of.cohort is not None
    criterion = Criterion.objects.create(cohort=of.cohort, key="team", name="Team")
    Rating.objects.create(review=review(of, by), criterion=criterion, score=3)
    Assignment.objects.create(submission=of, reviewer=by)
    Conflict.objects.create(submission=of, user=by)
    ReadMark.objects.create(submission=of, user=by)
    comment = Comment.objects.create(submission=of, author=by, text="Good.")
    answer = Comment.objects.create(submission=of, author=by, text="Yes.", parent=comment)
    Mention.objects.create(comment=answer, user=by)
    Feedback.objects.create(submission=of, text="Dear founder")


def all_about_submissions() -> int:
    """Count all rows that hang on submissions."""
    return sum(
        model.objects.count()
        for model in (
            *(Submission, Venture, Recommendation, FounderInvitation, NamePart, Review, Rating),
            *(Assignment, Conflict, ReadMark, Comment, Mention, Feedback),
        )
    )
