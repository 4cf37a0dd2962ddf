import logging
from smtplib import SMTPRecipientsRefused

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client, override_settings
from pytest_django import Settings

from config.settings import PASSWORD_HASHERS
from tests.conftest import Queries
from tests.pages import path
from tests.review.accounts.people import EMAIL, PASSWORD, person

LOGIN = path("account_login")
RIGHT = {"login": EMAIL, "password": PASSWORD}
WRONG = {"login": EMAIL, "password": "seven red kites over Delft"}


class Refusing(BaseEmailBackend):
    """A mail server that takes nothing and names the recipient."""

    def send_messages(self, messages: object) -> int:  # noqa: ARG002
        raise SMTPRecipientsRefused({EMAIL: (550, b"no such mailbox")})


def links(text: object) -> list[str]:
    return [line for line in str(text).splitlines() if line.startswith("http")]


def test_sign_in_leads_to_the_queue(client: Client, mira: User) -> None:
    response = client.post(LOGIN, RIGHT)
    assert (response.status_code, response["Location"]) == (302, path("review:queue"))
    assert client.session["_auth_user_id"] == str(mira.pk)


def test_address_in_capitals_signs_in(client: Client, mira: User) -> None:  # noqa: ARG001
    assert client.post(LOGIN, RIGHT | {"login": EMAIL.upper()}).status_code == 302


def test_session_ends_with_the_browser_unless_asked_to_stay(client: Client, mira: User) -> None:  # noqa: ARG001
    client.post(LOGIN, RIGHT)
    assert client.session.get_expire_at_browser_close()
    client.logout()
    client.post(LOGIN, RIGHT | {"remember": "on"})
    assert not client.session.get_expire_at_browser_close()
    assert client.session.get_expiry_age() == 14 * 24 * 60 * 60


def test_wrong_password_is_said_kindly_and_keeps_the_address(client: Client, mira: User) -> None:  # noqa: ARG001
    page = client.post(LOGIN, WRONG).text
    assert "This address and this password do not belong together." in page
    assert f'value="{EMAIL}"' in page
    assert WRONG["password"] not in page


def test_unknown_address_is_told_the_same_as_a_wrong_password(client: Client, mira: User) -> None:  # noqa: ARG001
    known = client.post(LOGIN, WRONG).context["form"].errors
    unknown = client.post(LOGIN, WRONG | {"login": "nobody@example.org"}).context["form"].errors
    assert known == unknown


def test_sixth_wrong_password_meets_a_break_even_when_it_is_right(
    client: Client,
    mira: User,  # noqa: ARG001
) -> None:
    for _attempt in range(5):
        client.post(LOGIN, WRONG)
    page = client.post(LOGIN, RIGHT).text
    assert "Wait five minutes" in page
    assert "_auth_user_id" not in client.session


def test_many_attempts_from_one_place_meet_a_page_that_says_so(client: Client) -> None:
    for _attempt in range(30):
        client.post(LOGIN, {})
    response = client.post(LOGIN, {})
    assert response.status_code == 429
    assert "A short break" in response.text


def test_log_names_no_address_when_signing_in_fails(
    client: Client,
    mira: User,  # noqa: ARG001
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    for _attempt in range(6):
        client.post(LOGIN, WRONG)
    assert EMAIL not in caplog.text


def test_reset_is_mailed_in_the_language_of_the_page(client: Client, mira: User) -> None:  # noqa: ARG001
    response = client.post(path("account_reset_password", language="de"), {"email": EMAIL})
    assert response["Location"] == path("account_reset_password_done", language="de")
    (sent,) = mail.outbox
    assert sent.to == [EMAIL]
    assert sent.body.startswith("Hallo,")
    assert [link.split("/")[3] for link in links(sent.body)] == ["de"]


def test_reset_link_sets_a_new_password(client: Client, mira: User) -> None:
    client.post(path("account_reset_password"), {"email": EMAIL})
    link = links(mail.outbox[0].body)[0]
    page = client.get(link, follow=True)
    action = page.context["action_url"]
    client.post(action, {"password1": "nine blue herons by Ghent"})
    mira.refresh_from_db()
    assert mira.check_password("nine blue herons by Ghent")
    assert "no longer works" in client.get(link, follow=True).text
    assert mail.outbox[1].subject == "Your account on Ajar has changed"


def test_reset_for_an_unknown_address_looks_the_same_and_says_so_by_mail(client: Client) -> None:
    response = client.post(path("account_reset_password"), {"email": "nobody@example.org"})
    assert response["Location"] == path("account_reset_password_done")
    assert mail.outbox[0].subject == "There is no account under this address"


def test_fourth_reset_within_an_hour_sends_nothing(client: Client, mira: User) -> None:  # noqa: ARG001
    codes = [
        client.post(path("account_reset_password"), {"email": EMAIL}).status_code
        for _attempt in range(4)
    ]
    assert codes == [302, 302, 302, 429]
    assert len(mail.outbox) == 3


def test_mail_that_cannot_be_sent_is_logged_without_its_recipient(
    client: Client,
    mira: User,  # noqa: ARG001
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    assert client.post(path("account_reset_password"), {"email": EMAIL}).status_code == 302
    assert "account/email/password_reset_key): SMTPRecipientsRefused" in caplog.text
    assert EMAIL not in caplog.text


def test_unconfirmed_address_is_confirmed_before_one_is_in(client: Client, mira: User) -> None:
    EmailAddress.objects.filter(user=mira).update(verified=False)
    response = client.post(LOGIN, RIGHT)
    assert response["Location"] == path("account_email_verification_sent")
    link = links(mail.outbox[0].body)[0]
    assert "Is this your address?" in client.get(link).text
    client.post(link)
    assert client.session["_auth_user_id"] == str(mira.pk)


def test_changed_password_is_mailed_and_ends_other_sessions(signed_in: Client, mira: User) -> None:  # noqa: ARG001
    elsewhere = Client()
    elsewhere.post(LOGIN, RIGHT)
    data = {"oldpassword": PASSWORD, "password1": "nine blue herons by Ghent"}
    response = signed_in.post(path("account_change_password"), data, follow=True)
    assert response.redirect_chain == [(path("account_overview"), 302)]
    assert "Your new password holds from now on." in response.text
    (sent,) = mail.outbox
    assert "The password of your account was changed." in str(sent.body)
    assert links(sent.body) == [f"http://testserver{path('account_reset_password')}"]
    assert elsewhere.get(path("account_overview")).status_code == 302


def test_email_changes_when_the_new_address_is_confirmed(signed_in: Client, mira: User) -> None:
    signed_in.post(path("account_reauthenticate"), {"password": PASSWORD})
    signed_in.post(path("account_email"), {"action_add": "", "email": "mira@example.com"})
    (sent,) = mail.outbox
    assert sent.to == ["mira@example.com"]
    mira.refresh_from_db()
    assert mira.email == EMAIL
    signed_in.post(links(sent.body)[0])
    mira.refresh_from_db()
    assert mira.email == "mira@example.com"
    assert [(told.to, told.subject) for told in mail.outbox[1:]] == [
        ([EMAIL], "Your account on Ajar has changed")
    ]


def test_closed_account_is_told_so(client: Client) -> None:
    person("gone@example.org", is_active=False)
    response = client.post(LOGIN, {"login": "gone@example.org", "password": PASSWORD}, follow=True)
    assert "This account is closed" in response.text


def test_signing_in_costs_few_queries(
    client: Client,
    mira: User,  # noqa: ARG001
    count_queries: Queries,
) -> None:
    with count_queries() as queries:
        client.post(LOGIN, RIGHT)
    assert len([query for query in queries if '"cache"' not in query]) <= 16


def test_passwords_are_kept_by_argon2() -> None:
    # Tests themselves use a fast one: see tests/settings.py
    with override_settings(PASSWORD_HASHERS=PASSWORD_HASHERS):
        assert make_password("a long one").startswith("argon2$argon2id$")
