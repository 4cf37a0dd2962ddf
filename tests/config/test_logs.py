import io
import logging
from logging.config import DictConfigurator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from config.logs import WithoutTokens, without_tokens
from tests.pages import path

TOKEN = "Zx3_0123456789_abcdefghi"  # noqa: S105 - nobody's


def test_token_in_a_path_is_blotted_out() -> None:
    assert without_tokens(f"Not Found: /en/walk/{TOKEN}/sets/") == "Not Found: /en/walk/***/sets/"
    assert without_tokens(f"Not Found: /en/shared/{TOKEN}/") == "Not Found: /en/shared/***/"
    said = without_tokens(f"Not Found: /en/invited/{TOKEN}/stop/")
    assert said == "Not Found: /en/invited/***/stop/"


@pytest.mark.parametrize(
    "address", ["staff/join/{}/", "account/password/reset/key/{}/", "account/confirm-email/{}/"]
)
def test_link_that_opens_an_account_is_blotted_out(address: str) -> None:
    said = without_tokens(f"Not Found: /de/{address.format('MQ:1vX:' + TOKEN)}")
    assert said == f"Not Found: /de/{address.format('***')}"


def test_token_in_the_arguments_of_a_record_is_blotted_out() -> None:
    record = logging.LogRecord("x", logging.INFO, "f", 1, "%s: /walk/%s/", ("Gone", TOKEN), None)
    assert WithoutTokens().filter(record)
    assert record.getMessage() == "Gone: /walk/***/"


def test_text_without_a_token_is_kept() -> None:
    assert without_tokens("Not Found: /en/walk/short/ 100 %") == "Not Found: /en/walk/short/ 100 %"


@pytest.mark.django_db
def test_log_of_a_request_holds_no_token() -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(
        DictConfigurator(settings.LOGGING).configure_filter({"()": "config.logs.WithoutTokens"})
    )
    logger = logging.getLogger("django")
    logger.addHandler(handler)
    try:
        Client().get(path("walk:overview", TOKEN))
        Client(enforce_csrf_checks=True).post(path("walk:submit", TOKEN))
        Client().post(path("walk:overview", TOKEN))
    finally:
        logger.removeHandler(handler)
    lines = stream.getvalue().splitlines()
    assert len(lines) == 3
    assert [line for line in lines if "/walk/***/" in line] == lines
    assert TOKEN not in stream.getvalue()


def test_every_handler_blots_tokens_out() -> None:
    handlers: Any = settings.LOGGING["handlers"]
    without = [name for name in handlers if handlers[name]["filters"] != ["no_tokens"]]
    assert without == []
