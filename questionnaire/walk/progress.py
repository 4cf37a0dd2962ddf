"""How far a walk has come, and which step is next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse

from questionnaire.catalogue.values import FrozenQuestionnaire, FrozenSet
from questionnaire.results.answers import UNANSWERED, Said


class State(StrEnum):
    """How far one step has come."""

    NOT_STARTED = "not-started"
    STARTED = "started"
    DONE = "done"


@dataclass(frozen=True)
class SetProgress:
    """One set as a task: how many of its questions have an answer, "not sure yet" included."""

    part: FrozenSet
    answered: int
    url: str

    @property
    def total(self) -> int:
        """How many questions the set asks."""
        return len(self.part.questions)

    @property
    def state(self) -> State:
        """Not started, started or done."""
        if not self.answered:
            return State.NOT_STARTED
        return State.DONE if self.answered == self.total else State.STARTED


@dataclass(frozen=True)
class Progress:
    """The whole walk as tasks."""

    sets: tuple[SetProgress, ...]

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(task.answered for task in self.sets)

    @property
    def total(self) -> int:
        """How many questions there are."""
        return sum(task.total for task in self.sets)

    @property
    def missing(self) -> int:
        """How many questions have none."""
        return self.total - self.answered

    @property
    def next(self) -> SetProgress | None:
        """The first set with a question still open; None when all are answered."""
        return next((task for task in self.sets if task.state != State.DONE), None)

    def of(self, part: FrozenSet) -> SetProgress:
        """Return the task of one set."""
        return next(task for task in self.sets if task.part.key == part.key)


def progress_of(
    questionnaire: FrozenQuestionnaire, answers: Mapping[str, Said], token: str
) -> Progress:
    """Return how far the answers of a submission have come."""
    return progress_at(
        questionnaire, answers, lambda part: reverse("walk:set", args=[token, part.key])
    )


def progress_at(
    questionnaire: FrozenQuestionnaire,
    answers: Mapping[str, Said],
    address: Callable[[FrozenSet], str],
) -> Progress:
    """Return how far the answers have come, where each set's page has an address of its own."""
    return Progress(
        tuple(
            SetProgress(
                part=part,
                answered=sum(
                    answers.get(question.key, Said()).choice != UNANSWERED
                    for question in part.questions
                ),
                url=address(part),
            )
            for part in questionnaire.sets
        )
    )


def step_after(questionnaire: FrozenQuestionnaire, part: FrozenSet) -> FrozenSet | None:
    """Return the set that follows; None after the last one."""
    position = questionnaire.sets.index(part) + 1
    return questionnaire.sets[position] if position < len(questionnaire.sets) else None
