"""Changing the language of a page."""

import pytest
from django.test import Client

from tests.pages import language_of, path

HOME = path("walk:home", language="de")


@pytest.mark.django_db
@pytest.mark.parametrize("browser", ["de", "en", "ja"])
def test_page_is_found_whatever_language_the_browser_asks_for(client: Client, browser: str) -> None:
    sent = {"language": "pt", "next": f"{path('walk:join', language='de')}?from=mail"}
    answer = client.post("/language/", sent, headers={"Accept-Language": browser})
    assert answer["Location"] == f"{path('walk:join', language='pt')}?from=mail"


@pytest.mark.django_db
def test_page_is_found_again_and_again_and_by_where_one_comes_from(client: Client) -> None:
    for language in ("pt", "fr", "pt"):
        came = {"Referer": f"http://testserver{HOME}", "Accept-Language": "en"}
        answer = client.post("/language/", {"language": language}, headers=came)
        assert answer["Location"].removeprefix("http://testserver") == path(
            "walk:home", language=language
        )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "page", ["https://elsewhere.example/de/", "//elsewhere.example", "http://[", "\0", ""]
)
def test_nobody_is_led_elsewhere(client: Client, page: str) -> None:
    answer = client.post("/language/", {"language": "pt", "next": page})
    assert answer["Location"] == "/"
    assert language_of(client.get("/", follow=True)) == "pt"
