"""The short forms of the walk: start, continue, mail the link."""

import re
from typing import Any
from unicodedata import category

from django import forms
from django.utils.translation import gettext_lazy as _

from questionnaire.results.forms import CrispyForm

# What would turn the words around a name, and control characters; joiners belong to scripts
UNWANTED = re.compile(r"[\x01-\x08\x0e-\x1b\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# Letters and a symbol by their category, and blank all the same
BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


class NameField(forms.CharField):
    """A startup's name, on one line; one that nobody could see is none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=_("Your startup’s name"),
            max_length=120,
            widget=forms.TextInput(attrs={"autocomplete": "organization"}),
            **options,
        )

    def to_python(self, value: Any) -> str:
        """Return the name as it is kept."""
        name = " ".join(UNWANTED.sub("", super().to_python(value) or "").split())
        is_seen = any(category(sign)[0] in "LNPS" and sign not in BLANK for sign in name)
        return name if is_seen else ""


class StartForm(CrispyForm):
    """What is asked before a walk: nothing has to be given."""

    venture_name = NameField(
        help_text=_("Only if you would like to see it on the result."), required=False
    )
    email = forms.EmailField(
        label=_("Your email address"),
        help_text=_("Only if you would like your private link sent to you."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        error_messages={
            "invalid": _("This does not look like an email address: it needs an @ and a domain.")
        },
    )


class CodeForm(CrispyForm):
    """An accelerator's code, however it is typed."""

    code = forms.CharField(
        label=_("Your code"),
        # A link that has the code in it fits too
        max_length=200,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Type the code that your accelerator gave you.")},
    )


class InvitedForm(CrispyForm):
    """What is asked of a founder whose address the accelerator knows."""

    venture_name = NameField(
        error_messages={"required": _("Type your startup’s name: the accelerator reads it.")}
    )


class JoinForm(InvitedForm):
    """What is asked of a founder who comes with a code."""

    email = forms.EmailField(
        label=_("Your email address"),
        help_text=_(
            "Only if you would like your private link sent to you, and a mail when there is "
            "feedback."
        ),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        error_messages={
            "invalid": _("This does not look like an email address: it needs an @ and a domain.")
        },
    )


class LinkForm(CrispyForm):
    """Where to mail the private link to."""

    email = forms.EmailField(
        label=_("Email address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        error_messages={
            "required": _("Type the address that the link should go to."),
            "invalid": _("This does not look like an email address: it needs an @ and a domain."),
        },
    )


class ContinueForm(CrispyForm):
    """A private link, pasted."""

    link = forms.CharField(
        label=_("Continue with your private link"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Paste your private link here.")},
    )
