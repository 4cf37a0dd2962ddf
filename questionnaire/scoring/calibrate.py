"""Whether a questionnaire is fair: what an editor sees before publishing.

A blank form's acceptability is the calibration: it leaves answers, fits and weights to chance.
Random forms are those of `influence`, so a rubric always gets the same figures.
Facts are not answered throughout, and then fire nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from questionnaire.scoring.batch import acceptabilities
from questionnaire.scoring.draws import prepare
from questionnaire.scoring.engine import acceptability, wording_of
from questionnaire.scoring.forms import read
from questionnaire.scoring.outcome import Shares, Wording
from questionnaire.scoring.random_forms import (
    RANDOM_FORMS,
    generator,
    influence,
    random_forms,
    redraw,
)
from questionnaire.scoring.rules import Rules
from questionnaire.scoring.sample import Ints
from questionnaire.scoring.types import STRATEGIES, Form, Question, Rubric, Strategy

IMPORTANCE_GROUPS = 32
CLEAR = 0.85
DOMINANT, OTHERS = 5, 1
# A question is dead under the one: not even one form in thirty hangs on it, and it may as well go.
# It dominates over the other: almost every other form hangs on it alone, whatever else is said.
# Questions of the shipped questionnaire lie between 0.10 and 0.32, so both leave room to edit.
DEAD, DOMINANT_QUESTION = 0.03, 0.45

_HYBRID = STRATEGIES.index(Strategy.HYBRID)


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the calibration: each figure, 0..1, must lie from `low` to `high`.

    `figures` maps what was measured to its figure: a strategy, "set.strategy",
    "question.option.strategy", a question, a position or a case.
    """

    key: str
    figures: Mapping[str, float]
    low: float = 0.0
    high: float = 1.0

    @property
    def failures(self) -> tuple[str, ...]:
        """What was measured out of bounds."""
        return tuple(k for k, value in self.figures.items() if not self.low <= value <= self.high)

    @property
    def passed(self) -> bool:
        """Whether all figures are within bounds."""
        return not self.failures


@lru_cache(maxsize=16)
def calibrate(rubric: Rubric) -> tuple[Check, ...]:
    """Return all checks of the rubric, in a fixed order; takes two or three seconds.

    "question_influence" (see `influence`) fails with the keys of dead questions, whose figure is
    under `DEAD`, and of dominant ones, over `DOMINANT_QUESTION`. "best_answers" tells which
    strategies can be reached: its failures cannot, or not reliably.
    """
    fits = np.array([option.fits for question in rubric.scored for option in question.options])
    blank = _named(acceptability(rubric, Form(), vetoes=False))
    return (
        Check("blank_without_vetoes", blank, 0.25, 0.42),
        Check("blank_with_vetoes", _named(acceptability(rubric, Form())), 0.20, 0.45),
        Check("dominant_set", _dominant_sets(rubric), 0.20, 0.50),
        Check("best_answers", _best_answers(rubric, fits), low=0.95),
        Check("strictly_best_options", _strictly_best(fits), low=0.15),
        Check("hybrid_strictly_worst_options", _hybrid_strictly_worst(fits), low=0.10),
        *_random_forms(rubric),
        Check("one_answer", _one_answer(rubric), high=0.65),
        Check("same_position", _same_position(rubric), high=CLEAR),
        *_vetoes(rubric),
    )


def _named(shares: Shares, prefix: str = "") -> dict[str, float]:
    return {f"{prefix}{strategy}": share for strategy, share in shares.items()}


def _dominant_sets(rubric: Rubric) -> dict[str, float]:
    """Return the blank form's shares when one set counts 5 and each other one 1."""
    figures: dict[str, float] = {}
    for part in rubric.sets:
        importance = {one.key: DOMINANT if one is part else OTHERS for one in rubric.sets}
        figures |= _named(acceptability(rubric, Form(importance=importance)), f"{part.key}.")
    return figures


def _leads(fits: Ints) -> Ints:
    """Return how far each strategy is ahead of the better of the other two, (options, 3)."""
    return np.stack([fits[:, s] - np.delete(fits, s, axis=1).max(axis=1) for s in range(3)], axis=1)


def _best_answers(rubric: Rubric, fits: Ints) -> dict[str, float]:
    """Return what each strategy reaches with the answers that favour it most."""
    leads = iter(_leads(fits))
    rows = {question: [next(leads) for _ in question.options] for question in rubric.scored}
    figures = {}
    for at, strategy in enumerate(STRATEGIES):
        best = {
            q.key: int(np.argmax([lead[at] for lead in lead_rows])) for q, lead_rows in rows.items()
        }
        form = Form({q.key: q.options[best[q.key]].key for q in rubric.scored})
        figures[strategy.value] = acceptability(rubric, form)[strategy]
    return figures


def _strictly_best(fits: Ints) -> dict[str, float]:
    """Return the share of options on which each strategy is strictly best."""
    shares = (_leads(fits) > 0).mean(axis=0)
    return {s.value: float(share) for s, share in zip(STRATEGIES, shares, strict=True)}


def _hybrid_strictly_worst(fits: Ints) -> dict[str, float]:
    """Return the share of options on which hybrid is strictly worst."""
    return {"hybrid": float((_leads(-fits)[:, _HYBRID] > 0).mean())}


def _random_forms(rubric: Rubric) -> tuple[Check, ...]:
    """Return the checks on random complete forms."""
    random = generator()
    forms = random_forms(rubric, random, RANDOM_FORMS)
    shares = acceptabilities(rubric, forms)
    unstated = _share_clear(rubric, forms, {})
    last = acceptabilities(rubric, forms, vetoes=False).argmin(axis=1) == _HYBRID
    which = random.integers(len(rubric.scored), size=len(forms))
    redrawn = acceptabilities(rubric, redraw(rubric, random, forms, which))
    changed = shares.argmax(axis=1) != redrawn.argmax(axis=1)
    groups = np.split(forms, IMPORTANCE_GROUPS)
    stated = [_share_clear(rubric, group, _importance(rubric, random)) for group in groups]
    return (
        Check("hybrid_last", {"hybrid": float(last.mean())}, low=0.15),
        Check("one_redrawn_changes_winner", {"changed": float(changed.mean())}, high=0.30),
        Check("question_influence", influence(rubric), DEAD, DOMINANT_QUESTION),
        Check("random_clear_unstated", {"clear": unstated}, high=0.25),
        Check("random_clear_stated", {"clear": float(np.mean(stated))}, high=0.40),
    )


def _share_clear(rubric: Rubric, forms: Ints, importance: dict[str, int | None]) -> float:
    """Return the share of the forms worded "clear"; only those with the shares for it can be."""
    shares = acceptabilities(rubric, forms, importance, every=1)
    clear = 0
    for row in forms[shares.max(axis=1) >= CLEAR]:
        answers = zip(rubric.scored, row, strict=False)
        form = Form({q.key: q.options[at].key for q, at in answers}, importance)
        clear += wording_of(rubric, form) is Wording.CLEAR
    return clear / len(forms)


def _importance(rubric: Rubric, random: np.random.Generator) -> dict[str, int | None]:
    return {part.key: int(random.integers(1, 6)) for part in rubric.sets}


def _one_answer(rubric: Rubric) -> dict[str, float]:
    """Return each strategy's share in a form with one single answer."""
    figures: dict[str, float] = {}
    for question in rubric.scored:
        for option in question.options:
            shares = acceptability(rubric, Form({question.key: option.key}))
            figures |= _named(shares, f"{question.key}.{option.key}.")
    return figures


def _same_position(rubric: Rubric) -> dict[str, float]:
    """Return the best share when each answer is the 1st, 2nd ... option, or the last if fewer."""
    longest = max(len(question.options) for question in rubric.scored)

    def form(position: int) -> Form:
        return Form({q.key: _at(q, position) for q in rubric.scored})

    return {
        str(position + 1): max(acceptability(rubric, form(position)).values())
        for position in range(longest)
    }


def _at(question: Question, position: int) -> str:
    return question.options[min(position, len(question.options) - 1)].key


def _vetoes(rubric: Rubric) -> tuple[Check, ...]:
    """Return how often vetoes rule out each strategy in random forms, and all three at once."""
    rules = Rules(rubric, prepare(rubric), read(rubric, Form()))
    ruled_out = rules.ruled_out()
    shares = ruled_out.mean(axis=1)
    return (
        Check(
            "vetoed",
            {s.value: float(v) for s, v in zip(STRATEGIES, shares, strict=True)},
            high=0.35,
        ),
        Check("all_vetoed", {"all": float(ruled_out.all(axis=0).mean())}, high=0.01),
    )
