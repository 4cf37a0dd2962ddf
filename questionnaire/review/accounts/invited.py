"""The invitation that led somebody to the account pages; its token waits in the session."""

from contextlib import suppress

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest
from django.utils import timezone

from questionnaire.models import Invitation
from questionnaire.review.access import invitation_for_token
from questionnaire.review.people import (
    InvitationExpiredError,
    InvitationUsedError,
    accept_invitation,
)

SESSION_KEY = "invitation"


def invitation_of(request: HttpRequest) -> Invitation | None:
    """Return the open invitation whose link this browser followed, if there is one."""
    token = request.session.get(SESSION_KEY)
    if not token:
        return None
    try:
        invitation = invitation_for_token(token)
    except Http404:
        return None
    is_open = invitation.accepted_at is None and invitation.expires_at > timezone.now()
    return invitation if is_open else None


def accept(request: HttpRequest, user: User) -> None:
    """Let somebody who has signed in begin to work where the waiting invitation says.

    One that was withdrawn, used or expired meanwhile is no reason to keep anybody out.
    """
    token = request.session.pop(SESSION_KEY, None)
    if token:
        with suppress(Http404, InvitationExpiredError, InvitationUsedError):
            accept_invitation(token=token, user=user)
