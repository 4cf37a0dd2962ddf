import pytest

from questionnaire.catalogue import queries
from questionnaire.catalogue.corrections import correct
from questionnaire.catalogue.queries import all_published, frozen, published
from questionnaire.models import Questionnaire
from tests import factories
from tests.conftest import LANGUAGES, SHIPPED, Queries

pytestmark = pytest.mark.django_db


def test_frozen_value_is_built_once(small: Questionnaire, count_queries: Queries) -> None:
    first = frozen(small, language="de")
    with count_queries() as asked:
        second = frozen(small, language="de")
    assert second is first
    assert asked == []


def test_frozen_value_is_one_per_language(small: Questionnaire) -> None:
    titles = {language: frozen(small, language=language).title for language in LANGUAGES}
    assert titles == {language: f"Title [{language}]" for language in LANGUAGES}


def test_frozen_value_is_renewed_when_another_is_published(small: Questionnaire) -> None:
    assert frozen(published(key=small.key), language="en").title == "Title [en]"
    factories.published(title="Changed")
    assert frozen(published(key=small.key), language="en").title == "Changed"
    assert frozen(small, language="en").title == "Title [en]"


def test_what_is_read_after_a_correction_is_not_kept_under_the_old_name(
    small: Questionnaire,
) -> None:
    queries._frozen.cache_clear()  # noqa: SLF001 - as in a process that has read nothing yet
    fetched_before = Questionnaire.objects.get(pk=small.pk)

    def corrected(title: str) -> None:
        correct(version=small, place="title", language="en", after=title, reason="A sign", by=None)

    corrected("Title! [en]")
    assert frozen(fetched_before, language="en").title == "Title! [en]"
    corrected("Title [en]")
    small.refresh_from_db()
    assert small.text_digest == fetched_before.text_digest
    assert frozen(small, language="en").title == "Title [en]"


def test_published_finds_no_draft_and_no_unknown_key(small: Questionnaire) -> None:
    with pytest.raises(Questionnaire.DoesNotExist):
        published(key="unknown")
    assert published(key=small.key) == small


def test_all_published_are_in_the_order_of_their_keys(small: Questionnaire) -> None:
    factories.published(title="Changed")
    factories.published("another")
    assert [version.key for version in all_published()] == ["another", SHIPPED, small.key]
