"""Files and content are two forms of the same: each is read or written without any loss."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaire.catalogue.checks import problems
from questionnaire.catalogue.content import Content
from questionnaire.catalogue.files import languages, read_content, shipped_directories
from questionnaire.catalogue.writing import OccupiedFolderError, texts, write_content
from tests import factories

Data = dict[str, Any]

DIRECTORIES = {path.name: path for path in shipped_directories()}
FILES = ["structure.yaml", *(f"{language}.yaml" for language in languages())]
NASTY = (
    "",
    " ",
    " leading and trailing ",
    "yes",
    "1.0",
    "~",
    "null: true",
    "- a list",
    "# no comment",
    "key: value",
    'say "hello" and \\"this\\"',
    "it's",
    "two\nlines\n",
    "tab\there, return\r\n",
    "{flow: [a, b]}",
    "&anchor *alias !tag %percent @at `tick",
    "😀 👩🏽‍🚀 emoji",
    "مرحبا \u202e RTL \u200f",
    "\x85 NEL \u2028 line \u2029 paragraph \ufeff BOM",
    "\xa0 no-break \u202f narrow",
    "\x00\x07\x1b\x7f\x9f",
    "\ufffe \uffff \U0001fffe",
    "---\n...\n",
    "long " * 1_000,
)
TEXTS = st.one_of(st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cs"])))


def files_in(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir()}


@pytest.mark.parametrize("name", DIRECTORIES)
def test_shipped_files_are_written_again_byte_for_byte(name: str, tmp_path: Path) -> None:
    shipped = DIRECTORIES[name]
    assert write_content(read_content(shipped), tmp_path) == FILES
    assert files_in(tmp_path) == {file: (shipped / file).read_bytes() for file in FILES}


def test_small_questionnaire_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_content(factories.content(), tmp_path)
    first = files_in(tmp_path)
    assert read_content(tmp_path) == factories.content()
    write_content(read_content(tmp_path), tmp_path)
    assert files_in(tmp_path) == first


def with_words(said: list[str]) -> Content:
    """Return the small questionnaire with these texts in every language, wherever one may be."""
    structure, words = factories.structure(), factories.all_words()
    short, long = said[0][:60], said[1]
    for language in words.values():
        language.update(title=short, summary=long)
        language["strategies"]["open"] = {"name": short, "headline": short, "sentence": long}
        language["sources"]["paper"] = language["tensions"]["odd"] = long
        language["sets"]["money"] = {"intro": long, "swing": short, "advice": {"go_open": long}}
        language["questions"]["M1"].update(text=long, help=short, why=long)
        language["questions"]["M1"]["options"]["a"] = {"text": long, "reason": short}
    structure["sources"][0].update(citation=short, url=short)
    structure["sets"][0]["questions"][0]["covers"] = long
    return factories.content(structure, words)


def assert_reads_and_writes_alike(content: Content, directory: Path) -> None:
    write_content(content, directory)
    first = files_in(directory)
    assert read_content(directory) == content
    write_content(read_content(directory), directory)
    assert files_in(directory) == first


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_is_read_as_it_was_written(text: str, tmp_path: Path) -> None:
    assert_reads_and_writes_alike(with_words([text, text]), tmp_path)


@settings(max_examples=25, deadline=None)
@given(said=st.lists(TEXTS, min_size=2, max_size=2))
def test_any_text_is_read_as_it_was_written(
    said: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert_reads_and_writes_alike(with_words(said), tmp_path_factory.mktemp("written"))


@pytest.mark.parametrize("key", ["yes", "no", "null", "1", "1_0", "0x1F", "1e3", "on", "y", "0o7"])
def test_key_that_looks_like_something_else_stays_a_key(key: str, tmp_path: Path) -> None:
    structure, words = factories.structure(key), factories.all_words()
    structure["sources"][0]["key"] = key
    structure["sets"][0]["questions"][0]["sources"] = [key]
    structure["sets"][0]["advice"] = {}
    for language in words.values():
        language["sources"] = {key: "A fact"}
    content = factories.content(structure, words)
    assert_reads_and_writes_alike(content, tmp_path)


def turned(value: Any) -> Any:
    """Return the same with every mapping in the opposite order."""
    if isinstance(value, dict):
        return {key: turned(part) for key, part in reversed(value.items())}
    return value


def test_words_are_written_in_the_order_of_the_structure() -> None:
    other_way_round = factories.content(None, turned(factories.all_words()))
    assert other_way_round == factories.content()
    assert texts(other_way_round)["de.yaml"] == texts(factories.content())["de.yaml"]


def test_words_that_stand_nowhere_in_the_structure_are_written_last(tmp_path: Path) -> None:
    words = factories.all_words()
    words["de"]["sets"] = {"luck": words["de"]["sets"]["money"], **words["de"]["sets"]}
    words["de"]["questions"]["Z9"] = words["de"]["questions"]["M1"]
    write_content(factories.content(None, words), tmp_path)
    german = read_content(tmp_path).words["de"]
    assert list(german.sets) == ["money", "people", "facts", "luck"]
    assert german == factories.content(None, words).words["de"]


def test_long_text_stays_on_one_line(tmp_path: Path) -> None:
    write_content(with_words(["Title", "two words\n" * 500]), tmp_path)
    lines = (tmp_path / "en.yaml").read_text(encoding="utf-8").splitlines()
    written = "two words\\n" * 500
    assert lines[:3] == ["language: en", 'title: "Title"', f'summary: "{written}"']


def test_emoji_and_accents_are_written_plainly() -> None:
    text = texts(with_words(["Añb 😀", "63\xa0%"]))["en.yaml"]
    assert 'title: "Añb 😀"\nsummary: "63\xa0%"\n' in text


def incomplete() -> Content:
    """Return a draft as an editor leaves it in the middle: no fits yet, and texts without words."""
    structure, words = factories.structure(), factories.all_words()
    del structure["sets"][0]["questions"][0]["options"][1]["fits"]
    structure["vetoes"][0]["when_all"] = []
    words["it"]["title"] = ""
    words["it"]["questions"]["P1"]["options"]["b"] = {"text": "", "reason": ""}
    del words["de"]["strategies"]["open"]
    return factories.content(structure, words)


def test_incomplete_draft_is_written_and_told_apart_when_read(tmp_path: Path) -> None:
    write_content(incomplete(), tmp_path)
    assert read_content(tmp_path) == incomplete()
    assert [str(problem) for problem in problems(read_content(tmp_path))] == [
        "structure.yaml: questions.M1.options.b.fits: an option of a scored question needs fits.",
        (
            "structure.yaml: vetoes.no_rights: "
            "at least one condition with at least one option is needed."
        ),
        "de.yaml: strategies.open: is missing",
        "it.yaml: title: is empty",
        "it.yaml: questions.P1.options.b.text: is empty",
        "it.yaml: questions.P1.options.b.reason: is empty",
    ]


def test_questionnaire_without_sets_is_read_as_it_was_written(tmp_path: Path) -> None:
    structure, words = factories.structure(), factories.all_words()
    structure.update(sets=[], sources=[], vetoes=[], tensions=[])
    for language in words.values():
        language.update(sets={}, sources={}, questions={}, vetoes={}, tensions={})
    assert_reads_and_writes_alike(factories.content(structure, words), tmp_path)


def test_folder_is_made(tmp_path: Path) -> None:
    write_content(factories.content(), tmp_path / "new" / "folder")
    assert read_content(tmp_path / "new" / "folder") == factories.content()


def test_earlier_export_of_the_same_key_is_replaced(tmp_path: Path) -> None:
    write_content(factories.content(), tmp_path)
    (tmp_path / "sample.yaml").write_text("answers: {}\n")
    write_content(with_words(["Changed", "Changed"]), tmp_path)
    assert read_content(tmp_path).words["en"].title == "Changed"
    assert (tmp_path / "sample.yaml").read_text() == "answers: {}\n"


def test_hidden_files_do_not_occupy_a_folder(tmp_path: Path) -> None:
    (tmp_path / ".gitkeep").touch()
    write_content(factories.content(), tmp_path)
    assert sorted(files_in(tmp_path)) == sorted([".gitkeep", *FILES])


OCCUPIED = {
    "another questionnaire": "key: other\n",
    "a list": "- key: small\n",
    "no YAML": "key: [small\n",
}


@pytest.mark.parametrize("case", OCCUPIED)
def test_folder_with_another_structure_is_refused(case: str, tmp_path: Path) -> None:
    (tmp_path / "structure.yaml").write_text(OCCUPIED[case])
    with pytest.raises(OccupiedFolderError, match="holds no earlier export of 'small'"):
        write_content(factories.content(), tmp_path)
    assert files_in(tmp_path) == {"structure.yaml": OCCUPIED[case].encode()}


def test_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    with pytest.raises(OccupiedFolderError, match="is not empty"):
        write_content(factories.content(), tmp_path)
    assert files_in(tmp_path) == {"notes.txt": b""}


def test_file_in_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OccupiedFolderError, match="is a file"):
        write_content(factories.content(), tmp_path / "file")


def test_interrupted_export_leaves_what_was_there(tmp_path: Path) -> None:
    write_content(factories.content(), tmp_path)
    before = files_in(tmp_path)
    changed = with_words(["Changed", "Changed"])
    # Half of a character cannot be written; all languages before Italian are by then
    broken = changed.words["it"].model_copy(update={"title": "\ud83d"})
    with pytest.raises(UnicodeEncodeError):
        write_content(
            changed.model_copy(update={"words": {**changed.words, "it": broken}}), tmp_path
        )
    assert files_in(tmp_path) == before
