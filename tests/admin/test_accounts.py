import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.test import Client

from tests.pages import path
from tests.review.accounts.people import EMAIL, PASSWORD, person, with_app

pytestmark = pytest.mark.django_db
LOGIN = {"login": EMAIL, "password": PASSWORD}


@pytest.fixture
def mira() -> User:
    return person()


@pytest.fixture
def root(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("root"))
    return client


def test_lost_second_step_is_removed_and_the_password_is_enough_again(
    root: Client, mira: User
) -> None:
    with_app(mira)
    for step in Authenticator.objects.filter(user=mira):
        root.post(path("admin:mfa_authenticator_delete", str(step.pk)), {"post": "yes"})
    browser = Client()
    assert browser.post(path("account_login"), LOGIN)["Location"] == path("review:queue")


def test_page_of_a_second_step_keeps_its_secret(root: Client, mira: User) -> None:
    with_app(mira)
    step = Authenticator.objects.get(user=mira, type=Authenticator.Type.TOTP)
    assert EMAIL in root.get(path("admin:mfa_authenticator_changelist")).text
    page = root.get(path("admin:mfa_authenticator_change", str(step.pk)))
    assert (page.status_code, mira.username in page.text) == (200, True)
    assert step.data["secret"] not in page.text
    assert '<input type="text"' not in page.text


@pytest.mark.parametrize("how", ["one", "several"])
def test_session_that_is_deleted_is_over(root: Client, mira: User, how: str) -> None:
    browser = Client()
    browser.post(path("account_login"), LOGIN)
    browser.get(path("account_email"))
    session = UserSession.objects.get(user=mira)
    page = root.get(path("admin:usersessions_usersession_change", str(session.pk)))
    assert session.session_key not in page.text
    if how == "one":
        root.post(path("admin:usersessions_usersession_delete", str(session.pk)), {"post": "yes"})
    else:
        chosen = {"action": "delete_selected", "_selected_action": [session.pk], "post": "yes"}
        root.post(path("admin:usersessions_usersession_changelist"), chosen)
    assert browser.get(path("account_email"))["Location"].startswith(path("account_login"))


def test_nobody_makes_or_changes_what_others_sign_in_with(root: Client, mira: User) -> None:
    with_app(mira)
    step = Authenticator.objects.get(user=mira, type=Authenticator.Type.TOTP)
    address = path("admin:mfa_authenticator_change", str(step.pk))
    assert root.post(address, {"type": "webauthn"}).status_code == 403
    step.refresh_from_db()
    assert step.type == Authenticator.Type.TOTP
