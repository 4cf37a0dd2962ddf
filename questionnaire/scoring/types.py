"""What is scored: a rubric (the questions with their fits and rules) and a form (the answers)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from questionnaire.scoring.checks import check_rubric


class Strategy(StrEnum):
    """What a venture may do with its model; arrays list the strategies in this order."""

    OPEN = "open"
    CLOSED = "closed"
    HYBRID = "hybrid"


STRATEGIES: tuple[Strategy, ...] = tuple(Strategy)

Fits = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer; `fits` (0..4 each) is None for the options of facts-only questions."""

    key: str
    fits: Fits | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its options; `changeable` when the founder could decide otherwise."""

    key: str
    options: tuple[Option, ...]
    changeable: bool = True


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions that share one weight."""

    key: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """Met when the answer to `question` is one of `any_of`."""

    question: str
    any_of: frozenset[str]


@dataclass(frozen=True, slots=True)
class Veto:
    """Answers that rule a strategy out when all conditions are met."""

    key: str
    rules_out: Strategy
    when_all: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Tension:
    """Answers that pull apart; worth saying, never worth a point."""

    key: str
    when_all: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Rubric:
    """A questionnaire as the scoring sees it.

    `sets` are scored; `facts` are asked only for the vetoes and tensions that name them. Question
    keys are unique over both. Raises ScoringError, naming the place, when it cannot be scored.
    """

    key: str
    sets: tuple[QuestionSet, ...]
    facts: tuple[Question, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    tensions: tuple[Tension, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be scored."""
        check_rubric(self)

    @property
    def scored(self) -> tuple[Question, ...]:
        """The scored questions, set after set."""
        return tuple(question for part in self.sets for question in part.questions)

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions: the scored ones, then the facts."""
        return self.scored + self.facts


@dataclass(frozen=True, slots=True)
class Form:
    """One person's answers.

    `answers` maps a question's key to an option's key, or to None for "not sure yet"; a missing
    scored question counts as "not sure yet". `importance` maps a set's key to 0..5, 0 leaving the
    set out of the scoring; None or missing means not stated.
    """

    answers: Mapping[str, str | None] = field(default_factory=dict)
    importance: Mapping[str, int | None] = field(default_factory=dict)
