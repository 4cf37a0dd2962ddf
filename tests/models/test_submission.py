from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from questionnaire.models import (
    Answer,
    AnswerOption,
    Question,
    Questionnaire,
    Recommendation,
    Submission,
    Venture,
)
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(small: Questionnaire) -> Submission:
    return factories.started(small, venture_name="Door Ltd")[0]


@pytest.fixture
def question(small: Questionnaire) -> Question:
    return Question.objects.get(question_set__questionnaire=small, key="M1")


def refused_by(constraint: str, save: Any) -> bool:
    """Return whether the database refuses, and names this constraint (or a unique column)."""
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        save()
    return True


def test_second_answer_to_a_question_is_refused(submission: Submission, question: Question) -> None:
    Answer.objects.create(submission=submission, question=question)
    twin = Answer(submission=submission, question=question)
    assert refused_by("one_answer_per_submission_and_question|answer.submission_id", twin.save)


def test_option_and_not_sure_together_are_refused(
    submission: Submission, question: Question
) -> None:
    option = question.options.all()[0]
    both = Answer(submission=submission, question=question, option=option, not_sure=True)
    assert refused_by("an_option_or_not_sure_never_both", both.save)


def test_note_of_2000_characters_is_kept(submission: Submission, question: Question) -> None:
    note = "😀" * 1_999 + "\n"
    answer = Answer.objects.create(submission=submission, question=question, note=note)
    answer.refresh_from_db()
    assert answer.note == note


def test_note_of_2001_characters_is_refused(submission: Submission, question: Question) -> None:
    answer = Answer(submission=submission, question=question, note="é" * 2_001)
    assert refused_by("note_at_most_2000_characters", answer.save)


def test_option_of_another_question_is_refused(submission: Submission, question: Question) -> None:
    other = AnswerOption.objects.exclude(question=question)[0]
    with pytest.raises(ValidationError) as caught:
        Answer(submission=submission, question=question, option=other).save()
    assert caught.value.messages == ["An answer's option belongs to its question."]


def test_unknown_status_is_refused(submission: Submission) -> None:
    submission.status = "lost"
    assert refused_by("known_submission_status|submitted_at_set_once_submitted", submission.save)


@pytest.mark.parametrize("status", ["submitted", "in_review", "reviewed"])
def test_submission_submitted_without_a_date_is_refused(
    status: str, submission: Submission
) -> None:
    submission.status = status
    assert refused_by("submitted_at_set_once_submitted", submission.save)


def test_draft_with_a_date_of_submission_is_refused(small: Questionnaire) -> None:
    submission, _token = factories.submitted(small, factories.ALL_OPEN)
    submission.status = "draft"
    assert refused_by("submitted_at_set_once_submitted", submission.save)


def test_token_twice_is_refused(submission: Submission) -> None:
    submission.pk = None
    assert refused_by("token_hash", submission.save)


def test_second_revision_of_a_submission_is_refused(small: Questionnaire) -> None:
    first, _token = factories.submitted(small, factories.ALL_OPEN)
    one, _token = factories.started(small)
    two, _token = factories.started(small)
    one.previous = two.previous = first
    one.save()
    assert refused_by("previous_id", two.save)


def test_submission_is_open_while_it_is_a_draft(small: Questionnaire) -> None:
    assert factories.started(small)[0].is_open
    assert not factories.submitted(small, factories.ALL_OPEN)[0].is_open


def test_venture_may_have_several_submissions(submission: Submission, small: Questionnaire) -> None:
    second, _token = factories.started(small)
    second.venture = submission.venture
    second.save()
    venture = Venture.objects.get(name="Door Ltd")
    assert set(venture.submissions.all()) == {submission, second}


def recommended(small: Questionnaire) -> Recommendation:
    submission, _token = factories.submitted(small, factories.ALL_OPEN)
    return submission.recommendation


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("recommends_known_strategy_or_none", {"strategy": "ajar"}),
        ("known_wording", {"wording": "certain"}),
        ("known_wording", {"wording": ""}),
    ],
)
def test_recommendation_of_an_unknown_kind_is_refused(
    constraint: str, values: dict[str, str], small: Questionnaire
) -> None:
    recommendation = recommended(small)
    for name, value in values.items():
        setattr(recommendation, name, value)
    assert refused_by(constraint, recommendation.save)


def test_second_recommendation_is_refused(small: Questionnaire) -> None:
    recommendation = recommended(small)
    recommendation.pk = None
    assert refused_by("submission_id", recommendation.save)


def test_recommendation_says_what_it_is(small: Questionnaire) -> None:
    recommendation = recommended(small)
    assert str(recommendation) == f"open, {recommendation.wording}"
