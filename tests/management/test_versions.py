import pytest
from django.core.management import CommandError

from questionnaire.catalogue.storing import store_draft
from questionnaire.management.versions import BAD_INPUT, content_of, version_of
from questionnaire.models import Questionnaire, Source
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(small: Questionnaire) -> Questionnaire:
    return store_draft(factories.content(), version=small.version + 1)


def refusal(key: str, number: int | None) -> str:
    with pytest.raises(CommandError) as caught:
        version_of(key, number)
    assert caught.value.returncode == BAD_INPUT
    return str(caught.value)


def test_published_version_is_meant_when_none_is_named(
    small: Questionnaire, draft: Questionnaire
) -> None:
    assert draft.version == 2
    assert version_of("small", None) == small


def test_named_version_is_meant_even_as_a_draft(draft: Questionnaire) -> None:
    assert version_of("small", 2) == draft


def test_unknown_key_is_told_with_those_there_are(draft: Questionnaire) -> None:
    keys = ", ".join(sorted({"release", draft.key}))
    assert refusal("nowhere", None) == f"There is no questionnaire 'nowhere' (there are: {keys})."
    assert refusal("nowhere", 1) == f"There is no questionnaire 'nowhere' (there are: {keys})."


def test_unknown_version_is_told_with_those_there_are(draft: Questionnaire) -> None:
    assert draft.version == 2
    assert refusal("small", 9) == "'small' has no version 9 (there are: 1, 2)."


def test_key_with_drafts_only_asks_for_a_version() -> None:
    store_draft(factories.content(factories.structure("fresh")), version=1)
    assert (
        refusal("fresh", None) == "No version of 'fresh' is published; name one by --version (1)."
    )


def test_empty_database_is_told(transactional_db: None) -> None:  # noqa: ARG001 - empties it
    assert refusal("small", None).endswith("(there are: none, run load_questionnaires first).")


def test_content_is_what_the_version_says(small: Questionnaire) -> None:
    assert content_of(small) == factories.content()


def test_draft_not_fit_to_be_read_is_told_with_the_place(draft: Questionnaire) -> None:
    Source.objects.filter(questionnaire=draft, key="book").update(key="two-words")
    with pytest.raises(CommandError) as caught:
        content_of(draft)
    first, place, *_others = str(caught.value).splitlines()
    assert first == "small 2 cannot be read:"
    assert place.startswith("  sources.1.key: ")
    assert caught.value.returncode == BAD_INPUT
