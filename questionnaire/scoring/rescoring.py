"""The same form with one or two other answers, scored exactly, without starting afresh.

Another answer adds a whole number of times the set's weight to how far a strategy is ahead of
another, never more than 8. So it is enough to know how many times the weight fits into that lead:
`floor + ceil` of the quotient, one byte, even when it fits exactly. Adding twice the difference
of the fits and looking at the sign then decides the draw just as the engine does.

The quotient is taken in float64, where it is exact enough: lead and weight are integers, the weight
is below 2**47 (see checks.MAX_SETS_TIMES_LCM), so a quotient that is not whole is further from a
whole number than any rounding of a quotient up to 20 could carry it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from questionnaire.scoring import draws, tally, wording
from questionnaire.scoring.draws import Small
from questionnaire.scoring.engine import Scored
from questionnaire.scoring.forms import Reading
from questionnaire.scoring.means import mean_values
from questionnaire.scoring.sample import DRAWS
from questionnaire.scoring.tally import Codes, Flags, Floats, Numbers, Wins
from questionnaire.scoring.types import STRATEGIES, Rubric, Strategy

# Two answers of one set add at most 16 times its weight, 32 half steps; a byte holds 40 + 32.
_FAR = 40
_NOTHING = np.zeros((len(STRATEGIES), 1), dtype=np.int8)

Met = tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """Another answer, by the positions of the question (see Rubric.questions) and the option."""

    question: int
    option: int


Moves = tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Rescored:
    """What a form comes to: sixths of draws won, and draws in which all are ruled out.

    `leader` is the first in the ranking, or None when no strategy is compatible.
    """

    wins: Wins
    none: int
    leader: Strategy | None


@dataclass(frozen=True, slots=True)
class _Vetoed:
    """What is ruled out, as tally.first takes it, and the draws in which everything is."""

    by_pair: tuple[Flags, Flags] | None
    none: int


class Rescoring:
    """A scored form, ready to be scored with other answers.

    Leads are of open over closed, open over hybrid and closed over hybrid, in this order.
    """

    def __init__(self, scored: Scored) -> None:
        prepared = scored.prepared
        self._scored = scored
        self._questions = scored.rubric.questions
        self._leads = _leads(scored.values).astype(np.float64)
        self._weights = (scored.weights * prepared.scales[:, np.newaxis]).astype(np.float64)
        # facts, and questions of sets left out, are in no set: their answers move no value
        in_use = [bool(weight.any()) for weight in self._weights]
        self._set_of: list[int | None] = [
            at if in_use[at] else None
            for at, members in enumerate(prepared.members)
            for _ in members
        ]
        self._set_of += [None] * len(scored.rubric.facts)
        self._meets = _meets(scored.rubric)
        self._meets_now = _meets_now(scored, self._meets)
        self._vetoed: dict[tuple[object, ...], _Vetoed] = {}
        self._options = [_half_steps(fits) for fits in prepared.fits]
        self._presents: dict[int, Codes] = {}
        self._without: dict[int, Codes] = {}
        self._codes = {at: self._coded(self._leads, at) for at in set(self._set_of)}

    def single(self, move: Move) -> Rescored:
        """Return the form with another answer to one question."""
        question = move.question
        if question not in self._without:
            self._without[question] = self._codes[self._set_of[question]] - self._present(question)
        return self._rescored((move,), self._without[question])

    def pairs(self, pairs: Iterable[tuple[Move, Move]]) -> dict[Moves, Rescored]:
        """Return the form with each of these pairs of answers, each to two different questions.

        Pairs with the same first move belong next to each other: they share most of the work.
        """
        found: dict[Moves, Rescored] = {}
        for (one, at), group in groupby(pairs, key=self._first_move_and_second_set):
            codes = self._after(one, at)
            for pair in group:
                found[pair] = self._rescored(pair, codes - self._present(pair[1].question))
        return found

    def _first_move_and_second_set(self, pair: tuple[Move, Move]) -> tuple[Move, int | None]:
        return pair[0], self._set_of[pair[1].question]

    def _after(self, move: Move, at: int | None) -> Codes:
        """Return the codes for the weight of this set once the move is made."""
        own = self._set_of[move.question]
        if own is None:
            return self._codes[at]
        step = self._offered(move) - self._present(move.question)
        if own == at:
            return self._codes[at] + step
        return self._coded(self._leads + self._weights[own] * (step // 2), at)

    def _coded(self, leads: Floats, at: int | None) -> Codes:
        """Return the leads in half steps of the set's weight, or their signs, (3, n)."""
        if at is None:
            return np.sign(leads).astype(np.int8)
        quotients = leads / self._weights[at]
        halves = np.floor(quotients)
        halves += np.ceil(quotients, out=quotients)
        codes: Codes = np.clip(halves, -_FAR, _FAR, out=halves).astype(np.int8)
        return codes

    def _offered(self, move: Move) -> Codes:
        """Return by how many half steps the option raises each lead, (3, 1)."""
        if self._set_of[move.question] is None:
            return _NOTHING
        return self._options[move.question][:, [move.option]]

    def _present(self, question: int) -> Codes:
        """Return the same for the present answer, (3, 1), or for the sampled ones, (3, n)."""
        if self._set_of[question] is None:
            return _NOTHING
        if question not in self._presents:
            fits = draws.question_fits(self._scored.prepared, self._scored.reading, question)
            self._presents[question] = _half_steps(fits)
        return self._presents[question]

    def _rescored(self, moves: Moves, without: Codes) -> Rescored:
        """Return the form with these moves, given the codes without any answer to the last."""
        level, vetoed = -self._offered(moves[-1]), self._veto(moves)
        wins = tally.wins_of(tally.first(without, level, vetoed.by_pair), DRAWS - vetoed.none)
        if wording.none_compatible(vetoed.none):
            return Rescored(wins, vetoed.none, None)
        best = max(wins)
        if wins.count(best) == 1:
            return Rescored(wins, vetoed.none, STRATEGIES[wins.index(best)])
        mean = mean_values(self._scored.rubric, self._moved(moves))
        free = tally.wins_of(tally.first(without, level), DRAWS)
        return Rescored(wins, vetoed.none, wording.ranking(wins, free, mean)[0])

    def _moved(self, moves: Moves) -> Reading:
        choices = list(self._scored.reading.choices)
        for move in moves:
            choices[move.question] = move.option
        return replace(self._scored.reading, choices=tuple(choices))

    def _veto(self, moves: Moves) -> _Vetoed:
        """Return what is ruled out then; moves that meet the same conditions share it."""
        key = tuple(
            (move.question, met)
            for move in moves
            if (met := self._meets[move.question][move.option]) != self._meets_now[move.question]
        )
        if key not in self._vetoed:
            keys = {self._questions[move.question].key for move in moves}
            ruled_out = self._scored.rules.moved(self._moved(moves), keys).ruled_out()
            none = int(np.count_nonzero(ruled_out.all(axis=0)))
            by_pair = tally.by_pair(ruled_out) if ruled_out.any() else None
            self._vetoed[key] = _Vetoed(by_pair, none)
        return self._vetoed[key]


def _leads(values: Numbers) -> Numbers:
    """Return by how much the one strategy of each pair is ahead of the other, (3, n)."""
    open_, closed, hybrid = values
    return np.stack([open_ - closed, open_ - hybrid, closed - hybrid])


def _half_steps(fits: Small) -> Codes:
    """Return the leads that fits give, in half steps of their set's weight."""
    return 2 * _leads(fits).astype(np.int8)


def _meets(rubric: Rubric) -> list[list[Met]]:
    """Return for each question and option which of the vetoes' conditions on it are met."""
    wanted = [condition for veto in rubric.vetoes for condition in veto.when_all]
    return [
        [
            tuple(option.key in one.any_of for one in wanted if one.question == question.key)
            for option in question.options
        ]
        for question in rubric.questions
    ]


def _meets_now(scored: Scored, meets: list[list[Met]]) -> list[Met | None]:
    """Return the same for the present answers; None where it differs from draw to draw."""
    now: list[Met | None] = []
    facts_from = len(scored.rubric.scored)
    for at, (options, choice) in enumerate(zip(meets, scored.reading.choices, strict=True)):
        if choice is not None:
            now.append(options[choice])
        elif at >= facts_from or not options[0]:
            now.append((False,) * len(options[0]))  # a fact without an answer meets nothing
        else:
            now.append(None)
    return now
