"""One page per question: its wording in six languages, its options, its sources."""

from typing import Any

import pytest
from auditlog.models import LogEntry
from django.test import Client

from questionnaire.catalogue.reading import read_rows
from questionnaire.catalogue.services import publish
from questionnaire.models import AnswerOption, Question, Questionnaire
from tests.admin.editing import page_of, question, sent_by
from tests.conftest import Queries


def save(client: Client, row: Question, **changes: Any) -> Any:
    """Open the page of a question, change some fields and save."""
    data = sent_by(client.get(page_of(row)), "question")
    return client.post(page_of(row), data | changes)


def added(number: int, **fields: Any) -> dict[str, Any]:
    """Return what another option adds to what a form sends."""
    row = {f"options-{number}-{name}": value for name, value in fields.items()}
    return row | {"options-TOTAL_FORMS": number + 1, f"options-{number}-id": ""}


def keys(row: Question) -> list[str]:
    return [option.key for option in row.options.order_by("position")]


def test_saving_without_a_change_changes_nothing(editor: Client, draft: Questionnaire) -> None:
    before, entries = read_rows(draft)[0], LogEntry.objects.count()
    assert save(editor, question(draft)).status_code == 302
    assert read_rows(draft)[0] == before
    assert LogEntry.objects.count() == entries
    assert question(draft).translated_from == {}


@pytest.mark.parametrize("options", [1, 6])
def test_page_takes_few_queries(
    editor: Client, draft: Questionnaire, count_queries: Queries, options: int
) -> None:
    row = question(draft)
    row.options.exclude(key="a").delete()
    for number in range(1, options):
        AnswerOption.objects.create(question=row, key=f"o{number}", position=number)
    editor.get(page_of(row))
    with count_queries() as queries:
        assert editor.get(page_of(row)).status_code == 200
    assert len(queries) == QUERIES


# Session, person, their rights (2), question, its sources, all sources, options, all questions
QUERIES = 10


def test_wording_changes_in_every_language(editor: Client, draft: Questionnaire) -> None:
    response = save(editor, question(draft), text_es="¿Por qué?", text_pt="Porquê?")
    assert response.status_code == 302
    row = question(draft)
    assert (row.say("text", "es"), row.say("text", "pt")) == ("¿Por qué?", "Porquê?")


def test_line_ends_are_stored_as_they_were(editor: Client, draft: Questionnaire) -> None:
    row = question(draft)
    row.set_text("help", "en", "One\nTwo")
    row.save()
    save(editor, row)
    assert question(draft).say("help", "en") == "One\nTwo"


def test_option_is_added_with_fits(editor: Client, draft: Questionnaire) -> None:
    row = question(draft)
    fields = {"key": "d", "text_en": "D", "fit_open": 4, "fit_closed": 1, "fit_hybrid": 0}
    assert save(editor, row, **added(3, **fields)).status_code == 302
    option = row.options.get(key="d")
    assert (option.position, option.fit_open, option.fit_closed, option.fit_hybrid) == (3, 4, 1, 0)


def test_empty_rows_are_shown_where_no_script_adds_them(
    editor: Client, draft: Questionnaire
) -> None:
    row = question(draft)
    address = f"{page_of(row)}?rows=1"
    assert 'href="?rows=1#options-group"' in editor.get(page_of(row)).text
    sent = sent_by(editor.get(address), "question")
    assert sent["options-TOTAL_FORMS"] == ["6"]
    sent |= {"options-4-key": "d", "options-4-text_en": "Answer d"}
    assert editor.post(address, sent).status_code == 302
    assert keys(row) == ["a", "b", "c", "d"]


def test_row_that_was_removed_before_saving_is_left_out(
    editor: Client, draft: Questionnaire
) -> None:
    row = question(draft)
    assert save(editor, row, **{"options-TOTAL_FORMS": 5}).status_code == 302
    assert keys(row) == ["a", "b", "c"]


def test_options_take_the_order_that_was_given(editor: Client, draft: Questionnaire) -> None:
    row = question(draft)
    moved = {"options-0-position": 3, "options-1-position": 1, "options-2-position": 2}
    new = added(3, key="first", position=0)
    assert save(editor, row, **moved, **new).status_code == 302
    assert keys(row) == ["first", "b", "c", "a"]
    assert sorted(row.options.values_list("position", flat=True)) == [0, 1, 2, 3]


def test_option_is_deleted(editor: Client, draft: Questionnaire) -> None:
    row = question(draft, "P2")
    draft.rules.all().delete()
    assert save(editor, row, **{"options-0-DELETE": "on"}).status_code == 302
    assert keys(row) == ["b", "c"]


def test_one_fit_alone_is_refused_and_nothing_typed_is_lost(
    editor: Client, draft: Questionnaire
) -> None:
    row = question(draft)
    new = added(3, key="d", text_it="Tutto mio", fit_open=4, fit_closed="", fit_hybrid="")
    response = save(editor, row, text_de="Warum nicht?", **new)
    assert response.status_code == 200
    assert "Give all three fits, from 0 to 4, or leave all three empty." in response.text
    kept = sent_by(response, "question")
    assert kept["options-3-text_it"] == ["Tutto mio"]
    assert kept["text_de"] == ["Warum nicht?"]
    assert kept["options-3-fit_open"] == ["4"]
    assert keys(row) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("P1", "This key is taken. Choose another."),
        ("no-dash", "Use only letters from A to Z, digits and underscores."),
    ],
)
def test_key_that_cannot_be_is_refused(
    editor: Client, draft: Questionnaire, key: str, said: str
) -> None:
    assert said in save(editor, question(draft), key=key).text
    assert question(draft).key == "M1"


def test_key_of_another_option_is_refused(editor: Client, draft: Questionnaire) -> None:
    response = save(editor, question(draft), **added(3, key="a"))
    assert response.status_code == 200
    assert keys(question(draft)) == ["a", "b", "c"]


def test_second_editor_is_told_once_then_overrides(editor: Client, draft: Questionnaire) -> None:
    row = question(draft)
    mine = sent_by(editor.get(page_of(row)), "question") | {"text_it": "Il mio testo"}
    save(editor, row, text_it="Il testo di altri")
    refused = editor.post(page_of(row), mine)
    assert "Somebody else changed this after you opened the page: “Question, Italian”." in (
        refused.text
    )
    assert question(draft).say("text", "it") == "Il testo di altri"
    again = sent_by(refused, "question")
    assert again["text_it"] == ["Il mio testo"]
    assert editor.post(page_of(row), again).status_code == 302
    assert question(draft).say("text", "it") == "Il mio testo"


def test_second_editor_is_told_of_an_option(editor: Client, draft: Questionnaire) -> None:
    row = question(draft)
    mine = sent_by(editor.get(page_of(row)), "question")
    save(editor, row, **{"options-0-text_en": "Theirs"})
    refused = editor.post(page_of(row), mine)
    assert "Somebody else changed this" in refused.text
    assert row.options.get(key="a").say("text", "en") == "Theirs"


def test_change_of_something_else_is_no_conflict(editor: Client, draft: Questionnaire) -> None:
    row = question(draft)
    mine = sent_by(editor.get(page_of(row)), "question") | {"covers": "My words"}
    row.position = 7
    row.save()
    assert editor.post(page_of(row), mine).status_code == 302


def test_option_that_somebody_deleted_is_explained(editor: Client, draft: Questionnaire) -> None:
    draft.rules.all().delete()
    row = question(draft)
    mine = sent_by(editor.get(page_of(row)), "question") | {"options-2-text_en": "Mine"}
    row.options.get(key="c").delete()
    refused = editor.post(page_of(row), mine)
    assert "Somebody else deleted this meanwhile." in refused.text
    again = sent_by(refused, "question") | {"options-2-DELETE": "on"}
    assert editor.post(page_of(row), again).status_code == 302
    assert keys(row) == ["a", "b"]


def test_what_was_typed_stays_beside_an_option_that_somebody_deleted(
    editor: Client, draft: Questionnaire
) -> None:
    row = question(draft)
    sent = sent_by(editor.get(page_of(row)), "question") | {"options-2-text_en": "Typed"}
    draft.rules.all().delete()
    row.options.get(key="a").delete()
    again = sent_by(editor.post(page_of(row), sent), "question")
    assert [again[f"options-{at}-key"] for at in range(3)] == [["a"], ["b"], ["c"]]
    assert editor.post(page_of(row), again | {"options-0-DELETE": "on"}).status_code == 302
    kept = [(option.key, option.say("text", "en")) for option in row.options.all()]
    assert kept == [("b", "M1 is b [en]"), ("c", "Typed")]


def test_outdated_translation_is_found_still_right(editor: Client, draft: Questionnaire) -> None:
    row = question(draft)
    save(editor, row, text_en="Question M1!")
    page = editor.get(page_of(row))
    assert page.text.count("Still right, though the source has changed") == 5
    save(editor, row, still_right=["text_it"])
    page = editor.get(page_of(row))
    assert page.text.count("Still right, though the source has changed") == 4


def test_outdated_option_is_found_still_right(editor: Client, draft: Questionnaire) -> None:
    row = question(draft)
    save(editor, row, **{"options-0-text_en": "M1 is A"})
    save(editor, row, **{"options-0-still_right": ["text_fr"]})
    option = row.options.get(key="a")
    assert option.translation_status("text", "fr", source_language="en") == "done"
    assert option.translation_status("text", "de", source_language="en") == "outdated"


def test_tab_tells_what_is_missing(editor: Client, draft: Questionnaire) -> None:
    row = question(draft)
    save(editor, row, text_it="", why_it="", **{"options-0-text_it": ""})
    tabs = {tab.code: tab.to_do for tab in editor.get(page_of(row)).context["tabs"]}
    assert tabs == {"es": "", "fr": "", "de": "", "it": "3 missing", "pt": "", "en": ""}


def test_sources_are_chosen(editor: Client, draft: Questionnaire) -> None:
    row = question(draft)
    sources = dict(draft.sources.values_list("key", "pk"))
    save(editor, row, rests_on=[sources["book"]])
    assert list(row.sources.values_list("key", flat=True)) == ["book"]
    save(editor, row, rests_on=[sources["paper"], sources["book"]])
    linked = row.questionsource_set.values_list("source__key", flat=True)
    assert list(linked) == ["book", "paper"]


def test_source_of_another_version_is_refused(
    editor: Client, draft: Questionnaire, small: Questionnaire
) -> None:
    strange = small.sources.values_list("pk", flat=True)[0]
    assert save(editor, question(draft), rests_on=[strange]).status_code == 200
    assert question(draft).questionsource_set.count() == 2


def test_save_and_next_leads_on(editor: Client, draft: Questionnaire) -> None:
    response = save(editor, question(draft, "M2"), _next="Save")
    assert response.headers["Location"] == page_of(question(draft, "P1"))


def test_save_leads_to_the_set(editor: Client, draft: Questionnaire) -> None:
    row = question(draft)
    assert save(editor, row).url == page_of(row.question_set)


def test_question_is_added(editor: Client, draft: Questionnaire) -> None:
    part = draft.sets.get(key="money")
    address = f"/en/admin/questionnaire/question/add/?question_set={part.pk}"
    data = sent_by(editor.get(address), "question") | {"key": "M3", "text_en": "Third?"}
    assert editor.post(address, data).status_code == 302
    row = question(draft, "M3")
    assert (row.question_set, row.position, row.say("text", "en")) == (part, 2, "Third?")


def test_another_question_is_added_to_the_same_set(editor: Client, draft: Questionnaire) -> None:
    part = draft.sets.get(key="money")
    address = f"/en/admin/questionnaire/question/add/?question_set={part.pk}"
    data = sent_by(editor.get(address), "question") | {"key": "M3", "_addanother": "Save"}
    assert editor.post(address, data).headers["Location"] == address


def test_breadcrumbs_lead_up(editor: Client, draft: Questionnaire) -> None:
    row = question(draft)
    trail = editor.get(page_of(row)).context["trail"]
    assert trail == [
        (f"small {draft.version} (Draft)", page_of(draft)),
        ("Set money [en]", page_of(row.question_set)),
    ]


def test_neighbours_are_linked(editor: Client, draft: Questionnaire) -> None:
    context = editor.get(page_of(question(draft, "M2"))).context
    assert context["before"] == ("M1 · Question M1? [en]", page_of(question(draft, "M1")))
    assert context["after"] == ("P1 · Question P1? [en]", page_of(question(draft, "P1")))


def test_published_question_is_shown_only(editor: Client, small: Questionnaire) -> None:
    page = editor.get(page_of(question(small)))
    assert page.status_code == 200
    assert "is no longer a draft" in page.text
    assert set(sent_by(page, "question")) <= {"csrfmiddlewaretoken"} | MANAGEMENT
    assert "paper · A. Author, A Paper, 2024" in page.text


MANAGEMENT = {
    f"options-{name}" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
}


def test_what_was_typed_is_shown_when_the_version_was_published_meanwhile(
    editor: Client, draft: Questionnaire
) -> None:
    row = question(draft)
    data = sent_by(editor.get(page_of(row)), "question") | {"text_it": "Domanda nuova"}
    publish(draft)
    response = editor.post(page_of(row), data)
    assert response.status_code == 409
    assert "Domanda nuova" in response.text
    assert question(draft).say("text", "it") == "Question M1? [it]"


def test_what_was_typed_is_shown_when_the_question_was_deleted_meanwhile(
    editor: Client, draft: Questionnaire
) -> None:
    row = question(draft)
    address, above = page_of(row), page_of(row.question_set)
    data = sent_by(editor.get(address), "question") | {"text_it": "Domanda nuova"}
    row.delete()
    response = editor.post(address, data)
    assert response.status_code == 409
    assert "somebody deleted this meanwhile" in response.text
    assert "Domanda nuova" in response.text
    assert editor.get(above).status_code == 200


def test_deleted_question_is_told_of_to_nobody_who_may_not_change_it(
    reader: Client, draft: Questionnaire
) -> None:
    row = question(draft)
    address = page_of(row)
    row.delete()
    assert reader.post(address, {"text_it": "Domanda nuova"}).status_code == 403
