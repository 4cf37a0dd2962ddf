"""What readers prefer is respected: no motion, their own colours, paper."""

import pytest
from playwright.sync_api import Locator, expect

from questionnaire.scoring import Strategy
from tests.browser.founders import decided
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser

MOVING = """() => [...document.querySelectorAll("*")].filter(element => {
  const style = getComputedStyle(element);
  return parseFloat(style.transitionDuration) > 0 || parseFloat(style.animationDuration) > 0;
}).map(element => element.outerHTML)"""
LOOK = """element => {
  const style = getComputedStyle(element);
  return [style.borderTopWidth, style.borderTopColor, style.backgroundColor];
}"""


def test_nothing_moves_for_those_who_prefer_it(stage: Stage) -> None:
    stage.walk.page.emulate_media(reduced_motion="reduce")
    stage.begin()
    stage.walk.open_set("team")
    assert stage.walk.page.evaluate(MOVING) == []


def look(element: Locator) -> tuple[float, str, str]:
    """Return the width of an element's border in pixels, its colour, and the ground's."""
    width, line, ground = element.evaluate(LOOK)
    return float(width.removesuffix("px")), line, ground


@pytest.mark.parametrize(
    ("step", "name", "chosen", "other"),
    [("sets/team/", "T6", "many", "secret"), ("importance/", "ethics", "5", "0")],
)
def test_forced_colours_still_show_what_is_chosen(
    stage: Stage, step: str, name: str, chosen: str, other: str
) -> None:
    page = stage.walk.page
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    stage.begin()
    stage.walk.open(step)
    with stage.walk.saving():
        stage.walk.radio(name, chosen).check()
    thick, line, ground = look(stage.walk.radio(name, chosen))
    thin, _line, _ground = look(stage.walk.radio(name, other))
    assert thick >= 3 * thin
    assert thin >= 1
    assert line != ground


def test_paper_shows_the_result_without_what_only_a_screen_needs(stage: Stage) -> None:
    page = stage.walk.page
    stage.show_result(decided(stage.structure, Strategy.HYBRID), "clear")
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".bars")).to_be_visible()
    for needless in ("a.skip", "details.languages", "main form"):
        expect(page.locator(needless).first).to_be_hidden()
