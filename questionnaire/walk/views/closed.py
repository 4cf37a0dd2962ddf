"""What a founder reads who comes before a cohort opens, or after it has closed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from questionnaire.models import Cohort


def closed_page(request: HttpRequest, cohort: Cohort, token: str) -> HttpResponse:
    """Say kindly that nothing could be submitted, since when, and whom to ask; nothing is lost."""
    context = {
        "cohort": cohort,
        "is_closed": cohort.is_closed(timezone.now()),
        "token": token,
        "language_next": reverse("walk:overview", args=[token]),
    }
    return render(request, "questionnaire/walk/closed.html", context, status=409)
