"""Trying other answers in a real browser: the result moves at once, and nothing is saved."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from questionnaire.models import Answer, Questionnaire
from questionnaire.scoring import Strategy
from tests.browser.conftest import OpenContext
from tests.browser.founders import decided, submitted
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser


@pytest.fixture
def context(open_context: OpenContext, javascript: bool) -> BrowserContext:  # noqa: FBT001 - a parameter of the test
    return open_context(java_script_enabled=javascript)


def choose_all(page: Page, answers: dict[str, str]) -> None:
    page.locator("details.trial-set").evaluate_all("all => all.forEach(one => { one.open = true })")
    for key, option in answers.items():
        page.locator(f"select[name={key}]").select_option(option)


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_result_moves_with_what_is_tried(
    stage: Stage,
    questionnaire: Questionnaire,
    javascript: bool,  # noqa: FBT001 - as above
) -> None:
    page = stage.walk.page
    answers = decided(stage.structure, Strategy.OPEN)
    token = submitted(questionnaire, answers)
    before = list(Answer.objects.order_by("pk").values_list("option", "note"))
    stage.go(f"walk/{token}/try/")
    headline = page.locator("#trial h2").inner_text()
    closed = decided(stage.structure, Strategy.CLOSED)
    chosen = {key: closed[key] for key in list(closed)[:18]}
    choose_all(page, chosen)
    if not javascript:
        page.locator("#trial-form .button").click()
    expect(page.locator("#trial h2")).not_to_have_text(headline)
    # The address follows each choice: the last of them has to be in it
    expect(page).to_have_url(re.compile(rf"/try/\?.*\b{'&'.join(map('='.join, chosen.items()))}\b"))
    expect(page.locator("#trial-link")).to_have_value(page.url)
    page.locator("#trial").get_by_role("link").first.click()
    expect(page.locator("#trial h2")).to_have_text(headline)
    assert list(Answer.objects.order_by("pk").values_list("option", "note")) == before
