import pytest
from django.db import IntegrityError, transaction

from questionnaire.models import Questionnaire, SharedLink, Submission
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(small: Questionnaire) -> Submission:
    return factories.submitted(small, factories.ALL_OPEN)[0]


def test_link_shows_no_notes_and_is_in_use_unless_said(submission: Submission) -> None:
    link = SharedLink.objects.create(submission=submission, number=1, token_hash="a" * 64)
    assert (link.shows_notes, link.revoked_at) == (False, None)
    assert str(link) == f"1 of {submission.pk}"


@pytest.mark.parametrize(
    ("constraint", "number", "token_hash"),
    [
        ("one_shared_link_per_number|sharedlink.submission_id", 1, "b" * 64),
        ("token_hash", 2, "a" * 64),
        ("shared_links_are_numbered_from_1", 0, "b" * 64),
    ],
)
def test_link_that_cannot_be_is_refused(
    submission: Submission, constraint: str, number: int, token_hash: str
) -> None:
    SharedLink.objects.create(submission=submission, number=1, token_hash="a" * 64)
    other = SharedLink(submission=submission, number=number, token_hash=token_hash)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        other.save()


def test_links_of_two_submissions_are_numbered_apart(
    small: Questionnaire, submission: Submission
) -> None:
    other, _token = factories.submitted(small, factories.ALL_OPEN)
    SharedLink.objects.create(submission=submission, number=1, token_hash="a" * 64)
    SharedLink.objects.create(submission=other, number=1, token_hash="b" * 64)
    links = SharedLink.objects
    assert [links.filter(submission=one).count() for one in (submission, other)] == [1, 1]
