"""The forms that take answers: the questions of one set, and how much each set matters."""

from collections.abc import Mapping
from typing import Any, cast

from crispy_forms.layout import Layout
from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from questionnaire.catalogue.values import FrozenQuestion, FrozenQuestionnaire, FrozenSet
from questionnaire.models import MAX_IMPORTANCE, MAX_NOTE, Submission
from questionnaire.results.answers import NOT_SURE, Said
from questionnaire.results.forms import CrispyForm
from questionnaire.walk.answering import MIN_SETS, UNSTATED, Change, Value, note_mark
from questionnaire.walk.layout import ImportanceRow, QuestionBlock
from questionnaire.walk.states import LevelState, QuestionState, answer_words

IMPORTANCE_LEVELS = tuple(range(MAX_IMPORTANCE + 1))


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

    block = QuestionBlock

    def __init__(
        self,
        part: FrozenSet,
        answers: Mapping[str, Said],
        data: Any = None,
        conflicts: Mapping[str, Said] | None = None,
        *,
        settles: bool = False,
    ) -> None:
        """Bind to what was typed; `settles` when a person pressed Continue, not an autosave."""
        super().__init__(data)
        self.part = part
        self.settles = settles
        self.answers = answers
        self.conflicts = conflicts or {}
        for question in part.questions:
            said = answers.get(question.key, Said())
            self.fields[question.key] = _choice_field(question, said)
            self.fields[f"{question.key}-note"] = NoteField(said.note)
        self.helper.layout = Layout(*(self.block(question) for question in part.questions))

    def changes(self, *, has_last_word: bool = False) -> dict[str, Change]:
        """Return what the page says to each question; what is not valid is left out.

        With the last word it overrides whatever another page has saved.
        """
        return {
            key: Change(
                Value(self._sent(key), None if has_last_word else self._known(key)),
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
        elsewhere = self.conflicts.get(key)
        choice, mark = [saved.choice], [note_mark(saved.note)]
        return QuestionState(
            key=key,
            was=choice if elsewhere is None else self._known(key) or choice,
            note_was=mark if elsewhere is None else self._known_note(key) or mark,
            told=[] if elsewhere is None else choice,
            note_told=[] if elsewhere is None else mark,
            errors=self.errors_of(key),
            note_errors=self.errors_of(f"{key}-note"),
            conflict=self._other_choice(question, elsewhere or Said()),
            note_conflict=self._other_note(question, elsewhere or Said()),
        )

    def _other_choice(self, question: FrozenQuestion, elsewhere: Said) -> str:
        same = elsewhere.choice == self.data.get(question.key)
        return "" if same else answer_words(question, elsewhere.choice)

    def _other_note(self, question: FrozenQuestion, elsewhere: Said) -> str:
        same = elsewhere.note == clean_note(self.data.get(f"{question.key}-note", ""))
        return "" if same else elsewhere.note

    def _sent(self, name: str) -> str | None:
        """Return a valid value that the page has sent, else None."""
        if name not in self.data or name in self.errors:
            return None
        return cast("str", self.cleaned_data[name])

    def _known(self, key: str) -> list[str] | None:
        """Return what the page showed as saved, and what it has sent itself since."""
        return known_values(self.data, key, with_told=self.settles)

    def _known_note(self, key: str) -> list[str] | None:
        known = known_values(self.data, f"{key}-note", with_told=self.settles)
        if known is None:
            return None
        sent = self.data.getlist(f"{key}-note-sent")  # type: ignore[attr-defined]  # a QueryDict
        return known + [note_mark(clean_note(note)) for note in sent]


def known_values(data: Any, name: str, *, with_told: bool) -> list[str] | None:
    """Return what a page knew of one thing, the latest last; None when it does not say.

    What it was told of another page's doing counts only when the person has decided since.
    """
    if f"{name}-was" not in data:
        return None
    told = data.getlist(f"{name}-told") if with_told else []
    return [*told, *data.getlist(f"{name}-was")]


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

    block = ImportanceRow

    def __init__(
        self,
        questionnaire: FrozenQuestionnaire,
        importance: Mapping[str, int],
        data: Any = None,
        conflicts: Mapping[str, int | None] | None = None,
        *,
        settles: bool = False,
    ) -> None:
        """Bind to what was chosen; `settles` when a person pressed Continue, not an autosave."""
        super().__init__(data)
        self.settles = settles
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
        # The page says what is wrong in its own notice, and beside each row.
        self.helper.form_show_errors = False
        self.helper.layout = Layout(*(self.block(part) for part in questionnaire.scored_sets))

    def states(self) -> list[LevelState]:
        """Return what the page knows of each set."""
        return [self.state(part) for part in self.questionnaire.scored_sets]

    def state(self, part: FrozenSet) -> LevelState:
        """Return what the page knows of one set."""
        in_conflict = part.key in self.conflicts
        saved = [str(self.importance.get(part.key, UNSTATED))]
        return LevelState(
            key=part.key,
            was=self._known(part.key) or saved if in_conflict else saved,
            told=saved if in_conflict else [],
            errors=self.errors_of(part.key),
            conflict=in_conflict,
        )

    def _known(self, key: str) -> list[str] | None:
        return known_values(self.data, key, with_told=self.settles)

    def clean(self) -> dict[str, Any]:
        """Refuse to leave fewer than two sets in: there would be nothing to weigh."""
        levels = super().clean() or self.cleaned_data
        left_in = [part for part in self.questionnaire.scored_sets if levels.get(part.key) != "0"]
        if len(left_in) < MIN_SETS:
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
                None if has_last_word else self._known(part.key),
            )
            for part in self.questionnaire.scored_sets
        }


def is_unsaved(form: SetForm | ImportanceForm, submission: Submission) -> bool:
    """Tell whether something on the page is not saved as it stands there."""
    return form.is_bound and bool(form.errors or form.conflicts or not submission.takes_answers)
