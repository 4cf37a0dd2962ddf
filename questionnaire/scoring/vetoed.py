"""Vetoes for many forms at once: who is ruled out in which draw of which form."""

import numpy as np

from questionnaire.scoring.draws import Draws
from questionnaire.scoring.sample import Ints
from questionnaire.scoring.tally import Flags
from questionnaire.scoring.types import STRATEGIES, Condition, Rubric, Veto

_ANY_DRAW = slice(1)


class Vetoes:
    """The vetoes of a rubric, read for some forms.

    `answers` (questions, forms) holds positions of options, -1 where there is none: a scored
    question is then sampled, a fact meets nothing.
    """

    def __init__(self, rubric: Rubric, answers: Ints) -> None:
        self._rubric = rubric
        self._at = {question.key: at for at, question in enumerate(rubric.questions)}
        self._sampled, self._kept = [], []
        for veto in rubric.vetoes:
            kept = self._kept_from_firing(veto, answers)
            self._kept.append(kept)
            self._sampled.append(self._without_answer(veto, answers) & ~kept)
        never = np.zeros((1, answers.shape[1]), dtype=np.bool_)
        sampled = np.vstack([never, *self._sampled])
        self._by_draw: Flags = np.logical_or.reduce(sampled)
        self._marks = np.packbits(np.vstack([sampled, *self._kept]), axis=0)

    def alike_together(self, forms: Ints) -> Ints:
        """Return the forms in an order that keeps those together that the vetoes treat alike."""
        return forms[np.lexsort(self._marks[:, forms])]

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

    def ruled_out(self, forms: Ints, unmet: list[Flags], draws: slice) -> Flags:
        """Return who is ruled out in these draws of these forms, (3, forms, draws).

        Where none of the forms depends on the draw, the one draw returned stands for all. Each run
        of forms that are alike is looked at once.
        """
        marks = self._marks[:, forms]
        begins = np.append([True], (marks[:, 1:] != marks[:, :-1]).any(axis=0))
        rows = draws if self._by_draw[forms].any() else _ANY_DRAW
        flags = self._ruled_out(forms[begins], [side[:, rows] for side in unmet])
        return flags[:, np.cumsum(begins) - 1]

    def _ruled_out(self, forms: Ints, unmet: list[Flags]) -> Flags:
        draws = unmet[0].shape[1] if unmet else 1
        flags = np.zeros((len(STRATEGIES), len(forms), draws), dtype=np.bool_)
        vetoes = zip(self._rubric.vetoes, self._kept, self._sampled, unmet, strict=True)
        for veto, all_kept, all_sampled, in_draws in vetoes:
            fires = np.repeat(~all_kept[forms, np.newaxis], draws, axis=1)
            for sampled, row in zip(all_sampled[:, forms], in_draws, strict=True):
                if sampled.any():
                    fires &= ~(sampled[:, np.newaxis] & row)
            flags[STRATEGIES.index(veto.rules_out)] |= fires
        return flags

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
