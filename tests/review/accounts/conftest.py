"""What the tests of accounts begin with."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

from tests.pages import path
from tests.review.accounts.people import EMAIL, PASSWORD, person


@pytest.fixture(autouse=True)
def _nothing_counted(db: None) -> Iterator[None]:  # noqa: ARG001 - the cache lies there
    """Let no test meet a limit that another one used up."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def mira(db: None) -> User:  # noqa: ARG001
    """Somebody with an account."""
    return person()


@pytest.fixture
def signed_in(client: Client, mira: User) -> Client:  # noqa: ARG001
    """Mira's browser, after she signed in with her password."""
    client.post(path("account_login"), {"login": EMAIL, "password": PASSWORD})
    return client
