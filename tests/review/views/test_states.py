"""The states of a submission in words."""

import pytest

from questionnaire.enums import SubmissionStatus
from questionnaire.models import Cohort
from questionnaire.review.views.states import steps_of, why_not
from tests.review import factories

SUBMITTED, IN_REVIEW, REVIEWED = (
    SubmissionStatus.SUBMITTED,
    SubmissionStatus.IN_REVIEW,
    SubmissionStatus.REVIEWED,
)


@pytest.mark.parametrize(
    ("now", "has_review", "steps"),
    [
        (SUBMITTED, False, [(IN_REVIEW, "Take into review")]),
        (IN_REVIEW, False, [(SUBMITTED, "Back to submitted")]),
        (IN_REVIEW, True, [(REVIEWED, "Mark as reviewed")]),
        (REVIEWED, True, [(IN_REVIEW, "Review it again")]),
    ],
)
def test_only_what_is_possible_is_offered(
    now: SubmissionStatus,
    has_review: bool,  # noqa: FBT001 - a parameter of the test
    steps: list[tuple[SubmissionStatus, str]],
    cohort: Cohort,
) -> None:
    assert steps_of(factories.submission(cohort, status=now), has_review=has_review) == steps


def test_each_refusal_has_its_own_reason() -> None:
    assert len({why_not(state) for state in (SUBMITTED, IN_REVIEW, REVIEWED)}) == 3
