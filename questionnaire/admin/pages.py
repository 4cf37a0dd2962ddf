"""Pages about one questionnaire that the admin has beside its own."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from questionnaire.models import Questionnaire


def page(
    request: HttpRequest,
    template: str,
    questionnaire: Questionnaire,
    *,
    title: str,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """Render a template of admin/questionnaire/, which extends admin/questionnaire/page.html.

    It knows the questionnaire, the title, and what every page of the admin knows.
    """
    whole = {
        **admin.site.each_context(request),
        "title": title,
        "opts": Questionnaire._meta,  # noqa: SLF001 - Django's own name
        "questionnaire": questionnaire,
        **context,
    }
    return render(request, f"admin/questionnaire/{template}", whole, status=status)
