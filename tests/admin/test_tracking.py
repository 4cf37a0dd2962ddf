"""What the history keeps, and where it finds it again."""

import pytest
from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.contrib.contenttypes.models import ContentType

from questionnaire.admin.tracking import PARTS, Event, note, told_fields
from questionnaire.models import (
    Answer,
    AnswerOption,
    ConditionOption,
    Correction,
    Publication,
    Question,
    Questionnaire,
    QuestionSource,
    Replay,
    Submission,
)
from tests import factories

pytestmark = pytest.mark.django_db


def entries(questionnaire: Questionnaire) -> list[LogEntry]:
    of_it = LogEntry.objects.filter(additional_data__questionnaire=questionnaire.pk)
    return list(of_it.order_by("pk"))


def last(questionnaire: Questionnaire) -> LogEntry:
    return entries(questionnaire)[-1]


def test_history_is_kept_of_all_that_admins_edit_and_of_nothing_that_founders_do() -> None:
    assert len(PARTS) == 11
    for model in (Questionnaire, Publication, Correction, *PARTS):
        assert auditlog.contains(model)
    for model in (Submission, Answer, Replay):
        assert not auditlog.contains(model)


def test_text_is_told_of_once_per_language() -> None:
    fields = told_fields(Question)
    assert [name for name in fields if name.startswith("text")] == [
        f"text_{code}" for code in ("es", "en", "fr", "de", "it", "pt")
    ]
    assert "question_set" in fields
    assert not {"translated_from", "id"} & set(fields)
    assert told_fields(ConditionOption) == ["option"]


def test_digests_and_what_the_line_says_anyway_are_not_told() -> None:
    assert told_fields(Publication) == ["set_aside", "reason"]
    assert not {"structure_digest", "text_digest", "loaded_digest"} & set(
        told_fields(Questionnaire)
    )


def test_change_is_kept_with_its_place(draft: Questionnaire) -> None:
    option = AnswerOption.objects.get(question__question_set__questionnaire=draft, key="yes")
    option.set_text("text", "de", "Ja")
    option.save()
    entry = last(draft)
    assert entry.changes == {"text_de": ["K1 is yes [de]", "Ja"]}
    question = option.question
    assert entry.additional_data == {
        "questionnaire": draft.pk,
        "place": [
            ["questionset", question.question_set_id, "facts"],
            ["question", question.pk, "K1"],
            ["answeroption", option.pk, "yes"],
        ],
    }


def test_removed_part_is_found_by_its_questionnaire(draft: Questionnaire) -> None:
    link = QuestionSource.objects.filter(question__question_set__questionnaire=draft)[0]
    link.delete()
    entry = last(draft)
    assert entry.action == LogEntry.Action.DELETE
    assert entry.additional_data["place"][-1] == ["questionsource", entry.object_id, "paper"]


def test_every_part_that_goes_with_a_set_is_told_of(draft: Questionnaire) -> None:
    before = len(entries(draft))
    part = draft.sets.get(key="facts")
    part.delete()
    removed = entries(draft)[before:]
    assert {entry.action for entry in removed} == {LogEntry.Action.DELETE}
    kinds = [entry.content_type.model for entry in removed]
    assert sorted(set(kinds)) == [
        "answeroption",
        "condition",
        "conditionoption",
        "question",
        "questionset",
    ]


def test_publishing_is_told_of_the_version_that_retires_too(small: Questionnaire) -> None:
    newer = factories.published(title="Newer")
    assert last(small).changes == {"status": ["published", "retired"]}
    assert last(newer).changes == {"status": ["draft", "published"]}


def test_event_is_a_line_of_its_own(draft: Questionnaire) -> None:
    note(draft, Event.IMPORTED, language="de", count=12)
    entry = last(draft)
    assert entry.content_type == ContentType.objects.get_for_model(Questionnaire)
    assert entry.additional_data == {
        "questionnaire": draft.pk,
        "place": [],
        "event": "imported",
        "params": {"language": "de", "count": 12},
    }
