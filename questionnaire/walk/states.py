"""What a page knows of each of its questions, beside what is typed."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from questionnaire.catalogue.values import FrozenQuestion
from questionnaire.results.answers import NOT_SURE, UNANSWERED


@dataclass(frozen=True)
class QuestionState:
    """What is saved of a question, and what is wrong with what was typed.

    `was` and `note_was` (its mark) let a later save tell what this page knew; the conflicts are
    what another page has saved meanwhile, in words.
    """

    key: str
    was: str
    note_was: str
    errors: tuple[str, ...]
    note_errors: tuple[str, ...]
    conflict: str
    note_conflict: str


@dataclass(frozen=True)
class LevelState:
    """What is saved of one set's importance, and what is wrong with what was chosen."""

    key: str
    was: str
    errors: tuple[str, ...]
    conflict: bool


def answer_words(question: FrozenQuestion, choice: str) -> str:
    """Return the words of an answer; "" for none."""
    if choice == UNANSWERED:
        return ""
    return _("Not sure yet") if choice == NOT_SURE else question.option(choice).text
