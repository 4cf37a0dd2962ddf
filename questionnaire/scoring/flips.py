"""Which other answers put another strategy first: all single ones, or pairs, scored exactly.

A change flips when the first in the ranking becomes another one, so that flips are defined however
firmly the result is worded. While none is compatible, nobody counts as first: a change that makes
some strategy possible flips, and so does one that leaves none.
"""

from collections.abc import Mapping

from questionnaire.scoring import tally
from questionnaire.scoring.engine import Scored
from questionnaire.scoring.explanation import Change, Flip, Kind
from questionnaire.scoring.rescoring import Move, Moves, Rescored
from questionnaire.scoring.sample import DRAWS
from questionnaire.scoring.types import Question

_HARDER = tuple(Kind).index


def other_options(scored: Scored) -> list[Move]:
    """Return every option of every question, facts too, that is not the present answer."""
    return [
        Move(question, option)
        for question, one in enumerate(scored.rubric.questions)
        for option in range(len(one.options))
        if option != scored.reading.choices[question]
    ]


def flips(scored: Scored, rescored: Mapping[Moves, Rescored]) -> tuple[Flip, ...]:
    """Return the moves that flip: by kind, then by the share of draws the new leader wins."""
    found = [
        _flip(scored, moves, one) for moves, one in rescored.items() if one.leader != scored.leader
    ]
    return tuple(sorted(found, key=_order))


def _order(flip: Flip) -> tuple[int, float]:
    won = 0.0 if flip.leader is None else flip.acceptability[flip.leader]
    return _HARDER(flip.kind), -won


def _flip(scored: Scored, moves: Moves, rescored: Rescored) -> Flip:
    questions = scored.rubric.questions
    changes = tuple(_change(scored, questions[move.question], move) for move in moves)
    return Flip(
        changes=changes,
        kind=max((change.kind for change in changes), key=_HARDER),
        leader=rescored.leader,
        acceptability=tally.by_strategy(rescored.wins),
        none_compatible=rescored.none / DRAWS,
    )


def _change(scored: Scored, question: Question, move: Move) -> Change:
    choice = scored.reading.choices[move.question]
    if choice is None:
        kind = Kind.FINDING_OUT
    else:
        kind = Kind.DECISION if question.changeable else Kind.FACT
    return Change(
        question=question.key,
        was=None if choice is None else question.options[choice].key,
        option=question.options[move.option].key,
        changeable=question.changeable,
        kind=kind,
    )
