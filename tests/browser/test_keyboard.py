"""Everything can be done from the keyboard, and it always shows where one is."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.founders import saved_choices
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser

MAX_STOPS = 80
# A radio button shows its focus by the row around it
SHOWS_FOCUS = """element => {
  if (!element.matches(":focus-visible")) return false;
  const shown = node => {
    const style = getComputedStyle(node);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  return shown(element) || (element.type === "radio" && shown(element.closest("label")));
}"""


def stops(page: Page) -> Iterator[Locator]:
    """Go through the page with the Tab key, to where the focus leaves the page."""
    for _stop in range(MAX_STOPS):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() == 0:
            return
        yield focused


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until this is focused."""
    for _stop in stops(page):
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail("The Tab key does not lead there.")


def test_set_is_answered_from_the_keyboard_alone(stage: Stage) -> None:
    page = stage.walk.page
    stage.begin()
    stage.walk.open_set("team")
    keyboard = page.keyboard
    tab_to(page, page.locator("input[name=T6]").first)
    with stage.walk.saving():
        keyboard.press("Space")
    with stage.walk.saving():
        keyboard.press("ArrowDown")
    tab_to(page, page.locator("#T6 details summary").first)
    keyboard.press("Enter")
    keyboard.press("Tab")
    expect(page.locator("#T6-note")).to_be_focused()
    keyboard.type("Two of us, evenings.")
    tab_to(page, page.locator("input[name=T7]").first)
    with stage.walk.saving():
        keyboard.press("ArrowUp")
    tab_to(page, page.locator("form#answers .actions .button").first)
    keyboard.press("Enter")
    expect(stage.walk.radio("E8", "class")).to_be_visible()
    assert saved_choices() == {"T6": "around_core", "T7": "not-sure"}


@pytest.mark.parametrize("step", ["", "sets/ethics/", "importance/", "check/"])
def test_focus_is_visible_at_every_stop(stage: Stage, step: str) -> None:
    stage.begin()
    stage.walk.open(step)
    unseen = [
        stop.evaluate("element => element.outerHTML")
        for stop in stops(stage.walk.page)
        if not stop.evaluate(SHOWS_FOCUS)
    ]
    assert unseen == []


def test_focus_stays_on_the_answer_that_was_saved(stage: Stage) -> None:
    stage.begin()
    stage.walk.open_set("team")
    stage.walk.radio("T6", "many").focus()
    with stage.walk.saving():
        stage.walk.page.keyboard.press("Space")
    expect(stage.walk.radio("T6", "many")).to_be_focused()


def test_enter_in_a_text_field_starts_and_changes_no_language(stage: Stage) -> None:
    page = stage.walk.page
    stage.walk.language = "de"
    stage.go(f"start/{stage.questionnaire.key}/")
    page.locator("[name=venture_name]").fill("Kanzlei & Söhne")
    page.keyboard.press("Enter")
    expect(page.locator("#private-link")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.locator("main")).to_contain_text("Kanzlei & Söhne")


def test_skip_link_is_first_and_leads_to_the_content(stage: Stage) -> None:
    page = stage.walk.page
    stage.go("")
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_escape_closes_the_language_menu_and_returns_to_it(stage: Stage) -> None:
    page = stage.walk.page
    stage.go("")
    summary = page.locator("details.languages summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("details.languages button").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("details.languages button").first).to_be_hidden()
    expect(summary).to_be_focused()


def test_summary_of_errors_leads_to_the_field(stage: Stage) -> None:
    page = stage.walk.page
    stage.go(f"start/{stage.questionnaire.key}/")
    page.locator("[name=email]").fill("nobody")
    page.keyboard.press("Enter")
    expect(page.locator("#summary")).to_be_visible()
    tab_to(page, page.locator("#summary a"))
    page.keyboard.press("Enter")
    expect(page.locator("[name=email]")).to_be_focused()
