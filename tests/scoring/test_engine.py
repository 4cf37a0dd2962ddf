import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from questionnaire.scoring import (
    ENGINE_VERSION,
    SAMPLE_DIGEST,
    STRATEGIES,
    Elimination,
    Form,
    Wording,
    evaluate,
    rubric_digest,
)
from questionnaire.scoring.engine import acceptability, wording_of
from tests.scoring.rubrics import (
    CLOSED,
    HYBRID,
    OPEN,
    choose,
    fact,
    question,
    reference,
    rubric,
    tension,
    veto,
)

IN_ANOTHER_PROCESS = """
import hashlib, json
from questionnaire.scoring import evaluate
from tests.scoring.rubrics import reference
from tests.scoring.test_engine import mixed_form
text = json.dumps(evaluate(reference(), mixed_form()).as_dict())
print(hashlib.sha256(text.encode()).hexdigest())
"""
MIXED_FORM_SHA256 = "50d32815712015083dc51693b9388f5e109d1089c87b0bf47d3df55402b560ef"


def mixed_form() -> Form:
    """Answer two questions of three, with stated importance."""
    answers = {
        q.key: q.options[at % len(q.options)].key if at % 3 else None
        for at, q in enumerate(reference().scored)
    }
    return Form(answers, {"funding": 4, "team": 1, "loyalty": None, "ethics": 5})


def test_outcome_is_the_same_bytes_on_each_run_and_in_another_process() -> None:
    here = json.dumps(evaluate(reference(), mixed_form()).as_dict()).encode()
    again = json.dumps(evaluate(reference(), mixed_form()).as_dict()).encode()
    there = subprocess.run(  # noqa: S603 - this very interpreter, on the text above
        [sys.executable, "-c", IN_ANOTHER_PROCESS],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
        text=True,
    )
    assert here == again
    assert hashlib.sha256(here).hexdigest() == there.stdout.strip() == MIXED_FORM_SHA256


def test_blank_form_of_the_reference_bank_is_balanced() -> None:
    found = evaluate(reference(), Form())
    without = {"open": 0.341, "closed": 0.342, "hybrid": 0.317}
    assert found.acceptability_without_vetoes == pytest.approx(without, abs=0.006)
    assert found.wording is Wording.TOO_EARLY
    assert (found.answered, found.total, len(found.unsure)) == (0, 18, 18)


def test_outcome_of_certain_answers() -> None:
    scored = rubric([question("p", (4, 0, 2), (0, 4, 2))], [question("q", (4, 0, 1), (1, 4, 0))])
    found = evaluate(scored, choose(scored, "a"))
    assert (found.strategy, found.wording, found.runner_up) == (OPEN, Wording.CLEAR, HYBRID)
    assert found.ranking == (OPEN, HYBRID, CLOSED)
    assert found.acceptability == {OPEN: 1.0, CLOSED: 0.0, HYBRID: 0.0}
    assert found.ranks[OPEN] == (1.0, 0.0, 0.0)
    assert found.pairwise[OPEN] == {CLOSED: 1.0, HYBRID: 1.0}
    assert found.central_weights[CLOSED] is None
    assert found.confidence == {OPEN: 1.0, CLOSED: None, HYBRID: None}
    assert found.values == {OPEN: 4.0, CLOSED: 0.0, HYBRID: 1.5}
    assert found.set_values["s1"] == {OPEN: 4.0, CLOSED: 0.0, HYBRID: 1.0}
    assert (found.answered, found.total, found.unsure) == (2, 2, ())
    assert found.importance == {"s0": None, "s1": None}


def test_ranks_and_pairs_add_up() -> None:
    found = evaluate(reference(), Form())
    whole = 1 - found.none_compatible
    assert found.none_compatible > 0
    assert sum(found.acceptability.values()) == pytest.approx(whole)
    assert sum(found.acceptability_without_vetoes.values()) == pytest.approx(1)
    for s in STRATEGIES:
        assert found.ranks[s][0] == found.acceptability[s]
        assert sum(found.ranks[s]) == pytest.approx(whole)
        for t in set(STRATEGIES) - {s}:
            assert found.pairwise[s][t] + found.pairwise[t][s] == pytest.approx(whole)


def test_central_weights_explain_what_a_strategy_would_take() -> None:
    """Open is best in one set, closed in the other, so each wins where its own set counts."""
    p = question("p", (4, 0, 0), (0, 0, 0))
    q = question("q", (0, 4, 0), (0, 0, 0))
    scored = rubric([p], [q])
    found = evaluate(scored, choose(scored, "a"))
    by_open, by_closed = found.central_weights[OPEN], found.central_weights[CLOSED]
    assert by_open is not None
    assert by_closed is not None
    assert by_open["s0"] == pytest.approx(0.75, abs=0.02)
    assert by_closed["s0"] == pytest.approx(0.25, abs=0.02)
    assert sum(by_open.values()) == pytest.approx(1)
    confidence = found.confidence[OPEN]
    assert confidence is not None
    assert confidence > found.acceptability[OPEN]


def test_acceptability_without_fit_noise_is_the_share_of_weights() -> None:
    p = question("p", (4, 0, 0), (0, 0, 0))
    q = question("q", (0, 2, 0), (0, 0, 0))
    scored = rubric([p], [q])
    found = acceptability(scored, choose(scored, "a"), fit_noise=False)
    assert found == pytest.approx({OPEN: 2 / 3, CLOSED: 1 / 3, HYBRID: 0}, abs=1e-3)


def test_acceptability_shares_ties_equally() -> None:
    p = question("p", (4, 4, 0), (2, 2, 2))
    scored = rubric([p], [question("q", (4, 4, 0), (2, 2, 2))])
    two = acceptability(scored, choose(scored, "a"), fit_noise=False)
    three = acceptability(scored, choose(scored, "b"), fit_noise=False)
    assert two == {OPEN: 0.5, CLOSED: 0.5, HYBRID: 0.0}
    assert three == {OPEN: 1 / 3, CLOSED: 1 / 3, HYBRID: 1 / 3}


def test_acceptability_and_wording_alone_equal_the_outcome() -> None:
    found = evaluate(reference(), mixed_form())
    assert acceptability(reference(), mixed_form()) == found.acceptability
    without = acceptability(reference(), mixed_form(), vetoes=False)
    assert without == found.acceptability_without_vetoes
    assert wording_of(reference(), mixed_form()) == found.wording


def test_veto_that_is_certain_rules_out_in_every_draw() -> None:
    p = question("p", (4, 0, 2), (0, 4, 2))
    rules = [veto("v", OPEN, p="a"), veto("w", CLOSED, p="b")]
    scored = rubric([p], [question("q", (4, 0, 2), (0, 4, 2))], vetoes=rules)
    found = evaluate(scored, choose(scored, "a"))
    assert found.acceptability[OPEN] == 0
    assert found.acceptability_without_vetoes[OPEN] > 0.99
    assert found.veto_probability == {"v": 1.0, "w": 0.0}
    assert found.vetoes_certain == ("v",)
    assert found.eliminated == Elimination(OPEN, ("v",))
    assert found.values[OPEN] == 4
    assert found.ranks[OPEN] == (0.0, 0.0, 1.0)


def test_veto_on_a_question_not_answered_fires_in_its_share_of_draws() -> None:
    p = question("p", (4, 0, 2), (0, 4, 2), (1, 1, 4), (2, 2, 2))
    scored = rubric([p], [question("q", (4, 0, 2), (0, 4, 2))], vetoes=[veto("v", OPEN, p="bcd")])
    assert evaluate(scored, Form({"q": "a"})).veto_probability == {"v": 0.75}
    assert evaluate(scored, Form({"q": "a", "p": None})).veto_probability == {"v": 0.75}
    assert evaluate(scored, Form({"q": "a", "p": "a"})).veto_probability == {"v": 0.0}


@pytest.mark.parametrize(("answer", "fires"), [("yes", 1.0), ("no", 0.0), (None, 0.0)])
def test_veto_on_a_fact_fires_only_when_answered(answer: str | None, fires: float) -> None:
    parts = [question("p", (4, 0, 2), (0, 4, 2))], [question("q", (4, 0, 2), (0, 4, 2))]
    scored = rubric(*parts, facts=[fact("f")], vetoes=[veto("v", OPEN, f=["yes"])])
    assert evaluate(scored, Form({"f": answer})).veto_probability == {"v": fires}
    assert evaluate(scored, Form()).veto_probability == {"v": 0.0}


def test_set_left_out_still_feeds_vetoes_and_tensions() -> None:
    parts = [[question(key, (4, 0, 2), (0, 4, 2))] for key in "pqr"]
    rules = [veto("v", OPEN, r="a")]
    pulls = [tension("t", p="a", r="a")]
    scored = rubric(*parts, vetoes=rules, tensions=pulls)
    found = evaluate(scored, Form({"p": "a", "q": "a", "r": "a"}, {"s2": 0}))
    assert found.vetoes_certain == ("v",)
    assert found.tensions == ("t",)
    assert found.importance == {"s0": None, "s1": None, "s2": 0}
    assert set(found.set_values) == {"s0", "s1"}
    assert (found.answered, found.total) == (2, 2)
    unsure = evaluate(scored, Form({"p": "a", "q": "a"}, {"s2": 0}))
    assert unsure.veto_probability == {"v": 0.5}
    assert unsure.unsure == ()


def test_tension_holds_only_when_given_answers_meet_all_conditions() -> None:
    parts = [question("p", (4, 0, 2), (0, 4, 2))], [question("q", (4, 0, 2), (0, 4, 2))]
    scored = rubric(*parts, facts=[fact("f")], tensions=[tension("t", p="a", f=["no"])])
    assert evaluate(scored, Form({"p": "a", "f": "no"})).tensions == ("t",)
    assert evaluate(scored, Form({"p": "a", "f": None})).tensions == ()
    assert evaluate(scored, Form({"p": "b", "f": "no"})).tensions == ()
    assert evaluate(scored, Form({"f": "no"})).tensions == ()


def test_unsure_lists_scored_questions_and_facts_marked_not_sure() -> None:
    parts = [question("p", (4, 0, 2), (0, 4, 2))], [question("q", (4, 0, 2), (0, 4, 2))]
    scored = rubric(*parts, facts=[fact("f"), fact("g")])
    assert evaluate(scored, Form({"p": "a", "f": None})).unsure == ("q", "f")


def test_as_dict_is_plain_rounded_json() -> None:
    found = evaluate(reference(), mixed_form())
    data = found.as_dict()
    assert json.loads(json.dumps(data)) == data
    assert data["strategy"] == (found.strategy and found.strategy.value)
    assert data["wording"] == found.wording.value
    assert data["acceptability"] == {s.value: round(v, 6) for s, v in found.acceptability.items()}
    assert data["engine_version"] == ENGINE_VERSION
    assert data["sample_digest"] == SAMPLE_DIGEST
    assert data["rubric_digest"] == rubric_digest(reference())


def test_rubric_digest_changes_with_any_fit_rule_or_key() -> None:
    parts = [question("p", (4, 0, 2), (0, 4, 2))], [question("q", (4, 0, 2), (0, 4, 2))]
    rules = [veto("v", OPEN, p="ab")]
    digests = {
        rubric_digest(rubric(*parts)),
        rubric_digest(rubric(parts[1], parts[0])),
        rubric_digest(rubric(*parts, facts=[fact("f")])),
        rubric_digest(rubric(*parts, vetoes=rules)),
        rubric_digest(rubric(*parts, vetoes=[veto("v", CLOSED, p="ab")])),
        rubric_digest(rubric([question("p", (4, 0, 2), (0, 4, 1))], parts[1])),
    }
    assert len(digests) == 6
    assert rubric_digest(rubric(*parts, vetoes=rules)) in digests
