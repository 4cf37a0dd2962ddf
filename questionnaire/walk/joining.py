"""Beginning in a cohort: with its code, or with an invitation."""

from django.db import transaction

from questionnaire.models import Cohort, Submission
from questionnaire.results.cohorts import (
    draft_token,
    invitation_for_token,
    questionnaire_of,
    refuse_closed,
)
from questionnaire.walk.services import start


@transaction.atomic
def join(
    *, cohort: Cohort, language: str, venture_name: str, email: str = ""
) -> tuple[Submission, str]:
    """Start a submission in a cohort, on what is published now; return it with its token.

    Raises CohortClosedError, and Questionnaire.DoesNotExist when nothing is published.
    """
    refuse_closed(cohort)
    return start(
        questionnaire=questionnaire_of(cohort),
        language=language,
        venture_name=venture_name,
        email=email,
        cohort=cohort,
    )


@transaction.atomic
def join_invited(*, token: str, language: str, venture_name: str) -> tuple[Submission, str]:
    """Start the submission of an invitation; asked again, return the same one.

    Raises Http404 for an unknown token, and what `join` raises.
    """
    invitation = invitation_for_token(token, lock=True)
    following = draft_token(token)
    if invitation.submission is not None:
        return invitation.submission, following
    refuse_closed(invitation.cohort)
    submission, following = start(
        questionnaire=questionnaire_of(invitation.cohort),
        language=language,
        venture_name=venture_name,
        email=invitation.email,
        cohort=invitation.cohort,
        token=following,
    )
    invitation.submission = submission
    invitation.save(update_fields=["submission"])
    return submission, following
