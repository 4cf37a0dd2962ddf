import pytest
from django.test import Client

from questionnaire.models import Questionnaire, Submission, Venture
from questionnaire.results.sharing import create
from questionnaire.results.tokens import shared_link_token
from tests import factories
from tests.conftest import LANGUAGES, Queries
from tests.pages import elements, form_data, language_of, path
from tests.results.versions import three_versions

pytestmark = pytest.mark.django_db


@pytest.fixture
def founder(small: Questionnaire) -> str:
    """The token of a submitted submission with a note, an address, a name and a shared link."""
    submission, token = factories.started(small, venture_name="Door Ltd", email="a@example.org")
    factories.answer(submission, factories.ALL_OPEN)
    factories.answer(submission, {"M1": "a"}, note="a note")
    Client().post(path("walk:submit", token))
    create(token=token, shows_notes=False)
    return token


def test_stranger_deletes_nothing(client: Client, founder: str) -> None:  # noqa: ARG001
    for method in (client.get, client.post):
        assert method(path("results:delete", "A" * 32)).status_code == 404
    assert Submission.objects.count() == 1


def test_deleting_refuses_other_methods(client: Client, founder: str) -> None:
    for method in (client.put, client.delete, client.patch):
        assert method(path("results:delete", founder)).status_code == 405
    assert Submission.objects.count() == 1


def test_other_founder_deletes_only_their_own(
    client: Client, small: Questionnaire, founder: str
) -> None:
    _submission, other = factories.submitted(small, factories.ALL_CLOSED)
    client.post(path("results:delete", other))
    assert client.get(path("results:result", founder)).status_code == 200
    assert client.get(path("results:result", other)).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_visiting_asks_in_its_language_and_deletes_nothing(
    client: Client, founder: str, language: str
) -> None:
    page = client.get(path("results:delete", founder, language=language))
    assert (page.status_code, language_of(page)) == (200, language)
    assert elements(page, "form", action=path("results:delete", founder, language=language)) != []
    assert Submission.objects.count() == 1


def test_page_says_exactly_what_goes_and_what_remains(client: Client, founder: str) -> None:
    asked = client.get(path("results:delete", founder)).text
    done = client.post(path("results:delete", founder)).text
    for text in (asked, done):
        for line in (
            "1 version of your answers",
            "5 answers",
            "1 note",
            "1 result",
            "1 read-only link, in use or revoked",
            "The startup’s name: Door Ltd",
            "The email address a@example.org",
        ):
            assert f"<li>{line}</li>" in text
        assert "<p>Nothing.</p>" in text


def test_page_leaves_out_what_there_is_none_of(client: Client, token: str) -> None:
    page = client.get(path("results:delete", token))
    assert page.text.count("<li>1 version of your answers</li>") == 1
    for word in ("0 ", "The startup’s name:", "The email address"):
        assert f"<li>{word}" not in page.text


def test_every_link_leads_nowhere_after_deleting(client: Client, small: Questionnaire) -> None:
    tokens = [token for _submission, token in three_versions(small)]
    create(token=tokens[0], shows_notes=False)
    shared = path("results:shared", shared_link_token(tokens[0], 1))
    assert client.get(shared).status_code == 200
    done = client.post(path("results:delete", tokens[1]))
    assert (done.status_code, "Everything is deleted" in done.text) == (200, True)
    assert "3 versions of your answers" in done.text
    assert client.get(shared).status_code == 404
    for token in tokens:
        for name in ("walk:overview", "results:result", "results:history", "results:delete"):
            assert client.get(path(name, token)).status_code == 404
        assert client.post(path("results:delete", token)).status_code == 404


def test_venture_that_others_speak_for_is_said_to_stay(
    client: Client, small: Questionnaire, founder: str
) -> None:
    other, token = factories.submitted(small, factories.ALL_CLOSED)
    other.venture = Venture.objects.get(name="Door Ltd")
    other.save()
    for page in (
        client.get(path("results:delete", founder)),
        client.post(path("results:delete", founder)),
    ):
        assert "Nothing of yours. The startup’s name stays" in page.text
        assert "The startup’s name: Door Ltd" not in page.text
    assert client.get(path("results:result", token)).status_code == 200


def test_language_menu_after_deleting_leads_home(client: Client, founder: str) -> None:
    done = client.post(path("results:delete", founder))
    data = {**form_data(done, "language"), "language": "it"}
    response = client.post("/language/", data, follow=True)
    assert response.redirect_chain[-1][0] == path("walk:home", language="it")
    assert response.status_code == 200


def test_overview_and_result_link_to_deleting(client: Client, token: str, founder: str) -> None:
    for name, each in [("walk:overview", token), ("results:result", founder)]:
        page = client.get(path(name, each))
        assert len(elements(page, "a", href=path("results:delete", each))) == 1


@pytest.mark.parametrize(
    ("state", "name"), [("open", "walk:overview"), ("closed", "results:result")]
)
def test_keeping_everything_leads_back(
    client: Client, token: str, founder: str, state: str, name: str
) -> None:
    each = token if state == "open" else founder
    page = client.get(path("results:delete", each))
    assert elements(page, "a", href=path(name, each)) != []


def test_asking_costs_the_same_for_one_and_three_versions(
    client: Client, small: Questionnaire, founder: str, count_queries: Queries
) -> None:
    (_, first), *_others = three_versions(small)
    counts = []
    for token in (founder, first):
        with count_queries() as queries:
            client.get(path("results:delete", token))
        counts.append(len(queries))
    assert counts == [5, 5]


def test_deleting_is_kept_private(client: Client, founder: str) -> None:
    for method in (client.get, client.post):
        page = method(path("results:delete", founder))
        assert {"private", "no-cache"} <= set(page["Cache-Control"].split(", "))
        assert page["X-Robots-Tag"] == "noindex, nofollow"
