"""The same form with one or two other answers, scored exactly, without starting afresh.

Another answer adds a whole number of times the set's weight to how far a strategy is ahead of
another, never more than 8. So it is enough to know how many times the weight fits into that lead:
`floor + ceil` of the quotient, one byte, even when it fits exactly. Adding twice the difference
of the fits and looking at the sign then decides the draw just as the engine does.

The quotient is taken in float64, where it is exact enough: lead and weight are integers, the weight
is below 2**47 (see checks.MAX_SETS_TIMES_LCM), so a quotient that is not whole is further from a
whole number than any rounding of a quotient up to 20 could carry it.

What is ruled out is put into the bytes too, once for all options that rule out the same: a lead
over a strategy that is ruled out becomes larger than answers can undo.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from questionnaire.scoring import draws, tally, wording
from questionnaire.scoring.engine import Scored
from questionnaire.scoring.forms import Reading
from questionnaire.scoring.means import mean_values
from questionnaire.scoring.sample import DRAWS
from questionnaire.scoring.tally import Codes, Flags, Floats, Wins
from questionnaire.scoring.types import STRATEGIES, Rubric, Strategy

# Two answers of one set add at most 16 times its weight, 32 half steps: what is further away stays
# on its side. 33 half steps are a lead of 16.5 weights.
_FAR = 16.5
# The codes compared are at most 33 + 16 + 8 = 57, and the levels at most 8, or 50 and 16: 68 more
# decides each comparison, and 57 + 68 fits into a byte.
_DECIDED = 68
_NOTHING = np.zeros((len(STRATEGIES), 1), dtype=np.int8)
# Where all are ruled out: open behind closed, closed behind hybrid, hybrid behind open. None leads.
_CIRCLE = np.array([[-_DECIDED], [_DECIDED], [-_DECIDED]], dtype=np.int8)

Met = tuple[bool, ...]
Key = tuple[tuple[int, Met], ...]
"""Which questions meet other conditions than at present, and which they are."""


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
    """What is ruled out, as what it adds to the codes, and the draws in which everything is."""

    key: Key
    added: Codes | None
    none: int

    def put_into(self, codes: Codes) -> Codes:
        """Return the codes with what is ruled out behind the rest."""
        return codes if self.added is None else codes + self.added

    def wins(self, codes: Codes, level: Codes) -> Wins:
        """Return the sixths of draws won, given such codes and those that are level."""
        return tally.wins_of(tally.first(codes, level), DRAWS - self.none)


class Rescoring:
    """A scored form, ready to be scored with other answers.

    Leads are of open over closed, open over hybrid and closed over hybrid, in this order.
    """

    def __init__(self, scored: Scored) -> None:
        prepared = scored.prepared
        self._scored = scored
        self._questions = scored.rubric.questions
        self._leads = draws.leads(scored.values).astype(np.float64)
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
        self._vetoed: dict[Key, _Vetoed] = {}
        self._alike: dict[tuple[object, ...], Wins] = {}
        self._ready: tuple[object, Codes] = (None, _NOTHING)
        self._options = [draws.half_steps(fits) for fits in prepared.fits]
        self._codes = {at: self._coded(self._leads, at) for at in set(self._set_of)}

    def single(self, move: Move) -> Rescored:
        """Return the form with another answer to one question."""
        moves, at = (move,), self._set_of[move.question]
        vetoed, level = self._veto(moves), self._level(move)
        # Answers in one set that raise the leads alike, and rule out the same, win the same draws.
        place = move.question if self._is_sampled(move.question) else (at,)
        alike = (place, vetoed.key, level.tobytes())
        if alike not in self._alike:
            if self._ready[0] != (place, vetoed.key):
                codes = vetoed.put_into(self._without(self._codes[at], move.question))
                self._ready = (place, vetoed.key), codes
            self._alike[alike] = vetoed.wins(self._ready[1], level)
        return self._rescored(moves, self._alike[alike], vetoed.none, self._codes[at])

    def pairs(self, pairs: Iterable[tuple[Move, Move]]) -> dict[Moves, Rescored]:
        """Return the form with each of these pairs of answers, each to two different questions.

        Pairs with the same first move belong next to each other: they share most of the work.
        """
        found: dict[Moves, Rescored] = {}
        for (one, at), group in groupby(pairs, key=self._first_move_and_second_set):
            codes = self._after(one, at)
            for pair in group:
                vetoed, (_, move) = self._veto(pair), pair
                without = vetoed.put_into(self._without(codes, move.question))
                wins = vetoed.wins(without, self._level(move))
                found[pair] = self._rescored(pair, wins, vetoed.none, codes)
        return found

    def _first_move_and_second_set(self, pair: tuple[Move, Move]) -> tuple[Move, int | None]:
        return pair[0], self._set_of[pair[1].question]

    def _after(self, move: Move, at: int | None) -> Codes:
        """Return the codes for the weight of this set once the move is made."""
        own = self._set_of[move.question]
        if own is None:
            return self._codes[at]
        # what a move asks of the leads is what it gives them, with the other sign
        step = self._without(-self._level(move), move.question)
        if own == at:
            return self._codes[at] + step
        return self._coded(self._leads + self._weights[own] * (step // 2), at)

    def _coded(self, leads: Floats, at: int | None) -> Codes:
        """Return the leads in half steps of the set's weight, or their signs, (3, n)."""
        if at is None:
            return np.sign(leads).astype(np.int8)
        quotients = leads / self._weights[at]
        np.maximum(quotients, -_FAR, out=quotients)
        np.minimum(quotients, _FAR, out=quotients)
        halves = np.floor(quotients)
        halves += np.ceil(quotients, out=quotients)
        codes: Codes = halves.astype(np.int8)
        return codes

    def _is_sampled(self, question: int) -> bool:
        """Tell whether the question moves values by another answer in each draw."""
        return self._set_of[question] is not None and self._scored.reading.choices[question] is None

    def _without(self, codes: Codes, question: int) -> Codes:
        """Return the codes without what the sampled answers add; a given one is in the level."""
        sampled = self._is_sampled(question)
        return codes - self._scored.prepared.steps[question] if sampled else codes

    def _level(self, move: Move) -> Codes:
        """Return the codes for which the strategies of each pair are level then, (3, 1)."""
        if self._set_of[move.question] is None:
            return _NOTHING
        options = self._options[move.question]
        offered = options[:, move.option : move.option + 1]
        choice = self._scored.reading.choices[move.question]
        return -offered if choice is None else options[:, choice : choice + 1] - offered

    def _rescored(self, moves: Moves, wins: Wins, none: int, codes: Codes) -> Rescored:
        """Return the form with these moves, given the codes with all of them but the last."""
        if wording.none_compatible(none):
            return Rescored(wins, none, None)
        best = max(wins)
        if wins.count(best) == 1:
            return Rescored(wins, none, STRATEGIES[wins.index(best)])
        mean = mean_values(self._scored.rubric, self._moved(moves))
        without = self._without(codes, moves[-1].question)
        free = tally.wins_of(tally.first(without, self._level(moves[-1])), DRAWS)
        return Rescored(wins, none, wording.ranking(wins, free, mean)[0])

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
            self._vetoed[key] = _vetoed(key, ruled_out)
        return self._vetoed[key]


def _vetoed(key: Key, ruled_out: Flags) -> _Vetoed:
    """Return what `ruled_out` (3, n) adds to the codes: the other strategy of a pair is ahead."""
    if not ruled_out.any():
        return _Vetoed(key, None, 0)
    # Where both of a pair are ruled out nothing is added: both are behind the third.
    added = -_DECIDED * draws.leads(ruled_out.view(np.int8))
    everyone = ruled_out[0] & ruled_out[1] & ruled_out[2]
    none = int(np.count_nonzero(everyone))
    if none:
        added += _CIRCLE * everyone.view(np.int8)
    return _Vetoed(key, added, none)


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
