"""The table of the cache, made where the others are: who deploys needs no further command."""

from django.core.management import call_command
from django.db import migrations


def create(apps, schema_editor):
    call_command("createcachetable", "cache", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("questionnaire", "0004_groups")]

    operations = [
        migrations.RunPython(create, migrations.RunPython.noop, elidable=False),
    ]
