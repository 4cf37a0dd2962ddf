"""The secret in a private link; only its hash is stored."""

import hashlib
import secrets

TOKEN_BYTES = 24


def new_token() -> str:
    """Return a new token of 192 random bits, fit for a path."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def next_token(token: str) -> str:
    """Return the token of the submission that revises this one.

    It follows from the token, so that asking twice for a revision leads to one and the same; and
    nobody without the token can work it out.
    """
    return hashlib.sha256(f"revision of {token}".encode()).hexdigest()[: 2 * TOKEN_BYTES]
