"""Managers' pages in a real browser: they fit a phone, axe finds nothing, no script is needed."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from questionnaire.enums import MemberRole, SubmissionStatus, Wording
from questionnaire.models import (
    Accelerator,
    Cohort,
    Criterion,
    Export,
    Feedback,
    Questionnaire,
    Rating,
    Submission,
)
from questionnaire.review.people import invitation_token, invite_colleague
from tests.browser.axe import COLOURS, violations
from tests.browser.conftest import OpenContext
from tests.browser.test_narrow import too_wide
from tests.review import factories
from tests.review.accounts.people import EMAIL, PASSWORD, person

pytestmark = pytest.mark.browser


@pytest.fixture
def home(questionnaire: Questionnaire) -> Iterator[Accelerator]:  # noqa: ARG001 - published
    """An accelerator with a manager, a reviewer and an invitation."""
    cache.clear()
    accelerator = factories.accelerator("Nordlicht-Gründerförderungsgesellschaft")
    accelerator.memberships.create(user=person(first_name="Mira"), role=MemberRole.MANAGER)
    factories.member(accelerator, "rita")
    yield accelerator
    cache.clear()


@pytest.fixture
def mira(home: Accelerator) -> User:
    return User.objects.get(memberships__accelerator=home, email=EMAIL)


@pytest.fixture
def invitation_link(home: Accelerator, mira: User) -> str:
    invitation = invite_colleague(
        by=mira,
        accelerator=home,
        email="ana@example.org",
        role=MemberRole.REVIEWER,
        language="pt",
    )
    return f"join/{invitation_token(invitation)}/"


@pytest.fixture
def cohort(home: Accelerator, mira: User, questionnaire: Questionnaire) -> Cohort:
    """A cohort with something in every chart."""
    made = factories.cohort(home, "Herbst", questionnaire_key=questionnaire.key, is_blind=False)
    criterion = Criterion.objects.create(cohort=made, key="team", name="Team", hint="Well made")
    rita = User.objects.get(username="rita")
    for number in range(24):
        strategy = ("open", "closed", "hybrid")[number % 3]
        row = factories.submission(made, f"Door {number}", strategy=strategy)
        _answer(row, number)
        factories.review(row, mira, "open")
        review = factories.review(row, rita, strategy)
        Rating.objects.create(review=review, criterion=criterion, score=2 + number % 3)
    Feedback.objects.create(submission=row, text="Good.", written_by=mira)
    factories.submission(made, "Draft", status=SubmissionStatus.DRAFT)
    Export.objects.create(by=mira, accelerator=home, format="csv", rows=24, filters={})
    return made


def _answer(row: Submission, number: int) -> None:
    for part in row.questionnaire.sets.all():
        for question in part.questions.all():
            options = list(question.options.all())
            row.answers.create(question=question, option=options[number % len(options)])
    row.recommendation.wording = Wording.LEANING if number % 2 else Wording.CLEAR
    row.recommendation.save()


@pytest.fixture
def site(live_server: LiveServer) -> str:
    return f"{live_server.url}/de/"


def sign_in(page: Page, site: str) -> None:
    page.goto(f"{site}account/login/")
    page.locator("[name=login]").fill(EMAIL)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form .button").first.click()


def addresses(home: Accelerator, cohort: Cohort) -> tuple[str, ...]:
    member = home.memberships.get(user__username="rita")
    return (
        f"accelerators/{home.pk}/people/",
        f"accelerators/{home.pk}/people/{member.pk}/leave/",
        f"accelerators/{home.pk}/cohorts/new/",
        "cohorts/",
        f"cohorts/{cohort.pk}/",
        f"cohorts/{cohort.pk}/change/",
        f"cohorts/{cohort.pk}/invite/",
        f"cohorts/{cohort.pk}/release/",
        f"export/?cohort={cohort.pk}&state=submitted",
    )


class TestLooks:
    @pytest.fixture
    def context(self, context_with_axe: BrowserContext) -> BrowserContext:
        return context_with_axe

    def looked_at(self, page: Page) -> dict[str, object]:
        """Return what is wrong with a page on a phone, and in the dark, everything unfolded."""
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 320, "height": 800})
        page.evaluate(
            "document.querySelectorAll('main details').forEach(one => { one.open = true })"
        )
        found: dict[str, object] = {}
        if wide := too_wide(page):
            found["wide"] = wide
        found |= violations(page)
        page.emulate_media(color_scheme="dark")
        return found | violations(page, COLOURS)

    def test_cohort_called_by_one_long_word_fits(
        self, page: Page, site: str, cohort: Cohort
    ) -> None:
        Cohort.objects.update(name="W" * 120)
        page.set_viewport_size({"width": 320, "height": 256})
        sign_in(page, site)
        found = {}
        for where in ("", "cohorts/", f"cohorts/{cohort.pk}/", f"cohorts/{cohort.pk}/invite/"):
            page.goto(f"{site}staff/{where}")
            found[where] = too_wide(page)
        assert [wide for wide in found.values() if wide] == []

    def test_axe_finds_nothing_and_all_fits(
        self, page: Page, site: str, home: Accelerator, cohort: Cohort, invitation_link: str
    ) -> None:
        found = {}
        page.goto(f"{site}staff/{invitation_link}")
        found["join"] = self.looked_at(page)
        sign_in(page, site)
        for address in addresses(home, cohort):
            page.goto(f"{site}staff/{address}")
            found[address] = self.looked_at(page)
        assert {address: wrong for address, wrong in found.items() if wrong} == {}

    def test_axe_finds_nothing_where_something_is_wrong(
        self, page: Page, site: str, home: Accelerator, cohort: Cohort
    ) -> None:
        sign_in(page, site)
        found = {}
        page.goto(f"{site}staff/accelerators/{home.pk}/cohorts/new/")
        page.locator("[name=criteria-0-place]").fill("100")
        page.locator("main form .button").first.click()
        expect(page.locator("#summary")).to_be_visible()
        found["cohort"] = self.looked_at(page)
        page.goto(f"{site}staff/cohorts/{cohort.pk}/invite/")
        page.locator("[name=addresses]").fill("ana@example.org\nnobody")
        page.locator("main form .button").first.click()
        expect(page.locator(".notice")).to_be_visible()
        found["invited"] = self.looked_at(page)
        assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_cohort_is_made_and_founders_invited_without_javascript(
    open_context: OpenContext, site: str, home: Accelerator
) -> None:
    page = open_context(java_script_enabled=False).new_page()
    sign_in(page, site)
    page.goto(f"{site}staff/accelerators/{home.pk}/cohorts/new/")
    page.locator("[name=name]").fill("Winter")
    page.locator("[name=opens_at]").fill("2026-11-01T09:00")
    page.locator("[name=criteria-0-name]").fill("Team")
    page.locator("main form .button").first.click()
    expect(page.locator("h1")).to_have_text("Winter")
    cohort = Cohort.objects.get()
    expect(page.locator(".code")).to_have_text(cohort.code)
    page.goto(f"{site}staff/cohorts/{cohort.pk}/invite/")
    page.locator("[name=addresses]").fill("ana@example.org, bo@example.org")
    page.locator("main form .button").first.click()
    expect(page.locator(".notice")).to_be_visible()
    assert cohort.founder_invitations.count() == 2


def test_export_is_downloaded(page: Page, site: str, cohort: Cohort) -> None:
    sign_in(page, site)
    page.goto(f"{site}staff/export/?cohort={cohort.pk}")
    with page.expect_download() as download:
        page.locator("main form .button").first.click()
    assert download.value.suggested_filename.endswith(".csv")
    assert Export.objects.latest("pk").rows == 24
