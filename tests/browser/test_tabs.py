"""Back, refresh, two tabs, a stale tab: nothing that was acknowledged or typed is lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from questionnaire.catalogue.content import Structure
from questionnaire.models import Questionnaire, Recommendation, Submission
from questionnaire.scoring import Strategy
from questionnaire.walk import services
from tests.browser.conftest import OpenContext
from tests.browser.founders import answer_elsewhere, begun, decided, saved_choices
from tests.browser.pages import Walk
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser

NOTE = "Ask the board first."
Tab = Callable[[BrowserContext], Walk]


@pytest.fixture
def token(questionnaire: Questionnaire) -> str:
    return begun(questionnaire)


@pytest.fixture
def tab(live_server: LiveServer, token: str) -> Tab:
    def opened(context: BrowserContext) -> Walk:
        walk = Walk(context.new_page(), live_server.url)
        walk.resume(token)
        return walk

    return opened


@pytest.fixture(params=[True, False], ids=["javascript", "plain"])
def either(request: pytest.FixtureRequest, open_context: OpenContext) -> BrowserContext:
    """A browser with JavaScript, and one without."""
    return open_context(java_script_enabled=request.param)


def test_back_shows_what_was_answered(either: BrowserContext, tab: Tab) -> None:
    walk = tab(either)
    walk.open_set("team")
    walk.radio("T6", "many").check()
    walk.note("T7").fill(NOTE)
    walk.go_on()
    expect(walk.radio("E8", "class")).to_be_visible()
    walk.page.go_back()
    expect(walk.radio("T6", "many")).to_be_checked()
    expect(walk.note("T7")).to_have_value(NOTE)
    walk.radio("T6", "secret").check()
    walk.go_on()
    expect(walk.radio("E8", "class")).to_be_visible()
    assert saved_choices()["T6"] == "secret"


def test_refresh_shows_what_was_answered_and_typed(context: BrowserContext, tab: Tab) -> None:
    walk = tab(context)
    walk.open_set("team")
    walk.answer({"T6": "many"})
    with walk.saving():
        walk.note("T7").press_sequentially(NOTE)
    walk.page.reload()
    expect(walk.radio("T6", "many")).to_be_checked()
    expect(walk.note("T7")).to_have_value(NOTE)


def test_link_to_another_set_loses_no_note(context: BrowserContext, tab: Tab) -> None:
    walk = tab(context)
    walk.open_set("team")
    walk.note("T7").fill(NOTE)
    walk.page.locator(".steps-nav a").last.click()
    expect(walk.radio("K1", "yes")).to_be_visible()
    walk.open_set("team")
    expect(walk.note("T7")).to_have_value(NOTE)


def test_two_tabs_with_different_answers_are_told_and_asked(
    open_context: OpenContext, tab: Tab, token: str
) -> None:
    walk = tab(open_context(java_script_enabled=False))
    walk.open_set("team")
    answer_elsewhere(token, {"T6": "many"})
    walk.tick({"T6": "secret", "T7": "pay"})
    walk.note("T6").fill(NOTE)
    walk.go_on()
    expect(walk.notice).to_be_visible()
    expect(walk.page.locator("#T6-state .error")).to_be_visible()
    expect(walk.page.locator("#T7-state .error")).to_have_count(0)
    expect(walk.radio("T6", "secret")).to_be_checked()
    expect(walk.note("T6")).to_have_value(NOTE)
    assert saved_choices() == {"T6": "many", "T7": "pay"}
    walk.go_on()
    expect(walk.radio("E8", "class")).to_be_visible()
    assert saved_choices() == {"T6": "secret", "T7": "pay"}


def test_two_tabs_with_different_questions_keep_both(
    either: BrowserContext, tab: Tab, token: str
) -> None:
    walk = tab(either)
    walk.open_set("team")
    answer_elsewhere(token, {"T6": "many"})
    walk.radio("T7", "pay").check()
    walk.go_on()
    expect(walk.radio("E8", "class")).to_be_visible()
    assert saved_choices() == {"T6": "many", "T7": "pay"}


def test_two_tabs_tell_at_once_where_they_differ_and_continue_settles_it(
    context: BrowserContext, tab: Tab, token: str
) -> None:
    walk = tab(context)
    walk.open_set("team")
    answer_elsewhere(token, {"T6": "many"})
    walk.radio("T6", "secret").check()
    expect(walk.notice).to_be_visible()
    expect(walk.radio("T6", "secret")).to_be_checked()
    expect(walk.saved.locator("time")).to_have_count(0)
    assert saved_choices() == {"T6": "many"}
    walk.go_on()
    expect(walk.radio("E8", "class")).to_be_visible()
    assert saved_choices() == {"T6": "secret"}


def test_two_tabs_stay_told_while_other_questions_are_answered(
    context: BrowserContext, tab: Tab, token: str
) -> None:
    walk = tab(context)
    walk.open_set("team")
    answer_elsewhere(token, {"T6": "many"})
    walk.radio("T6", "secret").check()
    expect(walk.notice).to_be_visible()
    with walk.page.expect_response(lambda answer: answer.request.method == "POST"):
        walk.radio("T7", "pay").check()
    expect(walk.page.locator("#answered")).to_contain_text("2")
    expect(walk.notice).to_be_visible()
    assert saved_choices() == {"T6": "many", "T7": "pay"}


def test_stale_tab_carries_what_was_typed_into_a_new_version(
    either: BrowserContext, tab: Tab, token: str
) -> None:
    walk = tab(either)
    answer_elsewhere(token, {"T6": "many", "F1": "vc"})
    walk.open_set("team")
    services.submit(token=token, language="en")
    walk.radio("T6", "secret").check()
    walk.note("T7").fill(NOTE)
    with walk.page.expect_response(lambda answer: answer.request.is_navigation_request()) as late:
        walk.go_on()
    assert late.value.status == 409
    expect(walk.radio("T6", "secret")).to_be_checked()
    expect(walk.note("T7")).to_have_value(NOTE)
    walk.notice.locator("button").click()
    expect(walk.notice).to_have_count(0)
    expect(walk.radio("T6", "secret")).to_be_checked()
    expect(walk.note("T7")).to_have_value(NOTE)
    before, after = Submission.objects.order_by("pk")
    assert after.previous == before
    assert saved_choices(before) == {"T6": "many", "F1": "vc"}
    assert saved_choices(after) == {"T6": "secret", "F1": "vc", "T7": ""}


def test_stale_tab_is_told_when_an_answer_is_given(
    context: BrowserContext, tab: Tab, token: str
) -> None:
    walk = tab(context)
    walk.open_set("team")
    services.submit(token=token, language="en")
    walk.radio("T6", "secret").check()
    expect(walk.notice.locator("button")).to_be_visible()
    expect(walk.saved.locator("time")).to_have_count(0)
    walk.notice.locator("a").click()
    walk.expect_result("", "too_early")


def test_stale_numbers_of_importance_are_told_kindly(
    either: BrowserContext, tab: Tab, token: str
) -> None:
    walk = tab(either)
    walk.open("importance/")
    services.submit(token=token, language="en")
    walk.radio("ethics", "5").check()
    walk.go_on()
    expect(walk.notice).to_be_visible()
    expect(walk.radio("ethics", "5")).to_be_checked()
    walk.notice.locator("button").click()
    expect(walk.notice).to_have_count(0)
    expect(walk.radio("ethics", "5")).to_be_checked()
    assert Submission.objects.latest("pk").importance == {"ethics": 5}


def test_double_click_on_submit_makes_one_result(stage: Stage) -> None:
    stage.begin(decided(stage.structure, Strategy.HYBRID))
    stage.walk.open("check/")
    stage.walk.page.locator("form.submit .button").first.dblclick()
    stage.walk.expect_result("hybrid", "clear")
    assert Recommendation.objects.count() == 1


def test_submitting_in_two_tabs_makes_one_result(
    context: BrowserContext, tab: Tab, token: str, structure: Structure
) -> None:
    answer_elsewhere(token, decided(structure, Strategy.CLOSED))
    tabs = [tab(context), tab(context)]
    for walk in tabs:
        walk.open("check/")
    for walk in tabs:
        walk.submit()
        walk.expect_result("closed", "clear")
    assert Recommendation.objects.count() == 1


@pytest.mark.usefixtures("lost_connection")
def test_expired_page_is_sent_again_with_everything_that_was_typed(
    either: BrowserContext, tab: Tab
) -> None:
    walk = tab(either)
    walk.open_set("team")
    either.clear_cookies()
    walk.radio("T6", "secret").check()
    walk.note("T7").fill(NOTE)
    walk.go_on()
    walk.page.locator("main form .button").click()
    expect(walk.radio("E8", "class")).to_be_visible()
    walk.open_set("team")
    expect(walk.radio("T6", "secret")).to_be_checked()
    expect(walk.note("T7")).to_have_value(NOTE)
