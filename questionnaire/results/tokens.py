"""The secrets in links that follow from something known; only their hashes are stored."""

import hashlib
import hmac

from django.conf import settings
from django.utils.crypto import salted_hmac

from questionnaire.results.access import hash_token

# 192 bits
TOKEN_DIGITS = 48
SALT = "questionnaire.results.tokens"


def shared_link_token(token: str, number: int) -> str:
    """Return the token of a submission's read-only link with this number.

    It follows from the founder's own token, so that the founder's page can show it again; nobody
    without that token can work it out, and it leads nowhere but to the link.
    """
    said = f"shared link {number} of {token}"
    return hashlib.sha256(said.encode()).hexdigest()[:TOKEN_DIGITS]


def keyed_token(said: str, secret: str | None = None) -> str:
    """Return the token that follows from what is said and from a secret, or the site's own.

    A mail that holds it can be written when it is sent: nothing but its hash has to be kept.
    """
    key = settings.SECRET_KEY if secret is None else secret
    return salted_hmac(SALT, said, key, algorithm="sha256").hexdigest()[:TOKEN_DIGITS]


def token_behind(said: str, token_hash: str) -> str:
    """Return the token that was made of what is said, under the key of then.

    Raises LookupError when that key is no longer listed in the settings.
    """
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        token = keyed_token(said, secret)
        if hmac.compare_digest(hash_token(token), token_hash):
            return token
    raise LookupError("The token was made with a key that is not listed any more.")
