"""Every page that a founder can come to see on the way into a cohort, and too late for it."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import expect

from questionnaire.models import Cohort
from questionnaire.results.cohorts import founder_token
from questionnaire.review import inviting
from questionnaire.walk import joining
from tests.browser.stage import Scene, Stage
from tests.review import factories

DAY = timedelta(days=1)


def cohort(stage: Stage, **options: Any) -> Cohort:
    """Make a cohort that says all it can: by default open until tomorrow, in other languages."""
    return factories.cohort(
        factories.accelerator("Nordlicht-Gründerförderungsgesellschaft"),
        **{
            "questionnaire_key": stage.questionnaire.key,
            "closes_at": timezone.now() + DAY,
            "languages": ["es", "pt"],
            "welcome": "Hello, all of you.\n\nAnswer freely.",
            "contact_email": "farol@example.org",
            **options,
        },
    )


def code_with_error(stage: Stage) -> None:
    stage.go("join/")
    stage.walk.page.locator("[name=code]").fill("NO SUCH")
    stage.walk.page.locator("form#join .button").click()
    expect(stage.walk.page.locator("#summary")).to_be_visible()


def welcome(**options: Any) -> Scene:
    return lambda stage: stage.go(f"join/{cohort(stage, **options).code}/")


def welcome_with_error(stage: Stage) -> None:
    welcome()(stage)
    stage.walk.page.locator("form#join .button").click()
    expect(stage.walk.page.locator("#summary")).to_be_visible()


def invited(path: str) -> Scene:
    """Return the scene of a page that belongs to an invitation."""

    def scene(stage: Stage) -> None:
        address = inviting.Address("ana@example.org", stage.walk.language)
        (invitation,) = inviting.invite_founders(cohort=cohort(stage), addresses=[address]).new
        stage.go(f"invited/{founder_token(invitation)}/{path}")

    return scene


def stopped(stage: Stage) -> None:
    invited("stop/")(stage)
    stage.walk.page.locator("main form .button").click()
    expect(stage.walk.page.locator("main:not(:has(form)) h1")).to_be_visible()


def closed_in_the_middle(stage: Stage, step: str) -> None:
    """Open a step of a submission, and close its cohort."""
    found, language = cohort(stage), stage.walk.language
    _submission, token = joining.join(cohort=found, language=language, venture_name="Door Ltd")
    stage.walk.resume(token)
    stage.walk.open(step)
    found.closes_at = timezone.now()
    found.save()


def late(step: str) -> Scene:
    def scene(stage: Stage) -> None:
        closed_in_the_middle(stage, step)
        stage.walk.page.reload()

    return scene


def submitted_late(stage: Stage) -> None:
    closed_in_the_middle(stage, "check/")
    stage.walk.submit()
    expect(stage.walk.page).to_have_url(re.compile("/submit/$"))


SCENES: Mapping[str, Scene] = {
    "code": lambda stage: stage.go("join/"),
    "code with an error": code_with_error,
    "welcome": welcome(),
    "welcome with an error": welcome_with_error,
    "welcome to come": welcome(opens_at=timezone.now() + DAY, closes_at=None),
    "welcome closed": welcome(closes_at=timezone.now() - DAY),
    "invitation": invited(""),
    "stop reminders": invited("stop/"),
    "reminders stopped": stopped,
    "late overview": late(""),
    "late check": late("check/"),
    "submitted late": submitted_late,
}
