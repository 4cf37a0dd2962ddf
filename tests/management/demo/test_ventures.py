from collections import Counter

from questionnaire.catalogue.queries import frozen
from questionnaire.management.demo.ventures import (
    IMPORTANCE,
    KINDS,
    Founder,
    Stage,
    answers_of,
    archetypes,
    founders,
)
from questionnaire.models import Questionnaire
from questionnaire.results.answers import NOT_SURE


def test_founders_are_sixty_ten_in_each_language_and_the_same_each_time() -> None:
    closed, opened = founders()
    assert (len(closed), len(opened)) == (24, 36)
    assert set(Counter(one.language for one in closed + opened).values()) == {10}
    assert founders() == (closed, opened)


def test_founders_of_the_open_cohort_are_at_every_stage_and_set() -> None:
    _closed, opened = founders()
    assert {one.stage for one in opened} == set(Stage)
    assert {one.sets for one in opened if one.stage == Stage.DRAFT} == {0, 1, 2, 3, 4, 5, 6}


def test_each_founder_has_an_address_of_their_own_that_leads_nowhere() -> None:
    closed, opened = founders()
    addresses = {one.email for one in closed + opened}
    assert len(addresses) == 60
    assert all(address.endswith("@example.org") for address in addresses)


def test_each_kind_answers_all_questions_with_options_that_exist(shipped: Questionnaire) -> None:
    questionnaire = frozen(shipped, language="en")
    for said in archetypes().values():
        assert set(said) == set(questionnaire.questions)
        for key, two in said.items():
            assert set(two) <= {option.key for option in questionnaire.questions[key].options}
    scored = {part.key for part in questionnaire.scored_sets}
    assert {kind: set(levels) for kind, levels in IMPORTANCE.items() if levels} == dict.fromkeys(
        archetypes(), scored
    )
    assert set(IMPORTANCE) == set(KINDS)


def test_answers_are_mostly_those_of_the_kind_and_no_two_founders_are_the_same(
    shipped: Questionnaire,
) -> None:
    questionnaire = frozen(shipped, language="en")
    found = [
        answers_of(Founder(name, "en", "community", Stage.SUBMITTED), questionnaire)
        for name in ("Ash", "Elm", "Oak", "Yew")
    ]
    likely = archetypes()["community"]
    for answers in found:
        typical = sum(said.choice in likely[key] for key, said in answers.items())
        assert typical >= 0.7 * len(likely)
    assert len({tuple(said.choice for said in answers.values()) for answers in found}) == 4


def test_answers_of_a_draft_end_with_its_sets(shipped: Questionnaire) -> None:
    questionnaire = frozen(shipped, language="de")
    draft = Founder("Ash", "de", "core", Stage.DRAFT, 2)
    answered = set(answers_of(draft, questionnaire))
    assert answered == {
        question.key for part in questionnaire.sets[:2] for question in part.questions
    }


def test_the_undecided_are_less_sure_than_the_others(shipped: Questionnaire) -> None:
    questionnaire = frozen(shipped, language="en")

    def unsure(kind: str) -> int:
        return sum(
            said.choice == NOT_SURE
            for name in ("Ash", "Elm", "Oak", "Yew")
            for said in answers_of(
                Founder(name, "en", kind, Stage.SUBMITTED), questionnaire
            ).values()
        )

    assert unsure("undecided") > 3 * unsure("core")
