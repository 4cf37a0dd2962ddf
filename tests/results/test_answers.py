import pytest

from questionnaire.models import Answer, Questionnaire
from questionnaire.results.answers import NOT_SURE, Said, answers_of, form_of
from questionnaire.scoring import Form
from tests import factories
from tests.conftest import Queries

pytestmark = pytest.mark.django_db


def test_answers_are_read_by_keys_in_one_query(
    small: Questionnaire, count_queries: Queries
) -> None:
    submission, _token = factories.answered(small, {"M1": "b", "P1": NOT_SURE, "K1": "no"})
    note = Answer.objects.get(submission=submission, question__key="P1")
    note.note = "a note"
    note.save()
    shown = factories.in_english(small)
    with count_queries() as queries:
        answers = answers_of(submission, shown)
    assert answers == {"M1": Said("b"), "P1": Said(NOT_SURE, "a note"), "K1": Said("no")}
    assert len(queries) == 1


def test_form_leaves_out_what_has_only_a_note() -> None:
    said = {"M1": Said("b"), "M2": Said(NOT_SURE, "?"), "P1": Said(note="only a note")}
    assert form_of(said, {"money": 3}) == Form({"M1": "b", "M2": None}, {"money": 3})
