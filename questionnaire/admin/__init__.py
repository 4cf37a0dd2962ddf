"""Where admins edit questionnaires: Django's admin, kept to what admins know."""

from questionnaire.admin import (
    accounts,
    catalogue,
    log,
    programme,
    questions,
    rules,
    sets,
    site,
    sources,
    submissions,
    tracking,
)

__all__ = [
    "accounts",
    "catalogue",
    "log",
    "programme",
    "questions",
    "rules",
    "sets",
    "site",
    "sources",
    "submissions",
    "tracking",
]
