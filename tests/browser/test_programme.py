"""A programme from its first invitation to the feedback that a founder reads."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from questionnaire.enums import MemberRole
from questionnaire.models import Accelerator, Answer, Cohort, Question, Questionnaire, Submission
from tests.browser.conftest import OpenContext
from tests.review import factories
from tests.review.accounts.people import EMAIL, PASSWORD, person
from tests.review.mailing import deliver

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
WORDS = "Obrigado. Falem com a comunidade."
NEW_PASSWORD = "nine blue herons by Ghent"  # noqa: S105 - of an invented person


@pytest.fixture
def accelerator(questionnaire: Questionnaire) -> Iterator[Accelerator]:  # noqa: ARG001 - published
    """An accelerator that has nobody but its manager."""
    cache.clear()
    home = factories.accelerator("Farol")
    home.memberships.create(user=person(first_name="Mira"), role=MemberRole.MANAGER)
    yield home
    cache.clear()


def sign_in(page: Page, site: str, email: str, password: str) -> None:
    page.goto(f"{site}/en/account/login/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(password)
    page.locator("form .button").first.click()
    expect(page.locator("h1")).to_have_text("Queue")


def path_in_last_mail(word: str) -> str:
    """Return where the last mail leads to; it says this word of the language that it must be in."""
    deliver()
    text = str(mail.outbox[-1].body)
    assert word in text, text
    return urlsplit(next(part for part in text.split() if part.startswith("http"))).path


def invite_in_french(page: Page, site: str, accelerator: Accelerator, colleague: Page) -> None:
    """Invite a colleague, who follows the link in the mail and has an account then."""
    page.goto(f"{site}/en/staff/accelerators/{accelerator.pk}/people/")
    invite = page.locator("form[action*='people/invite']")
    invite.locator("[name=email]").fill("rita@example.org")
    invite.locator("[name=role]").select_option("reviewer")
    invite.locator("[name=language]").select_option("fr")
    invite.locator(".button").click()
    expect(page.locator("main")).to_contain_text("rita@example.org")
    colleague.goto(site + path_in_last_mail("Bonjour"))
    colleague.locator("main form .button").first.click()
    colleague.locator("[name=password1]").fill(NEW_PASSWORD)
    colleague.locator("main form .button").first.click()
    expect(colleague.locator(".staff-nav")).to_be_visible()


def open_cohort(page: Page, site: str, accelerator: Accelerator) -> Cohort:
    page.goto(f"{site}/en/staff/accelerators/{accelerator.pk}/cohorts/new/")
    page.locator("[name=name]").fill("Outono")
    page.locator("[name=opens_at]").fill("2026-01-01T00:00")
    page.locator("[name=contact_email]").fill("farol@example.org")
    for box in page.locator("[name=languages]").all():
        box.check()
    page.locator("main form button.button").last.click()
    expect(page.locator("main")).to_contain_text("Outono")
    return Cohort.objects.get()


def join_in_portuguese(founder: Page, site: str, cohort: Cohort) -> Submission:
    """Join by the code, typed as one reads it aloud; return the submission."""
    founder.goto(f"{site}/pt/join/")
    founder.locator("[name=code]").fill(f" {cohort.code[:4].lower()}-{cohort.code[4:]} ")
    founder.locator("form#join .button").click()
    expect(founder.locator("main")).to_contain_text("Outono")
    founder.locator("[name=venture_name]").fill("Maré")
    founder.locator("[name=email]").fill("ana@example.org")
    founder.locator("form#join .button").click()
    expect(founder.locator("#private-link")).to_be_visible()
    return Submission.objects.get()


def submit(founder: Page, submission: Submission) -> None:
    """Answer as another device would, for the walk has tests of its own, and submit."""
    walk = founder.locator("#private-link").input_value()
    for question in Question.objects.filter(question_set__questionnaire=submission.questionnaire):
        option = question.options.earliest("position")
        Answer.objects.create(submission=submission, question=question, option=option)
    founder.goto(f"{walk}check/")
    founder.locator("form.submit .button").first.click()
    expect(founder.locator("main")).to_have_attribute("data-wording", re.compile("."))


def review_blind(colleague: Page, site: str, submission: Submission) -> None:
    """State a strategy before seeing the machine's, then comment."""
    colleague.goto(f"{site}/en/staff/submissions/{submission.pk}/")
    expect(colleague.locator("#beside .veil")).to_be_visible()
    colleague.locator("input[name=strategy]").first.check()
    colleague.locator("#id_why").fill("They live from trust.")
    colleague.locator("#view form .button").click()
    expect(colleague.locator("#beside .pair")).to_be_visible()
    colleague.locator("#id_text").fill("Let us talk about licences.")
    colleague.locator("#discussion > form .button").click()
    expect(colleague.locator(".comment")).to_contain_text("Let us talk about licences.")


def test_programme_from_invitation_to_feedback(
    page: Page, open_context: OpenContext, live_server: LiveServer, accelerator: Accelerator
) -> None:
    site = live_server.url
    colleague = open_context().new_page()
    founder = open_context(viewport=PHONE, locale="pt-PT").new_page()

    sign_in(page, site, EMAIL, PASSWORD)
    invite_in_french(page, site, accelerator, colleague)
    assert User.objects.get(email="rita@example.org").memberships.get().role == MemberRole.REVIEWER

    cohort = open_cohort(page, site, accelerator)
    submission = join_in_portuguese(founder, site, cohort)
    assert (submission.cohort, submission.language) == (cohort, "pt")
    submit(founder, submission)
    review_blind(colleague, site, submission)

    feedback = f"{site}/en/staff/submissions/{submission.pk}/feedback/"
    page.goto(feedback)
    page.locator("[name=text]").fill(WORDS)
    page.locator("[name=save]").click()
    expect(page.locator(".state.draft")).to_be_visible()
    founder.reload()
    expect(founder.locator("main")).not_to_contain_text(WORDS)
    page.goto(feedback)
    page.locator("form.submit .button").click()
    expect(page.locator(".state.released")).to_be_visible()
    founder.reload()
    expect(founder.locator("main")).to_contain_text(WORDS)
    assert path_in_last_mail("Olá").startswith("/pt/")
    assert mail.outbox[-1].to == ["ana@example.org"]
