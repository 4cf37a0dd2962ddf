import io
import json
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from questionnaire.models import Questionnaire
from questionnaire.results import records
from questionnaire.results.answers import answers_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(small: Questionnaire) -> str:
    """A genuine record."""
    submission, _token = factories.submitted(small, factories.ALL_CLOSED)
    frozen = factories.in_english(small)
    written = records.record_of(submission, frozen, answers_of(submission, frozen), notes=True)
    return json.dumps(written, indent=2)


def run(file: Path) -> tuple[int, str]:
    """Return the status and the line that the command ends with."""
    out = io.StringIO()
    status = 0
    try:
        call_command("verify", str(file), stdout=out)
    except SystemExit as error:
        status = int(error.code or 0)
    assert out.getvalue().count("\n") == 1
    return status, out.getvalue()


def test_genuine_record_ends_well(tmp_path: Path, text: str) -> None:
    file = tmp_path / "record.json"
    file.write_text(text, encoding="utf-8")
    status, line = run(file)
    assert status == 0
    assert line.startswith("Genuine: This record is exactly as this site wrote it.")


def test_altered_record_ends_with_one(tmp_path: Path, text: str) -> None:
    file = tmp_path / "record.json"
    file.write_text(text.replace('"M1": "b"', '"M1": "a"'), encoding="utf-8")
    status, line = run(file)
    assert (status, line.partition(":")[0]) == (1, "Altered")


def test_record_of_an_unknown_version_ends_with_three(
    tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "record.json"
    file.write_text(text, encoding="utf-8")
    monkeypatch.setattr("questionnaire.scoring.ENGINE_VERSION", "9.9")
    status, line = run(file)
    assert (status, line.partition(":")[0]) == (3, "Genuine, but not computed again")


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"{", "line 1, column 2"), (b"\xff", "UTF-8"), (b" " * 2_000_000, "larger than 1 MB")],
)
def test_what_is_no_record_ends_with_two(tmp_path: Path, data: bytes, said: str) -> None:
    file = tmp_path / "record.json"
    file.write_bytes(data)
    status, line = run(file)
    assert status == 2
    assert said in line


def test_file_that_is_not_there_ends_with_two(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read") as caught:
        call_command("verify", str(tmp_path / "nowhere.json"))
    assert caught.value.returncode == 2


def test_dash_reads_standard_input(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    out = io.StringIO()
    call_command("verify", "-", stdout=out)
    assert out.getvalue().startswith("Genuine:")
