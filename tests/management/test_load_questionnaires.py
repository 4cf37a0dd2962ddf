import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from questionnaire.models import Questionnaire
from tests import factories
from tests.conftest import SHIPPED

pytestmark = pytest.mark.django_db


def said_by(*arguments: object) -> list[str]:
    output = io.StringIO()
    call_command("load_questionnaires", *arguments, stdout=output)
    return output.getvalue().splitlines()


def test_shipped_questionnaires_are_up_to_date() -> None:
    assert said_by() == [f"{SHIPPED}: version 1 is up to date"]


def test_shipped_questionnaires_pass_the_check() -> None:
    assert said_by("--check") == [f"{SHIPPED}: complete in every language"]


def test_new_questionnaire_is_published(tmp_path: Path) -> None:
    factories.write_files(tmp_path, factories.structure("another"))
    assert said_by(tmp_path) == [f"{tmp_path.name}: version 1 is published"]
    assert said_by(tmp_path) == [f"{tmp_path.name}: version 1 is up to date"]
    assert Questionnaire.objects.published().filter(key="another").exists()


def test_changed_questionnaire_is_published_as_a_new_version(tmp_path: Path) -> None:
    said = factories.all_words()
    said["it"]["summary"] = "Cambiato"
    factories.write_files(tmp_path, None, said)
    assert said_by(tmp_path) == [f"{tmp_path.name}: version 2 is published"]


def test_check_loads_nothing(tmp_path: Path) -> None:
    factories.write_files(tmp_path, factories.structure("another"))
    assert said_by("--check", tmp_path) == [f"{tmp_path.name}: complete in every language"]
    assert not Questionnaire.objects.filter(key="another").exists()


@pytest.mark.parametrize("arguments", [[], ["--check"]], ids=["load", "check"])
def test_every_problem_is_told_with_file_and_key(tmp_path: Path, arguments: list[str]) -> None:
    said = factories.all_words()
    said["de"]["title"] = ""
    del said["fr"]["questions"]["M1"]
    factories.write_files(tmp_path, factories.structure("another"), said)
    with pytest.raises(CommandError) as caught:
        said_by(*arguments, tmp_path)
    assert str(caught.value).splitlines() == [
        f"{tmp_path} cannot be loaded:",
        "  fr.yaml: questions.M1: is missing",
        "  de.yaml: title: is empty",
    ]
    assert not Questionnaire.objects.filter(key="another").exists()


def test_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"structure\.yaml: the file is missing"):
        said_by(tmp_path / "nowhere")
