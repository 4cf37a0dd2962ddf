"""The forms of managers: colleagues, cohorts with a rubric, founders by the list; and exports."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from questionnaire.catalogue.queries import all_published
from questionnaire.enums import CohortFlaw, ExportFormat, MemberRole
from questionnaire.models import Cohort, Criterion
from questionnaire.models.programme import MAX_REMIND_EVERY_DAYS, MAX_WELCOME
from questionnaire.results.forms import CrispyForm
from questionnaire.review.cohorts import MAX_CRITERIA, CriterionItem
from questionnaire.review.inviting import MAX_LIST, AddressList, parse_addresses

NOT_AN_EMAIL = gettext_lazy("This does not look like an email address: it needs an @ and a domain.")
NOT_A_TIME = gettext_lazy("Give a day and a time, such as 2026-09-30 18:00.")
# What a browser's own field for a day and a time takes
MOMENT = "%Y-%m-%dT%H:%M"
SPARE_CRITERIA = 3


def email_field(label: Any, **options: Any) -> forms.EmailField:
    """Return a field for an address, in our words."""
    return forms.EmailField(
        label=label,
        max_length=254,
        error_messages={
            "required": gettext_lazy("Type an email address."),
            "invalid": NOT_AN_EMAIL,
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email"}),
        **options,
    )


def language_field(label: Any) -> forms.ChoiceField:
    """Return a field for one of the six languages."""
    return forms.ChoiceField(label=label, choices=settings.LANGUAGES)


def moment_field(label: Any, **options: Any) -> forms.DateTimeField:
    """Return a field for a day and a time, in the time zone of the site."""
    return forms.DateTimeField(
        label=label,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT),
        error_messages={"required": NOT_A_TIME, "invalid": NOT_A_TIME},
        **options,
    )


class ColleagueForm(CrispyForm):
    """Whom to invite to work for an accelerator, and as what."""

    email = email_field(gettext_lazy("Email address"))
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=MemberRole.choices, initial=MemberRole.REVIEWER
    )
    language = language_field(gettext_lazy("Language of the mail"))


class RoleForm(forms.Form):
    """Another role for a member."""

    role = forms.ChoiceField(choices=MemberRole.choices)


class CohortForm(CrispyForm):
    """What a cohort is: its fields are called as the model's."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("Founders read it, for example “Spring 2027”."),
        max_length=120,
        error_messages={"required": CohortFlaw.NO_NAME.label},
    )
    questionnaire_key = forms.ChoiceField(label=gettext_lazy("Questionnaire"))
    opens_at = moment_field(gettext_lazy("Opens"))
    closes_at = moment_field(gettext_lazy("Closes"), required=False)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        help_text=gettext_lazy("Those in which you can read answers, and invite founders."),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": CohortFlaw.NO_LANGUAGE.label},
    )
    welcome = forms.CharField(
        label=gettext_lazy("Welcome"),
        help_text=gettext_lazy("A few sentences that founders read before they begin."),
        max_length=MAX_WELCOME,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    contact_email = email_field(
        gettext_lazy("Whom founders ask"),
        help_text=gettext_lazy("An email address that is shown to them."),
        required=False,
    )
    is_blind = forms.BooleanField(
        label=gettext_lazy("Reviewers judge first, and see the recommendation afterwards"),
        required=False,
        initial=True,
    )
    remind_every_days = forms.IntegerField(
        label=gettext_lazy("Days between reminders"),
        help_text=gettext_lazy(
            "From 1 to 30. Founders who have not finished are reminded this often; "
            "leave it empty to remind nobody."
        ),
        required=False,
        min_value=1,
        max_value=MAX_REMIND_EVERY_DAYS,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), CohortFlaw.REMINDS_WRONGLY.label
        ),
    )

    def __init__(self, *args: Any, kept_key: str = "", **options: Any) -> None:
        """Offer what is published, and the questionnaire that a cohort has already."""
        super().__init__(*args, **options)
        published = {item.key: item.title for item in all_published()}
        names = {kept_key: kept_key, **published} if kept_key else published
        self._field("questionnaire_key").choices = list(names.items())
        zone = _("Time zone: %(zone)s.") % {"zone": timezone.get_current_timezone_name()}
        self.fields["opens_at"].help_text = zone
        never = _("Leave it empty if the cohort stays open.")
        self.fields["closes_at"].help_text = f"{zone} {never}"

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def take_flaws(self, flaws: Mapping[str, CohortFlaw]) -> None:
        """Say beside each field what is wrong with it."""
        for field, flaw in flaws.items():
            self.add_error(field, flaw.label)


def values_of(cohort: Cohort) -> dict[str, Any]:
    """Return what the form of a cohort begins with."""
    return {name: getattr(cohort, name) for name in CohortForm.base_fields}


class CriterionForm(forms.Form):
    """A line of a rubric; without a name it is none."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(
        label=gettext_lazy("Criterion"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    hint = forms.CharField(
        label=gettext_lazy("Hint for reviewers"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    place = forms.IntegerField(
        label=gettext_lazy("Place"),
        required=False,
        min_value=1,
        max_value=99,
        widget=forms.NumberInput(attrs={"class": "form-control", "inputmode": "numeric"}),
    )


CriteriaFormSet = forms.formset_factory(
    CriterionForm, extra=SPARE_CRITERIA, max_num=MAX_CRITERIA, absolute_max=MAX_CRITERIA
)


def criteria_of(cohort: Cohort | None) -> list[dict[str, Any]]:
    """Return what the rows of a rubric begin with."""
    rows = Criterion.objects.filter(cohort=cohort).order_by("position") if cohort else ()
    return [
        {"key": row.key, "name": row.name, "hint": row.hint, "place": number}
        for number, row in enumerate(rows, 1)
    ]


def items_of(rows: Any) -> list[CriterionItem]:
    """Return the lines of a valid rubric by their places; those without a place come last."""
    named = [row for row in rows.cleaned_data if row.get("name")]
    named.sort(key=lambda row: row["place"] or MAX_CRITERIA + 100)
    return [CriterionItem(row["name"], row["hint"], row["key"]) for row in named]


class FoundersForm(CrispyForm):
    """A pasted list of founders to invite."""

    addresses = forms.CharField(
        label=gettext_lazy("Email addresses"),
        help_text=gettext_lazy(
            "Paste up to 1,000, divided by lines, commas or spaces. A language’s code after an "
            "address counts for that one: “ana@example.org, pt”."
        ),
        max_length=MAX_LIST,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Paste at least one email address.")},
    )
    language = language_field(gettext_lazy("Language of the mail, unless the list says another"))

    def __init__(self, *args: Any, cohort: Cohort, **options: Any) -> None:
        """Offer the languages of the cohort."""
        super().__init__(*args, **options)
        names = dict(settings.LANGUAGES)
        field: Any = self.fields["language"]
        field.choices = [(code, names[code]) for code in cohort.languages if code in names]

    def parsed(self) -> AddressList:
        """Return what the list of a valid form says."""
        said = self.cleaned_data
        return parse_addresses(said["addresses"], default_language=said["language"])


class ExportForm(CrispyForm):
    """What file to take a list away in."""

    format = forms.ChoiceField(
        label=gettext_lazy("Format"), choices=ExportFormat.choices, initial=ExportFormat.CSV
    )
    language = language_field(gettext_lazy("Language of the answers in words"))
