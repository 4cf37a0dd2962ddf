"""An archive under a rubric: many stored forms at once, each with what it leaves open.

A weight is an importance times a random variable that all forms share. So the importance can stand
on the forms' side of a product of matrices, and two kinds of draws do for all forms: exponentials
where nothing is stated, Gamma(3) variables where something is. How far open is ahead in a draw is

    sum over sets k of  i_k * fits_k  times  G_k
                      + i_k           times  G_k * noise_k
    + over questions    i_k           times  G_k * fits of the sampled option, where not answered

with the form's side on the left, the draw's on the right. All factors, products and sums are whole
numbers. Their absolute values add up to at most 6 * L * K * 15 * 10.4 * 2**16 (a lead is at most 4
with noise of at most 2 for each question, a weight as in checks.MAX_SETS_TIMES_LCM), which is below
2**51, and so is the difference of two leads below 2**52: float64 holds them exactly, in whatever
order they are summed. Each draw is decided as the engine decides it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from questionnaire.scoring import draws, tally
from questionnaire.scoring.batch import BLOCK_CELLS, BLOCK_DRAWS
from questionnaire.scoring.checks import MAX_IMPORTANCE, MIN_SETS
from questionnaire.scoring.errors import Reason, ScoringError
from questionnaire.scoring.forms import UNSTATED_AMONG_STATED
from questionnaire.scoring.sample import DRAWS, Ints
from questionnaire.scoring.tally import SHARES, Flags, Floats
from questionnaire.scoring.types import STRATEGIES, Rubric
from questionnaire.scoring.vetoed import Vetoes

_BLOCK_FORMS = BLOCK_CELLS // BLOCK_DRAWS
# Multiplications that BLAS does in one thread: on busy processors it waits long for its others.
_MULTIPLICATIONS = 450_000
_UNSURE = -1
# Open against closed and against hybrid; closed against hybrid is the difference of the two.
_AGAINST_OPEN = (1, 2)


@dataclass(frozen=True, slots=True)
class Archive:
    """Stored forms, checked.

    `answers` (forms, questions): positions of options in the order of `rubric.questions`, or -1.
    `factors` (forms, sets): what each set's random variable is multiplied with. `stated` (forms,):
    whether that variable is a Gamma(3). `scorable` (forms,): whether at least two sets are left in.
    """

    answers: Ints
    factors: Ints
    stated: Flags
    scorable: Flags

    def only(self, forms: Ints) -> "Archive":
        """Return some of the forms."""
        return Archive(
            self.answers[forms], self.factors[forms], self.stated[forms], self.scorable[forms]
        )


def archive_acceptabilities(
    rubric: Rubric, answers: Ints, importance: Ints, *, every: int = 16
) -> Floats:
    """Return each form's share of draws won by each strategy, (forms, 3).

    `answers` (forms, questions) holds positions of options in the order of `rubric.questions`, -1
    for "not sure yet" and for no answer: a scored question is then sampled, a fact meets nothing.
    `importance` (forms, sets) holds 0..5, -1 for not stated. Both mean what they mean in a Form;
    the row of a form with fewer than two sets left in is NaN. Of the sample, every 16th draw is
    used unless told otherwise (1,024 of 16,384); `every=1` gives exactly what the engine gives.
    Raises ScoringError, naming the place, when a number is neither.
    """
    archive = read(rubric, answers, importance)
    some = slice(every // 2, DRAWS, every)
    shares = wins(rubric, archive, some) / (SHARES * how_many(some))
    shares[~archive.scorable] = np.nan
    return shares


def read(rubric: Rubric, answers: Ints, importance: Ints) -> Archive:
    """Check the arrays of `archive_acceptabilities`, and read them as forms.read does a form."""
    _check_shape("answers", answers, (len(answers), len(rubric.questions)))
    _check_shape("importance", importance, (len(answers), len(rubric.sets)))
    for question, column in zip(rubric.questions, answers.T, strict=True):
        wrong = (column < _UNSURE) | (column >= len(question.options))
        if wrong.any():
            place, value = f"answers.{question.key}", int(column[wrong][0])
            raise ScoringError(place, Reason.UNKNOWN_OPTION, key=value)
    for part, column in zip(rubric.sets, importance.T, strict=True):
        wrong = (column < _UNSURE) | (column > MAX_IMPORTANCE)
        if wrong.any():
            place, value = f"importance.{part.key}", int(column[wrong][0])
            raise ScoringError(place, Reason.IMPORTANCE_OUT_OF_RANGE, value=value)
    stated: Flags = importance.max(axis=1) > 0
    unstated = np.where(stated, UNSTATED_AMONG_STATED, 1)[:, np.newaxis]
    factors = np.where(importance == _UNSURE, unstated, importance)
    scorable: Flags = (importance != 0).sum(axis=1) >= MIN_SETS
    return Archive(answers, factors, stated, scorable)


def _check_shape(place: str, array: Ints, wanted: tuple[int, int]) -> None:
    if array.shape != wanted:
        raise ScoringError(place, Reason.WRONG_SHAPE, wanted=wanted, value=array.shape)


def how_many(some: slice) -> int:
    """Return how many of the draws these are."""
    return len(range(*some.indices(DRAWS)))


def wins(rubric: Rubric, archive: Archive, some: slice) -> Ints:
    """Return in how many sixths of some draws each strategy wins, (forms, 3).

    A form that cannot be scored wins nothing.
    """
    won = np.zeros((len(archive.answers), len(STRATEGIES)), dtype=np.int64)
    prepared = draws.prepare(rubric)
    vetoes = Vetoes(rubric, archive.answers.T)
    unmet = vetoes.unmet(prepared, some)
    for stated in (False, True):
        variables = prepared.exponentials.sum(axis=0) if stated else prepared.exponentials[0]
        sides = _draws_side(prepared, variables, some)
        forms = np.flatnonzero(archive.scorable & (archive.stated == stated))
        for start in range(0, len(forms), _BLOCK_FORMS):
            block = forms[start : start + _BLOCK_FORMS]
            left = _forms_side(prepared, archive.answers[block].T, archive.factors[block].T)
            ruled_out = vetoes.ruled_out(block, unmet, how_many(some))
            won[block] = _block_wins(left, sides, ruled_out)
    return won


def _owners(prepared: draws.Draws) -> list[int]:
    """Return for each scored question the set that it belongs to."""
    return [at for at, members in enumerate(prepared.members) for _ in members]


def _draws_side(prepared: draws.Draws, variables: Ints, some: slice) -> list[Floats]:
    """Return, against closed and against hybrid, the draws' side of the product, (2K + Q, n)."""
    weights = variables[:, some] * prepared.scales[:, np.newaxis]
    noise = prepared.noise[:, :, some]
    sampled = np.array([fits[:, some] for fits in prepared.sampled])
    own = weights[_owners(prepared)]
    return [
        np.vstack(
            [
                weights,
                weights * (noise[:, 0] - noise[:, other]),
                own * (sampled[:, 0] - sampled[:, other]),
            ]
        ).astype(np.float64)
        for other in _AGAINST_OPEN
    ]


def _forms_side(prepared: draws.Draws, answers: Ints, factors: Ints) -> list[Floats]:
    """Return, against closed and against hybrid, the forms' side of the product, (forms, 2K + Q).

    Takes columns: `answers` (questions, forms) and `factors` (sets, forms).
    """
    unsure = factors[_owners(prepared)] * (answers[: len(prepared.fits)] == _UNSURE)
    sides = []
    for other in _AGAINST_OPEN:
        sums = np.zeros_like(factors)
        for at, members in enumerate(prepared.members):
            for index in members:
                table = prepared.fits[index]
                # -1, not answered, reads the last
                sums[at] += np.append(table[0] - table[other], 0)[answers[index]]
        side = np.vstack([factors * sums, factors, unsure])
        sides.append(np.ascontiguousarray(side.T, dtype=np.float64))
    return sides


def _block_wins(
    left: list[Floats], right: list[Floats], ruled_out: Callable[[slice], Flags]
) -> Ints:
    """Return in how many sixths of the draws each strategy wins, (forms, 3)."""
    won = np.zeros((len(left[0]), len(STRATEGIES)), dtype=np.int64)
    for start in range(0, right[0].shape[1], BLOCK_DRAWS):
        some = slice(start, start + BLOCK_DRAWS)
        # A copy: columns that lie a power of two apart share few lines of the processor's cache.
        closed, hybrid = (
            _product(one, np.ascontiguousarray(side[:, some]))
            for one, side in zip(left, right, strict=True)
        )
        won += _count(closed, hybrid, ruled_out(some))
    return won


def _product(left: Floats, right: Floats) -> Floats:
    """Return the product of the two, in strips."""
    product = np.empty((len(left), right.shape[1]))
    strip = max(1, _MULTIPLICATIONS // right.size)
    for start in range(0, len(product), strip):
        rows = slice(start, start + strip)
        np.matmul(left[rows], right, out=product[rows])
    return product


def _count(closed: Floats, hybrid: Floats, out: Flags) -> Ints:
    """Count the wins of a block, (forms, 3), given how far open is ahead, (forms, draws) each.

    `out` (3, forms, draws) says who is ruled out.
    """
    if out.any():
        first = _first_left_in(closed, hybrid, out)
        nobody = out.all(axis=0).sum(axis=1)
    else:
        first = tally.first(np.stack([closed, hybrid, hybrid - closed]))
        nobody = np.zeros(len(closed), dtype=np.int64)
    counts = [flags.sum(axis=1, dtype=np.uint8) for flags in first]
    won = SHARES * np.stack(counts, axis=1).astype(np.int64)
    tied = won.sum(axis=1) > SHARES * (closed.shape[1] - nobody)
    if tied.any():
        won[tied] = _count_tied(closed[tied], hybrid[tied], out[:, tied])
    return won


def _first_left_in(closed: Floats, hybrid: Floats, out: Flags) -> tuple[Flags, Flags, Flags]:
    """Return where each strategy comes first among those that are not ruled out."""
    among = hybrid - closed
    return (
        ~out[0] & (out[1] | (closed >= 0)) & (out[2] | (hybrid >= 0)),
        ~out[1] & (out[0] | (closed <= 0)) & (out[2] | (among >= 0)),
        ~out[2] & (out[0] | (hybrid <= 0)) & (out[1] | (among <= 0)),
    )


def _count_tied(closed: Floats, hybrid: Floats, out: Flags) -> Ints:
    """Count the wins where some are shared: the sum of what each draw gives."""
    values = np.stack([np.zeros_like(closed), -closed, -hybrid]).reshape(3, -1).astype(np.int64)
    orders = tally.orders(values, out.reshape(3, -1))
    won: Ints = tally.wins(orders).reshape(*closed.shape, 3).sum(axis=1)
    return won
