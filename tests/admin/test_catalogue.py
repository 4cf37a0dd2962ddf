"""The list of versions, and the page of one."""

from typing import Any

import pytest
from django.test import Client

from questionnaire.catalogue.drafts import copy_to_draft
from questionnaire.models import Question, Questionnaire, QuestionSet
from tests.admin.editing import page_of, sent_by
from tests.conftest import Queries

LIST = "/en/admin/questionnaire/questionnaire/"
ADD = f"{LIST}add/"


def save(client: Client, version: Questionnaire, **changes: Any) -> Any:
    """Open the page of a version, change some fields and save."""
    data = sent_by(client.get(page_of(version)), "questionnaire")
    return client.post(page_of(version), data | changes)


def test_newest_version_is_listed_first(editor: Client, draft: Questionnaire) -> None:
    assert editor.get(LIST).context["cl"].result_list[0] == draft


def test_list_tells_what_is_missing(editor: Client, draft: Questionnaire) -> None:
    draft.set_text("title", "it", "")
    draft.save()
    text = editor.get(f"{LIST}?status__exact=draft").text
    assert '<span class="count">it&nbsp;1</span>' in text
    assert '<span class="count">es&nbsp;0</span>' in text


def test_list_takes_as_many_queries_for_more_versions(
    editor: Client, small: Questionnaire, count_queries: Queries
) -> None:
    counts = []
    for _more in range(3):
        copy_to_draft(small)
        editor.get(f"{LIST}?key=small")
        with count_queries() as queries:
            assert editor.get(f"{LIST}?key=small").status_code == 200
        counts.append(len(queries))
    assert counts == [counts[0]] * 3


def test_list_is_for_who_may_see_it(reader: Client, nobody: Client) -> None:
    people = (reader, nobody, Client())
    assert [person.get(LIST).status_code for person in people] == [200, 403, 302]


def test_questionnaire_begins_as_a_draft(editor: Client) -> None:
    response = editor.post(ADD, {"key": "data", "source_language": "es"})
    draft = Questionnaire.objects.get(key="data")
    assert response.headers["Location"] == page_of(draft)
    assert (draft.version, draft.source_language, draft.strategy_texts.count()) == (1, "es", 3)
    assert editor.get(page_of(draft)).context["tabs"][0].to_do == "11 missing"


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("small", "There is a questionnaire with this key. Choose another, or copy that one."),
        ("no-dash", "Use only letters from A to Z, digits and underscores."),
        ("", "This field is required."),
    ],
)
def test_key_that_cannot_be_is_refused_kindly(
    editor: Client, small: Questionnaire, key: str, said: str
) -> None:
    response = editor.post(ADD, {"key": key, "source_language": "en"})
    assert (response.status_code, said in response.text) == (200, True)
    assert Questionnaire.objects.filter(key=key).exclude(pk=small.pk).count() == 0


def test_reader_begins_no_questionnaire(reader: Client) -> None:
    assert reader.get(ADD).status_code == 403
    assert reader.post(ADD, {"key": "data", "source_language": "en"}).status_code == 403


def test_texts_of_a_draft_are_changed(editor: Client, draft: Questionnaire) -> None:
    response = save(editor, draft, title_de="Neu", **{"strategy_texts-0-name_de": "Offen"})
    assert response.status_code == 302
    draft.refresh_from_db()
    assert draft.say("title", "de") == "Neu"
    assert draft.strategy_texts.get(strategy="open").say("name", "de") == "Offen"


def test_sets_are_listed_with_their_questions(editor: Client, draft: Questionnaire) -> None:
    text = editor.get(page_of(draft)).text
    part = QuestionSet.objects.get(questionnaire=draft, key="money")
    assert f'<a href="{page_of(part)}">Set money [en]</a> <span class="tab-note">· 2 questions' in (
        text
    )


def test_sets_take_the_order_that_was_given(editor: Client, draft: Questionnaire) -> None:
    save(editor, draft, **{"sets-0-position": 3, "sets-1-position": 1, "sets-2-position": 2})
    ordered = draft.sets.order_by("position").values_list("key", flat=True)
    assert list(ordered) == ["people", "facts", "money"]


def test_vetoes_and_tensions_are_listed_apart(editor: Client, draft: Questionnaire) -> None:
    page = editor.get(page_of(draft))
    listed = [
        [form.instance.key for form in inline.formset.forms]
        for inline in page.context["inline_admin_formsets"]
        if inline.opts.model._meta.model_name == "rule"  # noqa: SLF001 - Django's own name
    ]
    assert listed == [["no_rights", "no_secret", "no_split"], ["odd"]]


def test_page_takes_as_many_queries_for_more_sets(
    editor: Client, draft: Questionnaire, count_queries: Queries
) -> None:
    counts = []
    for number in range(3):
        editor.get(page_of(draft))
        with count_queries() as queries:
            assert editor.get(page_of(draft)).status_code == 200
        counts.append(len(queries))
        part = QuestionSet.objects.create(questionnaire=draft, key=f"s{number}", position=9)
        Question.objects.create(question_set=part, key=f"S{number}")
    assert counts == [counts[0]] * 3


def test_published_version_offers_a_copy(editor: Client, small: Questionnaire) -> None:
    text = editor.get(page_of(small)).text
    assert f"{LIST}{small.pk}/copy/" in text
    assert "small 1 is no longer a draft" in text


def test_draft_offers_no_copy_and_is_deleted_whole(editor: Client, draft: Questionnaire) -> None:
    assert f"{LIST}{draft.pk}/copy/" not in editor.get(page_of(draft)).text
    assert editor.post(f"{LIST}{draft.pk}/delete/", {"post": "yes"}).headers["Location"] == LIST
    assert not Questionnaire.objects.filter(pk=draft.pk).exists()
