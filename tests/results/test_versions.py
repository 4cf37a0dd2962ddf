import pytest
from django.http import Http404

from questionnaire.models import Questionnaire, Submission
from questionnaire.results.versions import versions_of
from tests import factories
from tests.conftest import Queries
from tests.results.versions import drafted, three_versions

pytestmark = pytest.mark.django_db


def test_versions_are_the_same_from_each_of_them(
    small: Questionnaire, count_queries: Queries
) -> None:
    versions = three_versions(small)
    draft, _token = drafted(versions[-1][1], {"P2": "c"})
    expected = [*(submission for submission, _token in versions), draft]
    for submission in expected:
        with count_queries() as queries:
            found = versions_of(submission)
        assert (found, len(queries)) == (expected, 1)


def test_version_without_others_stands_alone(small: Questionnaire) -> None:
    submission, _token = factories.started(small)
    factories.submitted(small, factories.ALL_OPEN)
    assert versions_of(submission) == [submission]


def test_versions_of_another_founder_of_the_venture_are_left_out(small: Questionnaire) -> None:
    (first, _), (second, _), (third, _) = three_versions(small)
    other, _token = factories.started(small)
    other.venture = first.venture
    other.save()
    assert versions_of(second) == [first, second, third]
    assert versions_of(other) == [other]


def test_version_deleted_meanwhile_is_not_found(small: Questionnaire) -> None:
    submission, _token = factories.started(small)
    Submission.objects.filter(pk=submission.pk).delete()
    with pytest.raises(Http404):
        versions_of(submission)
