"""Saving what a page says, when another page may have said something else meanwhile."""

import pytest

from questionnaire.models import Answer, Questionnaire, Submission
from questionnaire.results.answers import NOT_SURE, Said, answers_of
from questionnaire.walk.answering import (
    Change,
    ClosedError,
    Saved,
    Value,
    note_mark,
    save_answers,
    save_importance,
)
from tests import factories

pytestmark = pytest.mark.django_db
NOTHING = Value(None)


@pytest.fixture
def submission(small: Questionnaire) -> Submission:
    return factories.started(small)[0]


def save(submission: Submission, choice: Value = NOTHING, note: Value = NOTHING) -> Saved:
    """Save what a page says to the question M1."""
    return save_answers(
        submission=submission,
        questionnaire=factories.in_english(submission.questionnaire),
        changes={"M1": Change(choice, note)},
        language="en",
    )


def saved(submission: Submission) -> Said:
    shown = factories.in_english(submission.questionnaire)
    return answers_of(submission, shown).get("M1", Said())


# What is saved; what the page says, and what it knew; what is kept, and whether both disagree
MERGES: dict[str, tuple[str, Value, str, bool]] = {
    "untouched here and there": ("a", Value("a", ["a"]), "a", False),
    "changed here only": ("a", Value("b", ["a"]), "b", False),
    "changed there only": ("b", Value("a", ["a"]), "b", False),
    "changed to the same": ("b", Value("b", ["a"]), "b", False),
    "changed to different ends": ("b", Value("c", ["a"]), "b", True),
    "given here first": ("", Value("c", [""]), "c", False),
    "given there first": ("b", Value("c", [""]), "b", True),
    "not sent": ("b", Value(None, ["a"]), "b", False),
    "with the last word": ("b", Value("c", None), "c", False),
    "sent before by this page": ("b", Value("c", ["a", "b"]), "c", False),
    "changed there after this page had sent": ("c", Value("b", ["a", "b"]), "c", False),
    "taken back here, changed there": ("c", Value("a", ["a", "b"]), "c", True),
    "not sure here only": ("a", Value(NOT_SURE, ["a"]), NOT_SURE, False),
    "sure here only": (NOT_SURE, Value("a", [NOT_SURE]), "a", False),
}


@pytest.mark.parametrize("case", MERGES)
def test_answer(case: str, submission: Submission) -> None:
    before, value, after, disagree = MERGES[case]
    if before:
        factories.answer(submission, {"M1": before})
    result = save(submission, value)
    assert saved(submission) == Said(after)
    assert result.answers["M1" if after else ""] == Said(after)
    assert result.conflicts == ({"M1": Said(before)} if disagree else {})


NOTES: dict[str, tuple[str, str, str, str, bool]] = {
    "untouched here": ("there", "", "", "there", False),
    "changed here only": ("old", "here", "old", "here", False),
    "cleared here only": ("old", "", "old", "", False),
    "changed to different ends": ("there", "here", "old", "there", True),
}


@pytest.mark.parametrize("case", NOTES)
def test_note(case: str, submission: Submission) -> None:
    before, said, known, after, disagree = NOTES[case]
    factories.answer(submission, {"M1": "a"}, note=before)
    result = save(submission, note=Value(said, [note_mark(known)]))
    assert saved(submission) == Said("a", after)
    assert result.conflicts == ({"M1": Said("a", before)} if disagree else {})


def test_note_is_saved_although_the_answer_disagrees(submission: Submission) -> None:
    factories.answer(submission, {"M1": "b"})
    result = save(submission, Value("c", ["a"]), Value("kept", [""]))
    assert saved(submission) == Said("b", "kept")
    assert list(result.conflicts) == ["M1"]


def test_mark_tells_notes_apart() -> None:
    assert note_mark("") == ""
    assert note_mark("a") == note_mark("a") != note_mark("b")


def test_nothing_new_writes_nothing(submission: Submission) -> None:
    factories.answer(submission, {"M1": "a"})
    at = submission.updated_at
    save(submission, Value("a", ["a"]))
    submission.refresh_from_db()
    assert submission.updated_at == at


def test_saving_notes_time_and_language(submission: Submission) -> None:
    before = submission.updated_at
    save_answers(
        submission=submission,
        questionnaire=factories.in_english(submission.questionnaire),
        changes={"M1": Change(Value("a"), NOTHING)},
        language="pt",
    )
    submission.refresh_from_db()
    assert submission.language == "pt"
    assert submission.updated_at > before


def test_answer_keeps_its_row_when_it_changes(submission: Submission) -> None:
    factories.answer(submission, {"M1": "a"})
    row = Answer.objects.get(submission=submission)
    factories.answer(submission, {"M1": NOT_SURE})
    changed = Answer.objects.get(submission=submission)
    assert (changed.pk, changed.option, changed.not_sure) == (row.pk, None, True)


def test_closed_submission_is_not_written_to(small: Questionnaire) -> None:
    submission, _token = factories.submitted(small, factories.ALL_OPEN)
    with pytest.raises(ClosedError) as caught:
        save(submission, Value("b"))
    assert caught.value.submission == submission
    with pytest.raises(ClosedError):
        save_importance(submission=submission, changes={"money": Value("5")}, language="en")
    assert saved(submission) == Said("a")


LEVELS: dict[str, tuple[str, Value, dict[str, int], bool]] = {
    "stated first": ("", Value("5", [""]), {"money": 5}, False),
    "changed here only": ("2", Value("5", ["2"]), {"money": 5}, False),
    "taken back here only": ("2", Value("", ["2"]), {}, False),
    "changed there only": ("2", Value("", [""]), {"money": 2}, False),
    "changed to different ends": ("2", Value("5", [""]), {"money": 2}, True),
}


@pytest.mark.parametrize("case", LEVELS)
def test_importance(case: str, submission: Submission) -> None:
    before, value, after, disagree = LEVELS[case]
    submission.importance = {"money": int(before)} if before else {}
    submission.save()
    changes = {"money": value, "people": Value("", [""])}
    conflicts = save_importance(submission=submission, changes=changes, language="fr")
    submission.refresh_from_db()
    assert submission.importance == after
    assert conflicts == ({"money": int(before)} if disagree else {})
