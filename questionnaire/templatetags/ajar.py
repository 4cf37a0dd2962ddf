"""What the templates need beyond Django's own tags."""

from datetime import datetime
from typing import Any

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_percent
from django import template
from django.template.context import RequestContext
from django.urls import translate_url
from django.utils import timezone
from django.utils.translation import get_language

register = template.Library()

TENTH = 0.1
# Where a language is written in several ways, the one that the product is written in
LOCALES = {"en": "en_GB", "pt": "pt_PT"}


def locale_name() -> str:
    """Return the CLDR name of the active language."""
    language = get_language() or "en"
    return LOCALES.get(language, language)


@register.filter
def long_date(moment: datetime) -> str:
    """Return a date in words, as the language writes it."""
    return format_date(timezone.localtime(moment), "long", locale=locale_name())


@register.filter
def clock_time(moment: datetime) -> str:
    """Return the time of day, with its zone: without script nobody knows the reader's."""
    local = timezone.localtime(moment)
    return f"{format_time(local, 'short', locale=locale_name())} {local.tzname()}"


@register.filter
def percent(share: float) -> str:
    """Return a share, 0..1, in percents as the language writes them, to the tenth below 10 %."""
    locale = Locale.parse(locale_name())
    own: str = locale.percent_formats[None].pattern
    return format_percent(share, own.replace("0", "0.#") if share < TENTH else own, locale=locale)


@register.simple_tag(takes_context=True)
def in_language(context: RequestContext, code: str) -> str:
    """Return the whole address of this page in another language."""
    request = context["request"]
    address: str = request.build_absolute_uri(translate_url(request.path, code))
    return address


@register.simple_tag
def current_language() -> str:
    """Return the code of the active language."""
    return get_language() or ""


@register.inclusion_tag("includes/_mark.html")
def mark(strategy: str) -> dict[str, str]:
    """Draw the shape that stands for a strategy, so that nobody has to go by colour alone."""
    return {"strategy": str(strategy)}


@register.inclusion_tag("includes/_error_summary.html")
def error_summary(form: Any) -> dict[str, Any]:
    """List what is wrong in a form, each with a link to its field."""
    return {"form": form}
