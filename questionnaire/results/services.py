"""From answers to a stored recommendation."""

from collections.abc import Mapping

from questionnaire import scoring
from questionnaire.catalogue.values import FrozenQuestionnaire
from questionnaire.models import Recommendation, Submission
from questionnaire.results.answers import Said, form_of


def recommend(
    *, submission: Submission, questionnaire: FrozenQuestionnaire, answers: Mapping[str, Said]
) -> Recommendation:
    """Score a submission and store everything that was found; call it in a transaction."""
    form = form_of(answers, submission.importance)
    outcome, explanation = scoring.evaluate_and_explain(questionnaire.rubric, form)
    return Recommendation.objects.create(
        submission=submission,
        strategy=outcome.strategy or "",
        wording=outcome.wording,
        outcome={**outcome.as_dict(), "explanation": explanation.as_dict()},
        engine_version=outcome.engine_version,
        structure_digest=outcome.rubric_digest,
        text_digest=questionnaire.text_digest,
        sample_digest=outcome.sample_digest,
    )
