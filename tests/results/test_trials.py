import pytest
from django.http import QueryDict

from questionnaire import scoring
from questionnaire.models import Questionnaire
from questionnaire.results.answers import Said, answers_of
from questionnaire.results.trials import Trial, trial_of
from tests import factories

pytestmark = pytest.mark.django_db


def tried(questionnaire: Questionnaire, query: str) -> Trial:
    submission, _token = factories.submitted(questionnaire, factories.ALL_OPEN)
    frozen = factories.in_english(questionnaire)
    answers = answers_of(submission, frozen)
    return trial_of(QueryDict(query), frozen, answers, {"money": 2})


def test_trial_without_a_query_is_what_was_submitted(small: Questionnaire) -> None:
    trial = tried(small, "")
    assert (trial.changes, trial.query()) == (0, "")
    assert trial.answers == {key: Said(option) for key, option in factories.ALL_OPEN.items()}
    assert trial.importance == {"money": 2}


def test_trial_names_only_what_differs(small: Questionnaire) -> None:
    trial = tried(small, "M1=b&M2=a&weigh-people=5&weigh-money=2")
    assert trial.query() == "M1=b&weigh-people=5"
    assert (trial.changes, trial.importance) == (2, {"money": 2, "people": 5})


def test_trial_takes_back_an_importance(small: Questionnaire) -> None:
    assert tried(small, "weigh-money=none").importance == {}


@pytest.mark.parametrize(
    "query", ["M1=z", "Z9=a", "weigh-money=6", "weigh-facts=3", "weigh-money=", "M1=%00"]
)
def test_trial_leaves_as_submitted_what_is_named_wrongly(small: Questionnaire, query: str) -> None:
    assert tried(small, query).changes == 0


def test_trial_may_be_not_sure(small: Questionnaire) -> None:
    assert tried(small, "M1=not-sure").answers["M1"] == Said("not-sure")


def test_trial_is_scored_like_a_submission(small: Questionnaire) -> None:
    query = "&".join(f"{key}={option}" for key, option in factories.ALL_CLOSED.items())
    rubric = factories.in_english(small).rubric
    form = scoring.Form(factories.ALL_CLOSED, {"money": 2})
    assert tried(small, query).evaluate(rubric) == scoring.evaluate(rubric, form)


def test_trial_that_leaves_one_set_in_has_no_outcome(small: Questionnaire) -> None:
    assert tried(small, "weigh-people=0").evaluate(factories.in_english(small).rubric) is None
