"""What people say of themselves: what colleagues call them, and the language of their mails."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from questionnaire.models import MailLanguage
from questionnaire.results.forms import CrispyForm
from questionnaire.review.mails.outbox import language_of

MAX_NAME = 150


class ProfileForm(CrispyForm):
    """A name, and one of the product's languages."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        help_text=gettext_lazy(
            "Colleagues see it beside what you write. Without one, they see the beginning of your"
            " email address."
        ),
        max_length=MAX_NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
        error_messages={
            "max_length": gettext_lazy(
                "This has %(show_value)s characters, and %(limit_value)s fit. Shorten it."
            )
        },
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the mails you get"),
        error_messages={"invalid_choice": gettext_lazy("Choose one of the languages.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["language"]
        field.choices = [
            (code, get_language_info(code)["name_local"].capitalize())
            for code, _name in settings.LANGUAGES
        ]
        field.error_messages["required"] = field.error_messages["invalid_choice"]


@transaction.atomic
def save_profile(*, user: User, name: str, language: str) -> None:
    """Keep what a person is called and the language of their mails."""
    user.first_name, user.last_name = name, ""
    user.save(update_fields=["first_name", "last_name"])
    MailLanguage.objects.update_or_create(user=user, defaults={"language": language})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Show or save what a person says of themselves."""
    user = get_object_or_404(User, pk=request.user.pk)
    if request.method != "POST":
        form = ProfileForm({"name": user.get_full_name(), "language": language_of(user)})
        return _page(request, form)
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    save_profile(user=user, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("account_overview")


def _page(request: HttpRequest, form: ProfileForm, *, status: int = 200) -> HttpResponse:
    return render(request, "account/profile.html", {"form": form}, status=status)
