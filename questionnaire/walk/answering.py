"""Saving answers without losing any, even when two tabs answer the same question."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from questionnaire.catalogue.values import FrozenQuestionnaire
from questionnaire.models import Answer, Submission
from questionnaire.results.answers import NOT_SURE, UNANSWERED, Said, answers_of

UNSTATED = ""
# One set cannot be weighed against another
MIN_SETS = 2


class ClosedError(Exception):
    """Nothing can be written to the submission any more: submitted, or its cohort is closed."""

    def __init__(self, submission: Submission) -> None:
        super().__init__("The submission is closed.")
        self.submission = submission


@dataclass(frozen=True)
class Value:
    """What a page says of one thing, and what it knows to be, or to have been, saved of it.

    `said` None: nothing, or nothing that can be saved. `known` None: the page has the last word.
    """

    said: str | None
    known: Sequence[str] | None = None


@dataclass(frozen=True)
class Change:
    """What a page says to one question; a note that was known is told by its mark alone."""

    choice: Value
    note: Value


@dataclass(frozen=True)
class Saved:
    """What is saved now, and the questions on which two pages disagree."""

    answers: dict[str, Said]
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
    if not submission.takes_answers:
        raise ClosedError(submission)
    answers = answers_of(submission, questionnaire)
    written, conflicts = {}, {}
    for key, change in changes.items():
        before = answers.get(key, Said())
        choice, choice_conflict = _merge(before.choice, change.choice)
        note, note_conflict = _merge(before.note, change.note, note_mark)
        if choice_conflict or note_conflict:
            conflicts[key] = before
        if (after := Said(choice, note)) != before:
            written[key] = answers[key] = after
    if written:
        _touch(submission, language)
        _write(submission, questionnaire, written)
    return Saved(answers, conflicts)


def save_importance(
    *, submission: Submission, changes: Mapping[str, Value], language: str
) -> dict[str, int | None]:
    """Save how much each set matters, "0" to "5" or UNSTATED by key of set.

    Raises ClosedError after submission. Returns what is saved of the sets on which two pages
    disagree, which stays as it is.
    """
    if not submission.takes_answers:
        raise ClosedError(submission)
    conflicts, after = {}, dict(submission.importance)
    for key, change in changes.items():
        before = submission.importance.get(key)
        level, conflict = _merge(UNSTATED if before is None else str(before), change)
        if conflict:
            conflicts[key] = before
        after.pop(key, None)
        if level != UNSTATED:
            after[key] = int(level)
    if _too_few(changes, after):
        # Either page left enough in; together they would leave nothing to weigh.
        return {key: submission.importance.get(key) for key in changes if after.get(key) == 0}
    if after != submission.importance:
        submission.importance = after
        _touch(submission, language, "importance")
    return conflicts


def _too_few(sets: Iterable[str], importance: Mapping[str, int]) -> bool:
    """Tell whether fewer than two sets would be left in."""
    return sum(importance.get(key) != 0 for key in sets) < MIN_SETS


def note_mark(note: str) -> str:
    """Return the short mark by which a page remembers what note it was shown with."""
    return hashlib.sha256(note.encode()).hexdigest()[:16] if note else ""


def _merge(saved: str, value: Value, mark: Callable[[str], str] = str) -> tuple[str, bool]:
    """Return what to keep of one value, and whether two pages have changed it to different ends.

    `mark` turns what is saved into what is known; the last of the known is what the page showed
    or has sent itself last, so that saying it again is no change.
    """
    said, known = value.said, value.known
    if said is None or said == saved:
        return saved, False
    if known is None or mark(saved) in known:
        return said, False
    return saved, mark(said) != known[-1]


def _touch(submission: Submission, language: str, *fields: str) -> None:
    """Note when, and in which language, the submission was last worked on."""
    submission.updated_at = timezone.now()
    submission.language = language
    submission.save(update_fields=["updated_at", "language", *fields])


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
