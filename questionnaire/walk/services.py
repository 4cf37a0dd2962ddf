"""The life of a submission: started, submitted once, revised."""

from django.db import transaction
from django.utils import timezone

from questionnaire.catalogue.queries import frozen
from questionnaire.enums import SubmissionStatus
from questionnaire.models import Answer, Questionnaire, Recommendation, Submission, Venture
from questionnaire.results.access import hash_token, submission_for_token
from questionnaire.results.answers import answers_of
from questionnaire.results.services import recommend
from questionnaire.walk.tokens import new_token, next_token


@transaction.atomic
def start(
    *, questionnaire: Questionnaire, language: str, venture_name: str = "", email: str = ""
) -> tuple[Submission, str]:
    """Start a submission for a new venture; return it with the token of its private link."""
    token = new_token()
    submission = Submission.objects.create(
        venture=Venture.objects.create(name=venture_name),
        questionnaire=questionnaire,
        token_hash=hash_token(token),
        language=language,
        email=email,
    )
    return submission, token


@transaction.atomic
def submit(*, token: str, language: str) -> Recommendation:
    """Close the submission and store its recommendation; asked again, return the same one."""
    submission = submission_for_token(token, lock=True)
    if not submission.is_open:
        # Asked for anew: what was joined before the lock was granted may be out of date.
        return Recommendation.objects.get(submission=submission)
    questionnaire = frozen(submission.questionnaire, language=language)
    submission.status = SubmissionStatus.SUBMITTED
    submission.language = language
    submission.submitted_at = submission.updated_at = timezone.now()
    submission.save(update_fields=["status", "language", "submitted_at", "updated_at"])
    return recommend(
        submission=submission,
        questionnaire=questionnaire,
        answers=answers_of(submission, questionnaire),
    )


@transaction.atomic
def revise(*, token: str) -> str:
    """Return the token of the submission that revises this one, made with its answers if new.

    A draft needs no revision: its own token comes back. The revision stays on the same version
    of the questionnaire, so that what changed is what was answered.
    """
    submission = submission_for_token(token, lock=True)
    if submission.is_open:
        return token
    following = next_token(token)
    if Submission.objects.filter(previous=submission).exists():
        return following
    revision = Submission.objects.create(
        venture=submission.venture,
        questionnaire=submission.questionnaire,
        token_hash=hash_token(following),
        language=submission.language,
        email=submission.email,
        importance=submission.importance,
        previous=submission,
    )
    copies = list(Answer.objects.filter(submission=submission))
    for answer in copies:
        answer.pk = None
        answer.submission = revision
    Answer.objects.bulk_create(copies)
    return following
