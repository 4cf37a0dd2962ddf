"""How people sign in: superusers may look, and take away what was lost or left open."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

admin.site.unregister([Authenticator, UserSession])


class TakenAway(admin.ModelAdmin[Any]):
    """Rows that their owners make: here they can be seen without their secrets, and deleted."""

    list_select_related = ("user",)
    search_fields = ("user__email",)

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - Django asks so
        """Let nobody make one for somebody else."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 - Django asks so
        """Let nobody change one."""
        return False


@admin.register(Authenticator)
class AuthenticatorAdmin(TakenAway):
    """Second steps: who has lost theirs asks a superuser to remove it."""

    fields = ("user", "type", "created_at", "last_used_at")
    list_display = ("user__email", *fields[1:])
    list_filter = ("type",)


@admin.register(UserSession)
class UserSessionAdmin(TakenAway):
    """Sessions: deleting one signs its browser out."""

    fields = ("user", "created_at", "last_seen_at", "ip", "user_agent")
    list_display = ("user__email", *fields[1:])

    def delete_model(self, request: HttpRequest, obj: UserSession) -> None:  # noqa: ARG002 - Django asks so
        """End one session."""
        obj.end()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[UserSession]) -> None:  # noqa: ARG002 - Django asks so
        """End several."""
        for session in queryset:
            session.end()
