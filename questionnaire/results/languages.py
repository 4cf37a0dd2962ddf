"""Changing the language in the middle of a form, without losing what is typed."""

from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import check_for_language

Response = TypeVar("Response", bound=HttpResponseBase)


def asked_language(request: HttpRequest) -> str:
    """Return the language that a form's language button asks for; "" when none was pressed."""
    code = request.POST.get("language", "")
    known = code in dict(settings.LANGUAGES) and check_for_language(code)
    return code if known else ""


def remember_language(response: Response, code: str) -> Response:
    """Let the next visit begin in this language."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response
