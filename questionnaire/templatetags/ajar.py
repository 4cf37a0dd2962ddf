"""What the templates need beyond Django's own tags."""

from typing import Any

from django import template
from django.template.context import RequestContext
from django.urls import translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def percent(number: int) -> str:
    """Return whole percents as the language writes them."""
    return _("%(number)s %%") % {"number": number}


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
