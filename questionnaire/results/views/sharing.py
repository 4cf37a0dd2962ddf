"""Read-only links: made and revoked on the founder's page, followed by others."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from questionnaire.results import sharing
from questionnaire.results.access import shared_link_for_token
from questionnaire.results.privacy import private_page
from questionnaire.results.views.result import result_context


@private_page
@require_POST
def share(request: HttpRequest, token: str) -> HttpResponse:
    """Make a read-only link, and lead back to where it is shown."""
    # The page that follows says why there can be no more of them
    with suppress(sharing.CannotShareError):
        sharing.create(token=token, shows_notes="notes" in request.POST)
    return _back(token)


@private_page
@require_POST
def revoke(_request: HttpRequest, token: str, number: int) -> HttpResponse:
    """Let a link lead nowhere from now on."""
    sharing.revoke(token=token, number=number)
    return _back(token)


@private_page
@require_safe
def shared(request: HttpRequest, shared_token: str) -> HttpResponse:
    """Show a result to whoever was given a link to it: nothing can be changed from here."""
    link = shared_link_for_token(shared_token)
    context = {
        **result_context(link.submission, shows_notes=link.shows_notes),
        "shared_token": shared_token,
    }
    return render(request, "questionnaire/results/shared.html", context)


def _back(token: str) -> HttpResponse:
    return redirect(f"{reverse('results:result', args=[token])}#share")
