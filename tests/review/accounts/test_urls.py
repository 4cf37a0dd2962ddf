import re

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from tests.pages import path
from tests.review.accounts.people import EMAIL, PASSWORD, with_app, with_passkey

LANGUAGES = [code for code, _name in settings.LANGUAGES]
FOR_ALL = [
    "account_login",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_email_verification_sent",
]
FOR_MEMBERS = [
    "account_overview",
    "account_logout",
    "account_email",
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "usersessions_list",
]
# Words of allauth's own pages; ours say it otherwise
NOT_OURS = re.compile(r"Sign In|Sign Up|Password Reset|Two-Factor|Security Key|Email Address\b")


def check(response: object, language: str) -> None:
    """See that a page is one of ours, in its language."""
    assert response.status_code == 200  # type: ignore[attr-defined]
    page = response.text  # type: ignore[attr-defined]
    assert f'<html lang="{language}">' in page
    assert 'class="account"' in page
    assert NOT_OURS.findall(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_for_all_speak_each_language(client: Client, language: str) -> None:
    for name in FOR_ALL:
        check(client.get(path(name, language=language)), language)
    check(client.get(path("account_confirm_email", "old", language=language)), language)
    check(
        client.get(path("account_reset_password_from_key", "1", "old", language=language)), language
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_for_members_speak_each_language(
    signed_in: Client, mira: User, language: str
) -> None:
    signed_in.post(path("account_reauthenticate"), {"password": PASSWORD})
    check(signed_in.get(path("mfa_activate_totp", language=language)), language)
    with_app(mira)
    passkey = str(with_passkey(mira).pk)
    # A passkey that no browser made has no key to ask for
    for name in FOR_MEMBERS:
        if name != "mfa_add_webauthn":
            check(signed_in.get(path(name, language=language)), language)
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        check(signed_in.get(path(name, passkey, language=language)), language)
    Authenticator.objects.filter(user=mira, type="webauthn").delete()
    check(signed_in.get(path("mfa_add_webauthn", language=language)), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_second_step_speaks_each_language(client: Client, mira: User, language: str) -> None:
    with_app(mira)
    client.post(path("account_login"), {"login": EMAIL, "password": PASSWORD})
    check(client.get(path("mfa_authenticate", language=language)), language)


def test_account_without_a_password_is_led_to_set_one(signed_in: Client, mira: User) -> None:
    mira.set_unusable_password()
    mira.save()
    signed_in.force_login(mira)
    response = signed_in.get(path("account_change_password"), follow=True)
    assert response.redirect_chain == [(path("account_set_password"), 302)]
    check(response, "en")
