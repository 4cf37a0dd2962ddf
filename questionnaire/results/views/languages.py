"""Changing the language of a page."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import get_language, get_language_from_path, override
from django.views.i18n import set_language


def change_language(request: HttpRequest) -> HttpResponseBase:
    """Lead to the page that somebody is on, in the language that they ask for.

    Django's own view finds a page only in the language that is active: the browser's, which need
    not be that of the page, since links are shared.
    """
    page = request.POST.get("next") or request.headers.get("Referer", "")
    with override(_language_of(page) or get_language()):
        response: HttpResponseBase = set_language(request)
    return response


def _language_of(address: str) -> str | None:
    try:
        return get_language_from_path(urlsplit(address).path)
    except ValueError:
        return None
