from django.contrib.auth.models import User
from django.test import Client

from tests.pages import path
from tests.review.accounts.people import EMAIL, PASSWORD, with_app, with_passkey


def test_missing_code_is_asked_for(client: Client, mira: User) -> None:
    with_app(mira)
    client.post(path("account_login"), {"login": EMAIL, "password": PASSWORD})
    page = client.post(path("mfa_authenticate"), {"code": ""})
    assert page.context["form"].errors == {"code": ["Type the code."]}


def test_code_confirms_before_something_weighty(signed_in: Client, mira: User) -> None:
    with_app(mira)
    page = signed_in.post(path("mfa_reauthenticate"), {"code": ""})
    assert page.context["form"].errors == {"code": ["Type the code."]}


def test_key_of_an_app_is_asked_for_with_digits(signed_in: Client) -> None:
    signed_in.post(path("account_reauthenticate"), {"password": PASSWORD})
    field = signed_in.get(path("mfa_activate_totp")).context["form"].fields["code"]
    attributes = field.widget.attrs
    assert (attributes["autocomplete"], attributes["inputmode"]) == ("one-time-code", "numeric")


def test_passkey_asks_for_nothing_but_a_name(signed_in: Client) -> None:
    signed_in.post(path("account_reauthenticate"), {"password": PASSWORD})
    form = signed_in.get(path("mfa_add_webauthn")).context["form"]
    assert [field.name for field in form.visible_fields()] == ["name"]
    page = signed_in.post(path("mfa_add_webauthn"), {"name": "Key"})
    assert page.context["form"].errors == {
        "credential": ["The browser has made no passkey. Try again, or use an app."]
    }


def test_passkey_is_given_another_name(signed_in: Client, mira: User) -> None:
    passkey = with_passkey(mira)
    signed_in.post(path("account_reauthenticate"), {"password": PASSWORD})
    edit = path("mfa_edit_webauthn", str(passkey.pk))
    assert signed_in.post(edit, {"name": ""}).context["form"].errors == {
        "name": ["Give it a name."]
    }
    signed_in.post(edit, {"name": "Old laptop"})
    passkey.refresh_from_db()
    assert passkey.data["name"] == "Old laptop"
