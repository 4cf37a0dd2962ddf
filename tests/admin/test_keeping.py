"""What was typed into a form that cannot be saved any more: all of it, in the reader's words."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from questionnaire.admin.keeping import Part, Said
from questionnaire.models import Questionnaire
from tests.admin.editing import page_of, question, sent_by


def kept(editor: Client, row: Any, typed: dict[str, Any]) -> tuple[list[Part], str]:
    """Delete a row while its page is open in German, send the page, and return what is kept."""
    with override("de"):
        address = page_of(row)
    data = sent_by(editor.get(address), row._meta.model_name) | typed  # noqa: SLF001 - Django's own name
    row.delete()
    response = editor.post(address, data)
    assert response.status_code == 409
    return response.context["typed"], response.text


def said(part: Part) -> dict[str, str]:
    return {one.label: one.text for one in part.said}


def test_texts_are_named_by_their_field_and_language(editor: Client, draft: Questionnaire) -> None:
    parts, _page = kept(editor, question(draft), {"text_it": "Domanda nuova"})
    assert parts[0].name == "Frage"
    assert Said("Frage, Italienisch", "it", "Domanda nuova") in parts[0].said
    assert said(parts[0])["Schlüssel"] == "M1"


def test_rows_are_numbered_as_they_stood_on_the_page(editor: Client, draft: Questionnaire) -> None:
    moved = {"options-0-position": "2", "options-2-position": "0"}
    parts, _page = kept(editor, question(draft), moved)
    assert [part.name for part in parts[1:]] == [f"Antwortoption {n}" for n in (1, 2, 3)]
    assert [said(part)["Schlüssel"] for part in parts[1:]] == ["c", "b", "a"]


def test_fits_are_kept_under_the_words_of_their_controls(
    editor: Client, draft: Questionnaire
) -> None:
    fits = {"options-0-fit_open": "3", "options-0-fit_closed": "0", "options-0-fit_hybrid": "1"}
    parts, _page = kept(editor, question(draft), fits)
    texts = said(parts[1])
    assert [texts[name] for name in ("Offen", "Geschlossen", "Hybrid")] == ["3", "0", "1"]


def test_new_row_is_kept(editor: Client, draft: Questionnaire) -> None:
    new = {"options-3-key": "new", "options-3-position": "3", "options-3-text_fr": "Tout à moi"}
    parts, _page = kept(editor, question(draft), new)
    assert said(parts[4]) == {"Schlüssel": "new", "Antwort, Französisch": "Tout à moi"}


def test_choices_are_kept_in_the_words_of_what_was_chosen(
    editor: Client, draft: Questionnaire
) -> None:
    paper = draft.sources.get(key="paper")
    ticked = {"rests_on": [paper.pk], "still_right": ["text_fr"], "options-1-DELETE": "on"}
    parts, _page = kept(editor, question(draft), ticked)
    texts = said(parts[0])
    assert texts["Quellen"] == "paper · A. Author, A Paper, 2024"
    assert texts["Änderbar"] == "ja"
    assert texts["Stimmt noch, obwohl sich das Original geändert hat"] == "Frage, Französisch"
    assert said(parts[2])["Löschen"] == "ja"


def test_tick_that_was_taken_away_is_kept(editor: Client, draft: Questionnaire) -> None:
    parts, _page = kept(editor, question(draft), {"changeable": []})
    assert said(parts[0])["Änderbar"] == "nein"


def test_rule_is_kept_with_its_questions_and_answers(editor: Client, draft: Questionnaire) -> None:
    parts, _page = kept(editor, draft.rules.get(key="odd"), {})
    assert said(parts[0])["Art"] == "Spannung"
    assert parts[1] == Part(
        "Bedingung 1",
        (
            Said("Frage", "", "M1 · Question M1? [en]"),
            Said("Eine dieser Antworten", "", "a · M1 is a [en]\nc · M1 is c [en]"),
        ),
    )


def test_nothing_typed_is_missing_and_nothing_hidden_shows(
    editor: Client, draft: Questionnaire
) -> None:
    row = question(draft)
    data = sent_by(editor.get(page_of(row)), "question")
    typed = {
        value
        for name, (value, *_more) in data.items()
        if not re.search(r"token|_FORMS|loaded|position|-id|-question$|rests_on|changeable", name)
    }
    parts, page = kept(editor, row, {})
    assert typed - {""} - {one.text for part in parts for one in part.said} == set()
    shown = unescape(page.partition('<div class="kept">')[2])
    for name in ("csrf", "_FORMS", "loaded", "options-", "text_de", "fit_open"):
        assert name not in shown


@pytest.mark.parametrize("number", ["x", "9" * 40, "0"])
def test_number_that_names_nothing_is_left_out(
    number: str, editor: Client, draft: Questionnaire
) -> None:
    parts, _page = kept(editor, question(draft), {"rests_on": [number]})
    assert "Quellen" not in said(parts[0])


def test_page_says_what_was_typed_row_by_row(editor: Client, draft: Questionnaire) -> None:
    _parts, page = kept(editor, question(draft), {"text_it": "Una?\r\nDue?"})
    assert "<h3>Antwortoption 2</h3>" in page
    assert '<dt>Frage, Italienisch</dt><dd lang="it">Una?<br>Due?</dd>' in page
