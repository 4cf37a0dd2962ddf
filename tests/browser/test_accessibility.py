"""axe finds nothing on any page: on a phone and a desk, light and dark, everything unfolded."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.axe import COLOURS, LOOKS, violations
from tests.browser.scenes import SCENES, shown
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser


@pytest.fixture
def context(context_with_axe: BrowserContext) -> BrowserContext:
    return context_with_axe


@pytest.mark.parametrize("group", SCENES)
def test_axe_finds_nothing(stage: Stage, group: str) -> None:
    page = stage.walk.page
    found = {}
    for name in shown(stage, group):
        for width, scheme, rules in LOOKS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            if wrong := violations(page, rules):
                found[f"{name}, {width} {scheme}"] = wrong
    assert found == {}


def test_axe_finds_nothing_in_the_open_language_menu(stage: Stage) -> None:
    stage.go("")
    stage.walk.page.locator("details.languages summary").click()
    expect(stage.walk.page.locator("details.languages button").first).to_be_visible()
    assert violations(stage.walk.page) == {}


def test_axe_finds_what_is_wrong(stage: Stage) -> None:
    stage.go("")
    stage.walk.page.evaluate("document.documentElement.removeAttribute('lang')")
    assert list(violations(stage.walk.page)) == ["html-has-lang"]


def test_axe_finds_faint_colours_in_the_dark(stage: Stage) -> None:
    stage.walk.page.emulate_media(color_scheme="dark")
    stage.go("")
    stage.walk.page.locator(".lede").evaluate("element => { element.style.color = '#333' }")
    assert list(violations(stage.walk.page, COLOURS)) == ["color-contrast"]
