"""Past submissions under a draft, checked one by one against the engine."""

from typing import Any

import pytest

from questionnaire import scoring
from questionnaire.catalogue.drafts import copy_to_draft
from questionnaire.catalogue.queries import frozen
from questionnaire.models import AnswerOption, Question, Questionnaire, Replay, Submission
from questionnaire.results import replay
from questionnaire.results.answers import answers_of, form_of
from questionnaire.walk import services
from tests import factories

ANSWERS: list[dict[str, str]] = [
    factories.ALL_OPEN,
    factories.ALL_CLOSED,
    {**factories.ALL_HYBRID, "M2": "not-sure"},
    {"M1": "a"},
]


@pytest.fixture
def draft(small: Questionnaire) -> Questionnaire:
    return copy_to_draft(small)


def submitted(small: Questionnaire) -> list[Submission]:
    return [factories.submitted(small, answers)[0] for answers in ANSWERS]


def replayed(draft: Questionnaire) -> Replay:
    row = replay.begin(draft=draft, by=None)
    while not row.finished_at:
        row = replay.go_on(row)
    return row


def advised(submission: Submission, draft: Questionnaire) -> str:
    """Return what the engine says to the answers of a submission that the draft still offers."""
    shown = frozen(submission.questionnaire, language="en")
    form = form_of(answers_of(submission, shown), submission.importance)
    rubric = replay.rubric_of_draft(draft)
    offered = {q.key: {option.key for option in q.options} for q in rubric.questions}
    answers = {k: o for k, o in form.answers.items() if k in offered and o in offered[k]}
    outcome = scoring.evaluate(rubric, scoring.Form(answers, form.importance))
    return str(outcome.strategy or outcome.wording)


def swap_fits(draft: Questionnaire) -> None:
    """Let what spoke for open speak for closed, and the other way round."""
    for option in AnswerOption.objects.filter(question__question_set__questionnaire=draft):
        option.fit_open, option.fit_closed = option.fit_closed, option.fit_open
        option.save()


def test_copy_changes_no_result(small: Questionnaire, draft: Questionnaire) -> None:
    submitted(small)
    row = replayed(draft)
    assert (row.total, row.done, row.changed) == (4, 4, [])
    assert all(before == after for before, after, _count in row.moves)


def test_changed_fits_move_results_as_the_engine_would(
    small: Questionnaire, draft: Questionnaire
) -> None:
    submissions = submitted(small)
    swap_fits(draft)
    row = replayed(draft)
    expected = [
        [s.pk, s.recommendation.strategy or s.recommendation.wording, advised(s, draft)]
        for s in submissions
    ]
    assert row.changed == [move for move in expected if move[1] != move[2]]
    assert row.changed != []
    assert sum(count for *_move, count in row.moves) == len(submissions)


def test_answer_that_is_no_longer_offered_counts_as_not_sure(
    small: Questionnaire, draft: Questionnaire
) -> None:
    submissions = submitted(small)
    gone = AnswerOption.objects.filter(question__question_set__questionnaire=draft)
    gone.filter(question__key__in=["M2", "P1", "P2"], key="a").delete()
    row = replayed(draft)
    assert {pk: after for pk, _before, after in row.changed} == {
        s.pk: advised(s, draft)
        for s in submissions
        if advised(s, draft) != (s.recommendation.strategy or s.recommendation.wording)
    }


def test_importance_is_read(small: Questionnaire, draft: Questionnaire) -> None:
    submission, token = factories.answered(small, ANSWERS[0])
    Submission.objects.filter(pk=submission.pk).update(importance={"money": 5, "people": 1})
    services.submit(token=token, language="en")
    swap_fits(draft)
    submission.refresh_from_db()
    row = replayed(draft)
    assert row.changed == [[submission.pk, "open", advised(submission, draft)]]


def test_replay_goes_step_by_step(
    small: Questionnaire, draft: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    submitted(small)
    whole = replayed(draft).moves
    monkeypatch.setattr(replay, "STEP", 3)
    row = replay.begin(draft=draft, by=None)
    done = []
    while not row.finished_at:
        row = replay.go_on(row)
        done.append(row.done)
    assert (done, row.moves) == ([3, 4], whole)
    assert replay.go_on(row).done == 4


def test_drafts_and_other_questionnaires_are_left_out(
    small: Questionnaire, draft: Questionnaire
) -> None:
    first, _token = factories.submitted(small, ANSWERS[0])
    factories.answered(small, ANSWERS[1])
    factories.submitted(factories.published("another"), ANSWERS[1])
    last, _token = factories.submitted(small, ANSWERS[1])
    swap_fits(draft)
    row = replayed(draft)
    assert row.total == 2
    assert {move[0] for move in row.changed} <= {first.pk, last.pk}


def test_nothing_submitted_is_done_at_once(draft: Questionnaire) -> None:
    row = replayed(draft)
    assert (row.total, row.done, row.moves) == (0, 0, [])


def test_draft_that_cannot_be_scored_is_refused(draft: Questionnaire) -> None:
    AnswerOption.objects.filter(question__question_set__questionnaire=draft).delete()
    with pytest.raises(scoring.ScoringError):
        replay.begin(draft=draft, by=None)


def test_replay_is_of_the_draft_until_its_fits_change(draft: Questionnaire) -> None:
    row = replay.begin(draft=draft, by=None)
    Question.objects.filter(question_set__questionnaire=draft).update(covers="Other words")
    assert replay.is_of(row, draft) is True
    swap_fits(draft)
    assert replay.is_of(row, draft) is False


def test_number_of_queries_does_not_grow(
    small: Questionnaire, draft: Questionnaire, count_queries: Any
) -> None:
    counts = []
    # The first step of a process reads the draft
    replay.go_on(replay.begin(draft=draft, by=None))
    for _round in range(2):
        submitted(small)
        row = replay.begin(draft=draft, by=None)
        with count_queries() as queries:
            replay.go_on(row)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_replay_goes_on_with_the_draft_as_it_was_begun(
    small: Questionnaire, draft: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    submitted(small)
    monkeypatch.setattr(replay, "STEP", 3)
    row = replay.go_on(replay.begin(draft=draft, by=None))
    swap_fits(draft)
    row = replay.go_on(row)
    assert (row.done, row.changed, replay.is_of(row, draft)) == (4, [], False)


def test_replay_of_a_draft_that_was_edited_since_does_not_go_on(
    small: Questionnaire, draft: Questionnaire
) -> None:
    submitted(small)
    row = replay.begin(draft=draft, by=None)
    swap_fits(draft)
    replay._rubric_of.cache_clear()  # noqa: SLF001 - as in another process
    with pytest.raises(replay.DraftChangedError):
        replay.go_on(row)
    AnswerOption.objects.filter(question__question_set__questionnaire=draft).delete()
    with pytest.raises(replay.DraftChangedError):
        replay.go_on(row)


def test_replay_of_a_draft_that_was_deleted_since_does_not_go_on(
    small: Questionnaire, draft: Questionnaire
) -> None:
    submitted(small)
    row = replay.begin(draft=draft, by=None)
    Questionnaire.objects.get(pk=draft.pk).delete()
    with pytest.raises(replay.DraftChangedError):
        replay.go_on(row)
