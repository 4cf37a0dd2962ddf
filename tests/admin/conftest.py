"""Who works in the admin: an editor, a publisher, a reader, and staff without any rights."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from questionnaire.catalogue.drafts import copy_to_draft
from questionnaire.models import Questionnaire

GROUPS = import_module("questionnaire.migrations.0004_groups")


def restore_groups() -> None:
    """Make the groups and their rights where a test that committed left an empty database."""
    if not Group.objects.filter(name=GROUPS.EDITORS).exists():
        GROUPS.make_groups(apps, "default")


def staff(name: str, group: str = "") -> User:
    """Return a member of the staff, with the rights of a group if there is one."""
    user = User.objects.create_user(name, password=name, is_staff=True)
    if group:
        restore_groups()
        user.groups.add(Group.objects.get(name=group))
    return user


def client_of(user: User) -> Client:
    """Return a browser in which somebody is logged in."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor(db: None) -> Client:  # noqa: ARG001
    """Somebody who edits questionnaires."""
    return client_of(staff("editor", GROUPS.EDITORS))


@pytest.fixture
def publisher(db: None) -> Client:  # noqa: ARG001
    """Somebody who edits and publishes questionnaires."""
    return client_of(staff("publisher", GROUPS.PUBLISHERS))


@pytest.fixture
def reader(db: None) -> Client:  # noqa: ARG001
    """Somebody who may look at everything of questionnaires, and change nothing."""
    user = staff("reader")
    restore_groups()
    user.user_permissions.add(
        *Permission.objects.filter(
            content_type__app_label="questionnaire", codename__startswith="view_"
        )
    )
    return client_of(user)


@pytest.fixture
def nobody(db: None) -> Client:  # noqa: ARG001
    """A member of the staff without any rights."""
    return client_of(staff("nobody"))


@pytest.fixture
def draft(small: Questionnaire) -> Questionnaire:
    """A draft that says what the small questionnaire says."""
    return copy_to_draft(small)
