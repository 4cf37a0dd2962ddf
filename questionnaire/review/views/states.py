"""The states of a submission in words: what it can be put into, and why not into others."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from questionnaire.enums import SubmissionStatus
from questionnaire.models import Submission
from questionnaire.review.access import SHOWN
from questionnaire.review.reviewing import may_become

STEPS: dict[tuple[SubmissionStatus, SubmissionStatus], Promise] = {
    (SubmissionStatus.SUBMITTED, SubmissionStatus.IN_REVIEW): gettext_lazy("Take into review"),
    (SubmissionStatus.IN_REVIEW, SubmissionStatus.SUBMITTED): gettext_lazy("Back to submitted"),
    (SubmissionStatus.IN_REVIEW, SubmissionStatus.REVIEWED): gettext_lazy("Mark as reviewed"),
    (SubmissionStatus.REVIEWED, SubmissionStatus.IN_REVIEW): gettext_lazy("Review it again"),
}


def steps_of(submission: Submission, *, has_review: bool) -> list[tuple[SubmissionStatus, str]]:
    """Return the states that a submission can be put into now, each with the words for it."""
    now = SubmissionStatus(submission.status)
    return [
        (state, str(STEPS[now, state]))
        for state in SHOWN
        if may_become(submission, state, has_review=has_review)
    ]


def why_not(state: SubmissionStatus) -> str:
    """Say what keeps a submission from being put into a state."""
    return {
        SubmissionStatus.SUBMITTED: _("What somebody has reviewed is no longer new."),
        SubmissionStatus.IN_REVIEW: _("It has changed meanwhile: look at it once more."),
        SubmissionStatus.REVIEWED: _("Somebody has to state a view first."),
    }[state]
