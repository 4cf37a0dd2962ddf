"""What the accounts say: on a page after something was done, in a mail about it, at a mistake.

django-allauth has sentences of its own, in other words and another tone than Ajar's.
"""

from django.utils.translation import gettext_lazy as _

# By the template that allauth would render; what is not listed is not said
MESSAGES = {
    "account/messages/logged_out.txt": _("You are signed out."),
    "account/messages/password_changed.txt": _("Your new password holds from now on."),
    "account/messages/password_set.txt": _("Your new password holds from now on."),
    "account/messages/email_confirmation_sent.txt": _(
        "We have mailed you a link. Follow it to confirm the address."
    ),
    "account/messages/email_confirmed.txt": _("Your email address is confirmed."),
    "account/messages/email_confirmation_failed.txt": _(
        "This address belongs to another account. Use a different one."
    ),
    "account/messages/email_deleted.txt": _("Your email address stays as it was."),
    "mfa/messages/totp_activated.txt": _("The app is your second step from now on."),
    "mfa/messages/totp_deactivated.txt": _("The app is no longer asked for."),
    "mfa/messages/webauthn_added.txt": _("The passkey is ready."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is removed."),
    "mfa/messages/recovery_codes_generated.txt": _(
        "Here are your recovery codes. Earlier ones no longer work."
    ),
    "usersessions/messages/sessions_logged_out.txt": _("You are signed out everywhere else."),
}

# By the name of allauth's mail about a change: what it says in one sentence
CHANGES = {
    "account/email/password_changed": _("The password of your account was changed."),
    "account/email/password_reset": _("The password of your account was changed."),
    "account/email/password_set": _("A password was set for your account."),
    "account/email/email_changed": _("The email address of your account was changed."),
    "mfa/email/totp_activated": _("An authenticator app was set up for your account."),
    "mfa/email/totp_deactivated": _("The authenticator app was removed from your account."),
    "mfa/email/webauthn_added": _("A passkey was added to your account."),
    "mfa/email/webauthn_removed": _("A passkey was removed from your account."),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made for your account."),
}

TOO_OFTEN = _("That was tried too often. Wait five minutes, then try again.")

ACCOUNT_MISTAKES = {
    "account_inactive": _("This account is closed. Ask the manager of your programme."),
    "duplicate_email": _("This is already the address of your account."),
    "email_password_mismatch": _(
        "This address and this password do not belong together. Try again, or choose a new "
        "password."
    ),
    "enter_current_password": _("This is not your password of today."),
    "incorrect_code": _("This code does not fit. Type the one that is shown now."),
    "incorrect_password": _("This is not your password."),
    "invalid_password_reset": _("This link has been used, or is too old."),
    "max_email_addresses": _("An account has one email address."),
    "rate_limited": TOO_OFTEN,
    "same_as_current": _("This is the same as before."),
    "too_many_login_attempts": TOO_OFTEN,
}

SECOND_STEP_MISTAKES = {
    "cannot_delete_authenticator": _(
        "Your programme asks for a second step. Set up another one first."
    ),
    "cannot_generate_recovery_codes": _("Set up an app or a passkey first."),
    "incorrect_code": ACCOUNT_MISTAKES["incorrect_code"],
    "unverified_email": _("Confirm your email address first: we have mailed you a link."),
}
