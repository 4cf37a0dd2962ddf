"""The browser talks to this server alone, and keeps nothing but the language and a form's key."""

import pytest
from playwright.sync_api import BrowserContext, expect

from questionnaire.scoring import Strategy
from tests.browser.conftest import Watch
from tests.browser.founders import decided
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser


def test_walk_asks_no_third_party_and_keeps_two_cookies(
    stage: Stage, watch: Watch, context: BrowserContext
) -> None:
    walk = stage.walk
    walk.start()
    walk.open_set("team")
    walk.answer({"T6": "many"})
    walk.change_language("fr")
    stage.begin(decided(stage.structure, Strategy.OPEN))
    walk.open("check/")
    walk.submit()
    walk.expect_result("open", "clear")
    assert watch.hosts == {walk.address.removeprefix("http://")}
    names = {str(cookie.get("name")) for cookie in context.cookies()}
    assert names == {"csrftoken", "django_language"}
    assert walk.page.evaluate("localStorage.length + document.cookie.length") == 0
    # htmx notes the address of the tab it is in, for as long as the tab is open
    stored = walk.page.evaluate("Object.keys(sessionStorage)")
    assert stored == ["htmx-current-path-for-history"]


def test_private_page_does_not_tell_its_address_to_others(stage: Stage) -> None:
    stage.begin()
    stage.walk.open_set("funding")
    outside = stage.walk.page.locator("main a[href^=http]")
    relations = {link.get_attribute("rel") for link in outside.all()}
    assert relations == {"noopener noreferrer"}


def test_watch_notices_what_the_policy_forbids(stage: Stage, watch: Watch) -> None:
    stage.go("")
    stage.walk.page.locator("h1").evaluate("heading => heading.setAttribute('style', 'color: red')")
    stage.walk.page.evaluate("document.body.append(new Image())")
    stage.walk.page.locator("img").evaluate("image => { image.src = 'http://127.0.0.1:9/a.png' }")
    expect(stage.walk.page.locator("img")).to_have_js_property("complete", value=True)
    style, image = watch.troubles
    assert "style-src" in style
    assert "img-src" in image
    watch.troubles.clear()
