"""The groups of the migration: enough for daily work, and no more."""

from collections.abc import Callable, Iterator
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

groups: Any = import_module("questionnaire.migrations.0004_groups")
pytestmark = pytest.mark.django_db
APP = "questionnaire"


def rights_of(group: str) -> set[str]:
    return set(Group.objects.get(name=group).permissions.values_list("codename", flat=True))


@pytest.fixture(autouse=True)
def _groups() -> None:
    """Make the groups anew: tests that commit empty every table."""
    groups.make_groups(apps, "default")


def test_editors_may_edit_every_part_but_not_publish() -> None:
    rights = rights_of("Question editors")
    assert {"add_question", "change_answeroption", "delete_rule", "view_source"} <= rights
    assert len(rights) == 12 * 4 + 4
    assert {"add_replay", "view_replay", "view_correction", "view_publication"} <= rights
    assert not {"publish_questionnaire", "correct_questionnaire", "view_submission"} & rights


def test_publishers_may_publish_and_correct_beside_editing() -> None:
    beside = rights_of("Publishers") - rights_of("Question editors")
    assert beside == {"publish_questionnaire", "correct_questionnaire"}
    assert rights_of("Question editors") < rights_of("Publishers")


def test_editor_in_the_group_has_the_rights_without_being_a_superuser() -> None:
    user = User.objects.create_user("editor", is_staff=True)
    user.groups.add(Group.objects.get(name="Question editors"))
    assert user.has_perm("questionnaire.change_question")
    assert not user.has_perm("questionnaire.publish_questionnaire")


def test_making_the_groups_again_takes_nothing_away() -> None:
    own = Permission.objects.get(codename="view_submission")
    Group.objects.get(name="Publishers").permissions.add(own)
    before = rights_of("Publishers")
    groups.make_groups(apps, "default")
    assert rights_of("Publishers") == before
    assert Group.objects.filter(name__in=groups.RIGHTS).count() == 2


@pytest.fixture
def _forget_content_types() -> Iterator[None]:
    """Let no test that follows find the numbers of this one in Django's cache."""
    yield
    ContentType.objects.clear_cache()


def run(way: Callable[[Any, Any], None]) -> None:
    """Run one way of the migration on the models as they were then.

    Not through a schema editor: on SQLite there can be none inside a test's transaction.
    """
    state = MigrationExecutor(connection).loader.project_state([(APP, "0001_squashed")])
    way(state.apps, SimpleNamespace(connection=connection))


def test_migration_can_be_taken_back_and_repeated() -> None:
    run(groups.backwards)
    assert not Group.objects.filter(name__in=groups.RIGHTS).exists()
    run(groups.forwards)
    assert len(rights_of("Publishers")) == 12 * 4 + 6


@pytest.mark.usefixtures("_forget_content_types")
def test_new_database_without_permissions_gets_the_ones_of_the_groups() -> None:
    run(groups.backwards)
    Permission.objects.filter(content_type__app_label=APP).delete()
    ContentType.objects.filter(app_label=APP).delete()
    run(groups.forwards)
    assert len(rights_of("Question editors")) == 12 * 4 + 4
    assert Permission.objects.get(codename="add_question").name == "Can add question"
