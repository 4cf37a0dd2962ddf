import pytest

from questionnaire.enums import Strategy
from questionnaire.management.demo.texts import texts
from questionnaire.management.demo.ventures import KINDS, PER_LANGUAGE
from tests.conftest import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_says_as_much_as_english(language: str) -> None:
    said, english = texts(language), texts("en")
    assert {kind: set(notes) for kind, notes in said.notes.items()} == {
        kind: set(notes) for kind, notes in english.notes.items()
    }
    assert {key: len(lines) for key, lines in said.whys.items()} == {
        key: len(lines) for key, lines in english.whys.items()
    }
    assert (set(said.comments), len(said.criteria)) == ({"question", "answer"}, 3)
    assert len(said.ventures) == PER_LANGUAGE


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_no_language_repeats_the_english(language: str) -> None:
    said, english = texts(language), texts("en")
    assert set(said.feedback.values()) & set(english.feedback.values()) == set()
    assert said.welcome != english.welcome


def test_texts_cover_every_strategy_and_kind() -> None:
    said = texts("en")
    assert set(said.whys) == set(said.feedback) == set(Strategy.values)
    assert set(said.notes) == set(KINDS)


def test_no_venture_has_the_name_of_another() -> None:
    names = [name for language in LANGUAGES for name in texts(language).ventures]
    assert len(set(names)) == len(names) == 60


def test_texts_of_an_unknown_language_are_refused() -> None:
    with pytest.raises(FileNotFoundError):
        texts("xx")
