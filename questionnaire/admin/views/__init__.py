"""Views beside the admin's own. Each module lists its PAGES: address, view, name."""

from questionnaire.admin.views import (
    copying,
    correcting,
    difference,
    history,
    preview,
    publishing,
    replaying,
    translations,
)

MODULES = (copying, correcting, difference, history, preview, publishing, replaying, translations)
