"""Where admins edit questionnaires: Django's admin, kept to what admins know."""

from questionnaire.admin import (
    catalogue,
    questions,
    rules,
    sets,
    site,
    sources,
    submissions,
    tracking,
)

__all__ = [
    "catalogue",
    "questions",
    "rules",
    "sets",
    "site",
    "sources",
    "submissions",
    "tracking",
]
