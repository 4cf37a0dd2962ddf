import pytest
from django.http import QueryDict

from questionnaire.models import Questionnaire
from questionnaire.results.answers import NOT_SURE, Said
from questionnaire.walk.answer_forms import ImportanceForm, SetForm
from questionnaire.walk.answering import Change, Value, note_mark
from questionnaire.walk.layout import radio_choices
from tests import factories

pytestmark = pytest.mark.django_db


def set_form(small: Questionnaire, query: str, **options: object) -> SetForm:
    """Return the form of the set `money`, as a page sends it."""
    part = factories.in_english(small).sets_by_key["money"]
    form = SetForm(part, options.get("answers", {}), QueryDict(query))  # type: ignore[arg-type]
    form.is_valid()
    return form


def test_changes_are_what_the_page_says_and_knew(small: Questionnaire) -> None:
    form = set_form(small, "M1=a&M1-was=b&M1-note=new&M1-note-was=0123&M2-was=")
    assert form.changes() == {
        "M1": Change(Value("a", ["b"]), Value("new", ["0123"])),
        "M2": Change(Value(None, [""]), Value(None, None)),
    }


def test_changes_know_what_the_page_has_sent_before(small: Questionnaire) -> None:
    form = set_form(small, "M1=a&M1-was=&M1-was=b&M1-note-was=&M1-note-sent=early%0D%0Anote")
    change = form.changes()["M1"]
    assert change.choice == Value("a", ["", "b"])
    assert change.note.known == ["", note_mark("early\nnote")]


def test_changes_with_the_last_word_know_nothing(small: Questionnaire) -> None:
    form = set_form(small, "M1=a&M1-was=b&M1-note=x&M1-note-was=")
    assert form.changes(has_last_word=True)["M1"] == Change(Value("a", None), Value("x", None))


def test_changes_leave_out_what_is_not_valid(small: Questionnaire) -> None:
    form = set_form(small, f"M1=z&M1-note={'n' * 2001}&M2=c")
    assert form.changes()["M1"] == Change(Value(None), Value(None))
    assert form.changes()["M2"].choice == Value("c")


def test_radio_buttons_are_the_options_and_not_sure(small: Questionnaire) -> None:
    part = factories.in_english(small).sets_by_key["money"]
    form = SetForm(part, {"M1": Said("b")})
    choices = radio_choices(form["M1"])
    assert [(c.value, c.checked, c.unsure) for c in choices] == [
        ("a", False, False),
        ("b", True, False),
        ("c", False, False),
        (NOT_SURE, False, True),
    ]
    assert [choice.text for choice in choices][1:] == [
        "M1 is b [en]",
        "M1 is c [en]",
        "Not sure yet",
    ]


def test_state_of_a_question_tells_what_is_saved(small: Questionnaire) -> None:
    form = set_form(small, "M1=a", answers={"M1": Said("c", "note")})
    (first, second) = form.states()
    assert (first.was, first.note_was) == (["c"], [note_mark("note")])
    assert (second.was, second.note_was, second.errors) == ([""], [""], ())


def test_importance_form_asks_for_scored_sets_only(small: Questionnaire) -> None:
    form = ImportanceForm(factories.in_english(small), {"people": 4})
    assert list(form.fields) == ["money", "people"]
    assert [form[key].initial for key in form.fields] == ["", "4"]
    assert [str(value) for value, _text in form.fields["money"].choices] == [  # type: ignore[attr-defined]
        "0", "1", "2", "3", "4", "5", "",
    ]  # fmt: skip


@pytest.mark.parametrize("query", ["", "money=1&people=5", "money=1", "people=5"])
def test_importance_form_may_be_filled_in_part(small: Questionnaire, query: str) -> None:
    assert ImportanceForm(factories.in_english(small), {}, QueryDict(query)).is_valid()


@pytest.mark.parametrize("query", ["money=0", "money=5&people=0"])
def test_importance_form_leaves_two_sets_in(small: Questionnaire, query: str) -> None:
    assert not ImportanceForm(factories.in_english(small), {}, QueryDict(query)).is_valid()
