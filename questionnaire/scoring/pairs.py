"""Which pairs of other answers are likeliest to flip, judged by values at mean weights.

A pair's gap is by how much the leader's value would exceed the best of the others', after both
answers and without what the given answers then rule out. The smaller it is, the likelier the
pair flips. It is a guess, cheap enough for all pairs: whether a pair flips is for rescoring to say.
"""

import numpy as np
from numpy.typing import NDArray

from questionnaire.scoring.engine import Scored
from questionnaire.scoring.rescoring import Move
from questionnaire.scoring.sample import Ints
from questionnaire.scoring.tally import Flags, Floats
from questionnaire.scoring.types import STRATEGIES, Condition

# Values lie in 0..4: takes one that is ruled out behind the others.
_BEHIND = 8.0


def count_pairs(moves: list[Move]) -> int:
    """Return how many pairs of moves there are on two different questions."""
    per_question = np.bincount([move.question for move in moves])
    return (len(moves) ** 2 - int((per_question**2).sum())) // 2


def likeliest(scored: Scored, moves: list[Move], limit: int) -> list[tuple[Move, Move]]:
    """Return at most `limit` pairs of moves on two different questions, the likeliest, in order."""
    if not limit:
        return []
    questions = np.array([move.question for move in moves])
    one, other = np.nonzero(np.triu(questions[:, np.newaxis] != questions))
    best = np.sort(np.argsort(_gaps(scored, moves, one, other), kind="stable")[:limit])
    return [(moves[a], moves[b]) for a, b in zip(one[best], other[best], strict=True)]


def _gaps(scored: Scored, moves: list[Move], one: Ints, other: Ints) -> Floats:
    ruled_out = _ruled_out(scored, moves, one, other)
    if scored.leader is None:  # the fewer are ruled out, the better
        count: Floats = ruled_out.sum(axis=0).astype(np.float64)
        return count
    steps = _steps(scored, moves)
    now = np.array([[scored.mean.value(s)] for s in STRATEGIES])
    values: Floats = now + (steps[:, one] + steps[:, other]) - _BEHIND * ruled_out
    leader = STRATEGIES.index(scored.leader)
    best_other: Floats = np.maximum(*np.delete(values, leader, axis=0))
    gaps: Floats = values[leader] - best_other
    return gaps


def _steps(scored: Scored, moves: list[Move]) -> Floats:
    """Return how each move changes the values at mean weights, (3, moves)."""
    factors = _factors(scored)
    steps = np.zeros((len(STRATEGIES), len(moves)))
    for at, move in enumerate(moves):
        if move.question < len(factors):
            table = scored.prepared.fits[move.question]
            choice = scored.reading.choices[move.question]
            now = table.mean(axis=1) if choice is None else table[:, choice]
            steps[:, at] = factors[move.question] * (table[:, move.option] - now)
    return steps


def _factors(scored: Scored) -> list[float]:
    """Return for each scored question what one point of fit adds to a value."""
    weights = scored.mean.set_weights
    whole = sum(weights.values())
    return [
        weights.get(part.key, 0) / (whole * len(part.questions))
        for part in scored.rubric.sets
        for _ in part.questions
    ]


def _ruled_out(scored: Scored, moves: list[Move], one: Ints, other: Ints) -> Flags:
    """Return which strategies given answers rule out after each pair of moves, (3, pairs)."""
    flags = np.zeros((len(STRATEGIES), len(one)), dtype=np.bool_)
    for veto in scored.rubric.vetoes:
        fires = np.ones(len(one), dtype=np.bool_)
        for condition in veto.when_all:
            said = _said(scored, moves, condition)
            now = scored.rules.given(condition) is True
            # at most one of the two is about this question; the other one says -1
            pair = np.maximum(said[one], said[other])
            fires &= np.where(pair < 0, now, pair == 1)
        flags[STRATEGIES.index(veto.rules_out)] |= fires
    return flags


def _said(scored: Scored, moves: list[Move], condition: Condition) -> NDArray[np.int8]:
    """Return 1 for a move that meets the condition, 0 for one that does not, -1 for others."""
    said = np.full(len(moves), -1, dtype=np.int8)
    questions = scored.rubric.questions
    for at, move in enumerate(moves):
        question = questions[move.question]
        if question.key == condition.question:
            said[at] = question.options[move.option].key in condition.any_of
    return said
