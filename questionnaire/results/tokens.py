"""The secret in a read-only link; only its hash is stored."""

import hashlib

# 192 bits
TOKEN_DIGITS = 48


def shared_link_token(token: str, number: int) -> str:
    """Return the token of a submission's read-only link with this number.

    It follows from the founder's own token, so that the founder's page can show it again; nobody
    without that token can work it out, and it leads nowhere but to the link.
    """
    said = f"shared link {number} of {token}"
    return hashlib.sha256(said.encode()).hexdigest()[:TOKEN_DIGITS]
