"""Every page of the admin: axe finds nothing, and nothing scrolls sideways on a narrow phone."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from questionnaire.catalogue.corrections import correct
from questionnaire.catalogue.drafts import copy_to_draft
from questionnaire.models import Accelerator, Questionnaire, Submission
from questionnaire.results import replay
from tests import factories
from tests.browser.admin import Admin, groups, person
from tests.browser.axe import LOOKS, violations
from tests.browser.founders import submitted

pytestmark = pytest.mark.browser

NARROW = 320


@pytest.fixture
def context(context_with_axe: BrowserContext) -> BrowserContext:
    return context_with_axe


@pytest.fixture
def admin(page: Page, live_server: LiveServer, questionnaire: Questionnaire) -> Admin:  # noqa: ARG001
    """A superuser's admin, signed in."""
    user = person("root", groups.PUBLISHERS)
    user.is_superuser = True
    user.save()
    admin = Admin(page, live_server.url)
    admin.sign_in("root")
    return admin


@pytest.fixture
def draft(questionnaire: Questionnaire) -> Questionnaire:
    """A draft in which something is missing, something is outdated, and something was replayed."""
    draft = copy_to_draft(questionnaire)
    question = draft.sets.get(key="funding").questions.get(key="F1")
    question.set_text("text", "it", "")
    question.set_text("why", "en", "Another reason for asking.")
    question.save()
    submitted(questionnaire, {"F1": "grants"})
    row = replay.begin(draft=draft, by=None)
    replay.go_on(row)
    return draft


def of_editing(draft: Questionnaire) -> Iterator[str]:
    """Yield the pages on which a draft is edited."""
    part = draft.sets.get(key="funding")
    question = part.questions.get(key="F1")
    yield "questionnaire/questionnaire/"
    yield "questionnaire/questionnaire/add/"
    yield f"questionnaire/questionnaire/{draft.pk}/change/"
    yield f"questionnaire/questionset/{part.pk}/change/"
    yield f"questionnaire/question/{question.pk}/change/?language=it"
    yield f"questionnaire/question/add/?question_set={part.pk}"
    yield f"questionnaire/question/{question.pk}/delete/"
    yield f"questionnaire/rule/{draft.rules.earliest('position').pk}/change/"
    yield f"questionnaire/source/{draft.sources.earliest('position').pk}/change/"


def small_draft() -> Questionnaire:
    """Return a draft of few texts, in which one is missing: axe is slow where rows are many."""
    draft = copy_to_draft(factories.published())
    question = draft.sets.get(key="money").questions.get(key="M1")
    question.set_text("text", "it", "")
    question.save()
    return draft


def beside(draft: Questionnaire) -> Iterator[str]:
    """Yield the pages about a draft, and about the version that it is a copy of."""
    page = f"questionnaire/questionnaire/{draft.pk}"
    published = draft.based_on
    assert published is not None
    correct(
        version=published,
        place="title",
        language="en",
        after=published.title_en + "?",  # type: ignore[attr-defined]  # modeltranslation's column
        reason="A question mark was missing",
        by=None,
    )
    yield ""
    yield f"{page}/translations/?status=outdated"
    yield f"{page}/translations/?language=it&status=outdated"
    yield f"questionnaire/questionnaire/{small_draft().pk}/translations/?language=it"
    yield f"{page}/translations/it/import/"
    yield f"{page}/difference/"
    yield f"{page}/publishing/"
    yield f"{page}/replay/"
    yield f"{page}/history/"
    yield f"{page}/preview/"
    yield f"{page}/preview/sets/funding/"
    yield f"questionnaire/questionnaire/{published.pk}/change/"
    yield f"questionnaire/questionnaire/{published.pk}/correct/?place=title&language=en"
    yield f"questionnaire/questionnaire/{published.pk}/corrections/"
    yield "questionnaire/submission/"
    yield f"questionnaire/submission/{Submission.objects.latest('pk').pk}/change/"


CUT_OFF = """
  [...document.querySelectorAll(".form-row, .wording")]
    .filter(row => row.scrollWidth > row.clientWidth).map(row => row.className)
"""


@pytest.mark.parametrize("pages", [of_editing, beside], ids=["editing", "beside"])
def test_page_is_accessible_and_fits(
    admin: Admin, draft: Questionnaire, pages: Callable[[Questionnaire], Iterator[str]]
) -> None:
    found: dict[str, object] = {}
    page = admin.page
    for path in pages(draft):
        admin.open(path)
        for width, scheme, rules in LOOKS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            if wrong := violations(page, rules):
                found[f"{path}, {width} {scheme}"] = wrong
        page.set_viewport_size({"width": NARROW, "height": 900})
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > NARROW:
            found[f"{path}, narrow"] = wide
        if cut := page.evaluate(CUT_OFF):
            found[f"{path}, cut off"] = cut
    assert found == {}


LISTS = (
    "questionnaire/submission/",
    "questionnaire/questionnaire/",
    "questionnaire/accelerator/",
    "auth/user/",
    "account/emailaddress/",
)
WIDER_THAN_ITS_PLACE = """
  [...document.querySelectorAll(".results")].map(list => list.scrollWidth > list.clientWidth)
"""


def test_no_list_scrolls_sideways_on_a_phone_in_german(
    admin: Admin,
    draft: Questionnaire,  # noqa: ARG001 - is listed
) -> None:
    Accelerator.objects.create(name="Halyard, an accelerator with a long name")
    admin.page.set_viewport_size({"width": NARROW, "height": 900})
    found = {}
    for path in LISTS:
        admin.page.goto(f"{admin.address}/de/admin/{path}")
        found[path] = admin.page.evaluate(WIDER_THAN_ITS_PLACE)
    assert found == {path: [False] for path in LISTS}


def test_page_that_keeps_what_was_typed_is_accessible_and_fits(
    admin: Admin, draft: Questionnaire
) -> None:
    page, question = admin.page, draft.sets.get(key="funding").questions.get(key="F2")
    admin.open(f"questionnaire/question/{question.pk}/change/")
    admin.type("[name=text_es]", "Donaudampfschifffahrtsgesellschaft" * 8)
    question.delete()
    admin.press(page.locator("[name=_save]"))
    expect(page.locator(".kept h3").last).to_have_text("Answer option 4")
    for width, scheme, rules in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert violations(page, rules) == {}
    page.set_viewport_size({"width": NARROW, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW


def test_reason_for_publishing_fits_a_narrow_phone_and_its_button_a_finger(admin: Admin) -> None:
    draft = copy_to_draft(factories.published())
    page = admin.page
    page.set_viewport_size({"width": NARROW, "height": 900})
    admin.open(f"questionnaire/questionnaire/{draft.pk}/publishing/")
    expect(page.locator("textarea[name=reason]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW
    button = page.get_by_role("button", name="Publish", exact=True).bounding_box()
    assert button is not None
    assert button["height"] >= 24
