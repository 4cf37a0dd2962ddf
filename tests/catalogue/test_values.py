from dataclasses import FrozenInstanceError

import pytest

from questionnaire import scoring
from questionnaire.catalogue.queries import frozen
from questionnaire.catalogue.reading import read_rows
from questionnaire.catalogue.rubric import rubric_of
from questionnaire.catalogue.values import FrozenQuestionnaire, freeze
from questionnaire.models import Questionnaire
from questionnaire.scoring import Strategy
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def french(small: Questionnaire) -> FrozenQuestionnaire:
    return frozen(small, language="fr")


def test_frozen_questionnaire_knows_its_version(
    french: FrozenQuestionnaire, small: Questionnaire
) -> None:
    assert (french.pk, french.key, french.version, french.language) == (small.pk, "small", 1, "fr")
    assert french.text_digest == small.text_digest
    assert french.structure_digest == small.structure_digest
    assert french.rubric == rubric_of(factories.content().structure)
    assert french.structure_digest == scoring.rubric_digest(french.rubric)


def test_frozen_questionnaire_cannot_be_changed(french: FrozenQuestionnaire) -> None:
    with pytest.raises(FrozenInstanceError):
        french.title = "Changed"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        french.sets[0].questions[0].text = "Changed"  # type: ignore[misc]


def test_sets_and_questions_keep_the_order_of_the_walk(french: FrozenQuestionnaire) -> None:
    assert list(french.sets_by_key) == ["money", "people", "facts"]
    assert [part.key for part in french.scored_sets] == ["money", "people"]
    assert list(french.questions) == ["M1", "M2", "P1", "P2", "K1"]


def test_question_comes_with_its_options_and_sources(french: FrozenQuestionnaire) -> None:
    question = french.questions["M1"]
    assert (question.set_key, question.text) == ("money", "Question M1? [fr]")
    assert question.option("b").text == "M1 is b [fr]"
    assert question.option("b").reason == "Reason M1 b [fr]"
    assert [(s.key, s.text, s.url) for s in question.sources] == [
        ("paper", "Fact of paper [fr]", "https://example.org/"),
        ("book", "Fact of book [fr]", ""),
    ]
    with pytest.raises(KeyError):
        question.option("z")


def test_advice_is_kept_by_strategy(french: FrozenQuestionnaire) -> None:
    advice = french.sets_by_key["people"].advice
    assert {s: [step.text for step in steps] for s, steps in advice.items()} == {
        Strategy.OPEN: ["people: go_open [fr]"],
        Strategy.CLOSED: ["people: go_closed [fr]"],
        Strategy.HYBRID: ["people: go_hybrid [fr]"],
    }
    assert [source.key for source in advice[Strategy.OPEN][0].sources] == ["book", "paper"]


def test_rules_name_their_questions(french: FrozenQuestionnaire) -> None:
    veto, tension = french.vetoes["no_secret"], french.tensions["odd"]
    assert (veto.rules_out, veto.questions) == (Strategy.CLOSED, ("M1", "M2"))
    assert (tension.rules_out, tension.message) == (None, "Tension odd [fr]")


def test_strategies_are_told_in_its_own_words(french: FrozenQuestionnaire) -> None:
    hybrid = french.strategies[Strategy.HYBRID]
    assert (hybrid.name, hybrid.headline, hybrid.sentence) == (
        "hybrid [fr]",
        "Be hybrid [fr]",
        "On hybrid [fr]",
    )


def test_version_without_words_in_a_language_is_told_in_its_source(small: Questionnaire) -> None:
    content, ids = read_rows(small)
    silent = content.words["fr"].model_copy(update={"title": ""})
    unspoken = content.model_copy(update={"words": {**content.words, "fr": silent}})
    told = freeze(unspoken, ids, pk=small.pk, version=1, language="fr")
    assert (told.language, told.title) == ("en", "Title [en]")


def test_what_cannot_be_scored_can_still_be_shown(small: Questionnaire) -> None:
    content, ids = read_rows(small)
    structure = content.structure.model_copy(update={"sets": content.structure.sets[:1]})
    draft = content.model_copy(update={"structure": structure})
    shown = freeze(draft, ids, pk=small.pk, version=1, language="fr")
    assert [part.name for part in shown.sets] == ["Set money [fr]"]
    with pytest.raises(scoring.ScoringError):
        shown.rubric  # noqa: B018 - built when it is first asked for
