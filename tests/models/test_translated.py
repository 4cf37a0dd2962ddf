"""Each translation knows which source text it was made from."""

from typing import Any

import pytest
from modeltranslation.utils import build_localized_fieldname

from questionnaire.catalogue.storing import store_draft
from questionnaire.enums import TranslationStatus
from questionnaire.models import Question, Questionnaire, Rule
from questionnaire.models.translated import digest_of
from tests import factories

DONE, MISSING = TranslationStatus.DONE, TranslationStatus.MISSING
OUTDATED, IDENTICAL = TranslationStatus.OUTDATED, TranslationStatus.IDENTICAL
pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Questionnaire:
    return store_draft(factories.content(), version=99)


@pytest.fixture
def question(draft: Questionnaire) -> Question:
    return Question.objects.get(question_set__questionnaire=draft, key="M1")


def write(question: Question, **texts: str) -> Question:
    """Save texts by language, such as de="..."; return the row as it is stored."""
    for language, text in texts.items():
        question.set_text("text", language, text)
    question.save()
    return Question.objects.get(pk=question.pk)


def status(question: Question, language: str = "de", source_language: str = "en") -> str:
    return question.translation_status("text", language, source_language=source_language)


def test_digest_is_sixteen_hexadecimal_digits_of_sha256() -> None:
    assert digest_of("abc") == "ba7816bf8f01cfea"


def test_text_is_read_and_changed_by_field_and_language(question: Question) -> None:
    assert question.say("text", "de") == "Question M1? [de]"
    question.set_text("text", "de", "Frage?")
    assert (question.text_de, question.say("text", "de")) == ("Frage?", "Frage?")  # type: ignore[attr-defined]


def test_text_that_is_null_reads_as_empty(question: Question) -> None:
    question.text_de = None  # type: ignore[attr-defined]
    assert question.say("text", "de") == ""


def test_translations_stored_with_their_source_are_done(question: Question) -> None:
    assert [status(question, language) for language in ("en", "de", "pt")] == [DONE] * 3
    assert question.translated_from == {}


def test_changed_source_outdates_every_translation_but_not_itself(question: Question) -> None:
    changed = write(question, en="Another question?")
    assert [status(changed, language) for language in ("en", "de", "pt")] == [
        DONE,
        OUTDATED,
        OUTDATED,
    ]
    assert changed.translated_from["text"]["de"] == digest_of("Question M1? [en]")


def test_source_changed_twice_still_knows_the_first(question: Question) -> None:
    twice = write(write(question, en="Another?"), en="A third?")
    assert status(twice) == OUTDATED
    assert status(write(twice, en="Question M1? [en]")) == DONE


def test_translation_written_after_the_source_is_done(question: Question) -> None:
    changed = write(write(question, en="Another?"), de="Andere?")
    assert (status(changed), status(changed, "fr")) == (DONE, OUTDATED)


def test_source_and_translation_changed_together_are_done(question: Question) -> None:
    changed = write(question, en="Another?", de="Andere?")
    assert (status(changed), status(changed, "fr")) == (DONE, OUTDATED)


@pytest.mark.parametrize("nothing", ["", "  \n"])
def test_emptied_translation_is_missing_and_made_from_nothing(
    question: Question, nothing: str
) -> None:
    changed = write(write(question, de="Andere?"), de=nothing)
    assert status(changed) == MISSING
    assert changed.translated_from == {}


def test_text_that_has_no_source_either_lacks_nothing(question: Question) -> None:
    assert status(write(question, en="", de="")) == DONE


def test_copy_of_the_source_is_identical_until_the_source_changes(question: Question) -> None:
    copied = write(question, de="Question M1? [en]")
    assert (status(copied), copied.translated_from) == (IDENTICAL, {})
    assert status(write(copied, en="Another?")) == OUTDATED


def test_confirmed_copy_of_the_source_is_done(question: Question) -> None:
    copied = write(question, de="Question M1? [en]")
    copied.confirm("text", "de", source_language="en")
    copied.save()
    assert status(Question.objects.get(pk=copied.pk)) == DONE


def test_confirmed_translation_is_done_until_the_source_changes_again(question: Question) -> None:
    changed = write(question, en="Another?")
    changed.confirm("text", "de", source_language="en")
    changed.save()
    confirmed = Question.objects.get(pk=question.pk)
    assert (status(confirmed), status(confirmed, "fr")) == (DONE, OUTDATED)
    assert status(write(confirmed, en="A third?")) == OUTDATED


def test_saving_one_text_alone_notes_what_it_does_to_the_others(question: Question) -> None:
    question.set_text("text", "en", "Another?")
    question.save(update_fields=[build_localized_fieldname("text", "en")])
    assert status(Question.objects.get(pk=question.pk)) == OUTDATED


def test_saving_no_text_notes_nothing_and_keeps_what_was_noted(question: Question) -> None:
    changed = write(question, en="Another?")
    changed.position = 7
    changed.save(update_fields=["position"])
    stored = Question.objects.get(pk=question.pk)
    assert (stored.position, status(stored)) == (7, OUTDATED)


def test_fields_are_told_apart(question: Question) -> None:
    changed = write(question, en="Another?")
    assert set(changed.translated_from) == {"text"}
    assert changed.translation_status("why", "de", source_language="en") == DONE


def test_other_source_language_is_followed(draft: Questionnaire, question: Question) -> None:
    draft.source_language = "de"
    draft.save()
    changed = write(question, de="Andere?")
    assert (status(changed, "en", "de"), status(changed, "de", "de")) == (OUTDATED, DONE)


def test_new_row_saved_at_once_is_done_in_every_language(draft: Questionnaire) -> None:
    texts: dict[str, Any] = {"message_en": "Mind", "message_de": "Achtung", "message_fr": ""}
    rule = Rule.objects.create(questionnaire=draft, key="new", kind="tension", position=9, **texts)
    said = {
        language: rule.translation_status("message", language, source_language="en")
        for language in ("en", "de", "fr")
    }
    assert said == {"en": DONE, "de": DONE, "fr": MISSING}
