"""The language can change at any point, and takes along what was typed."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from questionnaire.models import Questionnaire
from tests.browser.conftest import OpenContext
from tests.browser.founders import begun, saved_choices
from tests.browser.pages import Walk
from tests.browser.scenes import TOO_LONG
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser

NOTE = "Noch nicht entschieden – wir fragen erst die Kanzlei."


@pytest.mark.parametrize("has_javascript", [True, False])
def test_language_changed_in_the_middle_of_a_set_keeps_page_answers_and_text(
    open_context: OpenContext,
    live_server: LiveServer,
    questionnaire: Questionnaire,
    has_javascript: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    page = open_context(java_script_enabled=has_javascript).new_page()
    walk = Walk(page, live_server.url)
    walk.resume(begun(questionnaire))
    walk.open_set("funding")
    walk.radio("F1", "vc").check()
    walk.radio("F3", "not-sure").check()
    walk.note("F2").fill(NOTE)
    walk.change_language("pt")
    expect(walk.radio("F1", "vc")).to_be_checked()
    expect(walk.radio("F3", "not-sure")).to_be_checked()
    expect(walk.note("F2")).to_have_value(NOTE)
    assert page.url.endswith("/sets/funding/")
    assert "/pt/" in page.url
    assert saved_choices() == {"F1": "vc", "F2": "", "F3": "not-sure"}


def test_language_changed_keeps_a_note_that_cannot_be_saved(stage: Stage) -> None:
    stage.begin()
    stage.walk.open_set("team")
    stage.walk.note("T7").fill(TOO_LONG)
    stage.walk.change_language("de")
    expect(stage.walk.note("T7")).to_have_value(TOO_LONG)
    expect(stage.walk.notice).to_be_visible()


def test_language_changed_before_the_start_keeps_what_was_typed(stage: Stage) -> None:
    page = stage.walk.page
    stage.go(f"start/{stage.questionnaire.key}/")
    page.locator("[name=venture_name]").fill("Łódź Głosów")
    page.locator("[name=email]").fill("half an addr")
    stage.walk.change_language("fr")
    expect(page.locator("[name=venture_name]")).to_have_value("Łódź Głosów")
    expect(page.locator("[name=email]")).to_have_value("half an addr")
    expect(page.locator("#summary")).to_have_count(0)


def test_language_changed_on_what_matters_most_keeps_the_numbers(stage: Stage) -> None:
    stage.begin()
    stage.walk.open("importance/")
    stage.walk.tick({"funding": "0", "ethics": "5"})
    stage.walk.change_language("it")
    expect(stage.walk.radio("funding", "0")).to_be_checked()
    expect(stage.walk.radio("ethics", "5")).to_be_checked()
    assert stage.walk.page.url.endswith("/importance/")


@pytest.mark.parametrize("step", ["", "check/"])
def test_language_changed_on_a_page_without_questions_stays_there(stage: Stage, step: str) -> None:
    stage.begin()
    stage.walk.open(step)
    stage.walk.change_language("es")
    assert stage.walk.page.url == stage.walk.link.replace("/en/", "/es/") + step


@pytest.mark.parametrize(
    ("wanted", "language"), [("pt-BR", "pt"), ("de-AT", "de"), ("ja-JP", "en")]
)
def test_first_visit_is_in_the_language_that_the_browser_asks_for(
    open_context: OpenContext,
    live_server: LiveServer,
    questionnaire: Questionnaire,  # noqa: ARG001
    wanted: str,
    language: str,
) -> None:
    page = open_context(locale=wanted).new_page()
    page.goto(live_server.url)
    expect_language(page, language)


def test_next_visit_is_in_the_language_that_was_chosen(stage: Stage) -> None:
    stage.go("")
    stage.walk.change_language("it")
    stage.walk.page.goto(stage.walk.address)
    expect_language(stage.walk.page, "it")


def test_every_page_names_its_other_languages(stage: Stage) -> None:
    stage.begin()
    stage.walk.open_set("team")
    links = stage.walk.page.locator("link[rel=alternate][hreflang]")
    path = stage.walk.page.url.removeprefix(stage.walk.address)
    addresses = {link.get_attribute("hreflang"): link.get_attribute("href") for link in links.all()}
    assert addresses.keys() == {"de", "en", "es", "fr", "it", "pt"}
    assert str(addresses["fr"]).endswith(path.replace("/en/", "/fr/"))


def expect_language(page: Page, code: str) -> None:
    """Find oneself on the first page in this language."""
    expect(page.locator("html")).to_have_attribute("lang", code)
    assert page.url.endswith(f"/{code}/")
