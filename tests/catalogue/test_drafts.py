"""Copying a version to a draft, and beginning a new questionnaire."""

import pytest
from auditlog.models import LogEntry
from django.db import IntegrityError, transaction

from questionnaire.catalogue.drafts import (
    NotPublishedError,
    copy_to_draft,
    new_draft,
    newest_version,
)
from questionnaire.catalogue.publishing import publish_assessed
from questionnaire.catalogue.reading import read_rows
from questionnaire.catalogue.services import publish
from questionnaire.catalogue.storing import store_draft
from questionnaire.catalogue.texts import texts_of
from questionnaire.enums import QuestionnaireStatus, TranslationStatus
from questionnaire.models import Questionnaire
from tests import factories
from tests.walk.test_concurrency import at_once

pytestmark = pytest.mark.django_db


def test_copy_says_what_the_version_says_and_changes_nothing_of_it(small: Questionnaire) -> None:
    before = read_rows(small)
    draft = copy_to_draft(small)
    assert read_rows(draft)[0] == before[0]
    assert read_rows(small) == before
    assert set(read_rows(draft)[1].questions.values()).isdisjoint(before[1].questions.values())


def test_copy_is_the_next_version_and_knows_what_it_was_copied_from(small: Questionnaire) -> None:
    draft = Questionnaire.objects.get(pk=copy_to_draft(small).pk)
    assert (draft.key, draft.version, draft.status) == ("small", small.version + 1, "draft")
    assert (draft.based_on, draft.published_at, draft.text_digest) == (small, None, "")
    assert copy_to_draft(small).version == small.version + 2


def test_retired_version_can_be_copied(small: Questionnaire) -> None:
    newer = factories.published(title="Newer")
    small.refresh_from_db()
    assert small.status == QuestionnaireStatus.RETIRED
    draft = copy_to_draft(small)
    assert (draft.version, draft.title_en) == (newer.version + 1, "Title [en]")  # type: ignore[attr-defined]


def test_draft_is_not_copied(small: Questionnaire) -> None:
    draft = copy_to_draft(small)
    with pytest.raises(NotPublishedError):
        copy_to_draft(draft)
    assert newest_version("small") == draft.version


def test_copy_knows_which_translations_are_outdated(small: Questionnaire) -> None:
    draft = copy_to_draft(small)
    place = "questions.M1.options.a.text"
    option = {text.place: text for text in texts_of(draft)}[place].row
    option.set_text("text", "en", "Another answer")
    option.save()
    publish(draft)
    copy = copy_to_draft(draft)
    said = {text.place: text for text in texts_of(copy)}
    assert said[place].status("de") == TranslationStatus.OUTDATED
    assert said["title"].status("de") == TranslationStatus.DONE


def test_history_tells_of_a_copy_in_one_line(small: Questionnaire) -> None:
    before = LogEntry.objects.count()
    draft = copy_to_draft(small)
    entries = LogEntry.objects.order_by("pk")[before:]
    assert [(entry.object_id, entry.changes) for entry in entries] == [
        (draft.pk, {"based_on": [None, str(small)]})
    ]


def test_newest_version_of_an_unknown_key_is_none(small: Questionnaire) -> None:
    with transaction.atomic():
        assert (newest_version("nothing"), newest_version("small")) == (0, small.version)


def test_new_questionnaire_has_its_three_strategies_without_words() -> None:
    draft = new_draft(key="fresh", source_language="fr")
    assert (draft.version, draft.source_language, draft.is_draft) == (1, "fr", True)
    texts = draft.strategy_texts.order_by("pk")
    assert [text.strategy for text in texts] == ["open", "closed", "hybrid"]
    assert {text.say("name", "fr") for text in texts} == {""}


def test_key_that_is_taken_is_refused(small: Questionnaire) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        new_draft(key=small.key, source_language="en")


def test_key_is_taken_by_a_draft_too() -> None:
    store_draft(factories.content(factories.structure("other")), version=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        new_draft(key="other", source_language="en")


@pytest.mark.django_db(transaction=True)
def test_copies_made_at_once_are_versions_of_their_own() -> None:
    version = factories.published()
    copies = at_once(lambda _client: copy_to_draft(Questionnaire.objects.get(pk=version.pk)))
    assert sorted(copy.version for copy in copies) == [2, 3, 4, 5]


@pytest.mark.django_db(transaction=True)
def test_publishing_and_copying_at_once_do_not_wait_for_each_other_for_ever() -> None:
    version = factories.published()
    draft = copy_to_draft(version)
    seen = read_rows(draft)[0].text_digest

    def publishing() -> int:
        return publish_assessed(draft=draft, seen=seen, reason="-", by=None).questionnaire.version

    def copying() -> int:
        return copy_to_draft(Questionnaire.objects.get(pk=version.pk)).version

    jobs = iter([publishing, copying, copying, copying])
    assert sorted(at_once(lambda _client: next(jobs)())) == [2, 3, 4, 5]
