import pytest

from questionnaire.scoring import (
    Cap,
    CapReason,
    Elimination,
    Form,
    Question,
    Rubric,
    Strategy,
    Tension,
    Veto,
    Wording,
    evaluate,
)
from tests.scoring.rubrics import CLOSED, HYBRID, OPEN, fact, question, rubric, tension, veto

FAVOUR_OPEN = (4, 0, 2)
FAVOUR_CLOSED = (0, 4, 2)


def scored(*, vetoes: tuple[Veto, ...] = (), tensions: tuple[Tension, ...] = ()) -> Rubric:
    """Make two sets of two questions, a favouring open, b closed; and two facts."""
    p, q, r, s = (question(key, FAVOUR_OPEN, FAVOUR_CLOSED) for key in "pqrs")
    facts = [fact("f"), fact("g")]
    return rubric([p, q], [r, s], facts=facts, vetoes=vetoes, tensions=tensions)


def form(answers: str, **facts: str | None) -> Form:
    """Answer p, q, r and s with the letters; "-" is not sure."""
    letters = zip("pqrs", answers, strict=True)
    return Form({k: None if v == "-" else v for k, v in letters} | facts)


@pytest.mark.parametrize(
    ("answers", "wording", "strategy"),
    [
        ("aaaa", Wording.CLEAR, OPEN),
        ("bbbb", Wording.CLEAR, CLOSED),
        ("aa--", Wording.LEANING, OPEN),
        ("a---", Wording.TOO_EARLY, None),
        ("----", Wording.TOO_EARLY, None),
        ("a-b-", Wording.TIE, None),
    ],
)
def test_wording_follows_the_answers(
    answers: str, wording: Wording, strategy: Strategy | None
) -> None:
    found = evaluate(scored(), form(answers))
    assert (found.wording, found.strategy) == (wording, strategy)
    assert found.caps == ()


def test_too_close_to_call_still_names_the_best() -> None:
    parts = [question("p", (4, 2, 3), (0, 4, 2))], [question("q", (2, 3, 2), (0, 4, 2))]
    found = evaluate(rubric(*parts), Form({"p": "a", "q": "a"}))
    assert found.acceptability[OPEN] < 0.6
    assert (found.wording, found.strategy) == (Wording.TOO_CLOSE_TO_CALL, OPEN)


def test_none_compatible_when_all_are_ruled_out_in_over_half_the_draws() -> None:
    rules = tuple(veto(f"v{s}", s, p="a") for s in Strategy)
    found = evaluate(scored(vetoes=rules), form("aaaa"))
    assert (found.wording, found.strategy) == (Wording.NONE_COMPATIBLE, None)
    assert found.none_compatible == 1
    assert found.eliminated is None
    assert found.ranking[0] is OPEN
    half = evaluate(scored(vetoes=rules), form("-aaa"))
    assert half.none_compatible == 0.5
    assert half.wording is not Wording.NONE_COMPATIBLE


def test_none_compatible_comes_before_too_early() -> None:
    rules = tuple(veto(f"v{s}", s, p="ab") for s in Strategy)
    assert evaluate(scored(vetoes=rules), form("----")).wording is Wording.NONE_COMPATIBLE


def test_half_of_the_answers_is_not_too_early() -> None:
    assert evaluate(scored(), form("a---")).wording is Wording.TOO_EARLY
    assert evaluate(scored(), form("a-a-")).wording is not Wording.TOO_EARLY


def test_too_early_counts_only_the_sets_left_in() -> None:
    parts = [[question(key, FAVOUR_OPEN, FAVOUR_CLOSED)] for key in "pqrst"]
    answers: dict[str, str | None] = {"p": "a", "q": "a"}
    assert evaluate(rubric(*parts), Form(answers)).wording is Wording.TOO_EARLY
    left_out: dict[str, int | None] = {"s4": 0}
    assert evaluate(rubric(*parts), Form(answers, left_out)).wording is not Wording.TOO_EARLY


def test_weak_set_rated_five_caps_at_leaning() -> None:
    parts = [[question(f"p{at}", FAVOUR_OPEN, (0, 0, 0)) for at in range(4)] for _ in range(1)]
    weak = [question("q", (0, 1, 0), (1, 1, 1))]
    strong = [question("r", FAVOUR_OPEN, FAVOUR_CLOSED)]
    whole = rubric(*parts, weak, strong)
    answers = {q.key: "a" for q in whole.scored}
    rated_5: dict[str, int | None] = {"s0": 5, "s1": 5, "s2": 5}
    found = evaluate(whole, Form(answers, rated_5))
    assert (found.wording, found.strategy) == (Wording.LEANING, OPEN)
    assert found.caps == (Cap(CapReason.WEAK_SET, "s1"),)
    rated_4: dict[str, int | None] = {"s0": 5, "s1": 4, "s2": 5}
    assert evaluate(whole, Form(answers, rated_4)).wording is Wording.CLEAR
    at_one = evaluate(whole, Form(answers | {"q": "b"}, rated_5))
    assert (at_one.wording, at_one.caps) == (Wording.CLEAR, ())


def strongest_are_p_and_q() -> tuple[list[Question], list[Question]]:
    weak = (3, 2, 2), (0, 0, 0)
    first = [question("p", FAVOUR_OPEN, (0, 0, 0)), question("r", *weak)]
    return first, [question("q", FAVOUR_OPEN, (0, 0, 0)), question("s", *weak)]


def test_tension_on_a_strongest_answer_caps_at_leaning() -> None:
    on_p = tension("t", p="a", s="a")
    whole = rubric(*strongest_are_p_and_q(), tensions=[on_p])
    found = evaluate(whole, Form({q.key: "a" for q in whole.scored}))
    assert found.wording is Wording.LEANING
    assert found.caps == (Cap(CapReason.TENSION, "t", ("p",)),)


def test_tension_on_other_answers_caps_nothing() -> None:
    whole = rubric(*strongest_are_p_and_q(), tensions=[tension("t", r="a", s="a")])
    found = evaluate(whole, Form({q.key: "a" for q in whole.scored}))
    assert (found.tensions, found.wording, found.caps) == (("t",), Wording.CLEAR, ())


def test_tension_on_the_second_strongest_answer_caps_too() -> None:
    parts = [question("p", FAVOUR_OPEN, (0, 0, 0))], [question("q", (3, 0, 2), (0, 0, 0))]
    whole = rubric(*parts, facts=[fact("f")], tensions=[tension("t", q="a", f=["yes"])])
    found = evaluate(whole, Form({"p": "a", "q": "a", "f": "yes"}))
    assert found.caps == (Cap(CapReason.TENSION, "t", ("q",)),)


def test_tension_on_an_answer_that_speaks_for_nobody_caps_nothing() -> None:
    parts = [question("p", (4, 0, 1), (0, 0, 0))], [question("q", (1, 1, 1), (0, 0, 0))]
    whole = rubric(*parts, facts=[fact("f")], tensions=[tension("t", q="a", f=["yes"])])
    found = evaluate(whole, Form({"p": "a", "q": "a", "f": "yes"}))
    assert (found.tensions, found.wording, found.caps) == (("t",), Wording.CLEAR, ())


def test_tension_that_does_not_hold_caps_nothing() -> None:
    whole = scored(tensions=(tension("t", p="a", q="b"),))
    assert evaluate(whole, form("aaaa")).wording is Wording.CLEAR


def test_not_sure_that_could_trigger_a_veto_caps_at_leaning() -> None:
    """Any veto counts, not only one against the winner."""
    whole = scored(vetoes=(veto("v", CLOSED, f=["yes"], p="a"),))
    found = evaluate(whole, form("aaaa", f=None))
    assert (found.wording, found.strategy) == (Wording.LEANING, OPEN)
    assert found.caps == (Cap(CapReason.UNSURE_VETO, "v", ("f",)),)
    assert found.veto_probability == {"v": 0.0}


@pytest.mark.parametrize("facts", [{}, {"f": "no"}, {"f": "yes"}])
def test_fact_that_is_known_or_not_asked_caps_nothing(facts: dict[str, str | None]) -> None:
    whole = scored(vetoes=(veto("v", CLOSED, f=["yes"], p="a"),))
    found = evaluate(whole, form("aaaa", **facts))
    assert (found.wording, found.caps) == (Wording.CLEAR, ())


def test_not_sure_of_a_veto_that_another_answer_prevents_caps_nothing() -> None:
    whole = scored(vetoes=(veto("v", CLOSED, f=["yes"], p="b"),))
    assert evaluate(whole, form("aaaa", f=None)).caps == ()


def test_two_facts_not_sure_cap_at_a_quarter() -> None:
    whole = scored(vetoes=(veto("v", CLOSED, f=["yes"], g=["yes"]),))
    assert evaluate(whole, form("aaaa", f=None, g=None)).caps == (
        Cap(CapReason.UNSURE_VETO, "v", ("f", "g")),
    )
    assert evaluate(whole, form("aaaa", f=None)).caps == ()


def six_options() -> Rubric:
    """Make a veto that one option in six of p meets."""
    p = question("p", *[FAVOUR_OPEN] * 6)
    others = [question(key, FAVOUR_OPEN, FAVOUR_CLOSED) for key in "qrs"]
    return rubric([p], others, vetoes=[veto("v", CLOSED, p="a"), veto("w", HYBRID, p="ab")])


@pytest.mark.parametrize("unsure", [{}, {"p": None}])
def test_scored_question_without_an_answer_caps_from_a_fifth_on(
    unsure: dict[str, str | None],
) -> None:
    found = evaluate(six_options(), Form({"q": "a", "r": "a", "s": "a"} | unsure))
    assert found.veto_probability == pytest.approx({"v": 1 / 6, "w": 1 / 3}, abs=1e-3)
    assert found.caps == (Cap(CapReason.UNSURE_VETO, "w", ("p",)),)


def test_veto_that_fires_whatever_the_answer_is_caps_nothing() -> None:
    p = question("p", *[FAVOUR_OPEN] * 2)
    others = [question(key, FAVOUR_OPEN, FAVOUR_CLOSED) for key in "qrs"]
    whole = rubric([p], others, vetoes=[veto("v", CLOSED, p="ab")])
    found = evaluate(whole, Form({"q": "a", "r": "a", "s": "a"}))
    assert found.vetoes_certain == ("v",)
    assert (found.wording, found.caps) == (Wording.CLEAR, ())


def test_elimination_caps_at_leaning() -> None:
    whole = scored(vetoes=(veto("v", OPEN, p="a", q="a"), veto("w", OPEN, r="b")))
    found = evaluate(whole, form("aaaa"))
    assert (found.wording, found.strategy) == (Wording.LEANING, HYBRID)
    assert found.acceptability[HYBRID] > 0.85
    assert found.eliminated == Elimination(OPEN, ("v",))
    assert found.caps == (Cap(CapReason.ELIMINATION, "v", ("p", "q")),)


def test_veto_against_another_strategy_eliminates_nothing() -> None:
    found = evaluate(scored(vetoes=(veto("v", CLOSED, p="a"),)), form("aaaa"))
    assert (found.wording, found.eliminated) == (Wording.CLEAR, None)
