"""From an outcome to what a page shows, for founders of every kind, in every language."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.utils.translation import override

from questionnaire import scoring
from questionnaire.catalogue.queries import frozen
from questionnaire.catalogue.values import FrozenQuestionnaire
from questionnaire.models import Questionnaire
from questionnaire.results.answers import NOT_SURE, Said, form_of
from questionnaire.results.presenting import present
from questionnaire.results.shown import Result
from tests import factories
from tests.conftest import LANGUAGES

pytestmark = pytest.mark.django_db
Answers = Mapping[str, str]


def founder(*options: str) -> dict[str, str]:
    """Answer M1, M2, P1, P2 and K1 in this order; "" leaves one unanswered, "?" is not sure."""
    given = zip(("M1", "M2", "P1", "P2", "K1"), options, strict=True)
    return {key: NOT_SURE if option == "?" else option for key, option in given if option}


# How it is worded, what is recommended, what caps it, and what was ruled out
FOUNDERS: dict[str, tuple[Answers, tuple[str, str | None, tuple[str, ...], str | None]]] = {
    "clear open": (founder(*"aaaa", "yes"), ("clear", "open", (), None)),
    "clear closed": (founder(*"babb", "yes"), ("clear", "closed", (), None)),
    "clear hybrid": (founder(*"aacc", "no"), ("clear", "hybrid", (), None)),
    "leaning open": (founder(*"aabc", "yes"), ("leaning", "open", (), None)),
    "leaning closed": (founder(*"babc", "no"), ("leaning", "closed", (), None)),
    "leaning hybrid": (founder(*"abcc", "yes"), ("leaning", "hybrid", (), None)),
    "tension": (founder(*"aaba", "yes"), ("leaning", "open", ("tension",), None)),
    "possible veto": (founder(*"aaaa", "?"), ("leaning", "open", ("unsure_veto",), None)),
    "elimination": (founder(*"aaaa", "no"), ("leaning", "hybrid", ("elimination",), "open")),
    "elimination of closed": (
        founder(*"abcb", "yes"),
        ("leaning", "open", ("elimination",), "closed"),
    ),
    "too close": (founder(*"acac", "yes"), ("too_close_to_call", "open", (), None)),
    "too close after elimination": (
        founder("a", "?", "?", "b", "no"),
        ("too_close_to_call", "closed", (), "open"),
    ),
    "tie": (founder(*"aabb", "yes"), ("tie", None, (), None)),
    "too early": (founder("a", "", "", "", "yes"), ("too_early", None, (), None)),
    "blank": ({}, ("too_early", None, (), "hybrid")),
    "none compatible": (founder(*"abcb", "no"), ("none_compatible", None, (), None)),
}


def outcome_of(questionnaire: FrozenQuestionnaire, answers: Answers, **importance: int) -> Any:
    said = {key: Said(choice) for key, choice in answers.items()}
    return scoring.evaluate(questionnaire.rubric, form_of(said, importance)).as_dict()


def shown(questionnaire: FrozenQuestionnaire, answers: Answers, **importance: int) -> Result:
    said = {key: Said(choice, f"note on {key}") for key, choice in answers.items()}
    return present(outcome_of(questionnaire, answers, **importance), questionnaire, said)


@pytest.fixture
def english(small: Questionnaire) -> FrozenQuestionnaire:
    return factories.in_english(small)


@pytest.mark.parametrize("name", FOUNDERS)
def test_founder_is_of_the_kind_that_is_named(name: str, english: FrozenQuestionnaire) -> None:
    answers, (wording, strategy, caps, eliminated) = FOUNDERS[name]
    outcome = outcome_of(english, answers)
    assert (outcome["wording"], outcome["strategy"]) == (wording, strategy)
    assert tuple(cap["reason"] for cap in outcome["caps"])[: len(caps) or None] == caps
    assert (outcome["eliminated"] or {"strategy": None})["strategy"] == eliminated


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FOUNDERS)
def test_result_is_told_in_every_language(name: str, language: str, small: Questionnaire) -> None:
    questionnaire = frozen(small, language=language)
    answers, (wording, strategy, caps, _eliminated) = FOUNDERS[name]
    with override(language):
        summary = shown(questionnaire, answers).summary
    assert summary.wording == wording
    # A result that is too close to call recommends nothing, though one strategy is ahead.
    firm = wording in ("clear", "leaning")
    recommended = summary.strategy.strategy if summary.strategy else None
    assert recommended == (strategy if firm else None)
    assert all([summary.headline, *summary.lede])
    assert len(summary.caps) == len(caps)
    won = sum(outcome_of(questionnaire, answers)["acceptability"].values())
    assert sum(bar.percent for bar in summary.bars) == round(100 * won)
    if firm:
        assert summary.headline == f"Be {strategy} [{language}]"


def test_headline_of_a_close_result_names_both(english: FrozenQuestionnaire) -> None:
    too_close = shown(english, FOUNDERS["too close"][0]).summary
    tie = shown(english, FOUNDERS["tie"][0]).summary
    assert too_close.headline == "Too close to call: open [en] or hybrid [en]"
    assert tie.headline == "A tie: open [en] and closed [en]"


def test_elimination_is_told(english: FrozenQuestionnaire) -> None:
    result = shown(english, FOUNDERS["elimination"][0])
    assert result.summary.lede[0] == (
        "Taken alone, your answers fit open best. But open is ruled out, which leaves hybrid."
    )
    (veto,) = result.vetoes
    assert (veto.title, veto.rule.message) == ("Open is ruled out", "Veto no_rights [en]")
    assert [question.key for question in veto.questions] == ["K1"]
    assert result.possible_vetoes == ()


def test_elimination_that_leaves_two_claims_no_winner(english: FrozenQuestionnaire) -> None:
    lede = " ".join(shown(english, FOUNDERS["too close after elimination"][0]).summary.lede)
    assert "which leaves closed" not in lede
    assert "Nobody could call that in good faith" in lede


def test_possible_veto_is_told_as_possible(english: FrozenQuestionnaire) -> None:
    result = shown(english, FOUNDERS["possible veto"][0])
    assert result.vetoes == ()
    assert [veto.title for veto in result.possible_vetoes] == ["Open may be ruled out"]
    assert [question.key for question in result.unsure] == ["K1"]


def test_no_strategy_left_is_told(english: FrozenQuestionnaire) -> None:
    result = shown(english, FOUNDERS["none compatible"][0])
    assert result.summary.headline == "Your answers rule out all three"
    assert [veto.rule.key for veto in result.vetoes] == ["no_rights", "no_secret", "no_split"]
    assert result.next_steps == ()


def test_tension_is_told_with_its_questions(english: FrozenQuestionnaire) -> None:
    (tension,) = shown(english, FOUNDERS["tension"][0]).tensions
    assert tension.rule.message == "Tension odd [en]"
    assert [question.key for question in tension.questions] == ["M1", "P1"]


def test_weak_set_is_named(english: FrozenQuestionnaire) -> None:
    answers = founder(*"aabb", "yes")
    outcome = outcome_of(english, answers)
    outcome["caps"] = [{"reason": "weak_set", "key": "people", "questions": []}]
    said = {key: Said(choice) for key, choice in answers.items()}
    (cap,) = present(outcome, english, said).summary.caps
    assert cap.endswith("Set people [en].")


def test_reasons_stand_on_the_side_they_speak_for(english: FrozenQuestionnaire) -> None:
    result = shown(english, FOUNDERS["leaning open"][0])
    first, second = result.sides
    assert (first.strategy, first.title) == ("open", "Speaks for open")
    assert [reason.question.key for reason in first.reasons] == ["M1", "M2"]
    assert [reason.note for reason in first.reasons] == ["note on M1", "note on M2"]
    assert [reason.question.key for reason in second.reasons] == ["P2", "P1"]
    assert second.reasons[0].option.reason == "Reason P2 c [en]"
    assert [reason.pull > 0 for side in result.sides for reason in side.reasons] == [True] * 4


def test_strongest_reasons_come_first_and_the_others_wait(shipped: Questionnaire) -> None:
    questionnaire = factories.in_english(shipped)
    answers = {
        question.key: question.options[0].key
        for part in questionnaire.scored_sets
        for question in part.questions
    }
    for side in shown(questionnaire, answers).sides:
        pulls = [reason.pull for reason in side.reasons]
        assert pulls == sorted(pulls, reverse=True)
        assert len(side.first) <= 4
        assert side.first + side.others == side.reasons


def test_not_sure_and_unanswered_are_told_apart(english: FrozenQuestionnaire) -> None:
    result = shown(english, founder("a", "?", "a", "", "yes"))
    assert [question.key for question in result.unsure] == ["M2"]
    assert [question.key for question in result.unanswered] == ["P2"]


def test_set_pulls_point_to_the_first_or_the_second(english: FrozenQuestionnaire) -> None:
    result = shown(english, FOUNDERS["leaning open"][0])
    money, people = result.sets
    assert (money.part.key, money.towards) == ("money", result.summary.first)
    assert (people.part.key, people.towards) == ("people", result.summary.second)
    assert money.values == (4.0, 1.0, 0.0)


def test_set_left_out_is_not_shown(shipped: Questionnaire) -> None:
    result = shown(factories.in_english(shipped), {"T6": "many", "T7": "pay"}, funding=0)
    assert [pull.part.key for pull in result.sets] == [
        "team",
        "experimentation",
        "loyalty",
        "ethics",
    ]


def test_next_steps_are_those_of_the_strategy(english: FrozenQuestionnaire) -> None:
    steps = shown(english, factories.ALL_CLOSED).next_steps
    assert [(group.part.key, [step.text for step in group.steps]) for group in steps] == [
        ("money", ["money: go_closed [en]"]),
        ("people", ["people: go_closed [en]"]),
    ]
