"""Editing a questionnaire, by keyboard alone, while founders are in the middle of theirs."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from questionnaire.catalogue.content import Structure
from questionnaire.models import Question, Questionnaire, Submission
from questionnaire.results.access import submission_for_token
from questionnaire.scoring import Strategy
from tests.browser.admin import Admin, groups, person
from tests.browser.conftest import OpenContext
from tests.browser.founders import begun, decided, submitted
from tests.browser.pages import Walk

pytestmark = pytest.mark.browser

OPTIONS = {"now": (4, 0, 1), "soon": (3, 1, 3), "later": (1, 3, 3), "never": (0, 4, 1)}
LANGUAGES = ("es", "fr", "de", "pt")
REASON = "One more question on money tips nothing."


@pytest.fixture
def admin(page: Page, live_server: LiveServer) -> Admin:
    return Admin(page, live_server.url)


def copied(admin: Admin, questionnaire: Questionnaire) -> Questionnaire:
    """Copy the published version to a draft, and stay on the draft's page."""
    admin.open(f"questionnaire/questionnaire/{questionnaire.pk}/change/")
    admin.press(admin.page.get_by_role("button", name="Copy to a draft"))
    expect(admin.page.locator(".facts")).to_contain_text("Draft")
    return Questionnaire.objects.get(version=2)


def write_question(admin: Admin) -> None:
    """Fill the page of a new question in all languages but Italian."""
    page = admin.page
    admin.type("[name=key]", "F9")
    for _option in OPTIONS:
        admin.press(page.get_by_role("button", name="Add another answer option"))
    for at, (key, fits) in enumerate(OPTIONS.items()):
        admin.type(f"[name=options-{at}-key]", key)
        for strategy, fit in zip(("open", "closed", "hybrid"), fits, strict=True):
            admin.choose(f"[name=options-{at}-fit_{strategy}]", str(fit))
    write_texts(admin, "en")
    for language in admin.in_languages(LANGUAGES):
        write_texts(admin, language)


def write_texts(admin: Admin, language: str) -> None:
    """Write every text of the new question in one language."""
    for field in ("text", "why"):
        admin.type(f"[name={field}_{language}]", f"F9 {field} in {language}")
    for at, key in enumerate(OPTIONS):
        for field in ("text", "reason"):
            admin.type(f"[name=options-{at}-{field}_{language}]", f"{key} {field} in {language}")


def test_editor_adds_a_question_by_keyboard_while_a_founder_finishes_on_the_old_version(
    admin: Admin, live_server: LiveServer, questionnaire: Questionnaire, structure: Structure
) -> None:
    person("paula", groups.PUBLISHERS)
    answers = decided(structure, Strategy.OPEN)
    earlier = submission_for_token(submitted(questionnaire, answers)).recommendation.outcome
    in_the_middle = begun(questionnaire, answers)
    page = admin.page

    admin.sign_in("paula")
    draft = copied(admin, questionnaire)
    admin.press(page.get_by_role("link", name="Funding"))
    admin.press(page.get_by_role("link", name="Add a question"))
    write_question(admin)
    admin.press(page.locator("#options-3 [data-move='-1']"))
    admin.press(page.get_by_role("button", name="Save and continue editing"))
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.locator("[name=options-2-key]")).to_have_value("never")
    question = Question.objects.get(key="F9")
    assert list(question.options.values_list("key", flat=True)) == ["now", "soon", "never", "later"]

    admin.open(f"questionnaire/questionnaire/{draft.pk}/preview/sets/funding/")
    expect(page.locator("main")).to_contain_text("F9 text in en")
    expect(page.locator("main")).to_contain_text("never text in en")
    assert Submission.objects.count() == 2

    admin.open(f"questionnaire/questionnaire/{draft.pk}/publishing/")
    expect(page.locator(".verdict")).to_contain_text("cannot be published yet")
    expect(page.get_by_role("button", name="Publish")).to_have_count(0)
    admin.press(page.get_by_role("link", name="Question F9: question"))
    expect(page.locator("[name=text_it]")).to_be_visible()
    write_texts(admin, "it")
    admin.press(page.locator("[name=_save]"))
    expect(page.locator(".messagelist .success")).to_be_visible()

    admin.open(f"questionnaire/questionnaire/{draft.pk}/publishing/")
    if page.locator("[name=reason]").count():
        admin.type("[name=reason]", REASON)
    admin.press(page.get_by_role("button", name="Publish"))
    expect(page.locator(".messagelist")).to_contain_text("Version 2 is published")

    founder = Walk(page, live_server.url)
    founder.resume(in_the_middle)
    founder.open("check/")
    expect(page.locator("main")).not_to_contain_text("F9 text in en")
    founder.submit()
    founder.expect_result("open", "clear")
    finished = submission_for_token(in_the_middle)
    assert finished.questionnaire == questionnaire
    assert finished.recommendation.outcome == earlier


SHIFTS = """
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shifted += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def draft(admin: Admin, questionnaire: Questionnaire) -> Questionnaire:
    """A draft, on whose page an editor has just arrived."""
    person("paula", groups.EDITORS)
    admin.sign_in("paula")
    return copied(admin, questionnaire)


@pytest.fixture
def question(draft: Questionnaire) -> Question:
    """The first question of the draft."""
    return Question.objects.filter(question_set__questionnaire=draft).earliest("pk")


def test_question_hardly_moves_while_its_page_arrives(admin: Admin, question: Question) -> None:
    admin.page.add_init_script(SHIFTS)
    for width in (1280, 390):
        admin.page.set_viewport_size({"width": width, "height": 900})
        admin.open(f"questionnaire/question/{question.pk}/change/")
        expect(admin.page.locator("[role=tabpanel]")).to_be_visible()
        assert admin.page.evaluate("window.shifted") < 0.05


def test_question_shows_all_languages_without_javascript(
    admin: Admin, question: Question, open_context: OpenContext
) -> None:
    context = open_context(
        java_script_enabled=False, storage_state=admin.page.context.storage_state()
    )
    page = context.new_page()
    page.goto(f"{admin.address}/en/admin/questionnaire/question/{question.pk}/change/")
    for language in ("en", "it", *LANGUAGES):
        expect(page.locator(f"[name=text_{language}]")).to_be_visible()
    expect(page.locator(".language-tabs")).to_be_hidden()
    expect(page.locator("[data-move]").first).to_be_hidden()


def test_texts_are_translated_first_into_the_language_of_the_reader(
    admin: Admin, draft: Questionnaire
) -> None:
    page = admin.page
    expect(page.get_by_role("tab", selected=True)).to_have_text("Español")
    page.goto(f"{admin.address}/de/admin/questionnaire/questionnaire/{draft.pk}/change/")
    expect(page.get_by_role("tab", selected=True)).to_have_text("Deutsch")
    expect(page.locator("[name=title_de]")).to_be_visible()
    expect(page.locator("[name=title_es]")).to_be_hidden()
    # What somebody has chosen stays, on other pages too
    admin.press(page.get_by_role("tab", name="Italiano"))
    page.goto(f"{admin.address}/fr/admin/questionnaire/questionnaire/{draft.pk}/change/")
    expect(page.get_by_role("tab", selected=True)).to_have_text("Italiano")


def test_session_that_ends_in_the_middle_of_an_edit_loses_nothing(
    admin: Admin, question: Question
) -> None:
    page = admin.page
    admin.open(f"questionnaire/question/{question.pk}/change/")
    admin.type("[name=text_en]", "Written when the session ended?")
    page.context.clear_cookies(name="sessionid")
    admin.press(page.get_by_role("button", name="Save", exact=True))
    with page.expect_popup() as opened:
        admin.press(page.get_by_role("link", name="Sign in in a new tab"))
    Admin(opened.value, admin.address).sign_in("paula")
    admin.press(page.get_by_role("button", name="Send again"))
    # Signing in renews the token that protects forms: the page that says so keeps it all as well
    expect(page.get_by_role("heading", level=1)).to_have_text("One more time, please")
    admin.press(page.get_by_role("button", name="Send again"))
    expect(page.locator(".messagelist .success")).to_be_visible()
    question.refresh_from_db()
    assert question.say("text", "en") == "Written when the session ended?"


@pytest.mark.usefixtures("lost_connection")
def test_replay_that_gets_no_answer_says_so_and_goes_on(
    admin: Admin, questionnaire: Questionnaire, draft: Questionnaire
) -> None:
    submitted(questionnaire, {"F1": "grants"})
    page = admin.page
    page.route("**/replay/step/", lambda route: route.abort())
    admin.open(f"questionnaire/questionnaire/{draft.pk}/replay/")
    admin.press(page.get_by_role("button", name="Try it on 1 submission"))
    expect(page.get_by_role("alert")).to_contain_text("It stands still")
    page.unroute("**/replay/step/")
    admin.press(page.get_by_role("button", name="Go on"))
    expect(page.locator("#replay .verdict")).to_have_text("The one result stays as it is.")
