from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, models, transaction

from questionnaire.models import (
    MAX_COMMENT,
    MAX_FEEDBACK,
    MAX_WHY,
    Assignment,
    Comment,
    Conflict,
    Criterion,
    Export,
    Feedback,
    Mention,
    Rating,
    ReadMark,
    Review,
    Submission,
)
from tests.review import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small")]
KINDS: dict[str, type[models.Model]] = {
    model.__name__.lower(): model
    for model in (
        *(Assignment, Conflict, ReadMark, Review, Criterion, Rating),
        *(Comment, Mention, Feedback, Export),
    )
}


@pytest.fixture
def one_of_each(small: object) -> Submission:  # noqa: ARG001 - what it is of
    """Store a row of each kind; return the submission that they are about."""
    submission = factories.submission(factories.cohort(factories.accelerator()))
    assert submission.cohort is not None
    factories.everything_about(submission, factories.member(submission.cohort.accelerator))
    Export.objects.create(accelerator=submission.cohort.accelerator, format="csv", rows=1)
    return submission


def refused_by(constraint: str, save: Any) -> bool:
    """Return whether the database refuses, and names this constraint (or a unique column)."""
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        save()
    return True


def kept(kind: str) -> models.QuerySet[models.Model]:
    return KINDS[kind]._default_manager.all()  # noqa: SLF001 - Django's own name


def first(kind: str) -> models.Model:
    row = kept(kind).first()
    assert row is not None
    return row


@pytest.mark.usefixtures("one_of_each")
@pytest.mark.parametrize(
    ("kind", "changes", "constraint"),
    [
        ("review", {"strategy": "ajar"}, "review_of_known_strategy"),
        ("review", {"first_strategy": ""}, "review_of_known_strategy"),
        ("review", {"why": ""}, "review_says_why"),
        ("review", {"why": "x" * (MAX_WHY + 1)}, "review_says_why"),
        ("criterion", {"name": ""}, "criterion_has_a_name"),
        ("rating", {"score": 0}, "score_from_1_to_5"),
        ("rating", {"score": 6}, "score_from_1_to_5"),
        ("comment", {"text": ""}, "comment_of_1_to_5000_characters"),
        ("comment", {"text": "x" * (MAX_COMMENT + 1)}, "comment_of_1_to_5000_characters"),
        ("feedback", {"text": ""}, "feedback_of_1_to_10000_characters"),
        ("feedback", {"text": "x" * (MAX_FEEDBACK + 1)}, "feedback_of_1_to_10000_characters"),
        ("export", {"format": "pdf"}, "export_of_known_format"),
    ],
)
def test_row_against_a_rule_is_refused(kind: str, changes: dict[str, Any], constraint: str) -> None:
    row = first(kind)
    for field, value in changes.items():
        setattr(row, field, value)
    assert refused_by(constraint, row.save)


@pytest.mark.usefixtures("one_of_each")
@pytest.mark.parametrize(
    ("kind", "constraint"),
    [
        ("assignment", "assigned_once|assignment.submission_id"),
        ("conflict", "conflict_declared_once|conflict.submission_id"),
        ("readmark", "one_read_mark_per_person|readmark.submission_id"),
        ("review", "one_review_per_person|review.submission_id"),
        ("criterion", "criterion_key_unique|criterion.cohort_id"),
        ("rating", "one_score_per_criterion|rating.review_id"),
        ("mention", "mentioned_once|mention.comment_id"),
        ("feedback", "submission_id"),
    ],
)
def test_twin_of_a_row_is_refused(kind: str, constraint: str) -> None:
    row = first(kind)
    row.pk = None
    assert refused_by(constraint, row.save)


def test_who_has_judged_and_what_was_rated_by_stay(one_of_each: Submission) -> None:
    with pytest.raises(models.ProtectedError):
        User.objects.get().delete()
    with pytest.raises(models.ProtectedError):
        Criterion.objects.get().delete()
    one_of_each.delete()
    Criterion.objects.get().delete()
    User.objects.get().delete()
    assert {kind for kind in KINDS if kept(kind).exists()} == {"export"}


def test_criteria_come_in_their_order(one_of_each: Submission) -> None:
    Criterion.objects.update(position=1)
    assert one_of_each.cohort is not None
    one_of_each.cohort.criteria.create(key="market", name="Market", position=0)
    assert [str(row) for row in Criterion.objects.all()] == ["Market", "Team"]


def test_rows_say_what_they_are(one_of_each: Submission) -> None:
    row, person = one_of_each.pk, User.objects.get().pk
    comment, answer = Comment.objects.order_by("pk")
    assert comment.pk == answer.parent_id
    assert {kind: str(first(kind)) for kind in KINDS} == {
        "assignment": f"{row} to {person}",
        "conflict": f"{person} on {row}",
        "readmark": f"{row} by {person}",
        "review": f"open for {row} by {person}",
        "criterion": "Team",
        "rating": f"{Criterion.objects.get().pk}: 3",
        "comment": f"{person} on {row}",
        "mention": f"{person} in {answer.pk}",
        "feedback": f"to {row}",
        "export": "1 as csv",
    }
