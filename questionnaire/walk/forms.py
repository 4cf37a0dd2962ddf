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
from questionnaire.results.answers import NOT_SURE, UNANSWERED, Said
from questionnaire.walk.answering import UNSTATED, Change, Value, note_mark
from questionnaire.walk.layout import ImportanceRow, QuestionBlock
from questionnaire.walk.states import LevelState, QuestionState, answer_words

IMPORTANCE_LEVELS = tuple(range(MAX_IMPORTANCE + 1))


class CrispyForm(forms.Form):
    """A form that crispy-forms renders inside the page's own form element."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def errors_of(self, name: str) -> tuple[str, ...]:
        """Return what is wrong with one field."""
        return tuple(str(error) for error in self.errors.get(name, []))


def clean_note(note: str) -> str:
    """Return a note as it is saved: plain line ends, nothing invisible, no space around it."""
    return note.replace("\r\n", "\n").replace("\x00", "").strip()


class NoteField(forms.CharField):
    """A free text; line ends are counted as one character each, as people count them."""

    def __init__(self, initial: str) -> None:
        super().__init__(required=False, widget=forms.Textarea, initial=initial)
        # Django's own validator refuses a NUL; clean_note drops it, since nobody typed it.
        self.validators = []

    def to_python(self, value: Any) -> str:
        """Return the text with plain line ends."""
        return clean_note(super().to_python(value) or "")

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
        self.answers = answers
        self.conflicts = conflicts or {}
        for question in part.questions:
            said = answers.get(question.key, Said())
            self.fields[question.key] = _choice_field(question, said)
            self.fields[f"{question.key}-note"] = NoteField(said.note)
        self.helper.layout = Layout(*(QuestionBlock(question) for question in part.questions))

    def changes(self, *, has_last_word: bool = False) -> dict[str, Change]:
        """Return what the page says to each question; what is not valid is left out.

        With the last word it overrides whatever another page has saved.
        """
        return {
            key: Change(
                Value(self._sent(key), None if has_last_word else self._known(f"{key}-was")),
                Value(self._sent(f"{key}-note"), None if has_last_word else self._known_note(key)),
            )
            for key in (question.key for question in self.part.questions)
        }

    def states(self) -> list[QuestionState]:
        """Return what the page knows of each question."""
        return [self.state(question) for question in self.part.questions]

    def state(self, question: FrozenQuestion) -> QuestionState:
        """Return what the page knows of one question."""
        key = question.key
        saved = self.answers.get(key, Said())
        elsewhere = self.conflicts.get(key, Said())
        other_choice = elsewhere.choice if elsewhere.choice != self.data.get(key) else UNANSWERED
        other_note = elsewhere.note if elsewhere.note != self.data.get(f"{key}-note") else ""
        return QuestionState(
            key=key,
            was=saved.choice,
            note_was=note_mark(saved.note),
            errors=self.errors_of(key),
            note_errors=self.errors_of(f"{key}-note"),
            conflict=answer_words(question, other_choice),
            note_conflict=other_note,
        )

    def _sent(self, name: str) -> str | None:
        """Return a valid value that the page has sent, else None."""
        if name not in self.data or name in self.errors:
            return None
        return cast("str", self.cleaned_data[name])

    def _known(self, name: str) -> list[str] | None:
        """Return what the page showed as saved, and what it has sent itself since."""
        return known_values(self.data, name)

    def _known_note(self, key: str) -> list[str] | None:
        known = self._known(f"{key}-note-was")
        if known is None:
            return None
        sent = known_values(self.data, f"{key}-note-sent") or []
        return known + [note_mark(clean_note(note)) for note in sent]


def known_values(data: Any, name: str) -> list[str] | None:
    """Return every value sent under a name; None when there is none, as from a bare request."""
    return list(data.getlist(name)) if name in data else None


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
        conflicts: Mapping[str, int | None] | None = None,
    ) -> None:
        super().__init__(data)
        self.questionnaire = questionnaire
        self.importance = importance
        self.conflicts = conflicts or {}
        for part in questionnaire.scored_sets:
            self.fields[part.key] = forms.ChoiceField(
                choices=[(str(level), str(level)) for level in IMPORTANCE_LEVELS]
                + [(UNSTATED, _("No opinion"))],
                required=False,
                initial=str(importance.get(part.key, UNSTATED)),
                label=part.name,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Choose a number from 0 to 5.")},
            )
        self.helper.layout = Layout(*(ImportanceRow(part) for part in questionnaire.scored_sets))

    def states(self) -> list[LevelState]:
        """Return what the page knows of each set."""
        return [self.state(part) for part in self.questionnaire.scored_sets]

    def state(self, part: FrozenSet) -> LevelState:
        """Return what the page knows of one set."""
        return LevelState(
            key=part.key,
            was=str(self.importance.get(part.key, UNSTATED)),
            errors=self.errors_of(part.key),
            conflict=part.key in self.conflicts,
        )

    def clean(self) -> dict[str, Any]:
        """Refuse to leave fewer than two sets in: there would be nothing to weigh."""
        levels = super().clean() or self.cleaned_data
        left_in = [part for part in self.questionnaire.scored_sets if levels.get(part.key) != "0"]
        if len(left_in) < 2:  # noqa: PLR2004 - one set cannot be weighed against another
            raise forms.ValidationError(
                _("Leave at least two sets in: give one more of them a number above 0."),
                code="too_few_sets",
            )
        return levels

    def changes(self, *, has_last_word: bool = False) -> dict[str, Value]:
        """Return what the page says of each set; with the last word, whatever others saved."""
        return {
            part.key: Value(
                self.cleaned_data[part.key],
                None if has_last_word else known_values(self.data, f"{part.key}-was"),
            )
            for part in self.questionnaire.scored_sets
        }


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
