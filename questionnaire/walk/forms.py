"""The short forms of the walk: start, continue, mail the link."""

from django import forms
from django.utils.translation import gettext_lazy as _

from questionnaire.results.forms import CrispyForm


class StartForm(CrispyForm):
    """What is asked before a walk: nothing has to be given."""

    venture_name = forms.CharField(
        label=_("Your startup’s name"),
        help_text=_("Only if you would like to see it on the result."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
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

    venture_name = forms.CharField(
        label=_("Your startup’s name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Type your startup’s name: the accelerator reads it.")},
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
