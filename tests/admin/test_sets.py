"""The page of a set: its texts, its questions in order, its next steps."""

from typing import Any

from django.test import Client

from questionnaire.models import Advice, Question, Questionnaire, QuestionSet
from tests.admin.editing import page_of, question, sent_by
from tests.conftest import Queries


def money(version: Questionnaire) -> QuestionSet:
    return version.sets.get(key="money")


def save(client: Client, row: QuestionSet, **changes: Any) -> Any:
    """Open the page of a set, change some fields and save."""
    return client.post(page_of(row), sent_by(client.get(page_of(row)), "questionset") | changes)


def test_saving_without_a_change_leads_to_the_questionnaire(
    editor: Client, draft: Questionnaire
) -> None:
    assert save(editor, money(draft)).url == page_of(draft)


def test_questions_are_listed_and_linked(editor: Client, draft: Questionnaire) -> None:
    text = editor.get(page_of(money(draft))).text
    assert f'<a href="{page_of(question(draft, "M2"))}">M2 · Question M2? [en]</a>' in text
    assert f"/en/admin/questionnaire/question/add/?question_set={money(draft).pk}" in text


def test_questions_take_the_order_that_was_given(editor: Client, draft: Questionnaire) -> None:
    save(editor, money(draft), **{"questions-0-position": 2, "questions-1-position": 1})
    ordered = money(draft).questions.order_by("position").values_list("key", "position")
    assert list(ordered) == [("M2", 0), ("M1", 1)]


def test_next_step_is_added(editor: Client, draft: Questionnaire) -> None:
    source = draft.sources.get(key="book")
    row = {
        "advice-TOTAL_FORMS": 4,
        "advice-3-key": "ask",
        "advice-3-strategy": "open",
        "advice-3-text_it": "Chiedi",
        "advice-3-rests_on": [source.pk],
    }
    assert save(editor, money(draft), **row).status_code == 302
    step = Advice.objects.get(question_set=money(draft), key="ask")
    assert (step.say("text", "it"), step.strategy, list(step.sources.all())) == (
        "Chiedi",
        "open",
        [source],
    )


def test_swing_of_facts_is_not_missing(editor: Client, draft: Questionnaire) -> None:
    facts, scored = draft.sets.get(key="facts"), money(draft)
    scored.set_text("swing", "it", "")
    scored.save()
    tabs = [editor.get(page_of(row)).context["tabs"] for row in (facts, scored)]
    assert [{tab.code: tab.to_do for tab in found}["it"] for found in tabs] == ["", "1 missing"]


def test_set_is_added_last(editor: Client, draft: Questionnaire) -> None:
    address = f"/en/admin/questionnaire/questionset/add/?questionnaire={draft.pk}"
    data = sent_by(editor.get(address), "questionset") | {"key": "law", "name_en": "Law"}
    assert editor.post(address, data).headers["Location"] == page_of(draft)
    row = draft.sets.get(key="law")
    assert (row.position, row.say("name", "en")) == (3, "Law")


def test_page_takes_as_many_queries_for_more_questions(
    editor: Client, draft: Questionnaire, count_queries: Queries
) -> None:
    row = money(draft)
    counts = []
    for number in range(3):
        editor.get(page_of(row))
        with count_queries() as queries:
            assert editor.get(page_of(row)).status_code == 200
        counts.append(len(queries))
        Question.objects.create(question_set=row, key=f"N{number}", position=9)
        Advice.objects.create(question_set=row, key=f"n{number}", strategy="open", position=9)
    assert counts == [counts[0]] * 3


def test_published_set_is_shown_with_the_sources_of_its_next_steps(
    reader: Client, small: Questionnaire
) -> None:
    page = reader.get(page_of(money(small)))
    assert page.status_code == 200
    assert "book · B. Author, A Book" in page.text


def test_set_is_saved_though_one_of_its_questions_was_deleted(
    editor: Client, draft: Questionnaire
) -> None:
    part = money(draft)
    sent = sent_by(editor.get(page_of(part)), "questionset")
    draft.rules.all().delete()
    question(draft, "M1").delete()
    refused = editor.post(page_of(part), sent | {"key": "a b", "name_en": "Funds"})
    assert refused.status_code == 200
    again = sent_by(refused, "questionset") | {"key": "money"}
    assert editor.post(page_of(part), again).status_code == 302
    assert money(draft).say("name", "en") == "Funds"
    assert list(part.questions.values_list("key", "position")) == [("M2", 0)]
