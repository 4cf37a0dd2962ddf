"""Rows below a row: their numbers, and their links."""

from typing import Any

from django.forms import inlineformset_factory

from questionnaire.admin.forms import PartForm
from questionnaire.admin.inlines import LinkForm, PartFormSet
from questionnaire.models import AnswerOption, Question, Questionnaire
from tests.admin.editing import page_of, question
from tests.conftest import Queries

Options: Any = inlineformset_factory(
    Question, AnswerOption, form=PartForm, formset=PartFormSet, fields=("key", "position"), extra=0
)


def sent(row: Question, *positions: object, **more: object) -> Any:
    """Return the options of a question, sent with these positions."""
    data: dict[str, object] = {"options-TOTAL_FORMS": 3, "options-INITIAL_FORMS": 3}
    for number, option in enumerate(row.options.order_by("position")):
        data |= {f"options-{number}-id": option.pk, f"options-{number}-key": option.key}
        data[f"options-{number}-position"] = positions[number]
    return Options(data | more, instance=row)


def order(row: Question) -> list[tuple[str, int]]:
    return list(row.options.order_by("position").values_list("key", "position"))


def test_rows_are_numbered_without_gaps(draft: Questionnaire) -> None:
    row = question(draft)
    formset = sent(row, 30, 10, 20)
    assert formset.is_valid()
    formset.save()
    assert order(row) == [("b", 0), ("c", 1), ("a", 2)]


def test_row_without_a_position_comes_last(draft: Questionnaire) -> None:
    row = question(draft)
    formset = sent(row, "", 1, 2)
    assert formset.is_valid()
    formset.save()
    assert order(row) == [("b", 0), ("c", 1), ("a", 2)]


def test_empty_new_row_is_left_out(draft: Questionnaire) -> None:
    row = question(draft)
    more = {"options-TOTAL_FORMS": 4, "options-3-key": "", "options-3-position": 0}
    formset = sent(row, 0, 1, 2, **more)
    assert formset.is_valid()
    formset.save()
    assert order(row) == [("a", 0), ("b", 1), ("c", 2)]


def test_rows_know_the_row_above_without_asking(
    draft: Questionnaire, count_queries: Queries
) -> None:
    formset = Options(instance=question(draft))
    forms = [*formset.forms, formset.empty_form]
    with count_queries() as queries:
        assert {form.instance.question.pk for form in forms} == {formset.instance.pk}
    assert queries == []


def test_link_names_the_page_of_its_row(draft: Questionnaire) -> None:
    class QuestionLink(LinkForm):
        class Meta:
            model = Question
            fields = ("position",)

    row = question(draft)
    link = QuestionLink(instance=row)
    assert (link.address, link.name, link.note) == (page_of(row), "M1 · Question M1? [en]", "")


def refused(formset: Any) -> dict[str, list[str]]:
    """Return by key of a row what keeps a formset from being saved."""
    assert not formset.is_valid()
    return {form["key"].value(): form.errors["key"] for form in formset.forms if form.errors}


TAKEN = ["This key is taken. Choose another."]


def another(key: str) -> dict[str, object]:
    """Return what a fourth row adds to what is sent."""
    return {"options-TOTAL_FORMS": 4, "options-3-key": key, "options-3-position": ""}


def test_key_of_a_row_that_somebody_has_added_since_is_refused(draft: Questionnaire) -> None:
    row = question(draft)
    formset = sent(row, 0, 1, 2, **another("d"))
    AnswerOption.objects.create(question=row, key="d", position=3)
    assert refused(formset) == {"d": TAKEN}


def test_rows_do_not_exchange_their_keys(draft: Questionnaire) -> None:
    more = {"options-0-key": "b", "options-1-key": "a"}
    assert refused(sent(question(draft), 0, 1, 2, **more)) == {"b": TAKEN, "a": TAKEN}


def test_key_of_a_deleted_row_is_free_for_a_new_one(draft: Questionnaire) -> None:
    row = question(draft)
    formset = sent(row, 0, 1, 2, **another("a"), **{"options-0-DELETE": "on"})
    assert formset.is_valid()
    formset.save()
    assert order(row) == [("b", 0), ("c", 1), ("a", 2)]


def test_row_that_somebody_has_added_since_comes_last(draft: Questionnaire) -> None:
    row = question(draft)
    formset = sent(row, 0, 1, 2, **another("d"))
    AnswerOption.objects.create(question=row, key="e", position=3)
    assert formset.is_valid()
    formset.save()
    assert order(row) == [("a", 0), ("b", 1), ("c", 2), ("d", 3), ("e", 4)]
