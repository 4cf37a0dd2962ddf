"""Saving answers without losing any, even when two tabs answer the same question."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from questionnaire.catalogue.values import FrozenQuestionnaire
from questionnaire.models import Answer, Submission
from questionnaire.results.answers import NOT_SURE, UNANSWERED, Said, answers_of


class ClosedError(Exception):
    """The submission has been submitted, so that nothing can be written to it any more."""

    def __init__(self, submission: Submission) -> None:
        super().__init__("The submission is closed.")
        self.submission = submission


@dataclass(frozen=True)
class Change:
    """What a page says to one question, and what it knew to be saved when it was shown.

    None stands for what the page did not send, or sent in a form that cannot be saved. The note
    that was known is told by its mark alone, so that a page need not carry it twice.
    """

    choice: str | None = None
    known_choice: str | None = None
    note: str | None = None
    known_note: str | None = None


@dataclass(frozen=True)
class Saved:
    """What is saved now, and the questions on which two pages disagree."""

    answers: dict[str, Said]
    at: datetime
    conflicts: Mapping[str, Said] = field(default_factory=dict)


def save_answers(
    *,
    submission: Submission,
    questionnaire: FrozenQuestionnaire,
    changes: Mapping[str, Change],
    language: str,
) -> Saved:
    """Save what a page says, question by question; raise ClosedError after submission.

    The submission is locked, in a transaction of the caller's. What the page did not touch stays
    as another page has saved it meanwhile. What both have changed, to different ends, stays as
    saved and is reported as a conflict.
    """
    if not submission.is_open:
        raise ClosedError(submission)
    answers = answers_of(submission, questionnaire)
    written, conflicts = {}, {}
    for key, change in changes.items():
        before = answers.get(key, Said())
        choice, choice_conflict = _merge(before.choice, change.choice, change.known_choice)
        note, note_conflict = _merge(before.note, change.note, change.known_note, note_mark)
        if choice_conflict or note_conflict:
            conflicts[key] = before
        if (after := Said(choice, note)) != before:
            written[key] = answers[key] = after
    if written:
        submission.updated_at = timezone.now()
        submission.language = language
        submission.save(update_fields=["updated_at", "language"])
        _write(submission, questionnaire, written)
    return Saved(answers, submission.updated_at, conflicts)


def note_mark(note: str) -> str:
    """Return the short mark by which a page remembers what note it was shown with."""
    return hashlib.sha256(note.encode()).hexdigest()[:16] if note else ""


def _merge(
    saved: str, said: str | None, known: str | None, mark: Callable[[str], str] = str
) -> tuple[str, bool]:
    """Return what to keep of one value, and whether two pages have changed it to different ends.

    `mark` turns values into what `known` is told in. A page that does not say what it knew
    (`known` None) has the last word.
    """
    if said is None or mark(said) in (mark(saved), known):
        return saved, False
    if known in (None, mark(saved)):
        return said, False
    return saved, True


def _write(
    submission: Submission, questionnaire: FrozenQuestionnaire, written: Mapping[str, Said]
) -> None:
    """Write the answers in one statement, over those that were there before."""
    rows = []
    for key, said in written.items():
        question = questionnaire.questions[key]
        chosen = said.choice not in (UNANSWERED, NOT_SURE)
        rows.append(
            Answer(
                submission=submission,
                question_id=question.pk,
                option_id=question.option(said.choice).pk if chosen else None,
                not_sure=said.choice == NOT_SURE,
                note=said.note,
                updated_at=submission.updated_at,
            )
        )
    Answer.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["submission", "question"],
        update_fields=["option", "not_sure", "note", "updated_at"],
    )
