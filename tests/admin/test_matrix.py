import pytest
from django.urls import reverse

from questionnaire.admin import matrix
from questionnaire.admin.matrix import Filters
from questionnaire.catalogue.texts import Text, texts_of
from questionnaire.catalogue.translations import wanted
from questionnaire.enums import TranslationStatus
from questionnaire.models import Question, Questionnaire

pytestmark = pytest.mark.django_db


def nowhere(_text: Text, _language: str) -> str:
    return ""


def texts(version: Questionnaire) -> list[Text]:
    return wanted(texts_of(Questionnaire.objects.get(pk=version.pk)))


@pytest.fixture
def outdated(draft: Questionnaire) -> Questionnaire:
    """A draft with one outdated text in each language, and one missing in Italian."""
    draft.set_text("title", "en", "Anew")
    draft.set_text("summary", "it", "")
    draft.save()
    return draft


def test_counts_begin_with_the_source_language(outdated: Questionnaire) -> None:
    columns = matrix.columns(texts(outdated), "en", Filters())
    assert [column.code for column in columns] == ["en", "es", "fr", "de", "it", "pt"]
    numbers = {count.status: count.number for count in columns[4].counts}
    total = columns[4].total
    assert numbers == {
        TranslationStatus.DONE: total - 2,
        TranslationStatus.IDENTICAL: 0,
        TranslationStatus.OUTDATED: 1,
        TranslationStatus.MISSING: 1,
    }
    assert [count.start for count in columns[4].counts] == [0, total - 2, total - 2, total - 1]
    assert (columns[0].share, columns[4].share < 1) == (1, True)


@pytest.mark.parametrize(("chosen", "first"), [("", "es"), ("de", "de")])
def test_narrow_screens_show_what_is_chosen_or_unfinished(
    outdated: Questionnaire, chosen: str, first: str
) -> None:
    columns = matrix.columns(texts(outdated), "en", Filters(chosen))
    assert [column.code for column in columns if column.is_first] == [first]


def test_filter_leaves_only_rows_with_that_status(outdated: Questionnaire) -> None:
    filters = Filters("it", "missing")
    listed = texts(outdated)
    chosen = [one for one in matrix.columns(listed, "en", filters) if one.is_chosen]
    groups = matrix.groups(listed, chosen, filters, nowhere)
    assert [row.place for group in groups for row in group.rows] == ["summary"]
    assert groups[0].rows[0].confirm == ""


def test_only_what_is_outdated_or_identical_can_be_confirmed(outdated: Questionnaire) -> None:
    filters = Filters("it")
    listed = texts(outdated)
    chosen = [one for one in matrix.columns(listed, "en", filters) if one.is_chosen]
    rows = [row for group in matrix.groups(listed, chosen, filters, nowhere) for row in group.rows]
    assert [row.place for row in rows if row.confirm] == ["title"]
    assert (rows[0].source, rows[0].said) == ("Anew", "Title [it]")


def test_groups_are_named_after_their_sets(small: Questionnaire) -> None:
    listed = texts(small)
    columns = matrix.columns(listed, "en", Filters())
    assert [group.name for group in matrix.groups(listed, columns, Filters(), nowhere)] == [
        "The questionnaire as a whole",
        *(f"Set {key}: Set {key} [en]" for key in ("money", "people", "facts")),
        "Vetoes and tensions",
        "Sources",
    ]


def test_text_is_edited_where_its_row_is(draft: Questionnaire) -> None:
    found = {text.place: matrix.where_edited(text, "it") for text in texts_of(draft)}
    question = Question.objects.get(question_set__questionnaire=draft, key="M1")
    address = reverse("admin:questionnaire_question_change", args=[question.pk])
    option = question.options.get(key="b")
    assert found["questions.M1.text"] == f"{address}?language=it#question-{question.pk}-text-it"
    assert found["questions.M1.options.b.reason"] == (
        f"{address}?language=it#answeroption-{option.pk}-reason-it"
    )
    models = ("questionnaire", "questionset", "question", "rule", "source")
    for place, said in found.items():
        assert said.split("/")[4] in models, place
    part = draft.sets.get(key="money")
    assert found["sets.money.advice.go_open"].startswith(
        reverse("admin:questionnaire_questionset_change", args=[part.pk])
    )


def test_text_that_says_nothing_is_not_corrected(small: Questionnaire) -> None:
    found = {text.place: text for text in texts_of(small)}
    assert matrix.where_corrected(small, found["sets.facts.swing"], "it") == ""
    address = matrix.where_corrected(small, found["title"], "it")
    assert address.endswith("/correct/?place=title&language=it")


def test_language_that_is_not_spoken_is_called_by_its_code() -> None:
    assert (matrix.language_name("it"), matrix.language_name("xx")) == ("Italian", "xx")
