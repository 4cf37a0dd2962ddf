"""Publishing by a person: what refuses it, and what is recorded."""

import pytest
from django.contrib.auth.models import User

from questionnaire.catalogue.drafts import copy_to_draft
from questionnaire.catalogue.publishing import (
    ChangedMeanwhileError,
    ReasonNeededError,
    RefusedError,
    assess_draft,
    publish_assessed,
)
from questionnaire.models import (
    AnswerOption,
    Publication,
    PublishedVersionError,
    Question,
    Questionnaire,
)

REASON = "Nine answers cannot be balanced."


@pytest.fixture
def draft(small: Questionnaire) -> Questionnaire:
    return copy_to_draft(small)


@pytest.fixture
def paula(db: None) -> User:  # noqa: ARG001
    return User.objects.create_user("paula")


def seen(draft: Questionnaire) -> str:
    content, _assessment = assess_draft(draft)
    return content.text_digest


def test_draft_is_published_with_its_author_warnings_and_reason(
    small: Questionnaire, draft: Questionnaire, paula: User
) -> None:
    _content, assessment = assess_draft(draft)
    publication = publish_assessed(draft=draft, seen=seen(draft), reason=f" {REASON} ", by=paula)
    draft.refresh_from_db()
    small.refresh_from_db()
    assert (draft.status, small.status) == ("published", "retired")
    assert (publication.by, publication.reason) == (paula, REASON)
    assert publication.set_aside == [c.key for c in assessment.shoulds if c.passed is False]


def test_warnings_need_a_reason(draft: Questionnaire, paula: User) -> None:
    with pytest.raises(ReasonNeededError):
        publish_assessed(draft=draft, seen=seen(draft), reason=" ", by=paula)
    assert not Publication.objects.exists()


def test_no_reason_helps_where_a_text_is_missing(draft: Questionnaire, paula: User) -> None:
    question = Question.objects.get(question_set__questionnaire=draft, key="M1")
    question.set_text("text", "it", "")
    question.save()
    with pytest.raises(RefusedError):
        publish_assessed(draft=draft, seen=seen(draft), reason=REASON, by=paula)
    draft.refresh_from_db()
    assert draft.is_draft


def test_what_was_not_seen_is_not_published(draft: Questionnaire, paula: User) -> None:
    before = seen(draft)
    AnswerOption.objects.filter(question__question_set__questionnaire=draft, key="a").update(
        fit_open=3
    )
    with pytest.raises(ChangedMeanwhileError):
        publish_assessed(draft=draft, seen=before, reason=REASON, by=paula)
    draft.refresh_from_db()
    assert draft.is_draft


def test_what_is_published_is_not_published_again(small: Questionnaire, paula: User) -> None:
    with pytest.raises(PublishedVersionError):
        publish_assessed(draft=small, seen=small.text_digest, reason=REASON, by=paula)
