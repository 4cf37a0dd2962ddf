"""Every page fits a narrow screen, or a wide one magnified four times, whatever is typed."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import OpenContext
from tests.browser.scenes import SCENES, shown
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser

LIMIT = 2_000
WORDS = {
    "one long word": "Donaudampfschifffahrtsgesellschaft" * 40,
    "emoji": "👩🏽‍🚀🚪" * 300,
    "right to left": "لم نقرر بعد، سنسأل المجلس أولا. " * 30,
    "an address": "https://example.org/" + "a1" * 400,
}
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter(element => !element.closest(".scroll"))
    .filter(element => element.getBoundingClientRect().right > width + 0.5)
    .map(element => element.outerHTML.slice(0, 100));
}"""


@pytest.fixture
def context(open_context: OpenContext) -> BrowserContext:
    # 1280 by 1024 at 400 %
    return open_context(viewport={"width": 320, "height": 256})


def too_wide(page: Page) -> list[str]:
    """Return what sticks out of the page; nothing where one need not scroll sideways."""
    sticking_out: list[str] = page.evaluate(TOO_WIDE)
    return sticking_out


@pytest.mark.parametrize("group", SCENES)
def test_no_page_scrolls_sideways_in_german(stage: Stage, group: str) -> None:
    stage.walk.language = "de"
    found = {name: too_wide(stage.walk.page) for name in shown(stage, group)}
    assert found == {name: [] for name in SCENES[group]}


def test_open_language_menu_fits(stage: Stage) -> None:
    stage.begin()
    stage.walk.open_set("team")
    stage.walk.page.locator("details.languages summary").click()
    expect(stage.walk.page.locator("details.languages li").last).to_be_visible()
    assert too_wide(stage.walk.page) == []


@pytest.mark.parametrize("text", WORDS.values(), ids=WORDS)
def test_any_note_is_kept_and_fits(stage: Stage, text: str) -> None:
    walk = stage.walk
    note = text.strip()
    stage.begin()
    walk.open_set("team")
    walk.note("T6").fill(note)
    walk.go_on()
    expect(walk.radio("E8", "class")).to_be_visible()
    walk.open("check/")
    expect(walk.page.locator("blockquote")).to_have_text(note)
    assert too_wide(walk.page) == []
    walk.open_set("team")
    expect(walk.note("T6")).to_have_value(note)
    assert too_wide(walk.page) == []


def test_note_of_five_thousand_characters_stays_and_is_told_by_how_much_it_is_too_long(
    stage: Stage,
) -> None:
    walk = stage.walk
    note = "é" * 5_000
    stage.begin()
    walk.open_set("team")
    walk.note("T6").fill(note)
    walk.radio("T7", "pay").check()
    walk.go_on()
    expect(walk.notice).to_contain_text("3,000")
    expect(walk.notice).to_contain_text(f"{LIMIT:,}")
    expect(walk.note("T6")).to_have_value(note)
    expect(walk.radio("T7", "pay")).to_be_checked()
    assert too_wide(walk.page) == []
    walk.note("T6").fill(note[:LIMIT])
    walk.go_on()
    expect(walk.radio("E8", "class")).to_be_visible()
    walk.open_set("team")
    expect(walk.note("T6")).to_have_value(note[:LIMIT])


def test_name_as_one_long_word_fits(stage: Stage) -> None:
    stage.walk.start("Ü" * 120)
    assert too_wide(stage.walk.page) == []
