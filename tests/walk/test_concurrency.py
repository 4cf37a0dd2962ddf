"""Several requests at the same moment: threads with a database connection each."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from questionnaire.models import Answer, Questionnaire, Recommendation, Submission
from tests import factories
from tests.pages import path

TOGETHER = 4


@pytest.fixture
def questionnaire(transactional_db: None) -> Questionnaire:  # noqa: ARG001
    return factories.published()


def at_once(request: Callable[[Client], Any]) -> list[Any]:
    """Make the same request from several threads that begin together."""
    barrier = Barrier(TOGETHER)

    def one(_number: int) -> Any:
        client = Client()
        barrier.wait()
        try:
            return request(client)
        finally:
            connection.close()

    with ThreadPoolExecutor(TOGETHER) as pool:
        return list(pool.map(one, range(TOGETHER)))


def test_submits_at_once_make_one_recommendation(questionnaire: Questionnaire) -> None:
    _submission, token = factories.answered(questionnaire, factories.ALL_HYBRID)
    responses = at_once(lambda client: client.post(path("walk:submit", token)))
    assert [r.status_code for r in responses] == [302] * TOGETHER
    assert {r["Location"] for r in responses} == {path("results:result", token)}
    assert Recommendation.objects.count() == 1


def test_revisions_at_once_make_one_submission(questionnaire: Questionnaire) -> None:
    submission, token = factories.submitted(questionnaire, factories.ALL_HYBRID)
    responses = at_once(lambda client: client.post(path("walk:revise", token)))
    assert len({r["Location"] for r in responses}) == 1
    assert Submission.objects.filter(previous=submission).count() == 1


def test_first_answers_at_once_are_one_answer(questionnaire: Questionnaire) -> None:
    _submission, token = factories.started(questionnaire)
    address = path("walk:set", token, "money")
    said = {"M1": "a", "M1-was": ""}
    responses = at_once(lambda client: client.post(address, said))
    assert [r.status_code for r in responses] == [302] * TOGETHER
    assert Answer.objects.count() == 1
