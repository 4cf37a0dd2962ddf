"""What pages call a row, and where they edit it."""

from questionnaire.admin.rows import (
    called,
    change_address,
    place_after,
    questionnaire_of,
    text_anchor,
)
from questionnaire.models import AnswerOption, Questionnaire
from tests.admin.editing import question


def test_row_knows_its_questionnaire(draft: Questionnaire) -> None:
    option = question(draft).options.all()[0]
    assert (questionnaire_of(option), questionnaire_of(draft)) == (draft, draft)


def test_rows_are_called_as_people_know_them(draft: Questionnaire) -> None:
    rows = (
        draft,
        draft.sets.all()[0],
        question(draft),
        draft.sources.all()[0],
        draft.rules.all()[0],
    )
    assert [called(row) for row in rows] == [
        f"small {draft.version} (Draft)",
        "Set money [en]",
        "M1 · Question M1? [en]",
        "paper · A. Author, A Paper, 2024",
        f"{draft.rules.all()[0].key} · {draft.rules.all()[0].say('message', 'en')}",
    ]


def test_long_text_is_shortened(draft: Questionnaire) -> None:
    row = question(draft)
    row.set_text("text", "en", "word " * 40)
    assert called(row) == "M1 · " + "word " * 12 + "word…"


def test_row_without_words_is_called_by_its_key(draft: Questionnaire) -> None:
    row = question(draft)
    row.set_text("text", "en", "")
    assert called(row) == "M1"


def test_text_is_found_on_its_page(draft: Questionnaire) -> None:
    row = question(draft)
    assert change_address(row) == f"/en/admin/questionnaire/question/{row.pk}/change/"
    assert text_anchor(row, "text", "it") == f"question-{row.pk}-text-it"


def test_part_comes_last_where_another_was_deleted(draft: Questionnaire) -> None:
    row = question(draft)
    row.options.get(key="a").delete()
    assert place_after(AnswerOption(question=row, key="d")) == 3


def test_first_part_begins_the_order(draft: Questionnaire) -> None:
    row = question(draft)
    row.options.all().delete()
    assert place_after(AnswerOption(question=row, key="a")) == 0
