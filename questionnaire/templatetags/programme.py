"""What managers' pages need: numbers as the language writes them."""

from babel.numbers import format_percent
from django import template
from django.utils.formats import localize

from questionnaire.review.listing import MAX_COUNT
from questionnaire.templatetags.ajar import locale_name

register = template.Library()


@register.filter
def bounded(number: int) -> str:
    """Return a number that was counted up to MAX_COUNT, with a plus sign beyond that."""
    return f"{localize(MAX_COUNT)}+" if number > MAX_COUNT else str(localize(number))


@register.filter
def minus(written: str) -> str:
    """Return a written number with a minus sign in place of a hyphen, which may end a line."""
    return written.replace("-", "−")


@register.filter
def percent(whole: int) -> str:
    """Return a whole percent with its sign, such as "12%" or "12 %"."""
    return str(format_percent(whole / 100, locale=locale_name()))
