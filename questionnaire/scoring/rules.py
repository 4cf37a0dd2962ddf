"""Vetoes and tensions: which answers meet their conditions, in each draw."""

import numpy as np

from questionnaire.scoring.draws import Draws
from questionnaire.scoring.forms import Reading
from questionnaire.scoring.sample import DRAWS
from questionnaire.scoring.tally import Flags
from questionnaire.scoring.types import STRATEGIES, Condition, Rubric, Tension, Veto


class Rules:
    """The rules of a rubric, read for one form.

    An answered question meets a condition or not, in all draws; a set with importance 0 is no
    exception. A scored question without an answer is sampled. A fact without an answer meets
    nothing, unless `sample_facts` asks what a fact marked "not sure" could do.
    """

    def __init__(self, rubric: Rubric, draws: Draws, reading: Reading) -> None:
        self._rubric = rubric
        self._draws = draws
        self._reading = reading
        self._questions = rubric.questions
        self._index = {question.key: at for at, question in enumerate(self._questions)}
        self.fires = {veto.key: self._fired(veto, sample_facts=False) for veto in rubric.vetoes}
        """For each veto, in which draws its conditions are all met, (n,)."""

    def ruled_out(self) -> Flags:
        """Return in which draws each strategy is ruled out, (3, n)."""
        flags = np.zeros((len(STRATEGIES), DRAWS), dtype=np.bool_)
        for veto in self._rubric.vetoes:
            flags[STRATEGIES.index(veto.rules_out)] |= self.fires[veto.key]
        return flags

    def could_fire(self, veto: Veto) -> int:
        """Return in how many draws the veto fires when facts marked "not sure" are sampled too."""
        return int(self._fired(veto, sample_facts=True).sum())

    def _fired(self, veto: Veto, *, sample_facts: bool) -> Flags:
        fired = np.ones(DRAWS, dtype=np.bool_)
        for condition in veto.when_all:
            fired &= self._met(condition, sample_facts=sample_facts)
        return fired

    def unsure(self, veto: Veto) -> tuple[str, ...]:
        """Return the veto's questions that have no answer."""
        return tuple(
            condition.question for condition in veto.when_all if self.given(condition) is None
        )

    def holds(self, tension: Tension) -> bool:
        """Tell whether given answers meet all conditions of the tension."""
        return all(self.given(condition) is True for condition in tension.when_all)

    def given(self, condition: Condition) -> bool | None:
        """Tell whether the answer meets the condition; None when there is no answer."""
        at = self._index[condition.question]
        choice = self._reading.choices[at]
        if choice is None:
            return None
        return self._questions[at].options[choice].key in condition.any_of

    def _met(self, condition: Condition, *, sample_facts: bool) -> Flags | bool:
        given = self.given(condition)
        if given is not None:
            return given
        at = self._index[condition.question]
        is_fact = at >= len(self._draws.fits)
        if is_fact and not (sample_facts and at in self._reading.unsure_facts):
            return False
        meets = [o.key in condition.any_of for o in self._questions[at].options]
        flags: Flags = np.array(meets)[self._draws.options[at]]
        return flags
