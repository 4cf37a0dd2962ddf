from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import yaml
from django.template.loader import render_to_string
from django.utils.html import escape

from questionnaire.catalogue.files import ContentError, languages, shipped_directories
from questionnaire.results.openness import OPENNESS_DIR, openness, read_openness
from questionnaire.scoring import Strategy

Data = dict[str, Any]
# What the Model Openness Tool's settings of May 2026 require, class after class
REQUIRED = {
    "Open Model": [
        "Model architecture",
        "Model parameters, final",
        "Evaluation results",
        "Model card",
        "Data card",
        "Technical report",
    ],
    "Open Tooling": ["Training code", "Inference code", "Evaluation code", "Evaluation data"],
    "Open Science": [
        "Datasets",
        "Data preprocessing code",
        "Model parameters, intermediate",
        "Research paper",
    ],
}
OPTIONAL = ["Sample outputs", "Supporting libraries and tools", "Model metadata"]
# Established terms that other languages keep as they are
KEPT = {"Model card", "Data card"}


def words_of(language: str, directory: Path = OPENNESS_DIR) -> Data:
    said: Data = yaml.safe_load((directory / f"{language}.yaml").read_text(encoding="utf-8"))
    return said


def leaves(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in leaves(part)]
    return [value]


def keys(value: Any) -> Any:
    return [(k, keys(v)) for k, v in value.items()] if isinstance(value, dict) else None


def render(strategy: Strategy | None, language: str = "en") -> str:
    recommended = {"strategy": strategy} if strategy else None
    context = {"result": {"summary": {"strategy": recommended}}, "openness": openness(language)}
    return render_to_string("questionnaire/results/_openness.html", context)


def problems_of(directory: Path, language: str = "fr") -> list[str]:
    with pytest.raises(ContentError) as caught:
        read_openness(directory, language)
    return caught.value.problems


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(copytree(OPENNESS_DIR, tmp_path / "openness"))


def test_classes_require_what_the_framework_requires() -> None:
    classes = openness("en").classes
    assert {
        item.name: [part.name for part in item.components if part.required] for item in classes
    } == REQUIRED
    assert [(item.number, item.adds) for item in classes] == [("III", 6), ("II", 4), ("I", 4)]
    assert [
        part.name for item in classes for part in item.components if not part.required
    ] == OPTIONAL


def test_component_tells_the_licence_that_fits_it() -> None:
    parts = {part.name: part.licence for item in openness("en").classes for part in item.components}
    assert parts["Training code"] == "Software licence"
    assert parts["Model parameters, final"] == "Data licence"
    assert parts["Research paper"] == "Content licence"


def test_licences_suggested_are_established_ones() -> None:
    assert [licence.licences for licence in openness("en").licences] == [
        ("Apache-2.0", "MIT"),
        ("CDLA-Permissive-2.0", "CC0-1.0"),
        ("CC-BY-4.0",),
        ("OpenMDW 1.1", "OpenMDW 1.0"),
    ]


def test_every_language_is_complete_and_alike() -> None:
    assert [file.stem for file in sorted(OPENNESS_DIR.glob("??.yaml"))] == sorted(languages())
    english = openness("en")
    for language in languages():
        own = openness(language)
        assert keys(words_of(language)) == keys(words_of("en")), language
        assert [text for text in leaves(words_of(language)) if text != text.strip()] == []
        names = [(item.number, item.name, item.adds) for item in own.classes]
        assert names == [(item.number, item.name, item.adds) for item in english.classes]


@pytest.mark.parametrize("language", [code for code in languages() if code != "en"])
def test_language_leaves_nothing_in_english(language: str) -> None:
    english = {text.lower() for text in leaves(words_of("en"))}
    same = [text for text in leaves(words_of(language)) if text.lower() in english]
    assert {text.capitalize() for text in same} <= KEPT


def test_text_is_read_once() -> None:
    assert openness("de") is openness("de")


def test_folder_is_not_taken_for_a_questionnaire() -> None:
    assert OPENNESS_DIR.is_dir()
    assert OPENNESS_DIR not in shipped_directories()


WRONG_WORDS: list[tuple[Callable[[Data], object], str]] = [
    (lambda w: w.update(language="es"), "fr.yaml: language: is 'es', must be 'fr'"),
    (lambda w: w.update(colour="red"), "fr.yaml: colour: Extra inputs are not permitted"),
    (lambda w: w.pop("rule"), "fr.yaml: rule: Field required"),
    (lambda w: w["labels"].pop("open_weights"), "fr.yaml: labels.open_weights: is missing"),
    (lambda w: w["sources"].pop("mof"), "fr.yaml: sources.mof: is missing"),
    (lambda w: w["components"]["datasets"].pop("text"), "fr.yaml: components.datasets.text: Field"),
    (lambda w: w["licences"]["code"].update(name=""), "fr.yaml: licences.code.name: String should"),
    (
        lambda w: w["classes"].update(open_door=w["classes"]["open_model"]),
        "fr.yaml: classes.open_door: is not in components.yaml",
    ),
]


@pytest.mark.parametrize(("change", "message"), WRONG_WORDS)
def test_words_that_do_not_fit_are_named(
    copied: Path, change: Callable[[Data], object], message: str
) -> None:
    said = words_of("fr", copied)
    change(said)
    (copied / "fr.yaml").write_text(yaml.safe_dump(said), encoding="utf-8")
    (problem,) = problems_of(copied)
    assert problem.startswith(message)


def test_kind_of_licence_unknown_is_named(copied: Path) -> None:
    file = copied / "components.yaml"
    structure = yaml.safe_load(file.read_text(encoding="utf-8"))
    structure["classes"][0]["required"][0]["kind"] = "music"
    file.write_text(yaml.safe_dump(structure), encoding="utf-8")
    (problem,) = problems_of(copied)
    assert problem.startswith("components.yaml: classes.0.required.0.kind: Input should be 'code'")


def test_file_missing_is_named(copied: Path) -> None:
    (copied / "fr.yaml").unlink()
    assert problems_of(copied) == ["fr.yaml: the file is missing"]


def test_file_that_is_no_yaml_is_named(copied: Path) -> None:
    (copied / "fr.yaml").write_text("rule: [", encoding="utf-8")
    (problem,) = problems_of(copied)
    assert problem.startswith("fr.yaml: cannot be read: ")


@pytest.mark.parametrize("strategy", [Strategy.CLOSED, None])
def test_section_is_left_out_without_an_open_part(strategy: Strategy | None) -> None:
    assert render(strategy).strip() == ""


@pytest.mark.parametrize("language", languages())
def test_section_shows_every_word_and_source(language: str) -> None:
    page = render(Strategy.HYBRID, language)
    said = words_of(language)
    said.pop("language")
    assert [text for text in leaves(said) if escape(text) not in page] == []
    assert [s.citation for s in openness(language).sources if escape(s.citation) not in page] == []


def test_section_speaks_of_a_split_to_hybrid_only() -> None:
    split = escape(openness("en").hybrid)
    assert split in render(Strategy.HYBRID)
    assert split not in render(Strategy.OPEN)


def test_section_counts_what_each_class_adds() -> None:
    page = render(Strategy.OPEN)
    assert page.count("6 required components") == 1
    assert page.count("4 more required components") == 2
    assert page.count('<em class="muted">optional</em>') == 3


def test_section_escapes_what_it_shows() -> None:
    context = {
        "result": {"summary": {"strategy": {"strategy": Strategy.OPEN}}},
        "openness": replace(openness("en"), rule="<b>Rule</b>"),
    }
    page = render_to_string("questionnaire/results/_openness.html", context)
    assert "&lt;b&gt;Rule&lt;/b&gt;" in page
