import pytest
from django.contrib.auth.models import User

from questionnaire.enums import SubmissionStatus
from questionnaire.models import Accelerator, FounderInvitation
from questionnaire.review import listing
from questionnaire.review.access import cohorts_of
from questionnaire.review.listing import with_counts
from tests.conftest import Queries
from tests.review import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small")]


@pytest.fixture
def home() -> Accelerator:
    return factories.accelerator()


@pytest.fixture
def boss(home: Accelerator) -> User:
    return factories.manager(home)


def counted(user: User) -> list[tuple[str, int, int]]:
    rows = with_counts(cohorts_of(user))
    return [(row.name, row.invited, row.submitted) for row in rows]


def test_founders_are_counted_cohort_by_cohort_in_one_query(
    home: Accelerator, boss: User, count_queries: Queries
) -> None:
    first = factories.cohort(home, "First")
    factories.cohort(home, "Second")
    for number in range(3):
        FounderInvitation.objects.create(
            cohort=first, email=f"{number}@example.org", token_hash=str(number)
        )
    old = factories.submission(first, is_current=False)
    factories.submission(first, previous=old, status=SubmissionStatus.REVIEWED)
    factories.submission(first, status=SubmissionStatus.DRAFT)
    factories.submission(first, status=SubmissionStatus.WITHDRAWN)
    with count_queries() as queries:
        assert counted(boss) == [("Second", 0, 0), ("First", 3, 1)]
    assert len(queries) == 1


def test_counting_stops_beyond_the_bound(
    home: Accelerator, boss: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "MAX_COUNT", 2)
    cohort = factories.cohort(home)
    for _ in range(5):
        factories.submission(cohort)
    assert counted(boss) == [("Autumn", 0, 3)]
