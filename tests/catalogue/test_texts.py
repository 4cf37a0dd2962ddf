"""Every text of a version, by the place where it stands."""

from collections import Counter

import pytest

from questionnaire.catalogue.files import languages
from questionnaire.catalogue.storing import store_draft
from questionnaire.catalogue.texts import Text, can_be_shown, status_counts, texts_of
from questionnaire.enums import TranslationStatus
from questionnaire.models import Questionnaire
from tests import factories
from tests.conftest import Queries

pytestmark = pytest.mark.django_db
OF_STRATEGIES = [
    f"strategies.{strategy}.{field}"
    for strategy in ("open", "closed", "hybrid")
    for field in ("name", "headline", "sentence")
]


@pytest.fixture
def draft() -> Questionnaire:
    return store_draft(factories.content(), version=99)


def by_place(questionnaire: Questionnaire) -> dict[str, Text]:
    return {text.place: text for text in texts_of(questionnaire)}


def test_places_follow_the_founders_way(small: Questionnaire) -> None:
    places = [text.place for text in texts_of(small)]
    assert sorted(places[2:11]) == sorted(OF_STRATEGIES)
    assert places[:2] == ["title", "summary"]
    assert places[11:17] == [
        "sets.money.name",
        "sets.money.intro",
        "sets.money.swing",
        *(f"sets.money.advice.{key}" for key in factories.ADVICE),
    ]
    first = places.index("questions.M1.text")
    assert places[first : first + 5] == [
        "questions.M1.text",
        "questions.M1.help",
        "questions.M1.why",
        "questions.M1.options.a.text",
        "questions.M1.options.a.reason",
    ]
    assert places[-6:] == [
        "vetoes.no_rights",
        "vetoes.no_secret",
        "vetoes.no_split",
        "tensions.odd",
        "sources.paper",
        "sources.book",
    ]
    assert len(places) == len(set(places))


def test_each_text_says_what_the_files_say(small: Questionnaire) -> None:
    words = factories.words("it")
    texts = by_place(small)
    assert {
        "title": texts["title"].say("it"),
        "advice": texts["sets.people.advice.go_open"].say("it"),
        "reason": texts["questions.P2.options.c.reason"].say("it"),
        "tension": texts["tensions.odd"].say("it"),
    } == {
        "title": words["title"],
        "advice": words["sets"]["people"]["advice"]["go_open"],
        "reason": words["questions"]["P2"]["options"]["c"]["reason"],
        "tension": words["tensions"]["odd"],
    }


def test_only_hints_and_what_facts_lack_may_be_empty(small: Questionnaire) -> None:
    optional = [text.place for text in texts_of(small) if not text.required]
    assert optional == [
        "sets.facts.swing",
        *(f"questions.{key}.help" for key in ("M1", "M2", "P1", "P2")),
        "questions.K1.help",
        "questions.K1.options.yes.reason",
        "questions.K1.options.no.reason",
    ]


def test_required_text_is_missing_though_its_source_is_empty_too(draft: Questionnaire) -> None:
    texts = by_place(draft)
    for place in ("questions.M1.text", "questions.M1.help"):
        for language in ("en", "de"):
            texts[place].row.set_text(texts[place].field, language, " ")
    assert [texts[f"questions.M1.{field}"].status("de") for field in ("text", "help")] == [
        TranslationStatus.MISSING,
        TranslationStatus.DONE,
    ]
    assert texts["questions.M1.text"].status("en") == TranslationStatus.MISSING


@pytest.mark.parametrize(
    ("text", "shown"),
    [("Zwei\r\n\tZeilen 😀 שלום", True), ("", True), ("Zwei\vZeilen", False), ("\x07", False)],
)
def test_control_characters_are_not_shown(text: str, shown: bool) -> None:  # noqa: FBT001
    assert can_be_shown(text) is shown


def test_length_is_the_columns(small: Questionnaire) -> None:
    texts = by_place(small)
    said = [texts[place].max_length() for place in ("title", "strategies.open.name", "summary")]
    assert said == [200, 60, None]


def test_texts_are_counted_by_language_and_status(draft: Questionnaire) -> None:
    texts = by_place(draft)
    total = len(texts)
    draft.set_text("title", "en", "Another title")
    draft.set_text("summary", "it", "")
    draft.save()
    counts = status_counts(texts_of(draft))
    assert set(counts) == set(languages())
    assert counts["en"] == Counter({TranslationStatus.DONE: total})
    assert counts["de"] == Counter(
        {TranslationStatus.DONE: total - 1, TranslationStatus.OUTDATED: 1}
    )
    assert counts["it"] == Counter(
        {
            TranslationStatus.DONE: total - 2,
            TranslationStatus.OUTDATED: 1,
            TranslationStatus.MISSING: 1,
        }
    )


@pytest.mark.parametrize("fixture", ["small", "shipped"])
def test_texts_take_seven_queries_whatever_their_number(
    request: pytest.FixtureRequest, fixture: str, count_queries: Queries
) -> None:
    questionnaire: Questionnaire = request.getfixturevalue(fixture)
    with count_queries() as queries:
        texts_of(questionnaire)
    assert len(queries) == 7
