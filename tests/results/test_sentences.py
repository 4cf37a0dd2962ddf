"""Whole sentences, in every language: each placeholder filled, nothing left in English."""

from collections.abc import Iterator
from itertools import permutations

import pytest
from django.utils.translation import override

from questionnaire.results import sentences
from questionnaire.scoring import STRATEGIES, CapReason, Wording
from tests.conftest import LANGUAGES


def said() -> Iterator[str]:
    """Yield every sentence of a result, in the active language."""
    for wording in Wording:
        yield sentences.headline(wording, "Own headline", "One", "Two")
        yield sentences.certainty(
            wording, first="One", second="Two", first_percent=61, second_percent=39
        )
    for strategy in STRATEGIES:
        for kind in (
            sentences.BEST_FIT,
            sentences.SPEAKS_FOR,
            sentences.RULED_OUT,
            sentences.MAY_BE_RULED_OUT,
        ):
            yield str(kind[strategy])
    for pair in permutations(STRATEGIES, 2):
        yield str(sentences.ELIMINATED[pair])
    for reason in CapReason:
        yield str(sentences.CAPS[reason]) % {"name": "A set"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_have_no_placeholder_left(language: str) -> None:
    with override(language):
        assert [sentence for sentence in said() if not sentence or "%(" in sentence] == []


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_sentences_are_translated(language: str) -> None:
    with override("en"):
        english = list(said())
    with override(language):
        translated = list(said())
    own = "Own headline"
    left = [e for e, t in zip(english, translated, strict=True) if e == t and e != own]
    assert left == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_all_different(language: str) -> None:
    with override(language):
        headlines = {sentences.headline(w, "Own headline", "One", "Two") for w in Wording}
        others = [s for s in said() if s not in headlines]
    assert len(headlines) == len(Wording) - 1  # "clear" and "leaning" take the strategy's own
    assert len(set(others)) == len(others)


def test_percents_are_told_as_they_are() -> None:
    sentence = sentences.certainty(
        Wording.TOO_CLOSE_TO_CALL,
        first="Open",
        second="Hybrid",
        first_percent=51,
        second_percent=44,
    )
    assert sentence.startswith("Open comes first in 51 of 100 plausible readings")
    assert "Hybrid in 44." in sentence
