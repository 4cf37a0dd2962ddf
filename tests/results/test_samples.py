import pytest

from questionnaire import scoring
from questionnaire.models import Questionnaire
from questionnaire.results.answers import NOT_SURE, Said
from questionnaire.results.samples import sample_of
from questionnaire.scoring import Form
from tests import factories

pytestmark = pytest.mark.django_db


def test_sample_is_scored_by_the_engine(shipped: Questionnaire) -> None:
    shown = factories.in_english(shipped)
    sample = sample_of(shown)
    answers = {k: None if s.choice == NOT_SURE else s.choice for k, s in sample.answers.items()}
    outcome = scoring.evaluate(shown.rubric, Form(answers, sample.importance)).as_dict()
    assert {key: sample.outcome[key] for key in outcome} == outcome
    assert sample.answers["X17"] == Said(NOT_SURE)
    assert len(sample.answers) == len(shown.questions)


def test_sample_of_a_questionnaire_without_one_is_blank(small: Questionnaire) -> None:
    sample = sample_of(factories.in_english(small))
    assert (sample.answers, sample.outcome["strategy"]) == ({}, None)
