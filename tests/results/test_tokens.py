import pytest
from pytest_django import Settings

from questionnaire.results.access import hash_token
from questionnaire.results.tokens import (
    TOKEN_DIGITS,
    keyed_token,
    shared_link_token,
    token_behind,
)


def test_shared_link_token_follows_from_token_and_number() -> None:
    assert shared_link_token("secret", 1) == shared_link_token("secret", 1)
    assert len({shared_link_token(t, n) for t in ("secret", "other") for n in (1, 2)}) == 4


def test_shared_link_token_is_long_enough_and_fit_for_a_path() -> None:
    token = shared_link_token("secret", 1)
    assert len(token) == TOKEN_DIGITS
    assert TOKEN_DIGITS * 4 >= 128
    assert token.isalnum()


def test_keyed_token_follows_from_what_is_said_and_the_key(settings: Settings) -> None:
    token = keyed_token("founder 7")
    assert token == keyed_token("founder 7") != keyed_token("founder 8")
    assert len(token) == TOKEN_DIGITS
    settings.SECRET_KEY = token
    assert keyed_token("founder 7") != token


def test_token_is_found_again_under_the_key_of_then(settings: Settings) -> None:
    token, was = keyed_token("founder 7"), settings.SECRET_KEY
    settings.SECRET_KEY = token
    with pytest.raises(LookupError):
        token_behind("founder 7", hash_token(token))
    settings.SECRET_KEY_FALLBACKS = [was]
    assert token_behind("founder 7", hash_token(token)) == token
