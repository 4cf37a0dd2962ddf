"""What to find out first: the value of information of each unsure question (Howard 1966).

An unsure question's options are equally likely, as in the draws. `b(o)` is the acceptability that
the outcome would have with option o, with all draws: exactly what the founder will see after giving
that answer. The value is the mean over the options of the best share, minus the best of the mean
shares; the movement is the mean total variation between b(o) and the mean.

The mean of the b(o) is the acceptability under uncertainty, but not quite the present one, for
which the draws are divided among the options, and a fact that is not known fires nothing. Measured
against their own mean, values are never negative, and no figures of two samples are compared;
counts are integers, so that nothing is rounded before the one division.
"""

from collections.abc import Mapping

import numpy as np

from questionnaire.scoring import tally
from questionnaire.scoring.engine import Scored
from questionnaire.scoring.explanation import Finding, FindOut
from questionnaire.scoring.rescoring import Move, Moves, Rescored
from questionnaire.scoring.sample import DRAWS
from questionnaire.scoring.tally import SHARES
from questionnaire.scoring.types import Question


def unsure(scored: Scored) -> list[tuple[int, Question]]:
    """Return the questions without an answer that could matter, each with its position.

    Those of the sets left in, and those, facts among them, that could trigger a veto.
    """
    return [
        (at, question)
        for at, (question, choice) in enumerate(
            zip(scored.rubric.questions, scored.reading.choices, strict=True)
        )
        if choice is None
        and (question.key in scored.mean.parts or scored.rules.could_trigger(question.key))
    ]


def find_out(scored: Scored, rescored: Mapping[Moves, Rescored]) -> tuple[FindOut, ...]:
    """Return what each unsure question is worth, best first, given the form with each option."""
    found = [_worth(at, question, rescored) for at, question in unsure(scored)]
    return tuple(sorted(found, key=lambda one: (-one.value, -one.movement)))


def _worth(at: int, question: Question, found: Mapping[Moves, Rescored]) -> FindOut:
    count = len(question.options)
    rescored = [found[Move(at, option),] for option in range(count)]
    # per option: the sixths of draws won by each strategy, and those in which nobody can win
    won = np.array([[*one.wins, SHARES * one.none] for one in rescored])
    shares, total = won[:, :-1], won.sum(axis=0)
    value = int(shares.max(axis=1).sum() - shares.sum(axis=0).max())
    movement = int(np.abs(count * won - total).sum())
    return FindOut(
        question=question.key,
        changeable=question.changeable,
        value=value / (count * SHARES * DRAWS),
        movement=movement / (2 * count * count * SHARES * DRAWS),
        findings=tuple(
            Finding(option.key, tally.by_strategy(one.wins), one.none / DRAWS, one.leader)
            for option, one in zip(question.options, rescored, strict=True)
        ),
    )
