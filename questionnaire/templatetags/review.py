"""What the staff's pages need: people by their name, and comments with those whom they name."""

import re

from django import template
from django.contrib.auth.models import User
from django.template.defaultfilters import linebreaksbr
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from questionnaire.models import Comment
from questionnaire.review.comments import name_of

register = template.Library()


@register.filter
def person_name(user: User | None) -> str:
    """Return how a person is called; "" for nobody."""
    return name_of(user) if user else ""


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
