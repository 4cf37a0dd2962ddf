"""Keys of the cache: its rows outlive what they count, and must not name anybody."""

from django.utils.crypto import salted_hmac


def hashed_key(key: str, key_prefix: str, version: int) -> str:
    """Return a key that tells nothing of the address or account that is counted under it."""
    return salted_hmac(
        "config.caches", f"{key_prefix}:{version}:{key}", algorithm="sha256"
    ).hexdigest()
