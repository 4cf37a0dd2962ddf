"""People's accounts: beside each, how they sign in, and where they are signed in now.

What libraries list apart, with secrets and in English, is not listed again.
"""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from questionnaire.admin.rights import Groups, OfGroup
from questionnaire.templatetags.ajar import clock_time, long_date

SINGLE = "user_permissions"

admin.site.unregister([Authenticator, DBTaskResult, User, UserSession])


def said(moment: datetime | None) -> str:
    """Return a moment in words; a dash for none."""
    return f"{long_date(moment)}, {clock_time(moment)}" if moment else "–"


class TakenAway(admin.TabularInline[Any, User]):
    """Rows that people make themselves: here they are seen without their secrets, and removed."""

    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: User | None = None) -> bool:  # noqa: ARG002 - Django asks so
        """Let nobody make one for somebody else."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:  # noqa: ARG002 - Django asks so
        """Let nobody change one."""
        return False

    @admin.display(description=_("created"))
    def created(self, row: Any) -> str:
        """Return when it was made."""
        return said(row.created_at)


class SecondSteps(TakenAway):
    """What is asked for after the password: who has lost theirs has it removed here."""

    model = Authenticator
    verbose_name = _("second step at sign-in")
    verbose_name_plural = _("second steps at sign-in")
    fields = readonly_fields = ("created", "used")

    @admin.display(description=_("last used"))
    def used(self, row: Authenticator) -> str:
        """Return when it was asked for last."""
        return said(row.last_used_at)


class EndedWhenDeleted(BaseInlineFormSet[UserSession, User, Any]):
    """Sessions: to delete one is to sign its browser out."""

    def delete_existing(self, obj: UserSession, commit: bool = True) -> None:  # noqa: FBT001, FBT002 - Django asks so
        """End a session."""
        if commit:
            obj.end()


class Sessions(TakenAway):
    """Where somebody is signed in."""

    model = UserSession
    formset = EndedWhenDeleted
    verbose_name = _("session")
    verbose_name_plural = _("sessions")
    fields = readonly_fields = ("created", "seen")

    @admin.display(description=_("last seen"))
    def seen(self, row: UserSession) -> str:
        """Return when its browser asked for a page last."""
        return said(row.last_seen_at)


@admin.register(User)
class AccountAdmin(UserAdmin[User]):
    """Django's page of a user, with what is known of how they sign in.

    Groups say who may do what: rights are not given one by one.
    """

    list_filter = ("is_staff", "is_superuser", "is_active", ("groups", OfGroup))

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Return Django's, without the list of single rights."""
        return [
            (name, {**options, "fields": [one for one in options["fields"] if one != SINGLE]})
            for name, options in super().get_fieldsets(request, obj)
        ]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """Name the groups as they are named here."""
        return super().formfield_for_manytomany(db_field, request, form_class=Groups, **options)

    def get_inlines(self, request: HttpRequest, obj: User | None) -> Any:  # noqa: ARG002 - Django's signature
        """Return what belongs to an account, once there is one."""
        return (SecondSteps, Sessions) if obj else ()
