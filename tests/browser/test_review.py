"""The queue and a review in a real browser: by keyboard, on a phone, without script."""

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from questionnaire.models import Assignment, Comment, Criterion, Questionnaire, Review, Submission
from questionnaire.walk import services
from tests.browser.axe import COLOURS, violations
from tests.browser.conftest import OpenContext
from tests.browser.test_narrow import too_wide
from tests.review import factories

pytestmark = pytest.mark.browser

NAMES = ("Door Ltd", "مختبر الضوء", "🦊 A long name " + "that goes on and on " * 5)


@pytest.fixture
def reader(questionnaire: Questionnaire) -> User:
    """A reviewer of a blind cohort with three submissions, of which one is the newest."""
    cohort = factories.cohort(factories.accelerator(), questionnaire_key=questionnaire.key)
    for name in NAMES:
        _submission, token = services.start(
            questionnaire=questionnaire, language="en", venture_name=name, cohort=cohort
        )
        services.submit(token=token, language="en")
    factories.member(cohort.accelerator, "ana")
    return factories.member(cohort.accelerator, "reader")


def sign_in(context: BrowserContext, person: User, address: str) -> None:
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


@pytest.fixture
def staff(page: Page, reader: User, live_server: LiveServer) -> Page:
    """The queue, in the browser of the reviewer."""
    sign_in(page.context, reader, live_server.url)
    page.goto(f"{live_server.url}/en/staff/")
    return page


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent").strip())


def test_state_and_date_stand_apart_on_a_phone(staff: Page) -> None:
    staff.set_viewport_size({"width": 320, "height": 800})
    staff.goto(staff.url.replace("/en/", "/de/"))
    for row in staff.locator("#list tbody tr").all():
        state, day = (row.locator(one).bounding_box() for one in (".state", ".when"))
        assert state is not None
        assert day is not None
        beside = state["x"] + state["width"] <= day["x"]
        assert beside or state["y"] + state["height"] <= day["y"]


def test_keys_work_in_the_list_and_nowhere_else(staff: Page) -> None:
    names = staff.locator("#list tbody th a")
    staff.keyboard.press("j")
    assert focused(staff) != NAMES[2].strip()
    staff.locator("#filter-search").press_sequentially("jx?")
    expect(staff.locator("#filter-search")).to_have_value("jx?")
    names.first.focus()
    staff.keyboard.press("j")
    expect(names.nth(1)).to_be_focused()
    staff.keyboard.press("x")
    expect(staff.locator("#list tbody input").nth(1)).to_be_checked()
    expect(staff.locator("#ticked")).to_have_text("Ticked: 1")
    staff.keyboard.press("ArrowUp")
    staff.keyboard.press("k")
    expect(names.first).to_be_focused()
    staff.keyboard.press("?")
    expect(staff.locator("#keys dl")).to_be_visible()
    staff.keyboard.press("Enter")
    expect(staff.locator("h1")).to_have_text(NAMES[2].strip())


def test_whole_review_by_keyboard(staff: Page, reader: User) -> None:
    staff.locator("#list tbody th a").first.focus()
    staff.keyboard.press("Enter")
    expect(staff.locator("#beside .veil")).to_be_visible()
    staff.locator("input[name=strategy]").first.focus()
    staff.keyboard.press("Space")
    staff.keyboard.press("ArrowDown")
    staff.keyboard.press("Tab")
    staff.keyboard.type("They live from trust.")
    staff.keyboard.press("Tab")
    staff.keyboard.press("Enter")
    expect(staff.locator("#beside .pair")).to_be_visible()
    review = Review.objects.get()
    assert (review.strategy, review.why) == ("hybrid", "They live from trust.")
    staff.locator("details.names summary").press("Enter")
    staff.locator("details.names button").first.press("Enter")
    expect(staff.locator("#id_text")).to_have_value("@Ana ")
    staff.keyboard.type("look")
    staff.locator("#discussion > form .button").press("Enter")
    expect(staff.locator(".comment strong")).to_have_text("@Ana")
    assert Comment.objects.get().author == reader


def test_queue_and_review_work_without_script(
    open_context: OpenContext, reader: User, live_server: LiveServer
) -> None:
    context = open_context(java_script_enabled=False)
    sign_in(context, reader, live_server.url)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/staff/")
    page.locator("#list tbody input").first.check()
    page.locator("#id_reviewer").select_option("Ana")
    page.locator("[formaction*=assign]").click()
    expect(page.locator(".notice")).to_contain_text("assigned to Ana")
    assert Assignment.objects.get().by == reader
    page.locator("#list tbody th a").first.click()
    page.locator("input[name=strategy]").first.check()
    page.locator("#id_why").fill("They live from trust.")
    page.locator("#view form .button").click()
    expect(page.locator("#beside .pair")).to_be_visible()


def change_language(page: Page, code: str) -> None:
    page.locator("details.languages summary").click()
    page.locator(f"details.languages button[value={code}]").click()
    expect(page.locator("html")).to_have_attribute("lang", code)


def test_language_changed_keeps_what_is_being_written(staff: Page, reader: User) -> None:
    submission = Submission.objects.order_by("pk")[0]
    comment = Comment.objects.create(submission=submission, author=reader, text="First")
    factories.review(submission, reader)
    staff.goto(f"{staff.url}submissions/{submission.pk}/")
    staff.locator("#id_text").fill("مرحبا, \n\nhalf a thought")
    staff.locator("details.reply summary").click()
    staff.locator(f"#answer-to-{comment.pk}").fill("half an answer")
    change_language(staff, "de")
    expect(staff.locator("#id_text")).to_have_value("مرحبا, \n\nhalf a thought")
    answer = staff.locator(f"#answer-to-{comment.pk}")
    expect(answer).to_be_visible()
    expect(answer).to_have_value("half an answer")
    # It went along once: a page that is opened anew is a new one
    staff.goto(staff.url)
    expect(staff.locator("#id_text")).to_have_value("")
    assert staff.evaluate("sessionStorage.length") == 0


def test_language_changed_takes_nothing_to_another_submission(staff: Page, reader: User) -> None:
    first, second = Submission.objects.order_by("pk")[:2]
    for submission in (first, second):
        factories.review(submission, reader)
    queue = staff.url
    staff.goto(f"{queue}submissions/{first.pk}/")
    staff.locator("#id_text").fill("About the first")
    # The network is away while the language changes
    staff.route("**/language/", lambda route: route.fulfill(status=204))
    staff.locator("details.languages summary").click()
    staff.locator("details.languages button[value=de]").click()
    staff.goto(f"{queue}submissions/{second.pk}/")
    expect(staff.locator("#id_text")).to_have_value("")


def test_language_changed_where_something_was_missing_keeps_the_rest(staff: Page) -> None:
    submission = Submission.objects.order_by("pk")[0]
    staff.goto(f"{staff.url}submissions/{submission.pk}/")
    staff.locator("#id_why").fill("They live from trust.")
    staff.locator("#view form .button").click()
    expect(staff.locator("#summary, .error").first).to_be_visible()
    change_language(staff, "pt")
    expect(staff.locator("#id_why")).to_have_value("They live from trust.")
    assert staff.url.endswith(f"/pt/staff/submissions/{submission.pk}/")


class TestLooks:
    @pytest.fixture
    def context(self, context_with_axe: BrowserContext) -> BrowserContext:
        return context_with_axe

    def test_axe_finds_nothing_and_nothing_is_too_wide(self, staff: Page, reader: User) -> None:
        submission = Submission.objects.order_by("pk")[1]
        blind = Submission.objects.order_by("pk")[0]
        factories.review(submission, reader)
        Comment.objects.create(submission=submission, author=reader, text="W" * 300)
        queue = staff.url
        about = f"{queue}submissions/{submission.pk}/"
        own = Comment.objects.get().pk
        found: dict[str, object] = {}
        for address in (
            queue,
            f"{queue}?search=d&unread=1",
            about,
            f"{queue}submissions/{blind.pk}/",
            f"{about}feedback/",
            f"{about}conflict/",
            f"{queue}comments/{own}/edit/",
            f"{queue}submissions/0/",
        ):
            staff.goto(address)
            staff.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
            found |= faults(staff, address)
        assert found == {}

    def test_axe_finds_nothing_where_a_session_has_ended(self, staff: Page) -> None:
        submission = Submission.objects.order_by("pk")[0]
        staff.goto(f"{staff.url}submissions/{submission.pk}/")
        staff.locator("#id_text").fill("A long comment.")
        staff.context.clear_cookies(name="sessionid")
        staff.locator("#discussion > form .button").click()
        kept = staff.locator("main input[name=text]")
        expect(kept).to_have_value("A long comment.")
        assert faults(staff, "signed out") == {}


def faults(staff: Page, name: str) -> dict[str, object]:
    """Return what axe finds on a page, and whether it is too wide, by its name and look."""
    found: dict[str, object] = {}
    for width, scheme, rules in ((320, "light", None), (1280, "dark", COLOURS)):
        staff.set_viewport_size({"width": width, "height": 900})
        staff.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        wrong = violations(staff, rules) | ({"wide": w} if (w := too_wide(staff)) else {})
        if wrong:
            found[f"{name} {width} {scheme}"] = wrong
    return found


@pytest.mark.parametrize("width", [1000, 1100, 1280])
def test_names_have_room_on_a_small_desk_in_german(staff: Page, width: int) -> None:
    staff.set_viewport_size({"width": width, "height": 800})
    staff.goto(staff.url.replace("/en/", "/de/"))
    assert too_wide(staff) == []
    for name in staff.locator("#list .who").all():
        assert name.evaluate("element => element.clientWidth") >= 190


def test_forced_colours_still_tell_states_tabs_and_buttons_apart(staff: Page) -> None:
    first = Submission.objects.order_by("pk").first()
    Submission.objects.filter(pk=first.pk if first else 0).update(status="reviewed")
    staff.emulate_media(forced_colors="active")
    staff.reload()
    grounds = {
        name: staff.locator(f"#list .state.{name}").first.evaluate(
            'element => getComputedStyle(element, "::before").backgroundColor'
        )
        for name in ("submitted", "reviewed")
    }
    assert grounds["submitted"] != grounds["reviewed"]
    lines = [
        tab.evaluate("element => getComputedStyle(element).borderBottomColor")
        for tab in staff.locator(".tabs a").all()
    ]
    assert (len(set(lines)), lines.count(lines[0])) == (2, 1)
    for button in staff.locator(".button:visible").all():
        assert button.evaluate("element => getComputedStyle(element).borderTopStyle") == "solid"


def test_paper_shows_ones_own_view_with_its_reason(staff: Page, reader: User) -> None:
    submission = Submission.objects.latest("pk")
    page = staff.url + f"submissions/{submission.pk}/"
    staff.emulate_media(media="print")
    staff.goto(page)
    expect(staff.locator("#view")).to_be_hidden()
    review = factories.review(submission, reader)
    staff.goto(page)
    expect(staff.locator("#view blockquote")).to_have_text(review.why)
    expect(staff.locator("#view blockquote")).to_be_visible()
    expect(staff.locator("#standing")).to_be_hidden()


@pytest.mark.parametrize("width", [390, 1280])
def test_what_a_form_has_done_is_said_where_the_page_is_opened(staff: Page, width: int) -> None:
    submission = Submission.objects.latest("pk")
    assert submission.cohort is not None
    Criterion.objects.create(cohort=submission.cohort, key="team", name="Team")
    staff.set_viewport_size({"width": width, "height": 800})
    staff.goto(staff.url + f"submissions/{submission.pk}/")
    staff.get_by_label("Open", exact=True).check()
    staff.get_by_label("Why?").fill("Because.")
    staff.get_by_role("button", name="State my view").click()
    expect(staff.locator("#beside [role=status]")).to_have_text(
        "Your view is stated. You can change it at any time."
    )
    expect(staff.locator("#beside [role=status]")).to_be_in_viewport()
    expect(staff.locator("[role=status]")).to_have_count(1)
    staff.get_by_label("4", exact=True).check()
    staff.get_by_role("button", name="Save the scores").click()
    expect(staff.locator("#scores [role=status]")).to_have_text("Your scores are saved.")
    expect(staff.locator("#scores [role=status]")).to_be_in_viewport()


def test_box_that_ticks_all_says_so(staff: Page) -> None:
    staff.get_by_role("checkbox", name="Select all on this page").check()
    ticks = staff.locator("#list tbody input[type=checkbox]")
    assert [tick.is_checked() for tick in ticks.all()] == [True] * len(NAMES)


BROKEN = """() => {
  const names = document.querySelectorAll(".chart tbody th:has(+ [aria-hidden])");
  const isBroken = name => name.textContent.trim().split(/\\s+/).some(word => {
    const probe = document.createElement("span");
    probe.textContent = word;
    probe.style.position = "absolute";
    probe.style.whiteSpace = "nowrap";
    name.append(probe);
    const room = name.clientWidth - parseFloat(getComputedStyle(name).paddingInlineEnd);
    const isWide = probe.offsetWidth > room;
    probe.remove();
    return isWide;
  });
  return [names.length, [...names].filter(isBroken).map(name => name.textContent)];
}"""


def test_words_beside_bars_are_whole_on_a_phone_in_german(
    staff: Page, questionnaire: Questionnaire
) -> None:
    submission = Submission.objects.latest("pk")
    for _number in range(11):
        services.start(questionnaire=questionnaire, language="en", cohort=submission.cohort)
    staff.set_viewport_size({"width": 320, "height": 800})
    address = staff.url.replace("/en/", "/de/")
    staff.goto(f"{address}cohorts/{submission.cohort_id}/")
    number, broken = staff.evaluate(BROKEN)
    assert (number >= 10, broken) == (True, [])
    assert too_wide(staff) == []
