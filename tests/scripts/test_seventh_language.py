"""A language more: the documented steps, taken in a copy of the project."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from config.settings import BASE_DIR


def copy_database(file: Path) -> None:
    """Copy the migrated database of the tests: making another takes longer than all the steps."""
    file.parent.mkdir()
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"])) as migrated,
        closing(sqlite3.connect(file)) as copy,
    ):
        migrated.backup(copy)


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="the copy has a database of its own: once is enough"
)
@pytest.mark.django_db
def test_dutch_is_added_and_walked_as_documented(tmp_path: Path) -> None:
    copy_database(tmp_path / "var" / "ajar.sqlite3")
    done = subprocess.run(  # noqa: S603 - the interpreter that runs this test
        [sys.executable, "-m", "scripts.seventh_language", str(tmp_path)],
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "home": [200, "nl", "Open, gesloten of hybride?", "Begin met de vragenlijst"],
        "overview": [200, "nl", "Je antwoorden", "Geld en tijd"],
        "set": [200, "nl", "Waar komt je geld vandaan?", "Waarom we dit vragen"],
        "result": [200, "nl", "Hoe zeker is dat?", "Geld en tijd"],
        "report": [200, "application/pdf"],
        # Published before: its own words stay English
        "walk begun before": [200, "nl", "Waarom we dit vragen", "Funding"],
    }
