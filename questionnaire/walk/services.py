"""The life of a submission: started, submitted once, revised."""

from django.db import transaction
from django.utils import timezone

from questionnaire.catalogue.queries import frozen
from questionnaire.enums import SubmissionStatus
from questionnaire.models import (
    Answer,
    Cohort,
    Questionnaire,
    Recommendation,
    Submission,
    Venture,
)
from questionnaire.results.access import hash_token, submission_for_token
from questionnaire.results.answers import answers_of
from questionnaire.results.cohorts import index_name, refuse_closed, succeed
from questionnaire.results.services import recommend
from questionnaire.walk.tokens import new_token, next_token


@transaction.atomic
def start(  # noqa: PLR0913 - what a submission begins with
    *,
    questionnaire: Questionnaire,
    language: str,
    venture_name: str = "",
    email: str = "",
    cohort: Cohort | None = None,
    token: str = "",
) -> tuple[Submission, str]:
    """Start a submission for a new venture; return it with the token of its private link.

    The token is new unless one is handed in.
    """
    token = token or new_token()
    submission = Submission.objects.create(
        venture=Venture.objects.create(name=venture_name),
        questionnaire=questionnaire,
        token_hash=hash_token(token),
        language=language,
        email=email,
        cohort=cohort,
    )
    index_name(submission)
    return submission, token


@transaction.atomic
def submit(*, token: str, language: str) -> Recommendation:
    """Close the submission and store its recommendation; asked again, return the same one.

    Raises CohortClosedError for a draft of a cohort that is not open.
    """
    submission = submission_for_token(token, lock=True)
    if not submission.is_open:
        # Asked for anew: what was joined before the lock was granted may be out of date.
        return Recommendation.objects.get(submission=submission)
    refuse_closed(submission.cohort)
    questionnaire = frozen(submission.questionnaire, language=language)
    submission.status = SubmissionStatus.SUBMITTED
    submission.language = language
    submission.submitted_at = submission.updated_at = timezone.now()
    submission.save(update_fields=["status", "language", "submitted_at", "updated_at"])
    succeed(submission)
    return recommend(
        submission=submission,
        questionnaire=questionnaire,
        answers=answers_of(submission, questionnaire),
    )


@transaction.atomic
def revise(*, token: str) -> str:
    """Return the token of the submission that revises this one, made with its answers if new.

    A draft needs no revision: its own token comes back. The revision stays on the same version
    of the questionnaire, so that what changed is what was answered. Raises CohortClosedError when
    a new one could not be submitted.
    """
    submission = submission_for_token(token, lock=True)
    if submission.is_open:
        return token
    following = next_token(token)
    if Submission.objects.filter(previous=submission).exists():
        return following
    refuse_closed(submission.cohort)
    revision = Submission.objects.create(
        venture=submission.venture,
        questionnaire=submission.questionnaire,
        token_hash=hash_token(following),
        language=submission.language,
        email=submission.email,
        importance=submission.importance,
        previous=submission,
        cohort=submission.cohort,
    )
    index_name(revision)
    copies = list(Answer.objects.filter(submission=submission))
    for answer in copies:
        answer.pk = None
        answer.submission = revision
    Answer.objects.bulk_create(copies)
    return following
