from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from questionnaire.enums import MemberRole
from questionnaire.models import Accelerator, Invitation, Membership
from questionnaire.results.access import hash_token
from questionnaire.results.tokens import keyed_token
from questionnaire.review import people
from tests.pages import path
from tests.review import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation(home: Accelerator) -> Invitation:
    return people.invite_colleague(
        by=factories.manager(home),
        accelerator=home,
        email="ana@example.org",
        role=MemberRole.REVIEWER,
        language="en",
    )


@pytest.fixture
def link(invitation: Invitation) -> str:
    return path("review:join", people.invitation_token(invitation))


def works_for(user: User) -> list[str]:
    return [one.accelerator.name for one in Membership.objects.filter(user=user)]


def test_link_says_who_invites_to_what_and_changes_nothing(client: Client, link: str) -> None:
    page = client.get(link)
    assert (page.status_code, "Work with Northern Lights" in page.text) == (200, True)
    assert "as a reviewer" in page.text
    assert "invitation" not in client.session
    assert Invitation.objects.get().accepted_at is None


def test_newcomer_is_led_to_making_an_account(client: Client, link: str) -> None:
    assert client.post(link)["Location"] == path("account_signup")
    assert 'value="ana@example.org"' in client.get(path("account_signup")).text


def test_who_has_signed_in_works_there_at_once(client: Client, link: str) -> None:
    person = factories.user("ana")
    client.force_login(person)
    assert "ana@example.org" in client.get(link).text
    assert client.post(link)["Location"] == path("review:queue")
    assert works_for(person) == ["Northern Lights"]


def test_used_link_says_so(client: Client, link: str) -> None:
    client.force_login(factories.user("ana"))
    client.post(link)
    other = factories.user("bo")
    client.force_login(other)
    for page in (client.get(link), client.post(link)):
        assert (page.status_code, "has been used" in page.text) == (410, True)
    assert works_for(other) == []


@pytest.mark.usefixtures("invitation")
def test_link_that_is_too_old_says_so(client: Client) -> None:
    old = timezone.now() - timedelta(days=30)
    Invitation.objects.update(created_at=old, expires_at=old + timedelta(days=14))
    token = keyed_token(people._said_by(Invitation.objects.get()))  # noqa: SLF001 - the date is part of what the token is made of
    Invitation.objects.update(token_hash=hash_token(token))
    client.force_login(factories.user("ana"))
    for page in (
        client.get(path("review:join", token)),
        client.post(path("review:join", token)),
    ):
        assert (page.status_code, "too old" in page.text) == (410, True)


def test_unknown_link_leads_nowhere(client: Client) -> None:
    assert client.get(path("review:join", "0" * 48)).status_code == 404
    assert client.post(path("review:join", "0" * 48)).status_code == 404


def test_other_methods_are_refused(client: Client, link: str) -> None:
    assert client.delete(link).status_code == 405
