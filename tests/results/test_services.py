import pytest

from questionnaire import scoring
from questionnaire.models import Questionnaire
from questionnaire.results.answers import Said
from questionnaire.results.services import recommend
from questionnaire.scoring import Form
from tests import factories


@pytest.mark.django_db
def test_recommendation_is_what_the_engine_says(small: Questionnaire) -> None:
    submission, _token = factories.started(small)
    shown = factories.in_english(small)
    said = {key: Said(option) for key, option in factories.NONE_COMPATIBLE.items()}
    stored = recommend(submission=submission, questionnaire=shown, answers=said)
    outcome = scoring.evaluate(shown.rubric, Form(factories.NONE_COMPATIBLE))
    assert (stored.strategy, stored.wording) == ("", "none_compatible")
    wanted = outcome.as_dict()
    assert {key: stored.outcome[key] for key in wanted} == wanted
