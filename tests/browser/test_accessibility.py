"""axe finds nothing on any page: on a phone and a desk, light and dark, everything unfolded."""

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import OpenContext
from tests.browser.scenes import SCENES, shown
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser

PHONE, DESK = 390, 1280
# In the dark only colours differ; and what a phone shows, a desk shows too
COLOURS = ["color-contrast", "link-in-text-block"]
LOOKS: tuple[tuple[int, Literal["light", "dark"], list[str] | None], ...] = (
    (PHONE, "light", None),
    (DESK, "light", None),
    (DESK, "dark", COLOURS),
)
AXE = Axe().axe_script


@pytest.fixture
def context(open_context: OpenContext) -> BrowserContext:
    # axe is brought in by the test, which the pages' own policy would not let happen
    return open_context(bypass_csp=True, reduced_motion="reduce")


def violations(page: Page, rules: list[str] | None = None) -> dict[str, list[str]]:
    """Return what axe finds wrong, by these rules or by all, with the elements concerned."""
    options = {"resultTypes": ["violations"]} | ({"runOnly": rules} if rules else {})
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(
        "options => axe.run(options).then(results => results.violations)", options
    )
    return {
        rule["id"]: [str(node["target"]) + node.get("failureSummary", "") for node in rule["nodes"]]
        for rule in found
    }


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
