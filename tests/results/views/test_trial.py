import pytest
from django.test import Client

from questionnaire.models import Answer, Questionnaire, Submission
from tests import factories
from tests.conftest import LANGUAGES, SHIPPED, Queries
from tests.pages import language_of, path

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(small: Questionnaire) -> tuple[Submission, str]:
    return factories.submitted(small, factories.ALL_OPEN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_trial_shows_what_other_answers_lead_to(
    client: Client, submitted: tuple[Submission, str], language: str
) -> None:
    query = "?M1=b&M2=b&P1=b&P2=b"
    response = client.get(path("results:trial", submitted[1], language=language) + query)
    assert (response.status_code, language_of(response)) == (200, language)
    assert f"Be closed [{language}]" in response.text


def test_trial_touches_nothing(client: Client, submitted: tuple[Submission, str]) -> None:
    submission, token = submitted
    before = list(Answer.objects.filter(submission=submission).values())
    client.get(f"{path('results:trial', token)}?M1=b&weigh-money=5")
    submission.refresh_from_db()
    assert list(Answer.objects.filter(submission=submission).values()) == before
    assert submission.importance == {}


def test_trial_by_htmx_replaces_the_panel_and_the_address(
    client: Client, submitted: tuple[Submission, str]
) -> None:
    address = path("results:trial", submitted[1])
    response = client.get(f"{address}?M1=b&M2=a&P1=", headers={"HX-Request": "true"})
    assert response["HX-Replace-Url"] == f"{address}?M1=b"
    assert response.text.startswith('<section class="trial-panel" id="trial"')


def test_trial_without_script_gets_the_short_address(
    client: Client, submitted: tuple[Submission, str]
) -> None:
    address = path("results:trial", submitted[1])
    response = client.get(f"{address}?M1=b&M2=a&weigh-money=none")
    assert (response.status_code, response["Location"]) == (302, f"{address}?M1=b")


def test_trial_that_leaves_too_little_in_says_what_to_do(
    client: Client, submitted: tuple[Submission, str]
) -> None:
    response = client.get(f"{path('results:trial', submitted[1])}?weigh-money=0&weigh-people=0")
    assert (response.status_code, "Leave at least two sets in" in response.text) == (200, True)


def test_trial_of_a_draft_leads_back_to_its_walk(client: Client, token: str) -> None:
    assert client.get(path("results:trial", token))["Location"] == path("walk:overview", token)


def test_trial_of_an_unknown_token_is_not_found(client: Client) -> None:
    assert client.get(path("results:trial", "A" * 32)).status_code == 404


def test_trial_refuses_to_be_posted_to(client: Client, submitted: tuple[Submission, str]) -> None:
    assert client.post(path("results:trial", submitted[1])).status_code == 405


def test_trial_costs_two_queries(
    client: Client, submitted: tuple[Submission, str], count_queries: Queries
) -> None:
    address = f"{path('results:trial', submitted[1])}?M1=b"
    client.get(address)
    with count_queries() as queries:
        client.get(address)
    assert len(queries) == 2


def test_trial_of_the_sample_is_open_to_everyone(client: Client, shipped: Questionnaire) -> None:
    response = client.get(f"{path('results:sample_trial', SHIPPED)}?F1=grants")
    assert (response.status_code, shipped.key) == (200, SHIPPED)
    assert client.get(path("results:sample_trial", "unknown")).status_code == 404
