"""What the staff's pages need: people by their name, and comments with those whom they name."""

import re

from django import template
from django.contrib.auth.models import User
from django.template.defaultfilters import linebreaksbr
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info

from questionnaire.models import Comment
from questionnaire.review.comments import name_of

register = template.Library()

WRITING_NAMES_LARGE = ("en", "de")


@register.filter
def person_name(user: User | None) -> str:
    """Return how a person is called; "" for nobody."""
    return name_of(user) if user else ""


@register.filter
def language_within(code: str) -> str:
    """Return a language's name within a sentence: there, only some languages write it large."""
    name: str = get_language_info(code)["name_translated"]
    return name if get_language() in WRITING_NAMES_LARGE else name.lower()


@register.filter
def comment_text(comment: Comment) -> SafeString:
    """Return what a comment says, escaped, with those whom it names set off; links stay text."""
    text = str(escape(comment.text))
    names = {str(escape(name_of(mention.user))) for mention in comment.mentions.all()}
    if names:
        longest_first = sorted(names, key=lambda name: (-len(name), name))
        pattern = rf"(?<!\w)@(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"
        text = re.sub(pattern, r"<strong>\g<0></strong>", text, flags=re.IGNORECASE)
    return linebreaksbr(mark_safe(text))  # noqa: S308 - escaped above
