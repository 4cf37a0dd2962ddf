"""Pictures for the docs: every kind of result, taken from a server that is running.

`python -m scripts.screenshots http://127.0.0.1:8000 docs/screenshots` answers the questionnaire as
known founders do, by the pages themselves, and photographs what comes out.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests import chromium

STRUCTURE = Path(__file__).parent.parent / "questionnaire/content/release/structure.yaml"
RULED_OUT = {"F1": "grants", "F3": "public", "K1": "no", "T6": "no_capacity", "T7": "complete"}
TORN = {"F1": "vc", "F2": "lt6", "F3": "exclusive", "F4": "shared", "F5": "patron"}
TORN |= {"T6": "no_capacity", "T7": "pay", "E8": "small_then_big", "E9": "public", "E10": "all"}
TORN |= {"E11": "reach", "L12": "free_then_paid", "L13": "much_unlikely", "X14": "joint"}
TORN |= {"X15": "accident", "X16": "advise", "X17": "mixed", "X18": "device"}
SIZE: ViewportSize = {"width": 1280, "height": 1500}
SCHEMES = ("light", "dark", "print")


def main(base: str, folder: Path) -> None:
    """Write one picture for each kind of result and scheme, and German ones in light."""
    founders = known_founders(yaml.safe_load(STRUCTURE.read_text(encoding="utf-8")))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium.launch_arguments())
        for kind, answers in founders.items():
            result = walked(browser, base, answers)
            for scheme in SCHEMES:
                photograph(browser, result, folder / f"result-{kind}-{scheme}.png", scheme)
            german = result.replace("/en/", "/de/")
            photograph(browser, german, folder / f"result-{kind}-german.png", "light")
        browser.close()


def known_founders(structure: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return answers, by key of question, that lead to each kind of result."""
    decided = {
        strategy: {
            question["key"]: next(
                option["key"]
                for option in question["options"]
                if "fits" not in option or option["fits"][strategy] == 4  # noqa: PLR2004 - best
            )
            for part in structure["sets"]
            for question in part["questions"]
        }
        for strategy in ("open", "closed", "hybrid")
    }
    few = dict(list(decided["open"].items())[:4])
    return {
        **decided,
        "too-close": TORN,
        "too-early": few,
        "none-compatible": {**decided["open"], **RULED_OUT},
    }


def walked(browser: Browser, base: str, answers: Mapping[str, str]) -> str:
    """Answer and submit without JavaScript; return the address of the result."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{base}/en/start/release/")
    page.click("#start .button")
    walk = page.url
    for link in page.locator(".tasks a").evaluate_all("links => links.map(link => link.href)"):
        page.goto(link)
        for key in page.locator("fieldset.question").evaluate_all("sets => sets.map(s => s.id)"):
            if key in answers:
                page.check(f"input[name='{key}'][value='{answers[key]}']")
        page.click("#answers .actions .button >> nth=0")
    page.goto(f"{walk}check/")
    page.click(".submit .button")
    return page.url


def photograph(browser: Browser, address: str, file: Path, scheme: str) -> None:
    """Write the top of a page as a picture."""
    page: Page = browser.new_context(viewport=SIZE).new_page()
    if scheme == "print":
        page.emulate_media(media="print")
    else:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # light or dark
    page.goto(address)
    page.screenshot(path=file)
    page.context.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), Path(sys.argv[2]))
