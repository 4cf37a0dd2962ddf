from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.test import Client

from tests.admin.editing import sent_by
from tests.pages import path
from tests.review.accounts.people import EMAIL, PASSWORD, person, with_app

pytestmark = pytest.mark.django_db
LOGIN = {"login": EMAIL, "password": PASSWORD}


def signed_in() -> Client:
    """Return a browser in which Mira is signed in, and has looked at a page."""
    browser = Client()
    browser.post(path("account_login"), LOGIN)
    browser.get(path("account_email"))
    return browser


@pytest.fixture
def mira() -> User:
    return person()


@pytest.fixture
def root(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("root"))
    return client


def save(root: Client, user: User, **ticked: str) -> None:
    """Send the page of a user as it is, with something ticked."""
    address = path("admin:auth_user_change", str(user.pk))
    sent = sent_by(root.get(address), "user") | ticked
    assert root.post(address, sent)["Location"] == path("admin:auth_user_changelist")


def test_lost_second_step_is_removed_and_the_password_is_enough_again(
    root: Client, mira: User
) -> None:
    with_app(mira)
    prefix = "authenticator_set"
    save(root, mira, **{f"{prefix}-0-DELETE": "on", f"{prefix}-1-DELETE": "on"})
    assert not Authenticator.objects.exists()
    assert Client().post(path("account_login"), LOGIN)["Location"] == path("review:queue")


def test_saving_an_account_leaves_second_steps_and_sessions_alone(root: Client, mira: User) -> None:
    signed_in()
    with_app(mira)
    save(root, mira)
    assert (Authenticator.objects.count(), UserSession.objects.filter(user=mira).count()) == (2, 1)


def test_session_that_is_deleted_is_over(root: Client, mira: User) -> None:
    browser = signed_in()
    save(root, mira, **{"usersession_set-0-DELETE": "on"})
    assert browser.get(path("account_email"))["Location"].startswith(path("account_login"))


def test_page_keeps_secrets(root: Client, mira: User) -> None:
    signed_in()
    with_app(mira)
    page = root.get(path("admin:auth_user_change", str(mira.pk)))
    assert "Second steps at sign-in" in page.text
    steps = {step.type: step.data for step in Authenticator.objects.all()}
    assert steps["totp"]["secret"] not in page.text
    assert steps["recovery_codes"]["seed"] not in page.text
    assert UserSession.objects.get(user=mira).session_key not in page.text


def test_account_to_be_made_has_neither(root: Client) -> None:
    page = root.get(path("admin:auth_user_add"))
    assert (page.status_code, "Second steps" in page.text) == (200, False)


def test_moments_are_told_as_everywhere(root: Client, mira: User) -> None:
    with_app(mira)
    Authenticator.objects.update(created_at=datetime(2026, 1, 2, 3, 4, tzinfo=UTC))
    page = root.get(path("admin:auth_user_change", str(mira.pk)))
    assert "2 January 2026, 03:04" in page.text
    assert "<p>–</p>" in page.text


def test_rights_come_from_groups_alone(root: Client, mira: User) -> None:
    page = root.get(path("admin:auth_user_change", str(mira.pk)))
    assert ('name="groups"' in page.text, "user_permissions" in page.text) == (True, False)
