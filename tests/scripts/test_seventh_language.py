"""A language more: the documented steps, taken in a copy of the project."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from config.settings import BASE_DIR

ENGINE = settings.DATABASES["default"]["ENGINE"]


@pytest.mark.skipif(
    not ENGINE.endswith("sqlite3"), reason="the copy has a database of its own: once is enough"
)
def test_dutch_is_added_and_walked_as_documented(tmp_path: Path) -> None:
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
