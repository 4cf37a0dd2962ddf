"""The admin as an editor uses it who never touches a mouse."""

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth.models import Group, User
from playwright.sync_api import Locator, Page, expect

PASSWORD = "a long one, for tests only"  # noqa: S105 - of invented people
groups: Any = import_module("questionnaire.migrations.0004_groups")


def person(name: str, *group_names: str) -> User:
    """Make somebody who may sign in to the admin, with the rights of these groups."""
    groups.make_groups(apps, "default")
    user = User.objects.create_user(name, f"{name}@example.org", PASSWORD, is_staff=True)
    user.groups.set(Group.objects.filter(name__in=group_names))
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


class Admin:
    """The admin in one tab, driven by the keyboard alone."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def sign_in(self, name: str) -> None:
        """Sign in, and see the index."""
        self.open("")
        self.type("[name=login]", f"{name}@example.org")
        self.type("[name=password]", PASSWORD)
        self.page.keyboard.press("Enter")
        expect(self.page.locator("#content")).to_contain_text("Questionnaires")

    def open(self, path: str) -> None:
        """Open a page of the admin by its path, such as "questionnaire/rule/"."""
        self.page.goto(f"{self.address}/en/admin/{path}")

    def press(self, target: Locator, key: str = "Enter") -> None:
        """Press a key on a link or a button that the keyboard can reach."""
        target.focus()
        expect(target).to_be_focused()
        self.page.keyboard.press(key)

    def type(self, field: str | Locator, text: str) -> None:
        """Replace what a field says."""
        target = self.page.locator(field) if isinstance(field, str) else field
        target.focus()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text)

    def choose(self, field: str, value: str) -> None:
        """Choose in a list by typing the value, as a keyboard does."""
        self.page.locator(field).focus()
        self.page.keyboard.type(value)
        expect(self.page.locator(field)).to_have_value(value)

    def in_languages(self, codes: Iterable[str]) -> Iterable[str]:
        """Go through the tabs of some languages, and yield the code of each."""
        for code in codes:
            self.press(self.page.locator(f"[role=tab][data-language={code}]"))
            yield code
