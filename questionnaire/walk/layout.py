"""Layout objects: crispy-forms hands them a form, they render one question from prepared data.

Rendering form widgets one by one is what costs on a page of twenty radios; one small template
for a whole question halves the time of a page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crispy_forms.layout import LayoutObject
from django.forms import Form
from django.template import Context
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from questionnaire.catalogue.values import FrozenQuestion, FrozenSet
from questionnaire.models import MAX_NOTE
from questionnaire.results.answers import NOT_SURE, UNANSWERED, Said


@dataclass(frozen=True)
class RadioChoice:
    """One radio button."""

    value: str
    text: str
    checked: bool
    unsure: bool = False


def radio_choices(form: Form, name: str) -> list[RadioChoice]:
    """Return the radio buttons of a field with what is typed, or else saved, checked."""
    bound = form[name]
    current = str(bound.value() if bound.value() is not None else "")
    field: Any = bound.field
    return [
        RadioChoice(str(value), str(text), str(value) == current, value == NOT_SURE)
        for value, text in field.choices
    ]


class QuestionBlock(LayoutObject):  # type: ignore[misc]  # untyped
    """A question as a fieldset: legend, help, answers, note, and why it is asked."""

    template = "questionnaire/walk/_question.html"

    def __init__(self, question: FrozenQuestion) -> None:
        self.question = question

    def render(self, form: Form, _context: Context, **_options: Any) -> str:
        """Return the question's HTML."""
        key = self.question.key
        note = form[f"{key}-note"]
        return render_to_string(
            self.template,
            {
                "question": self.question,
                "choices": radio_choices(form, key),
                "note": note.value() or "",
                "note_limit": MAX_NOTE,
                "state": question_state(form, self.question),
            },
        )


@dataclass(frozen=True)
class QuestionState:
    """What a page knows of a question: what is saved, and what is wrong with what was typed."""

    key: str
    was: str
    note_was: str
    errors: Sequence[str]
    note_errors: Sequence[str]
    conflict: str
    note_conflict: str


def question_state(form: Form, question: FrozenQuestion) -> QuestionState:
    """Return the state of one question in a set's form."""
    key = question.key
    conflicts: Mapping[str, Said] = getattr(form, "conflicts", {})
    elsewhere = conflicts.get(key, Said())
    return QuestionState(
        key=key,
        was=form[f"{key}-was"].initial,
        note_was=form[f"{key}-note-was"].initial,
        errors=_errors(form, key),
        note_errors=_errors(form, f"{key}-note"),
        conflict=_said_elsewhere(question, elsewhere.choice, form.data.get(key)),
        note_conflict=elsewhere.note if elsewhere.note != form.data.get(f"{key}-note") else "",
    )


def _errors(form: Form, name: str) -> list[str]:
    return [str(error) for error in form.errors.get(name, [])]


def _said_elsewhere(question: FrozenQuestion, choice: str, typed: str | None) -> str:
    """Return the words of the answer that another page has saved; "" when it is the same."""
    if choice in (UNANSWERED, typed):
        return ""
    return str(_("Not sure yet")) if choice == NOT_SURE else question.option(choice).text


class ImportanceRow(LayoutObject):  # type: ignore[misc]  # untyped
    """How much one set matters, as a row of numbers."""

    template = "questionnaire/walk/_importance_row.html"

    def __init__(self, part: FrozenSet) -> None:
        self.part = part

    def render(self, form: Form, _context: Context, **_options: Any) -> str:
        """Return the row's HTML."""
        return render_to_string(
            self.template,
            {
                "part": self.part,
                "choices": radio_choices(form, self.part.key),
                "errors": _errors(form, self.part.key),
            },
        )
