import pytest
from django.test import Client
from django.utils.translation import override

from questionnaire.review.accounts.forms import LoginForm, ResetPasswordForm
from tests.pages import path


def test_missing_fields_are_asked_for_in_our_words(client: Client) -> None:
    errors = client.post(path("account_login"), {}).context["form"].errors
    assert errors == {"login": ["Type your email address."], "password": ["Type your password."]}


def test_address_without_an_at_is_asked_for_once() -> None:
    form = ResetPasswordForm({"email": "nobody"})
    assert form.errors == {
        "email": ["This does not look like an email address: it needs an @ and a domain."]
    }


def test_labels_stand_in_for_placeholders() -> None:
    form = LoginForm()
    assert [str(field.label) for field in form] == [
        "Email address",
        "Password",
        "Stay signed in on this device for two weeks",
    ]
    assert "placeholder" not in str(form)


@pytest.mark.parametrize(("field", "kind"), [("login", "email"), ("password", "current-password")])
def test_browsers_are_told_what_to_fill_in(field: str, kind: str) -> None:
    assert LoginForm().fields[field].widget.attrs["autocomplete"] == kind


def test_words_of_one_reader_do_not_stay_for_the_next() -> None:
    with override("de"):
        assert str(LoginForm().fields["login"].label) == "E-Mail-Adresse"
    assert str(LoginForm().fields["login"].label) == "Email address"
