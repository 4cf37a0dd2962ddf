import pytest
from django.db import transaction
from django.http import Http404

from questionnaire.models import Questionnaire
from questionnaire.results.access import hash_token, submission_for_token
from tests import factories
from tests.conftest import Queries

pytestmark = pytest.mark.django_db


def test_token_leads_to_its_submission_in_one_query(
    small: Questionnaire, count_queries: Queries
) -> None:
    submission, token = factories.submitted(small, factories.ALL_OPEN)
    with count_queries() as queries:
        found = submission_for_token(token)
        told = (found.questionnaire.key, found.venture.name, found.recommendation.strategy)
    assert (found, told, len(queries)) == (submission, ("small", "", "open"), 1)


def test_token_leads_there_under_a_lock_too(small: Questionnaire) -> None:
    submission, token = factories.started(small)
    with transaction.atomic():
        assert submission_for_token(token, lock=True) == submission


@pytest.mark.parametrize("token", ["", "x" * 32])
def test_token_of_nobody_is_not_found(token: str) -> None:
    with pytest.raises(Http404):
        submission_for_token(token)


def test_hash_is_no_token(small: Questionnaire) -> None:
    _submission, token = factories.started(small)
    with pytest.raises(Http404):
        submission_for_token(hash_token(token))
