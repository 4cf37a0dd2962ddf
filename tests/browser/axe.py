"""What axe says about the page in the browser."""

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

PHONE, DESK = 390, 1280
# In the dark only colours differ; and what a phone shows, a desk shows too
COLOURS = ["color-contrast", "link-in-text-block"]
LOOKS: tuple[tuple[int, Literal["light", "dark"], list[str] | None], ...] = (
    (PHONE, "light", None),
    (DESK, "light", None),
    (DESK, "dark", COLOURS),
)


def with_axe(context: BrowserContext) -> BrowserContext:
    """Bring axe into every page of this context: once, and not over the wire for each page."""
    context.add_init_script(Axe().axe_script)
    return context


def violations(page: Page, rules: list[str] | None = None) -> dict[str, list[str]]:
    """Return what axe finds wrong, by these rules or by all, with the elements concerned."""
    page.wait_for_load_state()  # in the middle of a change of pages there is no document to look at
    options = {"resultTypes": ["violations"]} | ({"runOnly": rules} if rules else {})
    found: list[dict[str, Any]] = page.evaluate(
        "options => axe.run(options).then(results => results.violations)", options
    )
    return {
        rule["id"]: [str(node["target"]) + node.get("failureSummary", "") for node in rule["nodes"]]
        for rule in found
    }
