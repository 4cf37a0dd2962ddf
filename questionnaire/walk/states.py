"""What a page knows of each of its questions, beside what is typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from questionnaire.catalogue.values import FrozenQuestion
from questionnaire.results.answers import NOT_SURE, UNANSWERED


@dataclass(frozen=True)
class QuestionState:
    """What is saved of a question, and what is wrong with what was typed.

    `was` and `note_was` (as marks) let a later save tell what this page knew. The conflicts are
    what another page has saved meanwhile, in words; `told` and `note_told` are the same as values,
    which only Continue, pressed by someone who has read them, counts as known.
    """

    key: str
    was: Sequence[str]
    note_was: Sequence[str]
    told: Sequence[str]
    note_told: Sequence[str]
    errors: tuple[str, ...]
    note_errors: tuple[str, ...]
    conflict: str
    note_conflict: str


@dataclass(frozen=True)
class LevelState:
    """What is saved of one set's importance, and what is wrong with what was chosen."""

    key: str
    was: Sequence[str]
    told: Sequence[str]
    errors: tuple[str, ...]
    conflict: bool


def answer_words(question: FrozenQuestion, choice: str) -> str:
    """Return the words of an answer; "" for none."""
    if choice == UNANSWERED:
        return ""
    return _("Not sure yet") if choice == NOT_SURE else question.option(choice).text
