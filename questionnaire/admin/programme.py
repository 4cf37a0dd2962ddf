"""Accelerators in Django's admin: superusers make them; all the rest is their managers' own."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from questionnaire.enums import MemberRole
from questionnaire.models import Accelerator
from questionnaire.review.mails import outbox
from questionnaire.review.people import AlreadyMemberError, invite_colleague


class AcceleratorForm(forms.ModelForm[Accelerator]):
    """An accelerator, and a manager to invite to it."""

    manager_email = forms.EmailField(
        label=gettext_lazy("Invite a manager"),
        help_text=gettext_lazy("They get a mail with a link, and do everything else themselves."),
        required=False,
    )
    manager_language = forms.ChoiceField(
        label=gettext_lazy("Language of the mail"), choices=settings.LANGUAGES, initial="en"
    )

    class Meta:
        model = Accelerator
        fields = ("name", "demands_second_factor")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # A new accelerator that nobody manages would be of no use
        self.fields["manager_email"].required = self.instance.pk is None


@admin.register(Accelerator)
class AcceleratorAdmin(admin.ModelAdmin[Accelerator]):
    """Accelerators: made and renamed by superusers, never deleted with what founders answered."""

    form = AcceleratorForm
    fields = ("name", "demands_second_factor", "manager_email", "manager_language")
    list_display = ("name", "demands_second_factor", "created_at")
    search_fields = ("name",)
    ordering = ("name",)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Let superusers in, and nobody else."""
        return _is_superuser(request)

    def has_view_permission(self, request: HttpRequest, obj: Accelerator | None = None) -> bool:  # noqa: ARG002 - Django asks so
        """Let superusers look."""
        return _is_superuser(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let superusers make one."""
        return _is_superuser(request)

    def has_change_permission(self, request: HttpRequest, obj: Accelerator | None = None) -> bool:  # noqa: ARG002 - Django asks so
        """Let superusers change one."""
        return _is_superuser(request)

    def has_delete_permission(self, request: HttpRequest, obj: Accelerator | None = None) -> bool:  # noqa: ARG002 - Django asks so
        """Let nobody delete one: people, invitations and logs would go with it."""
        return False

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Accelerator, form: Any, change: bool) -> None:  # noqa: FBT001 - Django asks so
        """Save, and invite the manager that is named."""
        super().save_model(request, obj, form, change)
        email = form.cleaned_data["manager_email"]
        if email:
            _invite(request, obj, email, form.cleaned_data["manager_language"])


def _is_superuser(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.is_active and request.user.is_superuser


def _invite(request: HttpRequest, accelerator: Accelerator, email: str, language: str) -> None:
    """Invite a manager, and have the mail sent; say so when they work there already."""
    try:
        invitation = invite_colleague(
            by=request.user,  # type: ignore[arg-type]  # a superuser, or this page is closed
            accelerator=accelerator,
            email=email,
            role=MemberRole.MANAGER,
            language=language,
        )
    except AlreadyMemberError:
        messages.warning(request, _("Somebody with this address works there already."))
    else:
        outbox.colleague(invitation)
        messages.success(request, _("An invitation is on its way to %(email)s.") % {"email": email})
