"""The list of all changes and looks: what it is filtered by is looked up, not taken as typed."""

from auditlog.admin import LogEntryAdmin
from auditlog.models import LogEntry
from django.contrib import admin

admin.site.unregister(LogEntry)


@admin.register(LogEntry)
class LogAdmin(LogEntryAdmin):  # type: ignore[misc]  # untyped
    """The library's list, with Django's own filters, which bear whatever an address says."""

    list_display = ("created", "resource_url", "action", "user_url")
    list_filter = ("action", ("content_type", admin.RelatedOnlyFieldListFilter))
    fieldsets = ((None, {"fields": ("created", "user_url", "resource_url", "action", "msg")}),)
