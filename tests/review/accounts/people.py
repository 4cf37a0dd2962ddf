"""Invented people with accounts, and what their browsers send."""

import time

from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth.models import User

PASSWORD = "seven red kites over Leiden"  # noqa: S105 - nobody's
EMAIL = "mira@example.org"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - nobody's


def person(email: str = EMAIL, **fields: object) -> User:
    """Return somebody with an account and a confirmed address."""
    user = User.objects.create_user(
        username=email.partition("@")[0], email=email, password=PASSWORD, **fields
    )
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def with_app(user: User) -> User:
    """Give somebody an authenticator app and recovery codes."""
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


def code_of(secret: str = SECRET) -> str:
    """Return what the app shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def recovery_codes(user: User) -> list[str]:
    """Return the recovery codes that are left."""
    stored = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    return list(stored.wrap().get_unused_codes())


def with_passkey(user: User, name: str = "Work laptop") -> Authenticator:
    """Give somebody a passkey that was made elsewhere."""
    return Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": name, "credential": {}}
    )


def decrypted(authenticator: Authenticator, field: str) -> str:
    """Return a stored secret as it was given."""
    return str(get_adapter().decrypt(authenticator.data[field]))
