"""Account pages in a real browser: passkeys, and what the content security policy lets through."""

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.axe import COLOURS, violations
from tests.browser.conftest import OpenContext
from tests.browser.test_narrow import too_wide
from tests.review.accounts.people import EMAIL, PASSWORD, person, recovery_codes, with_app

pytestmark = pytest.mark.browser

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
PAGES = (
    "",
    "email/",
    "password/change/",
    "2fa/",
    "2fa/recovery-codes/",
    "2fa/recovery-codes/generate/",
    "2fa/totp/deactivate/",
    "2fa/webauthn/",
    "2fa/webauthn/add/",
    "sessions/",
    "logout/",
)


@pytest.fixture
def mira(transactional_db: None) -> Iterator[User]:  # noqa: ARG001 - others may leave rows behind
    """Somebody with an account, in a database that the server sees too."""
    cache.clear()
    yield person()
    cache.clear()


@pytest.fixture
def site(live_server: LiveServer) -> str:
    """The account pages by a name, since passkeys take no bare number."""
    return f"{live_server.url.replace('127.0.0.1', 'localhost')}/en/account/"


def queue_of(site: str) -> str:
    """Return where one is led after signing in."""
    return site.replace("/account/", "/staff/")


def sign_in(page: Page, site: str) -> None:
    page.goto(f"{site}login/")
    page.locator("[name=login]").fill(EMAIL)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form .button").first.click()


def confirm(page: Page) -> None:
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form .button").first.click()


def plug_in_a_device(page: Page) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def test_passkey_is_made_and_signs_in_by_itself(page: Page, site: str, mira: User) -> None:
    plug_in_a_device(page)
    sign_in(page, site)
    page.goto(f"{site}2fa/webauthn/add/")
    confirm(page)
    page.locator("[name=name]").fill("Work laptop")
    page.locator("form[data-passkey] .button").click()
    expect(page.locator(".codes code")).to_have_count(10)
    assert Authenticator.objects.get(user=mira, type="webauthn").data["name"] == "Work laptop"
    assert "A passkey was added to your account." in str(mail.outbox[0].body)
    page.goto(f"{site}logout/")
    page.locator("form .button").first.click()
    page.locator("form[data-passkey] .button").click()
    expect(page).to_have_url(queue_of(site))


def test_passkey_is_the_second_step_after_the_password(page: Page, site: str, mira: User) -> None:  # noqa: ARG001
    plug_in_a_device(page)
    sign_in(page, site)
    page.goto(f"{site}2fa/webauthn/add/")
    confirm(page)
    page.locator("form[data-passkey] .button").click()
    page.goto(f"{site}logout/")
    page.locator("form .button").first.click()
    sign_in(page, site)
    expect(page).to_have_url(f"{site}2fa/authenticate/")
    page.locator("form[data-passkey] .button").click()
    expect(page).to_have_url(queue_of(site))


def test_browser_that_has_no_passkey_says_so(page: Page, site: str, mira: User) -> None:  # noqa: ARG001
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    device = {**DEVICE, "isUserVerified": False, "hasUserVerification": False}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    page.goto(f"{site}login/")
    page.locator("form[data-passkey] .button").click()
    expect(page.locator("form[data-passkey] .error")).to_be_visible()


def test_password_can_be_looked_at(page: Page, site: str, mira: User) -> None:  # noqa: ARG001
    page.goto(f"{site}login/")
    button, field = page.locator(".show-password"), page.locator("[name=password]")
    button.click()
    expect(field).to_have_attribute("type", "text")
    button.click()
    expect(field).to_have_attribute("type", "password")


def test_second_step_is_taken_without_javascript(
    open_context: OpenContext, site: str, mira: User
) -> None:
    with_app(mira)
    page = open_context(java_script_enabled=False).new_page()
    sign_in(page, site)
    expect(page.locator("form[data-passkey]")).to_have_count(0)
    page.locator("[name=code]").fill(recovery_codes(mira)[0])
    page.locator("form .button").first.click()
    expect(page).to_have_url(queue_of(site))


class TestLooks:
    @pytest.fixture
    def context(self, context_with_axe: BrowserContext) -> BrowserContext:
        return context_with_axe

    def looked_at(self, page: Page) -> dict[str, object]:
        """Return what is wrong with a page on a phone, and in the dark."""
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 320, "height": 800})
        found: dict[str, object] = {}
        if wide := too_wide(page):
            found["wide"] = wide
        found |= violations(page)
        page.emulate_media(color_scheme="dark")
        return found | violations(page, COLOURS)

    def test_axe_finds_nothing_before_signing_in(self, page: Page, site: str, mira: User) -> None:
        with_app(mira)
        found = {}
        for path in ("login/", "signup/", "inactive/", "password/reset/", "confirm-email/"):
            page.goto(f"{site}{path}")
            found[path] = self.looked_at(page)
        sign_in(page, site)
        found["second step"] = self.looked_at(page)
        page.locator("[name=code]").fill("no code")
        page.locator("form .button").first.click()
        found["wrong code"] = self.looked_at(page)
        assert {path: wrong for path, wrong in found.items() if wrong} == {}

    def test_axe_finds_nothing_once_signed_in(self, page: Page, site: str, mira: User) -> None:
        sign_in(page, site)
        page.goto(f"{site}2fa/totp/activate/")
        found = {"confirm": self.looked_at(page)}
        confirm(page)
        page.locator("details.aside summary").click()
        found["activate"] = self.looked_at(page)
        with_app(mira)
        for path in PAGES:
            page.goto(f"{site}{path}")
            found[path] = self.looked_at(page)
        assert {path: wrong for path, wrong in found.items() if wrong} == {}
