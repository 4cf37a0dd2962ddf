import re
from dataclasses import replace
from typing import Any

import pytest
from django.utils.translation import override

from config.settings import BASE_DIR
from questionnaire.catalogue.queries import frozen
from questionnaire.models import Questionnaire
from questionnaire.results.answers import Said, read_over
from questionnaire.results.report import Paper, render_report
from questionnaire.results.report.rendering import HERE
from questionnaire.results.samples import sample_of
from tests import factories
from tests.conftest import LANGUAGES
from tests.results.report.documents import (
    STAMP,
    document,
    read,
    result_of,
    some_answers,
    squeezed,
    tags_of,
    text_of,
)

pytestmark = pytest.mark.django_db

MARKUP = "#let *x* $y$ @home <label> \\ back\\slash _u_ `code` = no title // none /* either */ ~ --"


@pytest.mark.parametrize("language", LANGUAGES)
def test_report_says_what_the_page_says(shipped: Questionnaire, language: str) -> None:
    questionnaire = frozen(shipped, language=language)
    answers = sample_of(questionnaire).answers
    result = result_of(questionnaire, answers)
    summary, explained = result.summary, result.explained
    assert explained is not None
    said = [summary.headline, *summary.lede, *summary.caps]
    said += [reason.option.reason for side in result.sides for reason in side.reasons]
    said += [part.part.name for part in result.sets]
    said += [explained.robustness, explained.flips_note, explained.shift]
    said += [flip.sentence for flip in explained.flips]
    said += [item.sentence for item in explained.find_out]
    said += [tension.rule.message for tension in result.tensions]
    said += [veto.rule.message for veto in (*result.vetoes, *result.possible_vetoes)]
    said += [step.text for group in result.next_steps for step in group.steps]
    said += [source.citation for g in result.next_steps for s in g.steps for source in s.sources]
    said += [question.text for question in questionnaire.questions.values()]
    text = text_of(document(shipped, answers=answers, language=language))
    assert [sentence for sentence in said if squeezed(sentence) not in text] == []
    for bar in summary.bars:
        assert squeezed(f"{bar.strategy.name}{bar.percent}") in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_report_is_tagged_in_its_language(small: Questionnaire, language: str) -> None:
    pdf = read(document(small, language=language))
    root: Any = pdf.root_object
    assert str(root["/Lang"]).split("-")[0] == language
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()
    assert pdf.metadata is not None
    with override(language):
        questionnaire = frozen(small, language=language)
        result = result_of(questionnaire, some_answers(questionnaire))
    assert pdf.metadata.title == result.summary.headline


def test_report_has_headings_a_table_and_a_described_door(shipped: Questionnaire) -> None:
    tags = tags_of(document(shipped))
    assert tags.count("/H1") == 1
    assert tags.count("/H2") >= 6
    assert (tags.count("/Table"), tags.count("/TH"), tags.count("/Figure")) == (1, 5, 1)
    assert tags.count("/TD") == 6 * len(frozen(shipped, language="en").scored_sets)


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))])
def test_report_is_set_for_its_paper(
    small: Questionnaire, paper: Paper, size: tuple[int, int]
) -> None:
    pages = read(document(small, paper=paper)).pages
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {size}


def test_same_result_gives_the_same_bytes(small: Questionnaire) -> None:
    first = document(small, note="one")
    other = document(small, note="two")
    assert document(small, note="one") == first
    assert other != first


@pytest.mark.parametrize(
    "note",
    [
        MARKUP,
        "Emoji 😀 ❤ ✓ → ½ € Ω Ж",
        "A line\n\nand another after a gap\r\n\tindented\x07\x00",
        '{"json": [true, null]} <script>alert(1)</script> &amp; %s {{ x }}',
    ],
)
def test_note_stands_there_as_it_was_written(small: Questionnaire, note: str) -> None:
    text = text_of(document(small, answers=_only_note(small, note)))
    assert squeezed(re.sub(r"[\x00\x07]", "", note)) in text


@pytest.mark.parametrize("letters", ["שלום", "مرحبا"])
def test_note_from_right_to_left_keeps_its_letters(small: Questionnaire, letters: str) -> None:
    text = text_of(document(small, answers=_only_note(small, f"{letters} (abc)")))
    assert set(letters) <= set(text)
    assert "abc" in text


def test_long_note_flows_over_pages(small: Questionnaire) -> None:
    note = " ".join(f"word{at}" for at in range(1000))
    short, long = (document(small, answers=_only_note(small, said)) for said in ("word0", note))
    assert len(read(long).pages) > len(read(short).pages) + 1
    text = " ".join(page.extract_text() for page in read(long).pages)
    assert re.findall(r"word\d+", text) == note.split()


def test_word_wider_than_the_page_is_broken(small: Questionnaire) -> None:
    pages = read(document(small, answers=_only_note(small, "x" * 2000))).pages
    lines = [line for page in pages for line in page.extract_text().splitlines()]
    assert max(line.count("x") for line in lines if set(line.strip()) <= {"x", "\u200b"}) < 120
    assert sum(line.count("x") for line in lines if set(line.strip()) <= {"x", "\u200b"}) == 2000


def test_note_in_letters_without_a_font_is_set_as_boxes(small: Questionnaire) -> None:
    made = document(small, answers=_only_note(small, "日本語, in Japanese"))
    said = "Some characters cannot be drawn here and show as boxes."
    assert squeezed(said) in text_of(made)
    assert squeezed(", in Japanese") in text_of(made)
    assert "/H1" in tags_of(made)
    assert squeezed(said) not in text_of(document(small, note="in English"))


def test_footer_says_page_date_version_and_digests(small: Questionnaire) -> None:
    pdf = read(document(small))
    for number, page in enumerate(pdf.pages, start=1):
        text = squeezed(page.extract_text())
        assert squeezed(f"{number} / {len(pdf.pages)}") in text
        assert squeezed("21 November 2026") in text
        assert squeezed(f"Questionnaire version {small.version}") in text
        assert squeezed("ab12cd34 0f0f0f0f") in text
        assert squeezed("It is not legal advice.") in text


@pytest.mark.parametrize("answers", [{}, factories.NONE_COMPATIBLE, factories.ALL_OPEN])
def test_any_result_can_be_set(small: Questionnaire, answers: dict[str, str]) -> None:
    questionnaire = frozen(small, language="en")
    said = {key: Said(choice) for key, choice in answers.items()}
    made = document(small, answers=said)
    assert squeezed(result_of(questionnaire, said).summary.headline) in text_of(made)


def test_result_stored_without_an_explanation_can_be_set(small: Questionnaire) -> None:
    questionnaire = frozen(small, language="en")
    answers = some_answers(questionnaire)
    made = render_report(
        result=replace(result_of(questionnaire, answers), explained=None),
        questionnaire=questionnaire,
        sets=read_over(questionnaire, answers),
        stamp=STAMP,
    )
    assert squeezed("What would change it") not in text_of(made)


def test_colours_are_those_of_the_pages() -> None:
    tokens = (BASE_DIR / "static/css/tokens.css").read_text(encoding="utf-8")
    light = tokens[: tokens.index("@media")]
    style = (HERE / "style.typ").read_text(encoding="utf-8")
    palette = set(re.findall(r'rgb\("(#\w{6})"\)', style))
    assert palette <= set(re.findall(r"--\w+: (#\w{6})", light))
    for strategy in ("open", "hybrid", "closed"):
        colour = re.search(rf"--{strategy}: (#\w{{6}})", light)
        assert colour is not None
        assert f'{strategy}: rgb("{colour.group(1)}")' in style


def _only_note(version: Questionnaire, note: str) -> dict[str, Said]:
    key = next(iter(frozen(version, language="en").questions))
    return {key: Said("a", note)}
