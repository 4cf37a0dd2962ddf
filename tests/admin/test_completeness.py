"""Counting, by the database, the texts that versions lack."""

from collections import Counter

from questionnaire.admin.completeness import missing_texts
from questionnaire.catalogue.texts import texts_of
from questionnaire.models import Questionnaire
from tests.admin.editing import question
from tests.conftest import Queries


def test_complete_version_lacks_nothing(small: Questionnaire) -> None:
    assert sum(missing_texts([small.pk])[small.pk].values()) == 0


def test_counts_are_those_of_the_texts_themselves(draft: Questionnaire) -> None:
    for text in texts_of(draft)[::3]:
        text.row.set_text(text.field, "it", "")
        text.row.save()
    wanted = sum(text.required and not text.say("it") for text in texts_of(draft))
    assert missing_texts([draft.pk])[draft.pk] == Counter(it=wanted)


def test_hint_may_be_missing(draft: Questionnaire) -> None:
    row = question(draft)
    row.set_text("help", "fr", "")
    row.save()
    assert missing_texts([draft.pk])[draft.pk] == Counter()


def test_counting_takes_eight_queries(
    small: Questionnaire, draft: Questionnaire, count_queries: Queries
) -> None:
    with count_queries() as queries:
        missing_texts([small.pk, draft.pk])
    assert len(queries) == 8
