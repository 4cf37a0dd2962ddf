from questionnaire.catalogue.rubric import rubric_of
from questionnaire.scoring import Condition, Option, Question, QuestionSet, Strategy, Tension, Veto
from tests import factories

OPTIONS = (Option("a", (4, 0, 1)), Option("b", (0, 4, 1)), Option("c", (1, 0, 4)))


def test_rubric_is_the_structure_as_the_scoring_reads_it() -> None:
    rubric = rubric_of(factories.content().structure)
    assert rubric.key == "small"
    assert rubric.sets == (
        QuestionSet("money", (Question("M1", OPTIONS), Question("M2", OPTIONS))),
        QuestionSet("people", (Question("P1", OPTIONS), Question("P2", OPTIONS, changeable=False))),
    )
    assert rubric.facts == (Question("K1", (Option("yes"), Option("no"))),)


def test_rubric_has_the_rules_of_the_structure() -> None:
    rubric = rubric_of(factories.content().structure)
    assert [(veto.key, veto.rules_out) for veto in rubric.vetoes] == [
        ("no_rights", Strategy.OPEN),
        ("no_secret", Strategy.CLOSED),
        ("no_split", Strategy.HYBRID),
    ]
    assert rubric.vetoes[0] == Veto(
        "no_rights", Strategy.OPEN, (Condition("K1", frozenset({"no"})),)
    )
    conditions = (Condition("M1", frozenset({"a", "c"})), Condition("P1", frozenset({"b"})))
    assert rubric.tensions == (Tension("odd", conditions),)
