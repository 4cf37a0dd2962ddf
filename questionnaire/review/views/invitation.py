"""The page behind the link of a colleague's invitation: the one page here that needs no account."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from questionnaire.models import Invitation
from questionnaire.review.access import invitation_for_token
from questionnaire.review.accounts.invited import SESSION_KEY
from questionnaire.review.people import (
    InvitationExpiredError,
    InvitationUsedError,
    accept_invitation,
)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Say who invites to what; then accept, or lead to an account first.

    Following the link alone changes nothing: programs that look through mail follow links too.
    """
    invitation = invitation_for_token(token)
    if request.method != "POST":
        return _page(request, invitation, token)
    if not isinstance(request.user, User):
        # The token waits in the session for whoever signs up or signs in next
        request.session[SESSION_KEY] = token
        return redirect("account_signup")
    try:
        membership = accept_invitation(token=token, user=request.user)
    except (InvitationExpiredError, InvitationUsedError):
        return _page(request, invitation, token)
    said = {"accelerator": membership.accelerator.name}
    messages.success(request, _("Welcome: you work for %(accelerator)s now.") % said)
    return redirect("review:queue")


def _page(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """Render the invitation; one that cannot be accepted is gone, which is said kindly."""
    is_used = invitation.accepted_at is not None
    is_over = is_used or invitation.expires_at <= timezone.now()
    context = {
        "invitation": invitation,
        "token": token,
        "is_used": is_used,
        "is_over": is_over,
    }
    status = 410 if is_over else 200
    return render(request, "questionnaire/review/join.html", context, status=status)
