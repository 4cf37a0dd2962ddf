import pytest

from questionnaire.catalogue.drafts import copy_to_draft
from questionnaire.catalogue.texts import Text, texts_of
from questionnaire.catalogue.translations import (
    Confirmed,
    confirm,
    locked_texts,
    sections,
    shown_as,
    wanted,
)
from questionnaire.enums import TranslationStatus
from questionnaire.models import PublishedVersionError, Questionnaire

pytestmark = pytest.mark.django_db
PLACE = "questions.M1.text"


@pytest.fixture
def draft(small: Questionnaire) -> Questionnaire:
    return copy_to_draft(small)


def text_at(version: Questionnaire, place: str = PLACE) -> Text:
    fresh = Questionnaire.objects.get(pk=version.pk)
    return {text.place: text for text in texts_of(fresh)}[place]


def write(version: Questionnaire, said: str, language: str = "en", place: str = PLACE) -> Text:
    text = text_at(version, place)
    text.row.set_text(text.field, language, said)
    text.row.save()
    return text_at(version, place)


def test_sections_follow_the_walk(small: Questionnaire) -> None:
    found = sections(texts_of(small))
    names = ["whole", "money", "people", "facts", "rules", "sources"]
    assert [section.name for section in found] == names
    assert sum(len(section.texts) for section in found) == len(texts_of(small))
    places = {text.place for text in found[1].texts}
    assert {"sets.money.advice.go_open", "questions.M2.options.c.reason"} <= places


def test_set_called_rules_is_not_taken_for_the_rules(draft: Questionnaire) -> None:
    part = draft.sets.get(key="money")
    part.key = "rules"
    part.save()
    assert [section.name for section in sections(texts_of(draft))].count("rules") == 2


def test_optional_text_is_left_out_while_no_language_says_it(draft: Questionnaire) -> None:
    place = "questions.K1.options.yes.reason"
    assert place not in {text.place for text in wanted(texts_of(draft))}
    write(draft, "Because", "fr", place)
    assert place in {text.place for text in wanted(texts_of(draft))}


def test_confirmed_translation_is_done(draft: Questionnaire) -> None:
    text = write(draft, "Anew")
    assert text.status("it") == TranslationStatus.OUTDATED
    shown = {PLACE: shown_as(text, "it")}
    assert confirm(draft, language="it", shown=shown) == Confirmed(1, 0)
    after = text_at(draft)
    assert after.status("it") == TranslationStatus.DONE
    assert after.status("de") == TranslationStatus.OUTDATED
    assert after.say("it") == "Question M1? [it]"


def test_text_that_is_the_same_on_purpose_is_confirmed(draft: Questionnaire) -> None:
    text = write(draft, "Question M1? [en]", "it")
    assert text.status("it") == TranslationStatus.IDENTICAL
    confirm(draft, language="it", shown={PLACE: shown_as(text, "it")})
    assert text_at(draft).status("it") == TranslationStatus.DONE


@pytest.mark.parametrize("language", ["en", "it"])
def test_text_that_changed_since_it_was_shown_is_passed_over(
    draft: Questionnaire, language: str
) -> None:
    shown = {PLACE: shown_as(write(draft, "Anew"), "it"), "nowhere": "x"}
    write(draft, "Anew again", language)
    assert confirm(draft, language="it", shown=shown) == Confirmed(0, 2)


def test_published_version_confirms_nothing(small: Questionnaire) -> None:
    with pytest.raises(PublishedVersionError):
        confirm(small, language="it", shown={})
    with pytest.raises(PublishedVersionError):
        locked_texts(small)
