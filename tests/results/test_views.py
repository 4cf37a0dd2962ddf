import pytest
from django.test import Client

from questionnaire.models import Questionnaire
from questionnaire.results.charts import whole_percents
from questionnaire.results.samples import sample_of
from tests import factories
from tests.conftest import LANGUAGES, SHIPPED, Queries
from tests.pages import elements, language_of, path, strategy_and_wording

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "answers",
    [factories.ALL_OPEN, factories.ALL_CLOSED, factories.ALL_HYBRID, factories.NONE_COMPATIBLE, {}],
    ids=["open", "closed", "hybrid", "none compatible", "blank"],
)
def test_result_carries_what_is_stored(
    client: Client, small: Questionnaire, answers: dict[str, str], language: str
) -> None:
    submission, token = factories.submitted(small, answers)
    response = client.get(path("results:result", token, language=language))
    stored = submission.recommendation
    assert (response.status_code, language_of(response)) == (200, language)
    assert strategy_and_wording(response) == (stored.strategy, stored.wording)
    assert f"On {stored.strategy} [{language}]" in response.text or not stored.strategy


def test_path_of_a_result_ends_in_result(client: Client, small: Questionnaire) -> None:
    _submission, token = factories.submitted(small, factories.ALL_OPEN)
    response = client.get(path("walk:overview", token), follow=True)
    assert response.request["PATH_INFO"].endswith("/result/")


def test_result_of_a_draft_leads_back_to_its_walk(client: Client, token: str) -> None:
    assert client.get(path("results:result", token))["Location"] == path("walk:overview", token)


def test_result_of_an_unknown_token_is_not_found(client: Client) -> None:
    assert client.get(path("results:result", "A" * 32)).status_code == 404


def test_result_refuses_to_be_posted_to(client: Client, small: Questionnaire) -> None:
    _submission, token = factories.submitted(small, factories.ALL_OPEN)
    assert client.post(path("results:result", token)).status_code == 405
    assert client.post(path("results:sample", small.key)).status_code == 405


def test_result_stays_when_another_version_is_published(
    client: Client, small: Questionnaire
) -> None:
    submission, token = factories.submitted(small, factories.ALL_OPEN)
    before = client.get(path("results:result", token))
    factories.published(title="Changed")
    after = client.get(path("results:result", token))
    assert strategy_and_wording(after) == strategy_and_wording(before)
    assert submission.recommendation.text_digest == small.text_digest


def test_result_names_the_venture_escaped(client: Client, small: Questionnaire) -> None:
    submission, token = factories.submitted(small, factories.ALL_OPEN)
    submission.venture.name = "<b>Door</b>"
    submission.venture.save()
    response = client.get(path("results:result", token))
    assert "&lt;b&gt;Door&lt;/b&gt;" in response.text
    assert "<b>Door" not in response.text


def test_result_offers_to_change_and_submit_again(client: Client, small: Questionnaire) -> None:
    _submission, token = factories.submitted(small, factories.ALL_OPEN)
    response = client.get(path("results:result", token))
    assert elements(response, "form", action=path("walk:revise", token)) != []


def test_result_of_a_revision_remembers_the_one_before(
    client: Client, small: Questionnaire
) -> None:
    _submission, token = factories.submitted(small, factories.ALL_OPEN)
    overview = client.post(path("walk:revise", token))["Location"]
    response = client.post(f"{overview}submit/", follow=True)
    assert "This is a new version of answers submitted earlier." in response.text
    assert strategy_and_wording(response) == ("open", "clear")


@pytest.mark.parametrize("language", LANGUAGES)
def test_result_costs_three_queries(
    client: Client, shipped: Questionnaire, language: str, count_queries: Queries
) -> None:
    answers = {"F1": "vc", "F2": "6to18", "T6": "many", "X14": "joint", "K1": "yes"}
    _submission, token = factories.submitted(shipped, answers)
    address = path("results:result", token, language=language)
    client.get(address)
    with count_queries() as queries:
        client.get(address)
    assert len(queries) <= 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_sample_shows_what_the_engine_says_of_it(
    client: Client, shipped: Questionnaire, language: str
) -> None:
    response = client.get(path("results:sample", shipped.key, language=language))
    outcome = sample_of(factories.in_english(shipped)).outcome
    assert (response.status_code, language_of(response)) == (200, language)
    assert strategy_and_wording(response) == (outcome["strategy"], outcome["wording"])
    for percent in whole_percents(outcome["acceptability"]).values():
        assert f"<b>{percent}</b>" in response.text


def test_sample_of_a_questionnaire_without_one_recommends_nothing(
    client: Client, small: Questionnaire
) -> None:
    response = client.get(path("results:sample", small.key))
    assert strategy_and_wording(response) == ("", "too_early")


def test_sample_of_an_unknown_questionnaire_is_not_found(client: Client) -> None:
    assert client.get(path("results:sample", "unknown")).status_code == 404


def test_sample_leads_to_the_start(client: Client) -> None:
    response = client.get(path("results:sample", SHIPPED))
    assert elements(response, "a", href=path("walk:start", SHIPPED)) != []
