"""The rows that the project keeps; each file is one part of the story."""

from questionnaire.models.catalogue import (
    FIT_FIELDS,
    Advice,
    AdviceSource,
    AnswerOption,
    Question,
    QuestionSet,
    QuestionSource,
    Source,
    StrategyText,
)
from questionnaire.models.editing import Correction, Publication, Replay
from questionnaire.models.questionnaire import Questionnaire
from questionnaire.models.recommendation import Recommendation
from questionnaire.models.rules import Condition, ConditionOption, Rule
from questionnaire.models.sharing import SharedLink
from questionnaire.models.submission import (
    MAX_IMPORTANCE,
    MAX_NOTE,
    Answer,
    Submission,
    Venture,
)
from questionnaire.models.translated import Translated
from questionnaire.models.versioned import PublishedVersionError

__all__ = [
    "FIT_FIELDS",
    "MAX_IMPORTANCE",
    "MAX_NOTE",
    "Advice",
    "AdviceSource",
    "Answer",
    "AnswerOption",
    "Condition",
    "ConditionOption",
    "Correction",
    "Publication",
    "PublishedVersionError",
    "Question",
    "QuestionSet",
    "QuestionSource",
    "Questionnaire",
    "Recommendation",
    "Replay",
    "Rule",
    "SharedLink",
    "Source",
    "StrategyText",
    "Submission",
    "Translated",
    "Venture",
]
