import pytest
from django.test import Client

from questionnaire.models import Questionnaire
from tests import factories
from tests.conftest import LANGUAGES, Queries
from tests.pages import elements, language_of, path
from tests.results.versions import drafted, three_versions

pytestmark = pytest.mark.django_db


def test_stranger_finds_no_history(client: Client) -> None:
    assert client.get(path("results:history", "A" * 32)).status_code == 404


def test_history_refuses_to_be_posted_to(client: Client, token: str) -> None:
    assert client.post(path("results:history", token)).status_code == 405


@pytest.mark.parametrize("language", LANGUAGES)
def test_history_shows_versions_side_by_side(
    client: Client, small: Questionnaire, language: str
) -> None:
    versions = three_versions(small)
    page = client.get(path("results:history", versions[1][1], language=language))
    assert (page.status_code, language_of(page)) == (200, language)
    assert len(elements(page, "th", scope="col")) == 3
    assert f"M1 is a [{language}]" in page.text
    assert f"M1 is b [{language}]" in page.text
    assert page.text.count(f"Question M1? [{language}]") == 1
    assert page.text.count(f"Question P2? [{language}]") == 1


def test_history_shows_a_draft_as_not_submitted(client: Client, small: Questionnaire) -> None:
    _submission, token = factories.submitted(small, factories.ALL_OPEN)
    _draft, following = drafted(token, {})
    for each, back in [(token, "results:result"), (following, "walk:overview")]:
        page = client.get(path("results:history", each))
        assert page.text.count("Not submitted yet") == 1
        assert "Nothing was answered differently." in page.text
        assert elements(page, "a", href=path(back, each)) != []


def test_history_of_one_version_says_so(client: Client, small: Questionnaire) -> None:
    _submission, token = factories.submitted(small, factories.ALL_OPEN)
    assert "There is one version so far" in client.get(path("results:history", token)).text


def test_history_shows_no_other_token(client: Client, small: Questionnaire) -> None:
    (_, first), (_, second), (_, third) = three_versions(small)
    page = client.get(path("results:history", second))
    assert (first in page.text, second in page.text, third in page.text) == (False, True, False)


def test_result_links_to_the_history_once_there_is_one(
    client: Client, small: Questionnaire
) -> None:
    (_, first), (_, second), _last = three_versions(small)
    for token, links in [(first, 0), (second, 1)]:
        page = client.get(path("results:result", token))
        assert len(elements(page, "a", href=path("results:history", token))) == links


def test_history_costs_three_queries_however_long_it_is(
    client: Client, small: Questionnaire, count_queries: Queries
) -> None:
    _submission, alone = factories.submitted(small, factories.ALL_OPEN)
    (_, first), *_others = three_versions(small)
    client.get(path("results:history", alone))
    counts = []
    for token in (alone, first):
        with count_queries() as queries:
            client.get(path("results:history", token))
        counts.append(len(queries))
    assert counts == [3, 3]


def test_history_is_kept_private(client: Client, token: str) -> None:
    page = client.get(path("results:history", token))
    assert {"private", "no-cache"} <= set(page["Cache-Control"].split(", "))
    assert page["X-Robots-Tag"] == "noindex, nofollow"
