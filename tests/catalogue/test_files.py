from pathlib import Path
from typing import Any

import pytest

from questionnaire.catalogue.files import ContentError, languages, read_content, shipped_directories
from tests import factories

Data = dict[str, Any]


def problems_of(directory: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read_content(directory)
    assert str(caught.value) == "\n".join(caught.value.problems)
    return caught.value.problems


def test_files_are_read_as_they_are_written(tmp_path: Path) -> None:
    assert read_content(factories.write_files(tmp_path)) == factories.content()


def test_file_missing_is_named(tmp_path: Path) -> None:
    factories.write_files(tmp_path)
    (tmp_path / "fr.yaml").unlink()
    (tmp_path / "structure.yaml").unlink()
    assert problems_of(tmp_path) == [
        "structure.yaml: the file is missing",
        "fr.yaml: the file is missing",
    ]


def test_folder_missing_is_told_file_by_file(tmp_path: Path) -> None:
    files = ["structure", *languages()]
    assert problems_of(tmp_path / "nowhere") == [f"{n}.yaml: the file is missing" for n in files]


def test_language_of_another_file_is_named(tmp_path: Path) -> None:
    said = factories.all_words()
    said["es"]["language"] = "de"
    factories.write_files(tmp_path, None, said)
    assert problems_of(tmp_path) == ["es.yaml: language: is 'de', must be 'es'"]


WRONG_VALUES: list[tuple[Any, str]] = [
    (lambda s: s["sets"][0].update(kind="other"), "sets.0.kind: "),
    (lambda s: s["sets"][0].update(colour="red"), "sets.0.colour: Extra inputs"),
    (lambda s: s["sets"][0].pop("key"), "sets.0.key: Field required"),
    (lambda s: s["sets"][0]["questions"][1].update(key="two words"), "sets.0.questions.1.key: "),
    (lambda s: fits(s).update(open=5), "sets.0.questions.0.options.0.fits.open: "),
    (lambda s: fits(s).update(open=-1), "sets.0.questions.0.options.0.fits.open: "),
    (lambda s: fits(s).update(open=2.0), "sets.0.questions.0.options.0.fits.open: "),
    (lambda s: fits(s).update(open="4"), "sets.0.questions.0.options.0.fits.open: "),
    (lambda s: fits(s).pop("hybrid"), "sets.0.questions.0.options.0.fits.hybrid: Field required"),
    (lambda s: s["vetoes"][0].update(rules_out="ajar"), "vetoes.0.rules_out: "),
    (lambda s: s["sets"][2]["questions"][0]["options"][0].update(key=True), "sets.2.questions.0."),
    (lambda s: s["sources"][0].update(citation="x" * 301), "sources.0.citation: "),
]


def fits(structure: Data) -> Any:
    return structure["sets"][0]["questions"][0]["options"][0]["fits"]


@pytest.mark.parametrize(("change", "place"), WRONG_VALUES, ids=[p for _c, p in WRONG_VALUES])
def test_wrong_value_in_the_structure_is_named(tmp_path: Path, change: Any, place: str) -> None:
    structure = factories.structure()
    change(structure)
    (problem,) = problems_of(factories.write_files(tmp_path, structure))
    assert problem.startswith(f"structure.yaml: {place}")


WRONG_WORDS: list[tuple[Any, str]] = [
    (lambda w: w.update(slogan="Ajar"), "slogan: Extra inputs"),
    (lambda w: w.pop("questions"), "questions: Field required"),
    (lambda w: w.update(title=["a", "list"]), "title: "),
    (lambda w: w.update(title="x" * 201), "title: "),
    (lambda w: w["strategies"]["open"].update(name="x" * 61), "strategies.open.name: "),
    (lambda w: w["strategies"]["open"].update(headline="x" * 201), "strategies.open.headline: "),
    (lambda w: w["sets"]["money"].update(name="x" * 81), "sets.money.name: "),
]


@pytest.mark.parametrize(("change", "place"), WRONG_WORDS, ids=[p for _c, p in WRONG_WORDS])
def test_wrong_value_in_the_words_is_named(tmp_path: Path, change: Any, place: str) -> None:
    said = factories.all_words()
    change(said["it"])
    (problem,) = problems_of(factories.write_files(tmp_path, None, said))
    assert problem.startswith(f"it.yaml: {place}")


UNREADABLE: dict[str, tuple[bytes, str]] = {
    "a key twice": (b"language: en\nlanguage: en\n", "the key 'language' stands here twice"),
    "an inner key twice": (b"sets:\n  a: {x: 1, x: 2}\n", "the key 'x' stands here twice"),
    "a list as a key": (b"? [a, b]\n: c\n", "must be a text"),
    "no text as a key": (b"no: x\n", "must be a text; put it in quotes"),
    "no YAML": (b"language: [en\n", "cannot be read"),
    "no UTF-8": (b"language: \xff\n", "cannot be read"),
    "nothing": (b"", "en.yaml: "),
    "a tag of Python": (b"!!python/object/apply:os.getcwd []\n", "cannot be read"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_file_that_cannot_be_read_is_named(tmp_path: Path, case: str) -> None:
    content, sentence = UNREADABLE[case]
    factories.write_files(tmp_path)
    (tmp_path / "en.yaml").write_bytes(content)
    (problem,) = problems_of(tmp_path)
    assert problem.startswith("en.yaml: ")
    assert sentence in problem


def test_position_of_a_double_key_is_told(tmp_path: Path) -> None:
    factories.write_files(tmp_path)
    (tmp_path / "en.yaml").write_text("language: en\nlanguage: en\n")
    assert "line 2, column 1" in problems_of(tmp_path)[0]


def test_shipped_directories_hold_a_structure_each() -> None:
    directories = shipped_directories()
    assert directories != []
    assert all((directory / "structure.yaml").is_file() for directory in directories)
