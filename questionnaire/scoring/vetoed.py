"""Vetoes for many forms at once: who is ruled out in which draw of which form."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from questionnaire.scoring.draws import Draws
from questionnaire.scoring.sample import Ints
from questionnaire.scoring.tally import Flags
from questionnaire.scoring.types import STRATEGIES, Condition, Rubric, Strategy, Veto


class Vetoes:
    """The vetoes of a rubric, read for some forms.

    `answers` (questions, forms) holds positions of options, -1 where there is none: a scored
    question is then sampled, a fact meets nothing.
    """

    def __init__(self, rubric: Rubric, answers: Ints) -> None:
        self._rubric = rubric
        self._at = {question.key: at for at, question in enumerate(rubric.questions)}
        self._kept = [self._kept_from_firing(veto, answers) for veto in rubric.vetoes]
        self._sampled = [self._without_answer(veto, answers) for veto in rubric.vetoes]
        self._alike = [self._marks(strategy, answers.shape[1]) for strategy in STRATEGIES]

    def unmet(self, prepared: Draws, some: slice) -> list[Flags]:
        """Return for each veto in which of some draws sampled answers do not meet its conditions.

        The shape of each is (conditions, draws).
        """
        return [
            np.array(
                [
                    ~self._meets(condition)[prepared.options[self._at[condition.question]][some]]
                    for condition in veto.when_all
                ]
            )
            for veto in self._rubric.vetoes
        ]

    def ruled_out(self, forms: Ints, unmet: list[Flags], draws: int) -> Callable[[slice], Flags]:
        """Return what tells who is ruled out in a slice of the draws, (3, forms, draws).

        Of forms that the vetoes treat alike, one is looked at.
        """
        rows = []
        for strategy, alike in zip(STRATEGIES, self._alike, strict=True):
            _, ones, which = np.unique(alike[forms], return_index=True, return_inverse=True)
            rows.append((self._fires(strategy, forms[ones], unmet, draws), which))
        return lambda some: np.stack([np.take(table[:, some], which, 0) for table, which in rows])

    def _fires(self, strategy: Strategy, forms: Ints, unmet: list[Flags], draws: int) -> Flags:
        """Return in which draws the strategy is ruled out, (forms, draws)."""
        fires = np.zeros((len(forms), draws), dtype=np.bool_)
        for at in self._ruling_out(strategy):
            (open_,) = np.nonzero(~self._kept[at][forms])
            some = np.ones((len(open_), draws), dtype=np.bool_)
            for sampled, row in zip(self._sampled[at][:, forms[open_]], unmet[at], strict=True):
                some[sampled] &= ~row
            fires[open_] |= some
        return fires

    def _marks(self, strategy: Strategy, forms: int) -> NDArray[np.void]:
        """Return a mark for each form: equal where the strategy's vetoes treat forms alike."""
        rows = [
            row
            for at in self._ruling_out(strategy)
            # What is kept from firing is so whatever is sampled
            for row in (self._kept[at], *(self._sampled[at] & ~self._kept[at]))
        ]
        packed = np.packbits(np.array([np.zeros(forms, dtype=np.bool_), *rows]), axis=0)
        columns = np.ascontiguousarray(packed.T)
        return columns.view(np.dtype((np.void, columns.shape[1]))).ravel()

    def _ruling_out(self, strategy: Strategy) -> list[int]:
        return [at for at, veto in enumerate(self._rubric.vetoes) if veto.rules_out == strategy]

    def _kept_from_firing(self, veto: Veto, answers: Ints) -> Flags:
        """Return where a given answer, or a fact without one, does not meet a condition."""
        kept = np.zeros(answers.shape[1], dtype=np.bool_)
        for condition in veto.when_all:
            at = self._at[condition.question]
            # -1, no answer, reads the last
            kept |= ~np.append(self._meets(condition), self._is_scored(condition))[answers[at]]
        return kept

    def _without_answer(self, veto: Veto, answers: Ints) -> Flags:
        """Return where the question of each condition is sampled, (conditions, forms)."""
        return np.array(
            [
                (answers[self._at[condition.question]] < 0) & self._is_scored(condition)
                for condition in veto.when_all
            ]
        )

    def _is_scored(self, condition: Condition) -> bool:
        return self._at[condition.question] < len(self._rubric.scored)

    def _meets(self, condition: Condition) -> Flags:
        """Return which options of its question meet the condition, (options,)."""
        options = self._rubric.questions[self._at[condition.question]].options
        return np.array([option.key in condition.any_of for option in options])
