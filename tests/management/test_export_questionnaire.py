import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from questionnaire.catalogue.files import ContentError, languages, read_content, shipped_directories
from questionnaire.catalogue.services import load
from questionnaire.catalogue.storing import store_draft
from questionnaire.models import AnswerOption, Questionnaire, QuestionSet
from tests import factories
from tests.conftest import SHIPPED

pytestmark = pytest.mark.django_db

FILES = ["structure.yaml", *(f"{language}.yaml" for language in languages())]


def export(*arguments: object, **options: object) -> tuple[str, str]:
    """Return what the command says, and what it says on the side."""
    output, errors = io.StringIO(), io.StringIO()
    call_command("export_questionnaire", *arguments, stdout=output, stderr=errors, **options)
    return output.getvalue(), errors.getvalue()


def refusal(*arguments: object) -> str:
    with pytest.raises(CommandError) as caught:
        export(*arguments)
    assert caught.value.returncode == 2
    return str(caught.value)


def files_in(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir()}


def test_shipped_questionnaire_is_exported_byte_for_byte(
    shipped: Questionnaire, tmp_path: Path
) -> None:
    said, aside = export(SHIPPED, tmp_path)
    (directory,) = (path for path in shipped_directories() if path.name == SHIPPED)
    assert files_in(tmp_path) == {name: (directory / name).read_bytes() for name in FILES}
    assert said == f"{shipped}: wrote {', '.join(FILES)} to {tmp_path}\n"
    assert aside == ""


def test_exported_files_are_up_to_date_when_loaded(small: Questionnaire, tmp_path: Path) -> None:
    export("small", tmp_path)
    assert read_content(tmp_path) == factories.content()
    assert load(read_content(tmp_path)) == (small, False)


def test_earlier_version_is_exported_by_its_number(small: Questionnaire, tmp_path: Path) -> None:
    factories.published(title="Changed")
    export("small", tmp_path / "old", "--version", small.version)
    export("small", tmp_path / "new")
    titles = [read_content(tmp_path / name).words["en"].title for name in ("old", "new")]
    assert titles == ["Title [en]", "Changed"]


def test_incomplete_draft_is_exported_and_refused_when_loaded(
    small: Questionnaire, tmp_path: Path
) -> None:
    draft = store_draft(factories.content(), version=small.version + 1)
    QuestionSet.objects.filter(questionnaire=draft, key="money").update(swing_it="")  # type: ignore[misc]  # a field of modeltranslation
    AnswerOption.objects.filter(
        question__question_set__questionnaire=draft, question__key="M1", key="a"
    ).update(fit_open=None, fit_closed=None, fit_hybrid=None)
    _said, aside = export("small", tmp_path, version=draft.version)
    assert aside == "small 2 is not complete and cannot be loaded (2 problems)\n"
    with pytest.raises(ContentError) as caught:
        load(read_content(tmp_path))
    assert caught.value.problems == [
        "structure.yaml: questions.M1.options.a.fits: an option of a scored question needs fits.",
        "it.yaml: sets.money.swing: is empty",
    ]


def test_occupied_folder_is_refused(small: Questionnaire, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    assert refusal(small.key, tmp_path) == (
        f"{tmp_path} is not empty and holds no earlier export of 'small'; "
        "name an empty or a new folder."
    )


def test_folder_that_cannot_be_made_is_refused(small: Questionnaire, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    directory = tmp_path / "file" / "folder"
    assert refusal(small.key, directory).startswith(f"{directory}: cannot be written to (")


def test_unknown_questionnaire_is_refused(small: Questionnaire, tmp_path: Path) -> None:
    assert "'nowhere'" in refusal("nowhere", tmp_path)
    assert refusal(small.key, tmp_path, "--version", 9) == (
        "'small' has no version 9 (there are: 1)."
    )
    assert files_in(tmp_path) == {}
