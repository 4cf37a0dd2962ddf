"""Words that libraries show in the admin and have not translated: our catalogues do it for them."""

from typing import Any

from django.utils.translation import gettext, gettext_noop
from django.views.i18n import JavaScriptCatalog

# Of Django's own pages of users
_OF_USERS = (
    gettext_noop("After you’ve created a user, you’ll be able to edit more user options."),
    gettext_noop("Disabled"),
    gettext_noop("Enabled"),
    gettext_noop("Password-based authentication"),
    gettext_noop("Raw passwords are not stored, so there is no way to see the user’s password."),
    gettext_noop("Reset password"),
    gettext_noop(
        "Whether the user will be able to authenticate using a password or not. If disabled, "
        "they may still be able to authenticate using other backends, such as Single Sign-On or "
        "LDAP."
    ),
)
# Of the list of what was changed
_OF_LOG = (
    gettext_noop("Audit log"),
    gettext_noop("Resource"),
    gettext_noop("access"),
    gettext_noop("action"),
    gettext_noop("create"),
    gettext_noop("delete"),
    gettext_noop("update"),
)
BORROWED = (*_OF_USERS, *_OF_LOG)
# Of the script that lets groups and rights be chosen
OF_SCRIPTS = (
    gettext_noop("(click to clear)"),
    gettext_noop('Choose %s by selecting them and then select the "Choose" arrow button.'),
    gettext_noop("Choose all %s"),
    gettext_noop("Choose selected %s"),
    gettext_noop('Remove %s by selecting them and then select the "Remove" arrow button.'),
    gettext_noop("Remove all %s"),
    gettext_noop("Remove selected %s"),
)


class WordsOfScripts(JavaScriptCatalog):
    """What Django's scripts say in the reader's language; ours where Django has no words."""

    def get_catalog(self) -> dict[str, Any]:
        """Return the words by what they are in English."""
        return {word: gettext(word) for word in OF_SCRIPTS} | super().get_catalog()
