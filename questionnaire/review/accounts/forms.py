"""The forms of the accounts: allauth's, with our words, labels above fields, one password field."""

from typing import Any

from allauth.account import forms as base
from django import forms
from django.utils.translation import gettext_lazy as _

from questionnaire.results.forms import CrispyForm
from questionnaire.review.accounts.invited import invitation_of

EMAIL = _("Email address")
PASSWORD = _("Password")
NEW_PASSWORD = _("New password")
PASSWORD_ADVICE = _("At least ten characters. A few words in a row are easy to keep in mind.")
MISSING_EMAIL = _("Type your email address.")
MISSING_PASSWORD = _("Type your password.")
NOT_AN_EMAIL = _("This does not look like an email address: it needs an @ and a domain.")


def word(field: forms.Field, label: Any, *, help_text: Any = "", missing: Any = "") -> None:
    """Put our words on a field; a placeholder is no label, and goes."""
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)
    field.error_messages["required"] = missing


def word_email(field: forms.Field) -> None:
    """Put our words on the field for an email address."""
    word(field, EMAIL, missing=MISSING_EMAIL)
    field.error_messages["invalid"] = NOT_AN_EMAIL


def word_password(field: forms.Field, label: Any = PASSWORD) -> None:
    """Put our words on the field for the password that one has."""
    word(field, label, missing=MISSING_PASSWORD)
    field.widget.attrs["data-password"] = True


def word_new_password(field: forms.Field, label: Any = NEW_PASSWORD) -> None:
    """Put our words on the field for a password that one makes up."""
    word(field, label, help_text=PASSWORD_ADVICE, missing=_("Type a password."))
    field.widget.attrs["data-password"] = True


class LoginForm(CrispyForm, base.LoginForm):  # type: ignore[misc]  # untyped
    """An email address and a password."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        word_email(self.fields["login"])
        word_password(self.fields["password"])
        word(self.fields["remember"], _("Stay signed in on this device for two weeks"))


class SignupForm(CrispyForm, base.SignupForm):  # type: ignore[misc]  # untyped
    """A password for the address that was invited, which cannot be changed here."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        word_email(self.fields["email"])
        word_new_password(self.fields["password1"], PASSWORD)
        invitation = invitation_of(base.context.request)
        self.initial["email"] = invitation.email if invitation else ""
        self.fields["email"].disabled = True


class ChangeEmailForm(CrispyForm, base.AddEmailForm):  # type: ignore[misc]  # untyped
    """Another email address."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        word_email(self.fields["email"])
        self.fields["email"].label = _("New email address")


class ChangePasswordForm(CrispyForm, base.ChangePasswordForm):  # type: ignore[misc]  # untyped
    """The password of today, and a new one."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["password2"]
        word_password(self.fields["oldpassword"], _("Your password of today"))
        word_new_password(self.fields["password1"])


class SetPasswordForm(CrispyForm, base.SetPasswordForm):  # type: ignore[misc]  # untyped
    """A first password."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["password2"]
        word_new_password(self.fields["password1"])


class ResetPasswordForm(CrispyForm, base.ResetPasswordForm):  # type: ignore[misc]  # untyped
    """Where to mail the link for a new password to."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        word_email(self.fields["email"])


class NewPasswordForm(CrispyForm, base.ResetPasswordKeyForm):  # type: ignore[misc]  # untyped
    """A new password, for somebody who followed the mailed link."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["password2"]
        word_new_password(self.fields["password1"])


class ConfirmForm(CrispyForm, base.ReauthenticateForm):  # type: ignore[misc]  # untyped
    """The password once more, before something weighty."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        word_password(self.fields["password"])
