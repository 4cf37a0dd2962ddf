"""Layout objects: crispy-forms hands them a form, they render one question from prepared data.

Rendering form widgets one by one is what costs on a page of twenty radios; one small template
for a whole question halves the time of a page.
"""

from dataclasses import dataclass
from typing import Any

from crispy_forms.layout import LayoutObject
from django.forms import BoundField
from django.template import Context
from django.template.loader import render_to_string

from questionnaire.catalogue.values import FrozenQuestion, FrozenSet
from questionnaire.models import MAX_NOTE
from questionnaire.results.answers import NOT_SURE


@dataclass(frozen=True)
class RadioChoice:
    """One radio button."""

    value: str
    text: str
    checked: bool
    unsure: bool = False


def radio_choices(bound: BoundField) -> list[RadioChoice]:
    """Return the radio buttons of a field with what is typed, or else saved, checked."""
    current = str(bound.value() if bound.value() is not None else "")
    field: Any = bound.field
    return [
        RadioChoice(str(value), str(text), str(value) == current, value == NOT_SURE)
        for value, text in field.choices
    ]


class QuestionBlock(LayoutObject):  # type: ignore[misc]  # untyped
    """A question of a answer_forms.SetForm: legend, help, answers, note, and why it is asked."""

    template = "questionnaire/walk/_question.html"

    def __init__(self, question: FrozenQuestion) -> None:
        self.question = question

    def render(self, form: Any, _context: Context, **_options: Any) -> str:
        """Return the question's HTML."""
        return render_to_string(self.template, self.context(form))

    def context(self, form: Any) -> dict[str, Any]:
        """Return what the template shows."""
        key = self.question.key
        return {
            "question": self.question,
            "choices": radio_choices(form[key]),
            "note": form[f"{key}-note"].value() or "",
            "note_limit": MAX_NOTE,
            "state": form.state(self.question),
        }


class ImportanceRow(LayoutObject):  # type: ignore[misc]  # untyped
    """How much one set matters, as a row of numbers of a answer_forms.ImportanceForm."""

    template = "questionnaire/walk/_importance_row.html"

    def __init__(self, part: FrozenSet) -> None:
        self.part = part

    def render(self, form: Any, _context: Context, **_options: Any) -> str:
        """Return the row's HTML."""
        return render_to_string(
            self.template,
            {
                "part": self.part,
                "name": form.add_prefix(self.part.key),
                "choices": radio_choices(form[self.part.key]),
                "state": form.state(self.part),
            },
        )
