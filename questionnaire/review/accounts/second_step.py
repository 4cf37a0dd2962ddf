"""The second step at sign-in: how its secrets are kept, shown, and given up."""

import logging
from base64 import urlsafe_b64encode
from hashlib import sha256
from io import BytesIO

import segno
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.shortcuts import render

from questionnaire.review.accounts import words
from questionnaire.review.accounts.demand import SECOND_STEPS, demanding_accelerator

logger = logging.getLogger(__name__)


def cipher() -> MultiFernet:
    """Return what encrypts with the secret key, and decrypts with that or an earlier one."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [
            Fernet(urlsafe_b64encode(sha256(f"questionnaire.second_step:{key}".encode()).digest()))
            for key in keys
        ]
    )


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # untyped
    """Ajar's answers to what allauth's second factors leave open."""

    error_messages = {**DefaultMFAAdapter.error_messages, **words.SECOND_STEP_MISTAKES}

    def encrypt(self, text: str) -> str:
        """Return a secret as it is stored: of no use without the server's key."""
        return cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a stored secret; lead to a page that says so when the key to it is gone."""
        try:
            return cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            logger.error(  # noqa: TRY400 - where it happened says nothing
                "A second step was stored with another DJANGO_SECRET_KEY: name the earlier key in"
                " DJANGO_SECRET_KEY_FALLBACKS."
            )
            page = render(self.request, "mfa/key_gone.html", status=503)
            raise ImmediateHttpResponse(page) from error

    def build_totp_svg(self, url: str) -> str:
        """Return the QR code for the app as an SVG image; black on white, or cameras miss it."""
        image = BytesIO()
        code = segno.make_qr(url, error="m")
        code.save(image, kind="svg", xmldecl=False, border=3, scale=4, dark="#000", light="#fff")
        return image.getvalue().decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Say no to giving up the last second step while a programme asks for one."""
        others = Authenticator.objects.filter(user=authenticator.user, type__in=SECOND_STEPS)
        return (
            others.exclude(pk=authenticator.pk).exists()
            or demanding_accelerator(authenticator.user) is None
        )
