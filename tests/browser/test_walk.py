"""The whole way, from the first page to a recommendation, in every language."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from questionnaire.catalogue.content import Structure
from questionnaire.models import Recommendation, Submission
from questionnaire.scoring import Strategy
from tests.browser.founders import STRATEGIES, decided, saved_choices
from tests.browser.pages import Walk

pytestmark = pytest.mark.browser

LANGUAGES = [code for code, _name in settings.LANGUAGES]
# Every language, and every strategy in two of them
FOUNDERS = [(code, STRATEGIES[n % len(STRATEGIES)]) for n, code in enumerate(LANGUAGES)]


@pytest.mark.parametrize(("language", "strategy"), FOUNDERS)
def test_walk_with_javascript(
    walk: Walk, structure: Structure, language: str, strategy: Strategy
) -> None:
    answers = decided(structure, strategy)
    walk.language = language
    walk.start("Kanzlei & Söhne")
    expect(walk.page.locator("html")).to_have_attribute("lang", language)
    walk.page.locator(".actions .button").first.click()
    given: dict[str, str] = {}
    for part in structure.sets:
        expect(walk.page.locator("form#answers [name=set]")).to_have_value(part.key)
        for question in part.questions:
            given[question.key] = answers[question.key]
            walk.answer({question.key: answers[question.key]})
            assert saved_choices() == given
        walk.go_on()
    with walk.saving():
        walk.radio("ethics", "4").check()
    assert Submission.objects.get().importance == {"ethics": 4}
    walk.go_on()
    walk.submit()
    walk.expect_result(strategy, "clear")
    assert Recommendation.objects.get().submission.language == language


@pytest.mark.parametrize(("language", "strategy"), FOUNDERS)
def test_walk_without_javascript(
    plain_walk: Walk, structure: Structure, language: str, strategy: Strategy
) -> None:
    answers = decided(structure, strategy)
    walk = plain_walk
    walk.language = language
    walk.start()
    walk.page.locator(".actions .button").first.click()
    for part in structure.sets:
        expect(walk.page.locator("form#answers [name=set]")).to_have_value(part.key)
        walk.tick({question.key: answers[question.key] for question in part.questions})
        walk.go_on()
    assert saved_choices() == answers
    walk.radio("ethics", "4").check()
    walk.go_on()
    expect(walk.page.locator("form.submit")).to_be_visible()
    assert Submission.objects.get().importance == {"ethics": 4}
    walk.submit()
    walk.expect_result(strategy, "clear")
