"""What the environment may say, and what production refuses to start with."""

import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

PRODUCTION = "production"
ENVIRONMENTS = (PRODUCTION, "local", "test")
SECRET_KEY_LENGTH = 50
# Those of django-anymail that need no further library
MAIL_PROVIDERS = (
    "brevo",
    "mailersend",
    "mailgun",
    "mailjet",
    "mailtrap",
    "mandrill",
    "postal",
    "postmark",
    "resend",
    "scaleway",
    "sendgrid",
    "sparkpost",
    "unisender_go",
)
ANYMAIL = "ANYMAIL_"


def refuse_unsafe_production(*, secret_key: str, debug: bool) -> None:
    """Raise ImproperlyConfigured when production would run with DEBUG or a weak secret key."""
    if debug:
        raise ImproperlyConfigured("Production does not start with DJANGO_DEBUG on: unset it.")
    if len(secret_key) < SECRET_KEY_LENGTH or "insecure" in secret_key:
        raise ImproperlyConfigured(
            f"Production needs DJANGO_SECRET_KEY: at least {SECRET_KEY_LENGTH} random characters."
        )


def environment_name(name: str) -> str:
    """Return the name of the environment; raise ImproperlyConfigured for an unknown one."""
    if name not in ENVIRONMENTS:
        known = ", ".join(ENVIRONMENTS)
        raise ImproperlyConfigured(f"AJAR_ENVIRONMENT is {name!r}; it must be one of {known}.")
    return name


def local_secret_key(path: Path) -> str:
    """Return this workstation's own secret key, made on first use and readable by its owner."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(SECRET_KEY_LENGTH))
    return path.read_text()


def site_address(hosts: Sequence[str], *, is_https: bool, port: int) -> str:
    """Return the address of the site by its first host name; without HTTPS, its port too."""
    named = (host.lstrip(".") for host in hosts if host != "*")
    host = next(named, "localhost")
    return f"https://{host}" if is_https else f"http://{host}:{port}"


def mail_backend(provider: str) -> str:
    """Return what mails through the API of a provider; raise ImproperlyConfigured for others."""
    if provider not in MAIL_PROVIDERS:
        known = ", ".join(MAIL_PROVIDERS)
        raise ImproperlyConfigured(
            f"AJAR_MAIL_PROVIDER is {provider!r}; it must be one of {known}."
        )
    return f"anymail.backends.{provider}.EmailBackend"


def anymail_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """Return what is said to django-anymail: ANYMAIL_POSTMARK_SERVER_TOKEN, without its prefix."""
    return {
        name.removeprefix(ANYMAIL): value
        for name, value in environment.items()
        if name.startswith(ANYMAIL)
    }
