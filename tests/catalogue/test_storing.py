import pytest
from modeltranslation.utils import build_localized_fieldname

from questionnaire.catalogue.reading import read_rows
from questionnaire.catalogue.storing import KINDS, store_draft
from questionnaire.models import AnswerOption, Question, Questionnaire
from questionnaire.models.versioned import VersionedModel
from tests import factories
from tests.conftest import LANGUAGES, Queries

pytestmark = pytest.mark.django_db


def test_content_stored_and_read_again_is_the_same() -> None:
    content = factories.content()
    read, _ids = read_rows(store_draft(content, version=9))
    assert read == content


def test_draft_stored_is_not_published_yet() -> None:
    draft = store_draft(factories.content(), version=9)
    assert (draft.key, draft.version, draft.status) == ("small", 9, "draft")
    assert (draft.published_at, draft.text_digest) == (None, "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_row_holds_its_words_in_every_language(language: str, small: Questionnaire) -> None:
    question = Question.objects.get(question_set__questionnaire=small, key="P2")
    names = [build_localized_fieldname(name, language) for name in ("text", "help", "why")]
    assert [getattr(question, name) for name in names] == [
        f"Question P2? [{language}]",
        f"Help with P2 [{language}]",
        f"Why P2 [{language}]",
    ]


def test_options_keep_their_order_and_fits(small: Questionnaire) -> None:
    options = AnswerOption.objects.filter(question__question_set__questionnaire=small)
    scored = options.filter(question__key="M1").order_by("position")
    assert [(o.key, o.fit_open, o.fit_closed, o.fit_hybrid) for o in scored] == [
        ("a", 4, 0, 1),
        ("b", 0, 4, 1),
        ("c", 1, 0, 4),
    ]
    facts = options.filter(question__key="K1").order_by("position")
    assert [(o.key, o.fit_open) for o in facts] == [("yes", None), ("no", None)]


def test_each_kind_of_row_is_written_at_once(count_queries: Queries) -> None:
    with count_queries() as queries:
        store_draft(factories.content(), version=9)
    # The version itself (3); then, for each kind, whether it still is a draft, and all its rows
    assert len(queries) == 3 + 2 * len(KINDS)


def test_every_part_of_a_version_is_among_the_kinds() -> None:
    assert set(KINDS) == set(VersionedModel.__subclasses__())
