"""The forms of the staff's pages: each field says in one sentence what is missing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from questionnaire.enums import Strategy, SubmissionStatus
from questionnaire.models import (
    MAX_COMMENT,
    MAX_FEEDBACK,
    MAX_SCORE,
    MAX_WHY,
    MIN_SCORE,
    Conflict,
    Criterion,
)
from questionnaire.results.forms import CrispyForm
from questionnaire.review.access import SHOWN
from questionnaire.review.comments import name_of

# From the open door to the shut one
STRATEGIES = [(one.value, one.label) for one in (Strategy.OPEN, Strategy.HYBRID, Strategy.CLOSED)]


def people_choices(people: Iterable[User]) -> list[tuple[str, str]]:
    """Return people to choose from, by their names."""
    return [(str(person.pk), name_of(person)) for person in people]


class LongText(forms.CharField):
    """A text that has to be there; a line break counts as one character, as browsers count."""

    def __init__(self, *, label: Any, max_length: int, missing: Any, rows: int) -> None:
        super().__init__(
            label=label,
            max_length=max_length,
            widget=forms.Textarea(attrs={"rows": rows, "dir": "auto", "class": "form-control"}),
            error_messages={
                "required": missing,
                "max_length": gettext_lazy(
                    "This has %(show_value)s characters, and %(limit_value)s fit. Shorten it."
                ),
            },
        )

    def to_python(self, value: Any) -> str:
        """Return the text as it is kept."""
        return str(super().to_python(value)).replace("\r\n", "\n")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Let everything in: a browser would cut off what is too long, and say nothing."""
        attributes = super().widget_attrs(widget)
        attributes.pop("maxlength", None)
        return attributes


class ReviewerForm(forms.Form):
    """A colleague to assign to."""

    reviewer = forms.ChoiceField(
        label=gettext_lazy("Assign to"),
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={
            "required": gettext_lazy("Choose a colleague."),
            "invalid_choice": gettext_lazy(
                "This colleague cannot review it: a conflict of interest, or another programme. "
                "Choose somebody else."
            ),
        },
    )

    def __init__(self, data: Any = None, *, people: Sequence[User]) -> None:
        super().__init__(data)
        self.people = {str(person.pk): person for person in people}
        field = self.fields["reviewer"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the types
        field.choices = [("", _("A colleague …")), *people_choices(people)]

    def clean_reviewer(self) -> User:
        """Return the person."""
        return self.people[self.cleaned_data["reviewer"]]


class StateForm(forms.Form):
    """The state that a submission is to be in."""

    state = forms.TypedChoiceField(
        label=gettext_lazy("Put into"),
        choices=[("", gettext_lazy("A state …")), *((one.value, one.label) for one in SHOWN)],
        coerce=SubmissionStatus,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={
            "required": gettext_lazy("Choose a state."),
            "invalid_choice": gettext_lazy("Choose one of the states."),
        },
    )


class VerdictForm(CrispyForm):
    """What a reviewer would recommend."""

    strategy = forms.TypedChoiceField(
        label=gettext_lazy("Which strategy would you recommend?"),
        choices=STRATEGIES,
        coerce=Strategy,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose one of the three."),
            "invalid_choice": gettext_lazy("Choose one of the three."),
        },
    )
    why = LongText(
        label=gettext_lazy("Why?"),
        max_length=MAX_WHY,
        missing=gettext_lazy("Say why, in a sentence or two: the committee will read it."),
        rows=5,
    )
    # Why, as it stood there when the page was opened
    was = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)


class ScoresForm(forms.Form):
    """A score for each of a cohort's criteria; none is one too."""

    def __init__(
        self, data: Any = None, *, criteria: Sequence[Criterion], scores: Mapping[int, int]
    ) -> None:
        super().__init__(data)
        self.criteria = {f"criterion-{one.pk}": one for one in criteria}
        numbers = [(str(score), str(score)) for score in range(MIN_SCORE, MAX_SCORE + 1)]
        for name, criterion in self.criteria.items():
            self.fields[name] = forms.TypedChoiceField(
                label=criterion.name,
                help_text=criterion.hint,
                choices=[*numbers, ("", pgettext_lazy("no score yet", "None yet"))],
                coerce=int,
                empty_value=None,
                required=False,
                initial=scores.get(criterion.pk, ""),
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": gettext_lazy("A score is a number from 1 to 5.")},
            )

    @property
    def scores(self) -> dict[int, int | None]:
        """What was scored, by the criterion's primary key."""
        return {one.pk: self.cleaned_data[name] for name, one in self.criteria.items()}


class CommentForm(forms.Form):
    """Something to say to the colleagues."""

    text = LongText(
        label=gettext_lazy("Comment"),
        max_length=MAX_COMMENT,
        missing=gettext_lazy("Write something first."),
        rows=3,
    )


class FeedbackForm(forms.Form):
    """What a founder is to read."""

    text = LongText(
        label=gettext_lazy("Feedback to the founder"),
        max_length=MAX_FEEDBACK,
        missing=gettext_lazy("Write something first."),
        rows=12,
    )
    # What stood there when the writer began
    was = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)


class ConflictForm(CrispyForm):
    """A conflict of interest, and that it is meant."""

    reason = forms.CharField(
        label=gettext_lazy("What is the conflict?"),
        help_text=gettext_lazy("A few words for the record, such as “I hold shares”."),
        max_length=Conflict._meta.get_field("reason").max_length,  # noqa: SLF001 - Django's own name
        error_messages={"required": gettext_lazy("Say in a few words what the conflict is.")},
    )
    sure = forms.BooleanField(
        label=gettext_lazy("Close this venture to me, for good"),
        error_messages={"required": gettext_lazy("Tick this to confirm.")},
    )
