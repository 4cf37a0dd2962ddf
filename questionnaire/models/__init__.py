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
from questionnaire.models.mail import Mail
from questionnaire.models.programme import (
    Accelerator,
    Cohort,
    FounderInvitation,
    Invitation,
    MailLanguage,
    Membership,
)
from questionnaire.models.questionnaire import Questionnaire
from questionnaire.models.recommendation import Recommendation
from questionnaire.models.review import (
    MAX_COMMENT,
    MAX_FEEDBACK,
    MAX_SCORE,
    MAX_WHY,
    MIN_SCORE,
    Assignment,
    Comment,
    Conflict,
    Criterion,
    Export,
    Feedback,
    Mention,
    Rating,
    ReadMark,
    Review,
)
from questionnaire.models.rules import Condition, ConditionOption, Rule
from questionnaire.models.sharing import SharedLink
from questionnaire.models.submission import (
    MAX_IMPORTANCE,
    MAX_NOTE,
    Answer,
    NamePart,
    Submission,
    Venture,
)
from questionnaire.models.translated import Translated
from questionnaire.models.versioned import PublishedVersionError

__all__ = [
    "FIT_FIELDS",
    "MAX_COMMENT",
    "MAX_FEEDBACK",
    "MAX_IMPORTANCE",
    "MAX_NOTE",
    "MAX_SCORE",
    "MAX_WHY",
    "MIN_SCORE",
    "Accelerator",
    "Advice",
    "AdviceSource",
    "Answer",
    "AnswerOption",
    "Assignment",
    "Cohort",
    "Comment",
    "Condition",
    "ConditionOption",
    "Conflict",
    "Correction",
    "Criterion",
    "Export",
    "Feedback",
    "FounderInvitation",
    "Invitation",
    "Mail",
    "MailLanguage",
    "Membership",
    "Mention",
    "NamePart",
    "Publication",
    "PublishedVersionError",
    "Question",
    "QuestionSet",
    "QuestionSource",
    "Questionnaire",
    "Rating",
    "ReadMark",
    "Recommendation",
    "Replay",
    "Review",
    "Rule",
    "SharedLink",
    "Source",
    "StrategyText",
    "Submission",
    "Translated",
    "Venture",
]
