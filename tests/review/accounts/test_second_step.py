import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from pytest_django import Settings

from questionnaire.review.accounts.second_step import SecondStepAdapter
from tests.pages import path
from tests.review.accounts.people import (
    EMAIL,
    PASSWORD,
    SECRET,
    code_of,
    decrypted,
    recovery_codes,
    with_app,
    with_passkey,
)

LOGIN = {"login": EMAIL, "password": PASSWORD}


def test_app_is_set_up_by_the_code_it_shows(signed_in: Client, mira: User) -> None:
    activate = path("mfa_activate_totp")
    assert signed_in.get(activate)["Location"].startswith(path("account_reauthenticate"))
    signed_in.post(path("account_reauthenticate"), {"password": PASSWORD})
    page = signed_in.get(activate)
    secret = page.context["form"].secret
    assert secret in page.text
    response = signed_in.post(activate, {"code": code_of(secret)})
    assert response["Location"] == path("mfa_view_recovery_codes")
    stored = Authenticator.objects.get(user=mira, type="totp")
    assert secret not in str(stored.data)
    assert decrypted(stored, "secret") == secret


def test_removing_the_app_is_told_by_mail(signed_in: Client, mira: User) -> None:
    with_app(mira)
    signed_in.post(path("account_reauthenticate"), {"password": PASSWORD})
    response = signed_in.post(path("mfa_deactivate_totp"), follow=True)
    assert "The app is no longer asked for." in response.text
    (sent,) = mail.outbox
    assert sent.to == [EMAIL]
    assert "The authenticator app was removed from your account." in str(sent.body)


def test_wrong_code_sets_up_nothing_and_keeps_the_key(signed_in: Client, mira: User) -> None:
    signed_in.post(path("account_reauthenticate"), {"password": PASSWORD})
    secret = signed_in.get(path("mfa_activate_totp")).context["form"].secret
    page = signed_in.post(path("mfa_activate_totp"), {"code": "no code"})
    assert "This code does not fit." in page.text
    assert page.context["form"].secret == secret
    assert not Authenticator.objects.filter(user=mira).exists()


def test_password_alone_does_not_sign_in(client: Client, mira: User) -> None:
    with_app(mira)
    response = client.post(path("account_login"), LOGIN)
    assert response["Location"] == path("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_code_of_the_app_signs_in_once(client: Client, mira: User) -> None:
    with_app(mira)
    client.post(path("account_login"), LOGIN)
    code = code_of()
    response = client.post(path("mfa_authenticate"), {"code": code})
    assert response["Location"] == path("review:queue")
    watcher = Client()
    watcher.post(path("account_login"), LOGIN)
    assert "This code does not fit." in watcher.post(path("mfa_authenticate"), {"code": code}).text


def test_recovery_code_signs_in_once(client: Client, mira: User) -> None:
    with_app(mira)
    code = recovery_codes(mira)[0]
    client.post(path("account_login"), LOGIN)
    assert client.post(path("mfa_authenticate"), {"code": code}).status_code == 302
    assert code not in recovery_codes(mira)
    assert len(recovery_codes(mira)) == 9


def test_guessing_codes_meets_a_break(client: Client, mira: User) -> None:
    with_app(mira)
    client.post(path("account_login"), LOGIN)
    for _attempt in range(5):
        client.post(path("mfa_authenticate"), {"code": "no code"})
    page = client.post(path("mfa_authenticate"), {"code": code_of()})
    assert "Wait five minutes" in page.text


def test_recovery_codes_can_be_downloaded_after_the_password(signed_in: Client, mira: User) -> None:
    with_app(mira)
    signed_in.post(path("account_reauthenticate"), {"password": PASSWORD})
    response = signed_in.get(path("mfa_download_recovery_codes"))
    assert response.text.split() == recovery_codes(mira)


def test_passkey_of_another_cannot_be_removed(signed_in: Client) -> None:
    theirs = with_passkey(User.objects.create(username="x"))
    signed_in.post(path("account_reauthenticate"), {"password": PASSWORD})
    assert signed_in.post(path("mfa_remove_webauthn", str(theirs.pk))).status_code == 404


def test_secret_outlives_a_new_key_while_the_old_one_is_listed(settings: Settings) -> None:
    adapter = SecondStepAdapter()
    stored = adapter.encrypt(SECRET)
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another key"
    settings.SECRET_KEY_FALLBACKS = [old]
    assert adapter.decrypt(stored) == SECRET


def test_code_that_a_lost_key_keeps_from_being_checked_is_explained(
    client: Client, mira: User, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with_app(mira)
    settings.SECRET_KEY = "another key"  # noqa: S105 - of no server
    client.post(path("account_login"), LOGIN)
    page = client.post(path("mfa_authenticate"), {"code": code_of()})
    assert page.status_code == 503
    assert "There is nothing wrong with your code or your device" in page.text
    assert "_auth_user_id" not in client.session
    assert "DJANGO_SECRET_KEY_FALLBACKS" in caplog.text


def test_recovery_codes_that_a_lost_key_keeps_from_being_shown_are_explained(
    client: Client, mira: User, settings: Settings
) -> None:
    with_app(mira)
    settings.SECRET_KEY = "another key"  # noqa: S105 - of no server
    client.force_login(mira)
    client.post(path("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(path("mfa_download_recovery_codes"))
    assert (page.status_code, "Back to sign-in" in page.text) == (503, False)


def test_picture_for_the_app_carries_neither_style_nor_script() -> None:
    image = SecondStepAdapter().build_totp_svg("otpauth://totp/x?secret=y")
    assert image.startswith("<svg")
    assert "style" not in image
    assert 'xmlns="http://www.w3.org/2000/svg"' in image
