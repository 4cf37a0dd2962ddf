from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from config.environment import (
    MAIL_PROVIDERS,
    anymail_settings,
    environment_name,
    local_secret_key,
    mail_backend,
    refuse_unsafe_production,
    site_address,
)

STRONG = "k" * 50


@pytest.mark.parametrize("key", ["", "k" * 49, f"django-insecure-{STRONG}"])
def test_production_with_a_weak_key_is_refused(key: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DJANGO_SECRET_KEY"):
        refuse_unsafe_production(secret_key=key, debug=False)


def test_production_with_debug_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="DJANGO_DEBUG"):
        refuse_unsafe_production(secret_key=STRONG, debug=True)


def test_production_with_a_strong_key_starts() -> None:
    refuse_unsafe_production(secret_key=STRONG, debug=False)


def test_environment_unknown_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured) as caught:
        environment_name("prod")
    assert str(caught.value) == (
        "AJAR_ENVIRONMENT is 'prod'; it must be one of production, local, test."
    )


def test_local_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret_key"
    key = local_secret_key(path)
    assert len(key) >= 50
    assert path.stat().st_mode & 0o777 == 0o600
    assert local_secret_key(path) == key


@pytest.mark.parametrize(
    ("hosts", "is_https", "address"),
    [
        (["ajar.example", "www.ajar.example"], True, "https://ajar.example"),
        (["*", ".ajar.example"], True, "https://ajar.example"),
        ([], True, "https://localhost"),
        (["localhost"], False, "http://localhost:9000"),
    ],
)
def test_site_has_the_address_of_its_first_host(
    hosts: list[str], *, is_https: bool, address: str
) -> None:
    assert site_address(hosts, is_https=is_https, port=9000) == address


@pytest.mark.parametrize("name", MAIL_PROVIDERS)
def test_every_provider_of_mail_has_a_backend(name: str) -> None:
    assert import_string(mail_backend(name)).__name__ == "EmailBackend"


def test_provider_unknown_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="'pigeon'; it must be one of brevo, mailersend"):
        mail_backend("pigeon")


def test_settings_of_a_provider_come_from_the_environment() -> None:
    environment = {"ANYMAIL_POSTMARK_SERVER_TOKEN": "key", "HOME": "/home"}
    assert anymail_settings(environment) == {"POSTMARK_SERVER_TOKEN": "key"}
