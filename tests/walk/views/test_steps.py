import pytest
from django.test import Client

from questionnaire.models import Questionnaire, Recommendation
from questionnaire.results.answers import NOT_SURE
from questionnaire.walk import services
from tests import factories
from tests.conftest import LANGUAGES, Queries
from tests.pages import elements, form_data, language_of, path

pytestmark = pytest.mark.django_db
GET_STEPS = ("walk:overview", "walk:check")
POST_STEPS = ("walk:submit", "walk:mail", "walk:revise")


@pytest.mark.parametrize("name", [*GET_STEPS, *POST_STEPS])
def test_unknown_token_is_not_found(client: Client, name: str) -> None:
    method = client.get if name in GET_STEPS else client.post
    assert method(path(name, "A" * 32)).status_code == 404


@pytest.mark.parametrize("name", GET_STEPS)
def test_step_that_only_shows_refuses_to_be_posted_to(
    client: Client, token: str, name: str
) -> None:
    assert client.post(path(name, token)).status_code == 405


@pytest.mark.parametrize("name", POST_STEPS)
def test_step_that_changes_something_refuses_to_be_visited(
    client: Client, token: str, name: str
) -> None:
    assert client.get(path(name, token)).status_code == 405


@pytest.mark.parametrize("name", GET_STEPS)
def test_step_of_a_closed_submission_leads_to_its_result(
    client: Client, small: Questionnaire, name: str
) -> None:
    _submission, token = factories.submitted(small, factories.ALL_OPEN)
    assert client.get(path(name, token))["Location"] == path("results:result", token)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", GET_STEPS)
def test_step_speaks_the_language_of_its_address(
    client: Client, token: str, name: str, language: str
) -> None:
    response = client.get(path(name, token, language=language))
    assert (response.status_code, language_of(response)) == (200, language)
    assert f"Set people [{language}]" in response.text


def test_overview_shows_each_set_as_a_task(client: Client, small: Questionnaire) -> None:
    _submission, token = factories.answered(small, {"M1": "a", "M2": NOT_SURE, "P1": "b"})
    response = client.get(path("walk:overview", token))
    assert "3 of 5 questions answered." in response.text
    states = [e["class"] for e in elements(response, "span") if "tag" in e.get("class", "")]
    assert states[:3] == ["tag done", "tag started", "tag not-started"]
    assert "Go on with Set people [en]" in response.text


def test_overview_shows_the_private_link(client: Client, token: str) -> None:
    response = client.get(path("walk:overview", token, language="fr"))
    (link,) = elements(response, "input", id="private-link")
    assert link["value"] == f"http://testserver/fr/walk/{token}/"
    assert elements(response, "svg", **{"class": "qr"}) != []


def test_overview_with_every_answer_leads_to_the_check(
    client: Client, small: Questionnaire
) -> None:
    _submission, token = factories.answered(small, factories.ALL_CLOSED)
    response = client.get(path("walk:overview", token))
    assert "Every question has an answer." in response.text
    assert "Go on with" not in response.text


def test_check_lists_answers_notes_and_what_is_open(client: Client, small: Questionnaire) -> None:
    submission, token = factories.answered(small, {"M1": "b", "M2": NOT_SURE})
    factories.answer(submission, {"M1": "b"}, note="first\nsecond")
    response = client.get(path("walk:check", token))
    assert "3 questions have no answer yet." in response.text
    assert "M1 is b [en]" in response.text
    assert "first<br>second" in response.text
    assert response.text.count("<em>Not sure yet</em>") == 1
    assert response.text.count("No answer yet</span>") == 3
    (change,) = elements(response, "a", href=f"{path('walk:set', token, 'people')}?to=check#P1")
    assert change["form"] == ""


def test_check_with_one_question_open_says_so_in_the_singular(
    client: Client, small: Questionnaire
) -> None:
    answers = {key: option for key, option in factories.ALL_OPEN.items() if key != "P2"}
    _submission, token = factories.answered(small, answers)
    assert "1 question has no answer yet." in client.get(path("walk:check", token)).text


def test_check_shows_tensions(client: Client, small: Questionnaire) -> None:
    _submission, token = factories.answered(small, {"M1": "a", "P1": "b"})
    assert "Tension odd [en]" in client.get(path("walk:check", token)).text
    factories.answer(_submission, {"P1": "a"})
    assert "Tension odd [en]" not in client.get(path("walk:check", token)).text


def test_check_shows_what_matters(client: Client, small: Questionnaire) -> None:
    submission, token = factories.started(small)
    submission.importance = {"money": 4}
    submission.save()
    text = client.get(path("walk:check", token)).text
    assert ("4 of 5" in text, "No opinion" in text) == (True, True)


def test_submit_leads_to_the_result(client: Client, small: Questionnaire) -> None:
    submission, token = factories.answered(small, factories.ALL_OPEN)
    response = client.post(path("walk:submit", token, language="it"))
    assert response["Location"] == path("results:result", token, language="it")
    submission.refresh_from_db()
    assert (submission.status, submission.language) == ("submitted", "it")


def test_submit_twice_leads_to_the_same_result(client: Client, small: Questionnaire) -> None:
    submission, token = factories.answered(small, factories.ALL_OPEN)
    address = path("walk:submit", token)
    assert client.post(address)["Location"] == client.post(address)["Location"]
    assert Recommendation.objects.filter(submission=submission).count() == 1


def test_language_menu_on_a_refused_mail_leads_to_the_overview(client: Client, token: str) -> None:
    refused = client.post(path("walk:mail", token), {"email": "nobody"})
    data = {**form_data(refused, "language"), "language": "de"}
    response = client.post("/language/", data, follow=True)
    assert response.redirect_chain[-1][0] == path("walk:overview", token, language="de")
    assert response.status_code == 200


@pytest.mark.parametrize("name", [*GET_STEPS, "walk:importance"])
def test_step_costs_two_queries(
    client: Client, shipped: Questionnaire, name: str, count_queries: Queries
) -> None:
    _submission, token = factories.answered(shipped, {"F1": "vc", "X14": NOT_SURE})
    client.get(path(name, token))
    with count_queries() as queries:
        client.get(path(name, token))
    assert len(queries) <= 2


PRIVATE = [
    ("walk:overview", ()),
    ("walk:set", ("money",)),
    ("walk:importance", ()),
    ("walk:check", ()),
    ("results:result", ()),
]


@pytest.mark.parametrize(("name", "more"), PRIVATE)
@pytest.mark.parametrize("state", ["open", "closed"])
def test_private_page_is_kept_private(
    client: Client, small: Questionnaire, name: str, more: tuple[str, ...], state: str
) -> None:
    _submission, token = factories.answered(small, factories.ALL_OPEN)
    if state == "closed":
        services.submit(token=token, language="en")
    response = client.get(path(name, token, *more))
    assert {"private", "no-cache"} <= set(response["Cache-Control"].split(", "))
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("name", ["walk:home", "walk:overview"])
def test_page_allows_nothing_inline(client: Client, token: str, name: str) -> None:
    address = path(name, token) if name == "walk:overview" else path(name)
    policy = client.get(address)["Content-Security-Policy"]
    assert "unsafe" not in policy
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == directives["style-src"] == "'self'"


def test_walk_needs_neither_session_nor_user(
    client: Client, small: Questionnaire, count_queries: Queries
) -> None:
    with count_queries() as queries:
        client.post(path("walk:start", small.key), {"email": ""}, follow=True)
        _submission, token = factories.started(small)
        client.post(path("walk:set", token, "money"), {"M1": "a"})
        client.post(path("walk:submit", token), follow=True)
    assert [query for query in queries if "auth_" in query or "session" in query] == []
    assert set(client.cookies) <= {"csrftoken", "django_language"}
