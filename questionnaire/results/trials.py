"""Trying other answers: what the result would be, without touching what was submitted.

A trial lives in its address alone, which names only what differs: `?F1=grants&weigh-team=5`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from questionnaire import scoring
from questionnaire.catalogue.values import FrozenQuestion, FrozenQuestionnaire, FrozenSet
from questionnaire.models import MAX_IMPORTANCE
from questionnaire.results.answers import NOT_SURE, Said, form_of

WEIGH = "weigh-"
UNSTATED = "none"
LEVELS = (UNSTATED, *(str(level) for level in range(MAX_IMPORTANCE + 1)))


@dataclass(frozen=True)
class TriedQuestion:
    """A question, the answer that was submitted and the one on trial."""

    question: FrozenQuestion
    submitted: str
    tried: str

    @property
    def is_changed(self) -> bool:
        """Whether the trial differs here."""
        return self.tried != self.submitted


@dataclass(frozen=True)
class TriedSet:
    """A set with its questions; `levels` are its importance, submitted and tried, if it counts."""

    part: FrozenSet
    questions: tuple[TriedQuestion, ...]
    submitted_level: str
    tried_level: str

    @property
    def changes(self) -> int:
        """How many things differ in this set."""
        level = self.submitted_level != self.tried_level
        return level + sum(question.is_changed for question in self.questions)


@dataclass(frozen=True)
class Trial:
    """Other answers and importance, as far as they differ from what was submitted."""

    sets: tuple[TriedSet, ...]
    answers: Mapping[str, Said]
    importance: Mapping[str, int]

    @property
    def changes(self) -> int:
        """How many things differ."""
        return sum(part.changes for part in self.sets)

    def query(self) -> str:
        """Return the trial as a query, naming only what differs; "" when nothing does."""
        query = QueryDict(mutable=True)
        for part in self.sets:
            for item in part.questions:
                if item.is_changed:
                    query[item.question.key] = item.tried
            if part.tried_level != part.submitted_level:
                query[f"{WEIGH}{part.part.key}"] = part.tried_level
        return query.urlencode()

    def evaluate(self, rubric: scoring.Rubric) -> scoring.Outcome | None:
        """Score the trial; None when it leaves too little in to weigh."""
        try:
            return scoring.evaluate(rubric, form_of(self.answers, self.importance))
        except scoring.ScoringError as error:
            if error.reason != scoring.Reason.TOO_FEW_SETS:
                raise
            return None


def trial_of(
    query: QueryDict,
    questionnaire: FrozenQuestionnaire,
    answers: Mapping[str, Said],
    importance: Mapping[str, int],
) -> Trial:
    """Read a trial from an address; what it names wrongly stays as submitted."""
    sets = tuple(
        TriedSet(
            part=part,
            questions=tuple(
                _tried(query, item, answers.get(item.key, Said())) for item in part.questions
            ),
            submitted_level=str(importance.get(part.key, UNSTATED)),
            tried_level=_level(query, part, importance),
        )
        for part in questionnaire.sets
    )
    tried = [item for part in sets for item in part.questions]
    return Trial(
        sets=sets,
        answers={
            item.question.key: Said(item.tried, answers.get(item.question.key, Said()).note)
            for item in tried
        },
        importance={
            part.part.key: int(part.tried_level) for part in sets if part.tried_level != UNSTATED
        },
    )


def _tried(query: QueryDict, question: FrozenQuestion, said: Said) -> TriedQuestion:
    asked = query.get(question.key, said.choice)
    offered = {option.key for option in question.options} | {NOT_SURE, said.choice}
    return TriedQuestion(question, said.choice, asked if asked in offered else said.choice)


def _level(query: QueryDict, part: FrozenSet, importance: Mapping[str, int]) -> str:
    submitted = str(importance.get(part.key, UNSTATED))
    asked = query.get(f"{WEIGH}{part.key}", submitted)
    return asked if part.scored and asked in LEVELS else submitted
