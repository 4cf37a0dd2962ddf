"""The groups that admins are put into, so that none of them has to be a superuser."""

from typing import Any

from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

EDITORS, PUBLISHERS = "Question editors", "Publishers"
EDITED = (
    "questionnaire",
    "strategytext",
    "source",
    "questionset",
    "question",
    "questionsource",
    "answeroption",
    "advice",
    "advicesource",
    "rule",
    "condition",
    "conditionoption",
)
OF_EDITORS = (
    *(f"{right}_{model}" for model in EDITED for right in ("view", "add", "change", "delete")),
    "view_correction",
    "view_publication",
    "view_replay",
    "add_replay",
)
RIGHTS = {
    EDITORS: OF_EDITORS,
    PUBLISHERS: (*OF_EDITORS, "publish_questionnaire", "correct_questionnaire"),
}


def make_groups(apps: Any, using: str) -> None:
    """Make the groups, with their rights; what is there already stays.

    Tests that emptied the database call it too. Permissions are made after all migrations have
    run, and a new database has none yet: hence they are made here first, in Django's own way.
    """
    create_permissions(
        installed_apps.get_app_config("questionnaire"), verbosity=0, using=using, apps=apps
    )
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    groups = apps.get_model("auth", "Group").objects.using(using)
    for name, codenames in RIGHTS.items():
        group, _is_new = groups.get_or_create(name=name)
        given = permissions.filter(
            content_type__app_label="questionnaire", codename__in=codenames
        )
        group.permissions.add(*given)


def forwards(apps: Any, schema_editor: Any) -> None:
    make_groups(apps, schema_editor.connection.alias)


def backwards(apps: Any, schema_editor: Any) -> None:
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    groups.filter(name__in=RIGHTS).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("questionnaire", "0003_admins_edit"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
