import pytest
from django.test import Client

from questionnaire.models import Answer, Questionnaire, SharedLink, Submission, Venture
from questionnaire.results import sharing
from questionnaire.results.access import hash_token
from questionnaire.results.tokens import shared_link_token
from tests import factories
from tests.conftest import LANGUAGES, Queries
from tests.pages import HasText, elements, form_data, language_of, path, strategy_and_wording

pytestmark = pytest.mark.django_db
STRANGER = "A" * 48
NOTE, EMAIL = "our <secret> note", "a@example.org"


@pytest.fixture
def founder(small: Questionnaire) -> str:
    """The token of a submitted submission with notes, an address and a name."""
    submission, token = factories.started(small, venture_name="Door & Sons", email=EMAIL)
    factories.answer(submission, factories.ALL_OPEN, note=NOTE)
    Client().post(path("walk:submit", token))
    return token


def share(client: Client, token: str, data: dict[str, str] | None = None) -> str:
    """Make a link as the founder's page does; return its token."""
    client.post(path("results:share", token), data or {})
    number = SharedLink.objects.filter(submission__token_hash=hash_token(token)).count()
    return shared_link_token(token, number)


def everything() -> list[object]:
    """Return every row that a founder's page could change."""
    models = (Venture, Submission, Answer, SharedLink)
    return [list(model.objects.order_by("pk").values()) for model in models]


# The founder's page


def test_made_link_is_shown_on_the_result_page(client: Client, founder: str) -> None:
    made = client.post(path("results:share", founder, language="fr"), {"notes": "on"})
    assert made["Location"] == f"{path('results:result', founder, language='fr')}#share"
    page = client.get(made["Location"])
    (link,) = elements(page, "input", readonly="", id="share-1")
    token = shared_link_token(founder, 1)
    assert link["value"] == f"http://testserver/fr/shared/{token}/"
    assert elements(page, "button", **{"data-copy": "share-1"}) != []
    assert elements(page, "form", action=path("results:revoke", founder, "1", language="fr")) != []
    assert client.get(link["value"]).status_code == 200


def test_page_says_whether_a_link_shows_notes(client: Client, founder: str) -> None:
    share(client, founder)
    share(client, founder, {"notes": "on"})
    text = client.get(path("results:result", founder)).text
    assert (text.count(", without notes"), text.count(", with notes")) == (1, 1)


def test_revoked_link_leads_nowhere(client: Client, founder: str) -> None:
    token, other = share(client, founder), share(client, founder)
    revoked = client.post(path("results:revoke", founder, "1"))
    assert revoked["Location"] == f"{path('results:result', founder)}#share"
    assert client.get(path("results:shared", token)).status_code == 404
    assert client.get(path("results:shared", other)).status_code == 200
    page = client.get(path("results:result", founder))
    assert (token in page.text, other in page.text) == (False, True)


def test_link_too_many_is_not_made_and_the_page_says_why(client: Client, founder: str) -> None:
    for _ in range(sharing.MAX_LINKS + 1):
        response = client.post(path("results:share", founder), follow=True)
    assert SharedLink.objects.count() == sharing.MAX_LINKS
    assert "There are 20 links already" in response.text
    assert elements(response, "form", action=path("results:share", founder)) == []


def test_draft_that_is_shared_leads_back_to_its_walk(client: Client, token: str) -> None:
    response = client.post(path("results:share", token), follow=True)
    assert response.request["PATH_INFO"] == path("walk:overview", token)
    assert not SharedLink.objects.exists()


@pytest.mark.parametrize("links", [0, sharing.MAX_LINKS])
def test_result_with_its_links_costs_three_queries(
    client: Client, founder: str, links: int, count_queries: Queries
) -> None:
    for _ in range(links):
        share(client, founder)
    client.get(path("results:result", founder))
    with count_queries() as queries:
        client.get(path("results:result", founder))
    assert len(queries) <= 3


# Who may do what


@pytest.mark.parametrize(("name", "more"), [("results:share", ()), ("results:revoke", ("1",))])
def test_stranger_shares_and_revokes_nothing(
    client: Client, founder: str, name: str, more: tuple[str, ...]
) -> None:
    share(client, founder)
    before = everything()
    assert client.post(path(name, STRANGER, *more)).status_code == 404
    assert everything() == before


def test_other_founder_cannot_revoke_a_link(
    client: Client, small: Questionnaire, founder: str
) -> None:
    token = share(client, founder)
    _submission, other = factories.submitted(small, factories.ALL_CLOSED)
    client.post(path("results:revoke", other, "1"))
    assert client.get(path("results:shared", token)).status_code == 200


@pytest.mark.parametrize("number", ["0", "99", "9" * 30])
def test_revoking_a_link_that_is_not_there_changes_nothing(
    client: Client, founder: str, number: str
) -> None:
    share(client, founder)
    before = everything()
    assert client.post(path("results:revoke", founder, number)).status_code == 302
    assert everything() == before


@pytest.mark.parametrize(("name", "more"), [("results:share", ()), ("results:revoke", ("1",))])
def test_sharing_and_revoking_refuse_to_be_visited(
    client: Client, founder: str, name: str, more: tuple[str, ...]
) -> None:
    assert client.get(path(name, founder, *more)).status_code == 405


def test_shared_link_refuses_to_be_posted_to(client: Client, founder: str) -> None:
    assert client.post(path("results:shared", share(client, founder))).status_code == 405


def test_private_token_is_no_shared_token(client: Client, founder: str) -> None:
    assert client.get(path("results:shared", founder)).status_code == 404
    assert client.get(path("results:shared", STRANGER)).status_code == 404


WRITING = [
    ("walk:mail", ()),
    ("walk:set", ("money",)),
    ("walk:importance", ()),
    ("walk:submit", ()),
    ("walk:revise", ()),
    ("results:share", ()),
    ("results:revoke", ("1",)),
    ("results:delete", ()),
]


@pytest.mark.parametrize(("name", "more"), WRITING)
def test_shared_token_opens_nothing_that_writes(
    client: Client, founder: str, name: str, more: tuple[str, ...]
) -> None:
    token = share(client, founder)
    before = everything()
    said = {"M1": "b", "money": "0", "email": "b@example.org"}
    assert client.post(path(name, token, *more), said).status_code == 404
    assert everything() == before


@pytest.mark.parametrize(
    "name",
    ["walk:overview", "results:result", "results:history", "results:record", "results:trial"],
)
def test_shared_token_opens_no_private_page(client: Client, founder: str, name: str) -> None:
    assert client.get(path(name, share(client, founder))).status_code == 404


# The shared page


@pytest.mark.parametrize("language", LANGUAGES)
def test_shared_page_shows_the_result_in_every_language(
    client: Client, founder: str, language: str
) -> None:
    token = share(client, founder)
    private = client.get(path("results:result", founder, language=language))
    shared = client.get(path("results:shared", token, language=language))
    assert (shared.status_code, language_of(shared)) == (200, language)
    assert strategy_and_wording(shared) == strategy_and_wording(private)
    assert f"M1 is a [{language}]" in shared.text
    assert "Door &amp; Sons" in shared.text
    report = path("results:shared_report", token, language=language)
    assert elements(shared, "a", href=report) != []


def test_shared_page_carries_neither_address_nor_notes_nor_private_token(
    client: Client, founder: str
) -> None:
    page = client.get(path("results:shared", share(client, founder)))
    for secret in (EMAIL, "secret", founder, hash_token(founder)):
        assert secret not in page.text
    assert {header for header, value in page.items() if founder in value} == set()


def test_shared_page_shows_notes_when_that_is_allowed(client: Client, founder: str) -> None:
    page = client.get(path("results:shared", share(client, founder, {"notes": "on"})))
    assert "our &lt;secret&gt; note" in page.text
    assert EMAIL not in page.text
    assert founder not in page.text


def test_shared_page_has_no_form_but_the_language_menu(client: Client, founder: str) -> None:
    page = client.get(path("results:shared", share(client, founder)))
    assert [form["action"] for form in elements(page, "form", method="post")] == ["/language/"]
    links = [link["href"] for link in elements(page, "a")]
    assert [link for link in links if "/walk/" in link] == []


def test_language_menu_of_a_shared_page_keeps_it(client: Client, founder: str) -> None:
    token = share(client, founder)
    page = client.get(path("results:shared", token))
    data = {**form_data(page, "language"), "language": "pt"}
    response = client.post("/language/", data, follow=True)
    assert response.redirect_chain[-1][0] == path("results:shared", token, language="pt")
    assert (response.status_code, language_of(response)) == (200, "pt")


def test_shared_page_without_a_name_names_nobody(client: Client, small: Questionnaire) -> None:
    _submission, token = factories.submitted(small, factories.ALL_OPEN)
    page = client.get(path("results:shared", share(client, token)))
    assert ("A shared result, submitted on" in page.text, "Shared by" in page.text) == (True, False)


def test_preview_of_a_shared_page_is_that_of_every_page(client: Client, founder: str) -> None:
    shared = client.get(path("results:shared", share(client, founder)))
    of_every_page = preview(client.get(path("walk:home")))
    assert preview(shared) == of_every_page
    assert of_every_page.keys() >= {"og:title", "og:description", "og:site_name", "description"}
    assert "<title>A result on Ajar</title>" in shared.text


def preview(page: HasText) -> dict[str, str]:
    """Return what a chat would show of a page beside its title."""
    named = {
        meta.get("property", meta.get("name", "")): meta["content"]
        for meta in elements(page, "meta")
        if "content" in meta
    }
    return {
        name: text for name, text in named.items() if name[:3] == "og:" or name == "description"
    }


def test_shared_page_is_kept_out_of_caches_and_search_engines(client: Client, founder: str) -> None:
    page = client.get(path("results:shared", share(client, founder)))
    assert {"private", "no-cache"} <= set(page["Cache-Control"].split(", "))
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert elements(page, "meta", name="robots", content="noindex, nofollow") != []


def test_shared_page_costs_two_queries(
    client: Client, founder: str, count_queries: Queries
) -> None:
    address = path("results:shared", share(client, founder))
    client.get(address)
    with count_queries() as queries:
        client.get(address)
    assert len(queries) <= 2
