"""The forms of the second step: codes and passkeys."""

from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.utils.translation import gettext_lazy as _

from questionnaire.results.forms import CrispyForm
from questionnaire.review.accounts.forms import word

CODE = _("Code")
MISSING_CODE = _("Type the code.")
PASSKEY_NAME = _("A name for it")
PASSKEY_ADVICE = _("For example “Work laptop”: you will recognise it in your list.")


class CodeForm(CrispyForm, base.AuthenticateForm):  # type: ignore[misc]  # untyped
    """A code of the app, or a recovery code, at sign-in."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        word(self.fields["code"], CODE, missing=MISSING_CODE)


class ConfirmCodeForm(CrispyForm, base.ReauthenticateForm):  # type: ignore[misc]  # untyped
    """A code once more, before something weighty."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        word(self.fields["code"], CODE, missing=MISSING_CODE)


class ActivateAppForm(CrispyForm, ActivateTOTPForm):  # type: ignore[misc]  # untyped
    """The first code that a new app shows."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        word(self.fields["code"], _("The six digits that the app shows"), missing=MISSING_CODE)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class AddPasskeyForm(CrispyForm, AddWebAuthnForm):  # type: ignore[misc]  # untyped
    """A name; the passkey itself is made by the browser and put in by a script."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options["initial"] = {"name": _("My passkey")}
        super().__init__(*args, **options)
        # A passkey signs in by itself wherever it can: nothing to choose
        del self.fields["passwordless"]
        word(self.fields["name"], PASSKEY_NAME, help_text=PASSKEY_ADVICE)
        self.fields["credential"].error_messages["required"] = _(
            "The browser has made no passkey. Try again, or use an app."
        )


class RenamePasskeyForm(CrispyForm, EditWebAuthnForm):  # type: ignore[misc]  # untyped
    """Another name for a passkey."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        word(self.fields["name"], PASSKEY_NAME, missing=_("Give it a name."))
