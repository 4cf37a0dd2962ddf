"""Which strategy fits these answers, and how sure may anyone be: see docs/scoring.md."""

from questionnaire.scoring.archive import archive_acceptabilities
from questionnaire.scoring.digest import rubric_digest
from questionnaire.scoring.engine import ENGINE_VERSION, acceptability, evaluate
from questionnaire.scoring.errors import Reason, ScoringError
from questionnaire.scoring.explanation import (
    Change,
    Explanation,
    Finding,
    FindOut,
    Flip,
    Kind,
    Robustness,
    WeightShift,
)
from questionnaire.scoring.forms import form_from_dict
from questionnaire.scoring.outcome import (
    Cap,
    CapReason,
    Contribution,
    Elimination,
    Outcome,
    Wording,
)
from questionnaire.scoring.random_forms import influence
from questionnaire.scoring.replay import ADVICE, Replay, archive_advice
from questionnaire.scoring.sample import SAMPLE_DIGEST
from questionnaire.scoring.types import (
    STRATEGIES,
    Condition,
    Form,
    Option,
    Question,
    QuestionSet,
    Rubric,
    Strategy,
    Tension,
    Veto,
)
from questionnaire.scoring.why import evaluate_and_explain, explain

__all__ = [
    "ADVICE",
    "ENGINE_VERSION",
    "SAMPLE_DIGEST",
    "STRATEGIES",
    "Cap",
    "CapReason",
    "Change",
    "Condition",
    "Contribution",
    "Elimination",
    "Explanation",
    "FindOut",
    "Finding",
    "Flip",
    "Form",
    "Kind",
    "Option",
    "Outcome",
    "Question",
    "QuestionSet",
    "Reason",
    "Replay",
    "Robustness",
    "Rubric",
    "ScoringError",
    "Strategy",
    "Tension",
    "Veto",
    "WeightShift",
    "Wording",
    "acceptability",
    "archive_acceptabilities",
    "archive_advice",
    "evaluate",
    "evaluate_and_explain",
    "explain",
    "form_from_dict",
    "influence",
    "rubric_digest",
]
