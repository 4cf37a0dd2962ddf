"""The settings as a process of its own reads them from its environment."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from config.settings import BASE_DIR

STRONG = "k" * 50
WITHOUT = ("AJAR_ENVIRONMENT", "DJANGO_SECRET_KEY", "DJANGO_DEBUG", "DATABASE_URL")


def value_of(name: str, **environment: str) -> tuple[int, str]:
    """Return the exit code and the output of a process that prints one setting."""
    kept = {key: value for key, value in os.environ.items() if key not in WITHOUT}
    code = f"from django.conf import settings; print(settings.{name})"
    done = subprocess.run(  # noqa: S603 - the interpreter that runs this test
        [sys.executable, "-c", code],
        env={**kept, "DJANGO_SETTINGS_MODULE": "config.settings", **environment},
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.strip() or done.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "Production needs DJANGO_SECRET_KEY: at least 50 random characters."),
        ({"DJANGO_SECRET_KEY": STRONG, "DJANGO_DEBUG": "1"}, "does not start with DJANGO_DEBUG on"),
        ({"AJAR_ENVIRONMENT": "staging"}, "it must be one of production, local, test."),
    ],
)
def test_settings_of_an_unsafe_production_are_refused(
    environment: dict[str, str], said: str
) -> None:
    code, output = value_of("DEBUG", **environment)
    assert code == 1
    assert said in output


def test_settings_of_production_are_safe() -> None:
    assert value_of("SECURE_SSL_REDIRECT", DJANGO_SECRET_KEY=STRONG) == (0, "True")
    assert value_of("DEBUG", DJANGO_SECRET_KEY=STRONG) == (0, "False")


def test_database_url_names_the_database(tmp_path: Path) -> None:
    local = {"AJAR_ENVIRONMENT": "local", "DJANGO_SECRET_KEY": STRONG}
    name = "DATABASES['default']"
    file = tmp_path / "other.sqlite3"
    assert value_of(f"{name}['NAME']", DATABASE_URL=f"sqlite:///{file}", **local) == (0, str(file))
    url = "postgres://someone@localhost/ajar"
    engine = value_of(f"{name}['ENGINE']", DATABASE_URL=url, **local)
    assert engine == (0, "django.db.backends.postgresql")


def test_settings_name_the_six_languages() -> None:
    assert {code for code, _name in settings.LANGUAGES} == {"es", "en", "fr", "de", "it", "pt"}


def test_founder_gets_no_session(client: Client, token: str) -> None:
    for path in ("/en/", f"/en/walk/{token}/", f"/en/walk/{token}/sets/money/"):
        response = client.get(path)
        assert (response.status_code, set(response.cookies)) == (200, {settings.CSRF_COOKIE_NAME})
    assert not Session.objects.exists()


def test_provider_of_mail_takes_the_place_of_a_server() -> None:
    chosen = {"AJAR_MAIL_PROVIDER": "postmark", "EMAIL_URL": "smtp://mail.example"}
    local = {"AJAR_ENVIRONMENT": "local", "DJANGO_SECRET_KEY": STRONG}
    backend = "anymail.backends.postmark.EmailBackend"
    assert value_of("EMAIL_BACKEND", **chosen, **local) == (0, backend)
    key = {"ANYMAIL_POSTMARK_SERVER_TOKEN": "secret"}
    assert value_of("ANYMAIL['POSTMARK_SERVER_TOKEN']", **chosen, **local, **key) == (0, "secret")
