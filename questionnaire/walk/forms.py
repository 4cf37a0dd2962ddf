"""The forms of the walk; crispy-forms lays them out with the templates named here."""

from collections.abc import Mapping
from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from questionnaire.catalogue.values import FrozenQuestion, FrozenQuestionnaire, FrozenSet
from questionnaire.models import MAX_IMPORTANCE, MAX_NOTE
from questionnaire.results.answers import NOT_SURE, Said
from questionnaire.walk.answering import Change, note_mark
from questionnaire.walk.layout import ImportanceRow, QuestionBlock, QuestionState, question_state

IMPORTANCE_LEVELS = tuple(range(MAX_IMPORTANCE + 1))


class CrispyForm(forms.Form):
    """A form that crispy-forms renders inside the page's own form element."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class NoteField(forms.CharField):
    """A free text; line ends are counted as one character each, as people count them."""

    def __init__(self) -> None:
        super().__init__(required=False, strip=True, widget=forms.Textarea)

    def to_python(self, value: Any) -> str:
        """Return the text with plain line ends."""
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\x00", "")

    def validate(self, value: str) -> None:
        """Raise ValidationError that says by how much the note is too long."""
        super().validate(value)
        over = len(value) - MAX_NOTE
        if over > 0:
            message = ngettext(
                "This note is %(over)s character too long. It is not saved yet: shorten it to "
                "%(limit)s characters, and nothing you typed is lost.",
                "This note is %(over)s characters too long. It is not saved yet: shorten it to "
                "%(limit)s characters, and nothing you typed is lost.",
                over,
            )
            numbers = {"over": number_format(over), "limit": number_format(MAX_NOTE)}
            raise forms.ValidationError(message % numbers, code="too_long")


class SetForm(CrispyForm):
    """The questions of one set; every part of it that is valid can be saved by itself."""

    def __init__(
        self,
        part: FrozenSet,
        answers: Mapping[str, Said],
        data: Any = None,
        conflicts: Mapping[str, Said] | None = None,
    ) -> None:
        super().__init__(data)
        self.part = part
        self.conflicts = conflicts or {}
        for question in part.questions:
            said = answers.get(question.key, Said())
            self.fields[question.key] = _choice_field(question, said)
            self.fields[f"{question.key}-note"] = NoteField()
            self.initial[f"{question.key}-note"] = said.note
            # What this page knows to be saved: another tab may have saved something else since.
            for name, known in (("was", said.choice), ("note-was", note_mark(said.note))):
                field = forms.CharField(required=False, widget=forms.HiddenInput, initial=known)
                self.fields[f"{question.key}-{name}"] = field
        self.helper.layout = Layout(*(QuestionBlock(question) for question in part.questions))

    def changes(self, *, has_last_word: bool = False) -> dict[str, Change]:
        """Return what the page says to each question; what is not valid is left out.

        With the last word it overrides whatever another page has saved.
        """

        def known(name: str) -> str | None:
            return None if has_last_word else self._sent(name)

        return {
            question.key: Change(
                choice=self._sent(question.key),
                known_choice=known(f"{question.key}-was"),
                note=self._sent(f"{question.key}-note"),
                known_note=known(f"{question.key}-note-was"),
            )
            for question in self.part.questions
        }

    def states(self) -> list[QuestionState]:
        """Return what the page knows of each question."""
        return [question_state(self, question) for question in self.part.questions]

    def _sent(self, name: str) -> str | None:
        """Return a valid value that the page has sent, else None."""
        if name not in self.data or name in self.errors:
            return None
        return cast("str", self.cleaned_data[name])


def _choice_field(question: FrozenQuestion, said: Said) -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=[(option.key, option.text) for option in question.options]
        + [(NOT_SURE, _("Not sure yet"))],
        required=False,
        initial=said.choice,
        label=question.text,
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": _("Choose one of the answers on offer; this one is not among them.")
        },
    )


class ImportanceForm(CrispyForm):
    """How much each scored set matters: 0 leaves it out, 5 is most; nothing said is allowed."""

    def __init__(
        self,
        questionnaire: FrozenQuestionnaire,
        importance: Mapping[str, int],
        data: Any = None,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.questionnaire = questionnaire
        for part in questionnaire.scored_sets:
            self.fields[part.key] = forms.TypedChoiceField(
                choices=[(str(level), str(level)) for level in IMPORTANCE_LEVELS]
                + [("", _("No opinion"))],
                coerce=int,
                empty_value=None,
                required=False,
                initial=str(importance.get(part.key, "")),
                label=part.name,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Choose a number from 0 to 5.")},
            )
        self.helper.layout = Layout(*(ImportanceRow(part) for part in questionnaire.scored_sets))

    def clean(self) -> dict[str, Any]:
        """Refuse to leave fewer than two sets in: there would be nothing to weigh."""
        levels = super().clean() or self.cleaned_data
        left_in = [part for part in self.questionnaire.scored_sets if levels.get(part.key) != 0]
        if len(left_in) < 2:  # noqa: PLR2004 - one set cannot be weighed against another
            raise forms.ValidationError(
                _("Leave at least two sets in: give one more of them a number above 0."),
                code="too_few_sets",
            )
        return levels

    def importance(self) -> dict[str, int]:
        """Return what was stated, by key of set."""
        return {key: level for key, level in self.cleaned_data.items() if level is not None}


class StartForm(CrispyForm):
    """What is asked before a walk: nothing has to be given."""

    venture_name = forms.CharField(
        label=_("Your startup’s name"),
        help_text=_("Only if you would like to see it on the result."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    email = forms.EmailField(
        label=_("Your email address"),
        help_text=_("Only if you would like your private link sent to you."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        error_messages={
            "invalid": _("This does not look like an email address: it needs an @ and a domain.")
        },
    )


class LinkForm(CrispyForm):
    """Where to mail the private link to."""

    email = forms.EmailField(
        label=_("Email address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        error_messages={
            "required": _("Type the address that the link should go to."),
            "invalid": _("This does not look like an email address: it needs an @ and a domain."),
        },
    )


class ContinueForm(CrispyForm):
    """A private link, pasted."""

    link = forms.CharField(
        label=_("Continue with your private link"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Paste your private link here.")},
    )
