import pytest

from questionnaire.catalogue.reading import read_rows
from questionnaire.models import AnswerOption, Question, Questionnaire, QuestionSet
from tests import factories
from tests.conftest import Queries

pytestmark = pytest.mark.django_db
MAX_QUERIES = 14


def test_keys_lead_to_the_rows_of_the_version(small: Questionnaire) -> None:
    factories.published("other")
    _content, ids = read_rows(small)
    sets = QuestionSet.objects.filter(questionnaire=small)
    questions = Question.objects.filter(question_set__questionnaire=small)
    options = AnswerOption.objects.filter(question__in=questions)
    assert ids.sets == {part.key: part.pk for part in sets}
    assert ids.questions == {question.key: question.pk for question in questions}
    assert ids.options == {(o.question.key, o.key): o.pk for o in options}


def test_reading_takes_as_many_queries_for_a_large_version_as_for_a_small_one(
    small: Questionnaire, shipped: Questionnaire, count_queries: Queries
) -> None:
    with count_queries() as for_small:
        read_rows(small)
    with count_queries() as for_shipped:
        read_rows(shipped)
    assert len(for_small) == len(for_shipped)
    assert len(for_small) <= MAX_QUERIES


def test_text_missing_in_a_language_is_read_as_empty(small: Questionnaire) -> None:
    setattr(small, "title_pt", None)  # noqa: B010 - modeltranslation adds the field
    content, _ids = read_rows(small)
    assert (content.words["pt"].title, content.words["it"].title) == ("", "Title [it]")
