import pytest

from questionnaire.models import Questionnaire
from questionnaire.results.answers import NOT_SURE
from questionnaire.results.charts import whole_percents
from questionnaire.results.history import Change, history_of
from questionnaire.scoring import Strategy
from questionnaire.walk import services
from tests import factories
from tests.conftest import Queries
from tests.results.versions import drafted, revised, three_versions

pytestmark = pytest.mark.django_db


def test_history_shows_what_is_stored_of_each_version(
    small: Questionnaire, count_queries: Queries
) -> None:
    submissions = [submission for submission, _token in three_versions(small)]
    shown = factories.in_english(small)
    with count_queries() as queries:
        history = history_of(submissions[1], shown)
    assert len(queries) == 2
    assert [version.submission for version in history.versions] == submissions
    assert [version.number for version in history.versions] == [1, 2, 3]
    for version, submission in zip(history.versions, submissions, strict=True):
        stored = submission.recommendation
        assert version.strategy is not None
        assert version.strategy.strategy == stored.strategy
        assert version.wording == stored.get_wording_display()
        shares = {Strategy(k): v for k, v in stored.outcome["acceptability"].items()}
        assert version.percents == whole_percents(shares)


def test_moves_are_the_differences_of_the_percents_shown(small: Questionnaire) -> None:
    (submission, _token), *_others = three_versions(small)
    for row in history_of(submission, factories.in_english(small)).rows:
        before, between, after = row.shares
        assert before.moved == ""
        for old, new in [(before, between), (between, after)]:
            assert old.percent is not None
            assert new.percent is not None
            assert int(new.moved.replace("−", "-").replace("±", "")) == new.percent - old.percent


def test_move_has_a_sign(small: Questionnaire) -> None:
    _submission, token = factories.submitted(small, factories.ALL_OPEN)
    last, _token = revised(token, factories.ALL_CLOSED)
    rows = history_of(last, factories.in_english(small)).rows
    assert {row.strategy.strategy: row.shares[1].moved for row in rows} == {
        "open": "−100",
        "hybrid": "±0",
        "closed": "+100",
    }


def test_step_tells_what_was_answered_differently(small: Questionnaire) -> None:
    answers = {"M1": "a", "M2": "a", "P1": "a", "K1": "yes"}
    _submission, token = factories.submitted(small, answers)
    last, _token = revised(token, {"M1": "b", "M2": NOT_SURE, "P2": "c"})
    (step,) = history_of(last, factories.in_english(small)).steps
    assert step.answers == (
        Change("Question M1? [en]", "M1 is a [en]", "M1 is b [en]"),
        Change("Question M2? [en]", "M2 is a [en]", "Not sure yet"),
        Change("Question P2? [en]", "No answer yet", "P2 is c [en]"),
    )
    assert step.importance == ()


def test_step_tells_what_was_weighed_differently(small: Questionnaire) -> None:
    submission, token = factories.answered(small, factories.ALL_OPEN)
    submission.importance = {"money": 4}
    submission.save()
    services.submit(token=token, language="en")
    draft, _token = drafted(token, {})
    draft.importance = {"money": 0, "people": 5}
    draft.save()
    (step,) = history_of(draft, factories.in_english(small)).steps
    assert step.importance == (
        Change("Set money [en]", "4 of 5", "0: left out"),
        Change("Set people [en]", "No opinion", "5 of 5"),
    )
    assert step.answers == ()


def test_note_alone_is_no_other_answer(small: Questionnaire) -> None:
    _submission, token = factories.submitted(small, factories.ALL_OPEN)
    draft, _token = drafted(token, {})
    factories.answer(draft, {"M1": "a"}, note="thought again")
    (step,) = history_of(draft, factories.in_english(small)).steps
    assert step.answers == ()


def test_draft_at_the_end_has_no_result_yet(small: Questionnaire) -> None:
    submission, token = factories.submitted(small, factories.ALL_OPEN)
    draft, _token = drafted(token, {"M1": "b"})
    history = history_of(submission, factories.in_english(small))
    last = history.versions[-1]
    assert (last.submission, last.strategy, last.wording) == (draft, None, "")
    assert [(row.shares[1].percent, row.shares[1].moved) for row in history.rows] == [
        (None, "")
    ] * 3
    assert len(history.steps[0].answers) == 1


def test_history_of_one_version_has_no_steps(small: Questionnaire) -> None:
    submission, _token = factories.submitted(small, factories.NONE_COMPATIBLE)
    history = history_of(submission, factories.in_english(small))
    assert (len(history.versions), history.steps) == (1, ())
    assert (history.versions[0].strategy, history.versions[0].wording) == (None, "none compatible")
