from django.contrib.auth.models import User
from django.test import Client

from tests.conftest import Queries
from tests.pages import elements, path
from tests.review.accounts.people import EMAIL, PASSWORD, person, with_app

OVERVIEW = path("account_overview")


def test_stranger_signs_in_first(client: Client) -> None:
    assert client.get(OVERVIEW)["Location"] == f"{path('account_login')}?next={OVERVIEW}"


def test_account_says_whether_a_second_step_is_set_up(signed_in: Client, mira: User) -> None:
    page = signed_in.get(OVERVIEW).text
    assert EMAIL in page
    assert "not set up" in page
    with_app(mira)
    assert "not set up" not in signed_in.get(OVERVIEW).text


def test_account_leads_back_to_the_queue(signed_in: Client) -> None:
    links = [one.get("href") for one in elements(signed_in.get(OVERVIEW), "a")]
    assert path("review:queue") in links


def test_account_costs_three_queries(signed_in: Client, count_queries: Queries) -> None:
    with count_queries() as queries:
        signed_in.get(OVERVIEW)
    assert len(queries) == 3


def test_account_is_kept_in_no_cache(signed_in: Client) -> None:
    assert "no-store" in signed_in.get(OVERVIEW)["Cache-Control"]


def test_session_elsewhere_can_be_ended(signed_in: Client) -> None:
    elsewhere = Client()
    elsewhere.post(path("account_login"), {"login": EMAIL, "password": PASSWORD})
    assert "here and now" in signed_in.get(path("usersessions_list")).text
    response = signed_in.post(path("usersessions_list"), follow=True)
    assert "You are signed out everywhere else." in response.text
    assert elsewhere.get(OVERVIEW).status_code == 302
    assert signed_in.get(OVERVIEW).status_code == 200


def test_signing_out_ends_the_session(signed_in: Client) -> None:
    response = signed_in.post(path("account_logout"), follow=True)
    assert "You are signed out." in response.text
    assert signed_in.get(OVERVIEW).status_code == 302


def test_admin_is_entered_through_the_same_door(client: Client) -> None:
    index, login = path("admin:index"), path("account_login")
    assert client.get(index, follow=True).redirect_chain[-1] == (
        f"{login}?next={index.replace('/', '%2F')}",
        302,
    )
    with_app(person("boss@example.org", is_staff=True, is_superuser=True))
    data = {"login": "boss@example.org", "password": PASSWORD, "next": index}
    assert client.post(login, data)["Location"].startswith(path("mfa_authenticate"))
    assert client.get(index).status_code == 302


def test_who_is_no_admin_is_told_so(signed_in: Client) -> None:
    response = signed_in.get(path("admin:index"), follow=True)
    assert response.status_code == 403
    assert "This page is for others" in response.text
