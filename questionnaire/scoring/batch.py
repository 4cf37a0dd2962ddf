"""Many complete forms at once: re-scoring an archive, or trying a questionnaire on random forms.

Whether open is ahead of closed, or of hybrid, in a draw is a product of matrices: the form's
differences of summed fits, a 1 for the noise and a mark for vetoes, times the draw's weights. All
numbers are integers below 2**53, which float64 holds exactly, so each draw is decided exactly here
too, and the result does not depend on the order of the sums.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from questionnaire.scoring import draws, tally
from questionnaire.scoring.errors import Reason, ScoringError
from questionnaire.scoring.forms import read
from questionnaire.scoring.sample import Ints
from questionnaire.scoring.tally import SHARES, Flags, Floats
from questionnaire.scoring.types import STRATEGIES, Form, Rubric

Bytes = NDArray[np.uint8]

# Products of this size fit the processor's cache and are too small for BLAS to start threads.
BLOCK_CELLS = 65_536
BLOCK_DRAWS = 128  # in a block of many forms; few forms share one with more draws

# Above all values (see checks.MAX_SETS_TIMES_LCM), so that a ruled-out strategy is behind.
_BEHIND = 2.0**51
# Open against closed and against hybrid; closed against hybrid is the difference of the two.
_AGAINST_OPEN = (1, 2)


def acceptabilities(
    rubric: Rubric,
    answers: Ints,
    importance: Mapping[str, int | None] | None = None,
    *,
    every: int = 16,
    vetoes: bool = True,
) -> Floats:
    """Return each form's share of draws won by each strategy, (forms, 3).

    `answers` (forms, questions) holds positions of options in the order of `rubric.questions`; only
    facts may be -1, not answered. One importance holds for all: group the forms by it. Of the
    sample, every 16th draw is used unless told otherwise: they make a lattice of 1,024 points of
    their own; `every=1` gives exactly what the engine gives. Raises ScoringError.
    """
    reading = read(rubric, Form(importance=importance or {}))
    prepared = draws.prepare(rubric)
    some = slice(every // 2, None, every)
    weights = draws.weights(prepared, reading)[:, some] * prepared.scales[:, np.newaxis]
    noise = np.einsum("kn,ksn->sn", weights, prepared.noise[:, :, some])
    return _blocks(rubric, answers, weights, noise, vetoes=vetoes)


def at_mean_weights(
    rubric: Rubric,
    answers: Ints,
    importance: Mapping[str, int | None] | None = None,
    *,
    vetoes: bool = True,
) -> Floats:
    """Return 1 for each form's best strategy at mean weights, shared where tied, (forms, 3).

    The arguments are those of `acceptabilities`; fits are taken as certain.
    """
    reading = read(rubric, Form(importance=importance or {}))
    mean = [1 if value is None else value for value in reading.importance]
    weights = (np.array(mean) * draws.prepare(rubric).scales)[:, np.newaxis]
    return _blocks(rubric, answers, weights, np.zeros((3, 1), dtype=np.int64), vetoes=vetoes)


def _blocks(rubric: Rubric, answers: Ints, weights: Ints, noise: Ints, *, vetoes: bool) -> Floats:
    """Return the share of draws won, block by block, so that memory stays bounded."""
    _check(rubric, answers)
    right = [
        np.vstack([weights, noise[0] - noise[other], np.ones_like(noise[0])]).T.astype(np.float64)
        for other in _AGAINST_OPEN
    ]
    shares = np.empty((len(answers), len(STRATEGIES)))
    size = BLOCK_CELLS // min(BLOCK_DRAWS, weights.shape[1])
    for start in range(0, len(answers), size):
        block = answers[start : start + size].T
        ruled_out = _ruled_out(rubric, block) if vetoes else np.zeros((3, block.shape[1]), np.bool_)
        won = _wins(_left(rubric, block, ruled_out), right)
        won[:, ruled_out.all(axis=0)] = 0
        shares[start : start + size] = won.T / (SHARES * weights.shape[1])
    return shares


def _check(rubric: Rubric, answers: Ints) -> None:
    wanted = len(rubric.questions)
    if answers.shape[1:] != (wanted,):
        raise ScoringError("answers", Reason.WRONG_SHAPE, wanted=wanted, value=answers.shape)
    for at, (question, column) in enumerate(zip(rubric.questions, answers.T, strict=True)):
        lowest = 0 if at < len(rubric.scored) else -1
        wrong = (column < lowest) | (column >= len(question.options))
        if wrong.any():
            value = int(column[wrong][0])
            raise ScoringError(f"answers.{question.key}", Reason.NOT_COMPLETE, value=value)


def _ruled_out(rubric: Rubric, block: Ints) -> Flags:
    """Return which strategies the answers rule out, (3, forms)."""
    flags = np.zeros((len(STRATEGIES), block.shape[1]), dtype=np.bool_)
    index = {question.key: at for at, question in enumerate(rubric.questions)}
    for veto in rubric.vetoes:
        fired = np.ones(block.shape[1], dtype=np.bool_)
        for condition in veto.when_all:
            at = index[condition.question]
            meets = [option.key in condition.any_of for option in rubric.questions[at].options]
            fired &= np.array([*meets, False])[block[at]]  # -1, not answered, reads the last
        flags[STRATEGIES.index(veto.rules_out)] |= fired
    return flags


def _left(rubric: Rubric, block: Ints, ruled_out: Flags) -> list[Floats]:
    """Return, against closed and against hybrid, the forms' side of the product, (K + 2, forms)."""
    prepared = draws.prepare(rubric)
    sides = []
    for other in _AGAINST_OPEN:
        side = np.zeros((len(rubric.sets) + 2, block.shape[1]))
        for at, members in enumerate(prepared.members):
            for index in members:
                table = prepared.fits[index]
                side[at] += (table[0] - table[other])[block[index]]
        side[-2] = 1
        side[-1] = _BEHIND * (ruled_out[other].astype(np.int8) - ruled_out[0])
        sides.append(side)
    return sides


def _wins(left: list[Floats], right: list[Floats]) -> Ints:
    """Return in how many sixths of the draws each strategy wins, (3, forms)."""
    forms = left[0].shape[1]
    won = np.zeros((len(STRATEGIES), forms), dtype=np.int64)
    size = BLOCK_CELLS // forms
    for start in range(0, len(right[0]), size):
        rows = slice(start, start + size)
        won += _count(right[0][rows] @ left[0], right[1][rows] @ left[1])
    return won


def _count(closed: Floats, hybrid: Floats) -> Ints:
    """Count the wins of a block, given how far open is ahead of each other one, (draws, forms)."""
    ahead = np.stack([closed, hybrid, hybrid - closed])
    first = [flags.view(np.uint8) for flags in tally.first(ahead)]
    # Two bytes count up to 65,535 draws, four times as many as there are
    counts = [flags.sum(axis=0, dtype=np.uint16) for flags in first]
    won = SHARES * np.array(counts, dtype=np.int64)
    tied = won.sum(axis=0) > SHARES * len(closed)
    if tied.any():
        won[:, tied] = _count_tied(np.stack([flags[:, tied] for flags in first]))
    return won


def _count_tied(first: Bytes) -> Ints:
    """Count the sixths of each draw, given who comes first in it as 1 or 0, (3, draws, forms)."""
    won: Ints = (first * (SHARES // first.sum(axis=0, dtype=np.uint8))).sum(axis=1, dtype=np.int64)
    return won
