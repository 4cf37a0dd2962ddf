"""What all pages of the staff have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from questionnaire.review.access import ConflictDeclaredError
from questionnaire.review.filters import Filters


class StaffRequest(HttpRequest):
    """A request of somebody who has signed in."""

    user: User


def staff_page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Ask to sign in; keep the page out of caches; be kind where a conflict closes a submission."""

    @wraps(view)
    def kind(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except ConflictDeclaredError:
            context = {"section": "queue"}
            return render(request, "questionnaire/review/closed.html", context, status=404)

    return never_cache(login_required(kind))


def filters_of(request: HttpRequest) -> Filters:
    """Return the filters of the queue that a page was reached from: its address keeps them."""
    return Filters.read(request.GET)


def address(name: str, pk: int | None, filters: Filters, anchor: str = "") -> str:
    """Return the address of a page about a submission, or of the queue, with the filters in it."""
    path = reverse(f"review:{name}", args=[] if pk is None else [pk])
    query = filters.query()
    return f"{path}{'?' if query else ''}{query}{'#' if anchor else ''}{anchor}"


def to_submission(request: HttpRequest, pk: int, anchor: str = "") -> HttpResponse:
    """Lead to a submission's page, to a part of it, with the filters kept."""
    return redirect(address("submission", pk, filters_of(request), anchor))
