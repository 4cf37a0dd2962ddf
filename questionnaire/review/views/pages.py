"""What all pages of the staff have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from questionnaire.review.access import ConflictDeclaredError
from questionnaire.review.filters import Filters


class StaffRequest(HttpRequest):
    """A request of somebody who has signed in."""

    user: User
    # The page that is shown in another language, where that is not the one that was asked for
    language_next: str


View = Callable[..., HttpResponseBase]
# What somebody may have thought about before they sent it
WRITTEN = ("text", "why", "reason", "addresses")


def staff_page(view: View) -> View:
    """Ask to sign in; keep the page out of caches; be kind where there is nothing for a person.

    Nothing that was typed is lost: neither to whose session has ended meanwhile, nor where what it
    was about is gone.
    """

    @wraps(view)
    def kind(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        sent = _sent(request)
        if sent and request.user.is_anonymous:
            return signed_out(request)
        try:
            return signed_in(request, *args, **kwargs)
        except ConflictDeclaredError:
            context: dict[str, Any] = {"section": "queue"}
            return render(request, "questionnaire/review/closed.html", context, status=404)
        except Http404:
            written = [value for name, value in sent if value and name in WRITTEN]
            context = {"section": "queue", "written": written}
            return render(request, "questionnaire/review/gone.html", context, status=404)

    signed_in = login_required(view)
    return never_cache(kind)


def staff_form(page: str, *names: str) -> Callable[[View], View]:
    """Do the same for what only a form is sent to; `names` are parameters that its page has too.

    Who comes in another way is led to that page: having signed in anew, or having changed the
    language where something was missing.
    """

    def decorated(view: View) -> View:
        sent = staff_page(view)

        @wraps(view)
        def led(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            path = reverse(f"review:{page}", args=[kwargs[name] for name in names])
            query = request.GET.urlencode()
            request.language_next = f"{path}{'?' if query else ''}{query}"
            if request.method == "POST":
                return sent(request, *args, **kwargs)
            return redirect(request.language_next)

        return require_http_methods(["GET", "HEAD", "POST"])(led)

    return decorated


def signed_out(request: HttpRequest) -> HttpResponse:
    """Return a page that keeps what a form has sent until its author has signed in again."""
    context = {"sent": _sent(request), "action": request.get_full_path()}
    return render(request, "questionnaire/review/signed_out.html", context, status=403)


def _sent(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what a form has sent."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]


def filters_of(request: HttpRequest) -> Filters:
    """Return the filters of the queue that a page was reached from: its address keeps them."""
    return Filters.read(request.GET)


def address(name: str, pk: int | None, filters: Filters, anchor: str = "") -> str:
    """Return the address of a page about a submission, or of the queue, with the filters in it."""
    path = reverse(f"review:{name}", args=[] if pk is None else [pk])
    query = filters.query()
    return f"{path}{'?' if query else ''}{query}{'#' if anchor else ''}{anchor}"


def to_submission(
    request: HttpRequest, pk: int, anchor: str = "", level: int = messages.INFO, said: str = ""
) -> HttpResponse:
    """Lead to a submission's page, to a part of it, with the filters kept.

    What is `said` stands in that part: nobody who is led there sees the top of the page.
    """
    if said:
        messages.add_message(request, level, said, extra_tags=anchor)
    return redirect(address("submission", pk, filters_of(request), anchor))
