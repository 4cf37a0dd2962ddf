import pytest

from questionnaire.catalogue.values import FrozenQuestionnaire
from questionnaire.models import Questionnaire
from questionnaire.results.answers import NOT_SURE, Said
from questionnaire.walk.progress import State, progress_of, step_after
from tests import factories

pytestmark = pytest.mark.django_db
ALL = {key: Said(option) for key, option in factories.ALL_OPEN.items()}


@pytest.fixture
def questionnaire(small: Questionnaire) -> FrozenQuestionnaire:
    return factories.in_english(small)


def test_progress_without_answers(questionnaire: FrozenQuestionnaire) -> None:
    progress = progress_of(questionnaire, {}, "token")
    assert [task.state for task in progress.sets] == [State.NOT_STARTED] * 3
    assert (progress.answered, progress.total, progress.missing) == (0, 5, 5)
    assert progress.next == progress.sets[0]
    assert progress.sets[1].url == "/en/walk/token/sets/people/"


def test_progress_counts_not_sure_as_an_answer_and_a_note_as_none(
    questionnaire: FrozenQuestionnaire,
) -> None:
    said = {"M1": Said(NOT_SURE), "M2": Said("a"), "P1": Said(note="so far only a note")}
    progress = progress_of(questionnaire, said, "token")
    assert [task.state for task in progress.sets] == [
        State.DONE,
        State.NOT_STARTED,
        State.NOT_STARTED,
    ]
    assert (progress.answered, progress.missing) == (2, 3)


def test_progress_leads_to_the_first_set_that_is_not_done(
    questionnaire: FrozenQuestionnaire,
) -> None:
    said = {key: answer for key, answer in ALL.items() if key not in ("P2", "K1")}
    progress = progress_of(questionnaire, said, "token")
    people = questionnaire.sets_by_key["people"]
    assert progress.next == progress.of(people)
    assert (progress.of(people).state, progress.of(people).answered) == (State.STARTED, 1)


def test_progress_with_every_answer(questionnaire: FrozenQuestionnaire) -> None:
    progress = progress_of(questionnaire, ALL, "token")
    assert (progress.next, progress.missing) == (None, 0)


def test_step_after_the_last_is_none(questionnaire: FrozenQuestionnaire) -> None:
    money, people, facts = questionnaire.sets
    assert [step_after(questionnaire, part) for part in (money, people, facts)] == [
        people,
        facts,
        None,
    ]
