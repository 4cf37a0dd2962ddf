from collections.abc import Mapping

import pytest
from django.utils.translation import override

from questionnaire import scoring
from questionnaire.catalogue.queries import frozen
from questionnaire.models import Questionnaire
from questionnaire.results.explaining import explained
from questionnaire.results.shown import Explained
from tests import factories
from tests.conftest import LANGUAGES

pytestmark = pytest.mark.django_db
MIXED = {"M1": "a", "M2": "b", "P1": "a", "P2": "c", "K1": "yes"}


def explain(
    questionnaire: Questionnaire, answers: Mapping[str, str | None], language: str = "en"
) -> tuple[Explained, scoring.Explanation]:
    value = frozen(questionnaire, language=language)
    found = scoring.explain(value.rubric, scoring.Form(answers))
    with override(language):
        return explained(found.as_dict(), value), found


def test_flips_are_those_of_the_scoring(small: Questionnaire) -> None:
    shown, found = explain(small, MIXED)
    told = {
        (tuple((q.key, o.key) for q, o in flip.changes), flip.towards and flip.towards.strategy)
        for flip in shown.flips
    }
    listed = found.flips or found.pairs
    assert told == {
        (tuple((change.question, change.option) for change in flip.changes), flip.leader)
        for flip in listed
    }


def test_flips_of_what_can_be_decided_come_first(small: Questionnaire) -> None:
    shown, _found = explain(small, {**MIXED, "M2": None})
    order = [group.flips[0].kind for group in shown.groups]
    assert order == sorted(order, key=tuple(scoring.Kind).index)


def test_query_of_a_flip_is_a_trial(small: Questionnaire) -> None:
    shown, _found = explain(small, MIXED)
    flip = shown.flips[0]
    assert flip.query == "&".join(f"{q.key}={o.key}" for q, o in flip.changes)


def test_sentence_of_a_flip_names_question_and_answer(small: Questionnaire) -> None:
    shown, _found = explain(small, MIXED)
    for flip in shown.flips:
        for question, option in flip.changes:
            assert question.text in flip.sentence
            assert option.text in flip.sentence


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "answers",
    [MIXED, factories.ALL_OPEN, factories.NONE_COMPATIBLE, {}, {**MIXED, "M1": None}],
    ids=["mixed", "open", "none compatible", "blank", "not sure"],
)
def test_every_sentence_is_there(
    small: Questionnaire, answers: Mapping[str, str | None], language: str
) -> None:
    shown, found = explain(small, answers, language)
    assert all([shown.robustness, shown.flips_note])
    shifts = found.weight_shifts
    assert bool(shown.shift) == (not shifts or shifts[0].leader == found.leader)
    assert [item.question.key for item in shown.find_out] == [
        item.question for item in found.find_out
    ]
    assert all(item.sentence for item in shown.find_out)


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_sentences_are_not_left_in_english(small: Questionnaire, language: str) -> None:
    english, _found = explain(small, {**MIXED, "M1": None})
    shown, _found = explain(small, {**MIXED, "M1": None}, language)
    assert shown.robustness != english.robustness
    assert shown.flips_note != english.flips_note
    assert shown.shift != english.shift
    assert [item.sentence for item in shown.find_out] != [i.sentence for i in english.find_out]
