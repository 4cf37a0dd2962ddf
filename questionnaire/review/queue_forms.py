"""The forms of the queue: what it is narrowed to, what is ticked, and who shares the work."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from questionnaire.enums import Wording
from questionnaire.models import Cohort
from questionnaire.results.forms import CrispyForm
from questionnaire.review.access import SHOWN
from questionnaire.review.filters import (
    MAX_SEARCH,
    ME,
    NO_STRATEGY,
    NOBODY,
    Filters,
    Order,
    primary_key,
)
from questionnaire.review.forms import STRATEGIES, people_choices

ALL = ("", gettext_lazy("All"))
ORDERS = {
    Order.NEWEST: gettext_lazy("Newest first"),
    Order.OLDEST: gettext_lazy("Oldest first"),
    Order.NAME: gettext_lazy("By name"),
}
RECOMMENDATIONS = (*STRATEGIES, (NO_STRATEGY, pgettext_lazy("no strategy", "None")))
MOST_REVIEWERS = 5


class FilterForm(forms.Form):
    """What the queue can be narrowed to; what is typed into the address is read by `Filters`."""

    search = forms.CharField(
        label=gettext_lazy("Search by name"),
        max_length=MAX_SEARCH,
        widget=forms.SearchInput(attrs={"autocomplete": "off"}),
    )
    order = forms.ChoiceField(label=gettext_lazy("Sort"), choices=ORDERS.items())
    cohort = forms.ChoiceField(label=gettext_lazy("Cohort"))
    state = forms.ChoiceField(
        label=pgettext_lazy("of a submission", "State"),
        choices=[ALL, *((state.value, state.label) for state in SHOWN)],
    )
    recommendation = forms.ChoiceField(
        label=gettext_lazy("Recommendation"), choices=[ALL, *RECOMMENDATIONS]
    )
    wording = forms.ChoiceField(label=gettext_lazy("How sure"), choices=[ALL, *Wording.choices])
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=[ALL, *settings.LANGUAGES])
    assigned = forms.ChoiceField(label=gettext_lazy("Assigned to"))
    since = forms.CharField(
        label=gettext_lazy("Submitted from"), widget=forms.TextInput(attrs={"type": "date"})
    )
    until = forms.CharField(
        label=pgettext_lazy("up to and including a day", "Submitted until"),
        widget=forms.TextInput(attrs={"type": "date"}),
    )
    unread = forms.BooleanField(label=gettext_lazy("Only what I have not read"))

    def __init__(
        self, filters: Filters, *, cohorts: Sequence[Cohort], people: Sequence[User]
    ) -> None:
        super().__init__(initial=filters.as_texts(), auto_id="filter-%s", label_suffix="")
        whose = [(ME, _("Me")), (NOBODY, _("Nobody")), *people_choices(people)]
        self._choose("cohort", [ALL, *((str(one.pk), one.name) for one in cohorts)])
        self._choose("assigned", [ALL, *whose])
        for field in self.fields.values():
            field.required = False
            is_select = isinstance(field.widget, forms.Select)
            is_tick = isinstance(field.widget, forms.CheckboxInput)
            kind = "form-select" if is_select else "form-check-input" if is_tick else "form-control"
            field.widget.attrs["class"] = kind

    def _choose(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the types
        field.choices = choices

    def more(self) -> list[forms.BoundField]:
        """Return the fields behind the disclosure."""
        shown = ("search", "order", "state")
        return [self[name] for name in self.fields if name not in shown]


class ManyForm(forms.Form):
    """Submissions that are ticked in the queue."""

    submissions = forms.TypedMultipleChoiceField(
        coerce=int,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"),
            gettext_lazy("Tick the submissions that you mean, then try again."),
        ),
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        field = self.fields["submissions"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 - tells the types
        # What a person may see is decided where it is done: here, any number is one
        ticked = data.getlist("submissions")
        field.choices = [(text, text) for text in ticked if primary_key(text)]


class BalanceForm(CrispyForm):
    """How many reviewers each submission shall have, and out of whom."""

    each = forms.TypedChoiceField(
        label=gettext_lazy("Reviewers for each submission"),
        choices=[(str(number), str(number)) for number in range(1, MOST_REVIEWERS + 1)],
        coerce=int,
        error_messages={"invalid_choice": gettext_lazy("Choose a number from 1 to 5.")},
    )
    reviewers = forms.MultipleChoiceField(
        label=gettext_lazy("Out of"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Tick at least one colleague."),
            "invalid_choice": gettext_lazy("Somebody has left meanwhile. Choose again."),
        },
    )

    def __init__(self, data: Any = None, *, people: Sequence[User]) -> None:
        everybody = [str(person.pk) for person in people]
        super().__init__(data, initial={"each": "2", "reviewers": everybody})
        self.people = {str(person.pk): person for person in people}
        field = self.fields["reviewers"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - tells the types
        field.choices = people_choices(people)

    def clean_reviewers(self) -> list[User]:
        """Return the people."""
        return [self.people[pk] for pk in self.cleaned_data["reviewers"]]
