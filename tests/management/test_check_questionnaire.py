import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from questionnaire.catalogue.assessment import Must, assess
from questionnaire.catalogue.rubric import rubric_of
from questionnaire.catalogue.storing import store_draft
from questionnaire.management.commands.check_questionnaire import TITLES
from questionnaire.models import Questionnaire
from questionnaire.scoring.calibrate import calibrate
from tests import factories
from tests.conftest import SHIPPED

pytestmark = pytest.mark.django_db

Data = dict[str, Any]


def checked(*arguments: object, status: int = 0) -> str:
    """Return what the command prints; it must end with this status."""
    output = io.StringIO()
    if status == 0:
        call_command("check_questionnaire", *arguments, stdout=output)
    else:
        with pytest.raises(SystemExit) as ended:
            call_command("check_questionnaire", *arguments, stdout=output)
        assert ended.value.code == status
    return output.getvalue()


def refusal(*arguments: object) -> str:
    with pytest.raises(CommandError) as caught:
        checked(*arguments)
    assert caught.value.returncode == 2
    return str(caught.value)


def changed_files(directory: Path, *, structure: Data | None = None, italian: Data) -> Path:
    words = factories.all_words()
    words["it"].update(italian)
    return factories.write_files(directory, structure, words)


def test_published_questionnaire_passes(shipped: Questionnaire) -> None:
    lines = checked(SHIPPED).splitlines()
    assert lines[0] == f"{shipped} (published)"
    assert lines[-1] == "Fit to publish."
    assert "  English: 354 texts, 0 missing, 0 identical to the source" in lines
    assert "  pass  Every text stands in every language" in lines
    assert [line for line in lines if line.startswith("  FAIL")] == []


def test_figures_are_told_in_plain_words(shipped: Questionnaire) -> None:
    lines = checked(shipped.key).splitlines()
    row = "Hybrid is the worst one in enough answers: hybrid 10.6 % (wanted: at least 10 %)"
    assert f"  pass  {row}" in lines
    assert f"  pass  {TITLES['one_answer']}: 0.0 % to 56.3 % (wanted: at most 65 %)" in lines


def test_calibration_that_fails_is_told_and_refuses_nothing(small: Questionnaire) -> None:
    lines = checked(small.key).splitlines()
    row = (
        "Hybrid is the worst one in enough answers: hybrid 0.0 % (wanted: at least 10 %); "
        "outside: hybrid 0.0 %"
    )
    assert f"  FAIL  {row}" in lines
    assert lines[-1] == "Fit to publish."


def test_folder_with_a_text_missing_is_refused(tmp_path: Path) -> None:
    lines = checked(changed_files(tmp_path, italian={"title": ""}), status=1).splitlines()
    assert lines[0] == str(tmp_path)
    at = lines.index("  FAIL  Every text stands in every language")
    assert lines[at + 1] == "          it.yaml: title: is empty"
    assert lines[-1] == "Not to be published: 1 of what must hold fails."
    assert "  Italian: 72 texts, 1 missing, 0 identical to the source" in lines


def test_calibration_waits_until_it_can_be_scored(tmp_path: Path) -> None:
    structure = factories.structure()
    del structure["sets"][0]["questions"][0]["options"][0]["fits"]
    folder = changed_files(tmp_path, structure=structure, italian={})
    lines = checked(folder, status=1).splitlines()
    assert f"  open  {TITLES[Must.REACHABLE]}" in lines
    assert "  The calibration waits until the questionnaire can be scored." in lines


def test_draft_is_checked_by_its_number(small: Questionnaire) -> None:
    draft = store_draft(factories.content(), version=small.version + 1)
    draft.title_it = ""  # type: ignore[attr-defined]  # a field of modeltranslation
    draft.save()
    lines = checked(small.key, "--version", draft.version, status=1).splitlines()
    assert lines[0] == "small 2 (draft)"
    assert checked(small.key).startswith("small 1 (published)\n")


def test_json_says_the_same_as_data(tmp_path: Path) -> None:
    folder = changed_files(tmp_path, italian={"title": ""})
    data = json.loads(checked(folder, "--json", status=1))
    assert (data["refused"], data["questionnaire"]) == (True, str(tmp_path))
    assert data["checks"][0] == {
        "key": "complete",
        "title": "Every text stands in every language",
        "must": True,
        "passed": False,
        "problems": [
            {
                "file": "it.yaml",
                "language": "it",
                "place": "title",
                "kind": "empty",
                "sentence": "it.yaml: title: is empty",
            }
        ],
        "measured": None,
    }
    italian = next(one for one in data["languages"] if one["language"] == "it")
    assert italian == {"language": "it", "texts": 72, "missing": ["title"], "same": []}


def test_json_holds_the_figures_of_the_calibration(small: Questionnaire) -> None:
    said = json.loads(checked(small.key, "--json"))
    rows = calibrate(rubric_of(factories.content().structure))
    measured = {check["key"]: check["measured"] for check in said["checks"]}
    for row in rows:
        assert measured[row.key] == {
            "figures": row.figures,
            "low": row.low,
            "high": row.high,
            "outside": list(row.failures),
        }


def test_every_check_has_a_title() -> None:
    keys = [check.key for check in assess(factories.content()).checks]
    assert [key for key in keys if key not in TITLES] == []


def test_unknown_questionnaire_is_bad_input(small: Questionnaire) -> None:
    assert "There is no questionnaire 'nowhere'" in refusal("nowhere")
    assert refusal(small.key, "--version", 9) == "'small' has no version 9 (there are: 1)."


def test_folder_that_cannot_be_read_is_bad_input(tmp_path: Path) -> None:
    factories.write_files(tmp_path)
    (tmp_path / "fr.yaml").unlink()
    assert refusal(tmp_path).splitlines() == [
        f"{tmp_path} cannot be read:",
        "  fr.yaml: the file is missing",
    ]


def test_file_that_is_a_folder_is_bad_input(tmp_path: Path) -> None:
    factories.write_files(tmp_path)
    (tmp_path / "fr.yaml").unlink()
    (tmp_path / "fr.yaml").mkdir()
    assert refusal(tmp_path).startswith(f"{tmp_path / 'fr.yaml'}: cannot be read (")
