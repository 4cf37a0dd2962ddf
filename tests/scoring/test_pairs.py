from itertools import combinations

from hypothesis import given, settings

from questionnaire.scoring import (
    STRATEGIES,
    Change,
    Form,
    Kind,
    Rubric,
    explain,
)
from questionnaire.scoring.engine import Scored
from questionnaire.scoring.flips import other_options
from questionnaire.scoring.forms import read
from questionnaire.scoring.pairs import likeliest
from tests.scoring.brute_force import (
    check_order,
    flipping,
    listed,
    other_answers,
    pairs_of,
    robust_reference,
    two_questions_against_open,
)
from tests.scoring.cases import cases
from tests.scoring.rubrics import (
    CLOSED,
    OPEN,
    choose,
    question,
    reference,
    rubric,
    veto,
)

EXAMPLES = settings(max_examples=20, deadline=None)


@given(cases())
@EXAMPLES
def test_pairs_are_minimal_and_none_is_missed_when_all_are_tried(case: tuple[Rubric, Form]) -> None:
    found = explain(*case)
    numbers = found.robustness
    pairs = pairs_of(other_answers(*case))
    assert numbers.pairs_possible == len(pairs)
    if found.flips:
        assert (found.pairs, numbers.pairs_tried, numbers.fewest_changes) == ((), 0, 1)
        assert numbers.robust is False
        return
    assert numbers.exhaustive
    assert numbers.pairs_tried == len(pairs)
    flipped = flipping(*case, pairs)
    assert listed(found.pairs).items() <= flipped.items()
    assert len(found.pairs) == min(5, len(flipped))
    assert numbers.robust == (not flipped)
    assert numbers.fewest_changes == (2 if flipped else None)
    check_order(found.pairs)


def test_pair_is_found_when_neither_half_flips_alone() -> None:
    scored = two_questions_against_open()
    found = explain(scored, choose(scored, "a"))
    change_p = Change("p", "a", "b", changeable=True, kind=Kind.DECISION)
    change_q = Change("q", "a", "b", changeable=True, kind=Kind.DECISION)
    assert found.flips == ()
    assert [pair.changes for pair in found.pairs] == [(change_p, change_q)]
    assert (found.leader, found.pairs[0].leader) == (OPEN, CLOSED)
    numbers = found.robustness
    assert (numbers.robust, numbers.fewest_changes, numbers.exhaustive) == (False, 2, True)
    assert (numbers.pairs_tried, numbers.pairs_possible) == (3, 3)


def test_pairs_tried_are_limited_and_said_to_be() -> None:
    found = explain(*robust_reference())
    numbers = found.robustness
    assert found.flips == ()
    assert (numbers.pairs_tried, numbers.exhaustive) == (400, False)
    assert numbers.pairs_possible > 1_000
    assert numbers.robust == (not found.pairs)


def test_none_compatible_flips_by_a_pair() -> None:
    rows = (4, 0, 1), (4, 0, 1)
    rules = [veto(f"v{s}{key}", s, **{key: "a"}) for s in STRATEGIES for key in "pq"]
    scored = rubric([question("p", *rows)], [question("q", *rows)], vetoes=rules)
    found = explain(scored, choose(scored, "a"))
    assert found.flips == ()
    assert [pair.leader for pair in found.pairs] == [OPEN]


def test_likeliest_keeps_the_pairs_with_the_smallest_gaps_in_order() -> None:
    rubric = reference()
    scored = Scored(rubric, read(rubric, Form({q.key: q.options[0].key for q in rubric.scored})))
    moves = other_options(scored)
    every = [(a, b) for a, b in combinations(moves, 2) if a.question != b.question]
    assert likeliest(scored, moves, len(every)) == every
    some = likeliest(scored, moves, 50)
    assert len(some) == 50
    assert [pair for pair in every if pair in set(some)] == some
