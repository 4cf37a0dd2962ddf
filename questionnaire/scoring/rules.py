"""Vetoes and tensions: which answers meet their conditions, in each draw."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

import numpy as np

from questionnaire.scoring.draws import Draws
from questionnaire.scoring.forms import Reading
from questionnaire.scoring.sample import DRAWS
from questionnaire.scoring.tally import Flags
from questionnaire.scoring.types import STRATEGIES, Condition, Rubric, Tension, Veto

_NEVER = np.zeros(DRAWS, dtype=np.bool_)
_NEVER.flags.writeable = False


class Rules:
    """The rules of a rubric, read for one form.

    An answered question meets a condition or not, in all draws; a set with importance 0 is no
    exception. A scored question without an answer is sampled. A fact without an answer meets
    nothing, unless `sample_facts` asks what a fact marked "not sure" could do.
    """

    def __init__(
        self,
        rubric: Rubric,
        draws: Draws,
        reading: Reading,
        known: Mapping[str, Flags] = MappingProxyType({}),
        met: dict[Condition, Flags] | None = None,
    ) -> None:
        self._rubric = rubric
        self._draws = draws
        self._reading = reading
        self._questions = rubric.questions
        # In which draws sampled answers meet a condition, (n,): the same in each form of a rubric.
        self._met_in: dict[Condition, Flags] = {} if met is None else met
        self._index = {question.key: at for at, question in enumerate(self._questions)}
        self.fires = {
            veto.key: known[veto.key]
            if veto.key in known
            else self._fired(veto, sample_facts=False)
            for veto in rubric.vetoes
        }
        """For each veto, in which draws its conditions are all met, (n,)."""

    def moved(self, reading: Reading, questions: Collection[str]) -> "Rules":
        """Return the rules for a form that differs from this one in these questions only."""
        known = {
            veto.key: self.fires[veto.key]
            for veto in self._rubric.vetoes
            if not any(condition.question in questions for condition in veto.when_all)
        }
        return Rules(self._rubric, self._draws, reading, known, self._met_in)

    def ruled_out(self) -> Flags:
        """Return in which draws each strategy is ruled out, (3, n)."""
        flags = np.zeros((len(STRATEGIES), DRAWS), dtype=np.bool_)
        for veto in self._rubric.vetoes:
            if self.fires[veto.key] is not _NEVER:
                flags[STRATEGIES.index(veto.rules_out)] |= self.fires[veto.key]
        return flags

    def probability(self) -> dict[str, float]:
        """Return for each veto the share of draws in which it fires."""
        return {key: int(fired.sum()) / DRAWS for key, fired in self.fires.items()}

    def could_fire(self, veto: Veto) -> int:
        """Return in how many draws the veto fires when facts marked "not sure" are sampled too."""
        return int(self._fired(veto, sample_facts=True).sum())

    def _fired(self, veto: Veto, *, sample_facts: bool) -> Flags:
        met = [self._met(condition, sample_facts=sample_facts) for condition in veto.when_all]
        if any(one is False for one in met):
            return _NEVER
        fired = np.ones(DRAWS, dtype=np.bool_)
        for one in met:
            fired &= one
        return fired

    def unsure(self, veto: Veto) -> tuple[str, ...]:
        """Return the veto's questions that have no answer."""
        return tuple(
            condition.question for condition in veto.when_all if self.given(condition) is None
        )

    def could_trigger(self, question: str) -> bool:
        """Tell whether some answer to the question could complete a veto's conditions.

        The conditions on other questions are met or not known.
        """
        return any(
            any(one.question == question for one in veto.when_all)
            and all(
                one.question == question or self.given(one) is not False for one in veto.when_all
            )
            for veto in self._rubric.vetoes
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
        if condition not in self._met_in:
            self._met_in[condition] = self._sampled(condition, at)
        return self._met_in[condition]

    def _sampled(self, condition: Condition, at: int) -> Flags:
        flags = np.zeros(DRAWS, dtype=np.bool_)
        for position, option in enumerate(self._questions[at].options):
            if option.key in condition.any_of:
                flags |= self._draws.options[at] == position
        return flags
