"""Several requests at the same moment that make links, and that delete."""

import pytest
from django.test import Client

from questionnaire.models import Answer, Questionnaire, SharedLink, Submission, Venture
from tests import factories
from tests.pages import path
from tests.results.versions import three_versions
from tests.walk.test_concurrency import TOGETHER, at_once


@pytest.fixture
def questionnaire(transactional_db: None) -> Questionnaire:  # noqa: ARG001
    return factories.published()


def test_links_made_at_once_are_numbered_apart(questionnaire: Questionnaire) -> None:
    _submission, token = factories.submitted(questionnaire, factories.ALL_OPEN)
    responses = at_once(lambda client: client.post(path("results:share", token)))
    assert [r.status_code for r in responses] == [302] * TOGETHER
    numbers = SharedLink.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, TOGETHER + 1))


def test_deleting_at_once_deletes_once(questionnaire: Questionnaire) -> None:
    tokens = [token for _submission, token in three_versions(questionnaire)]
    waiting = [*tokens, tokens[0]]
    assert len(waiting) == TOGETHER
    responses = at_once(lambda client: client.post(path("results:delete", waiting.pop())))
    assert sorted(r.status_code for r in responses) == [200, 404, 404, 404]
    assert not Submission.objects.exists()


def test_nothing_outlives_being_deleted_while_others_write(questionnaire: Questionnaire) -> None:
    _submission, token = factories.submitted(questionnaire, factories.ALL_OPEN)
    writing = ["results:delete", "walk:revise", "results:share", "walk:revise"]

    def write(client: Client) -> int:
        return client.post(path(writing.pop(), token)).status_code

    assert set(at_once(write)) <= {200, 302, 404}
    for model in (Submission, Answer, SharedLink, Venture):
        assert not model._default_manager.exists()  # noqa: SLF001 - Django documents it
