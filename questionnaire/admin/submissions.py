"""What founders answered: to be read by staff who may, to be changed by nobody."""

from typing import Any

from auditlog.models import LogEntry
from auditlog.signals import accessed
from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from questionnaire.admin.history import author_of
from questionnaire.catalogue.queries import frozen
from questionnaire.models import Submission
from questionnaire.results.answers import answers_of, read_over
from questionnaire.templatetags.ajar import clock_time, long_date

# How many looks at a submission its page lists
LOOKS = 100


class LanguageFilter(admin.SimpleListFilter):
    """The languages that founders read, by their names."""

    title = _("language")
    parameter_name = "language"

    def lookups(
        self,
        request: HttpRequest,  # noqa: ARG002 - Django's signature
        model_admin: admin.ModelAdmin[Submission],  # noqa: ARG002
    ) -> list[tuple[str, str]]:
        """Return each language by its code."""
        return [(code, str(name)) for code, name in settings.LANGUAGES]

    def queryset(
        self,
        request: HttpRequest,  # noqa: ARG002 - Django's signature
        queryset: QuerySet[Submission],
    ) -> QuerySet[Submission]:
        """Return the submissions in the language chosen, or all."""
        return queryset.filter(language=self.value()) if self.value() else queryset


@admin.register(Submission)
class SubmissionAdmin(admin.ModelAdmin[Submission]):
    """A list and a page to read; each look at the page is kept, with who took it."""

    change_form_template = "admin/questionnaire/submission.html"
    list_display = ("venture_name", "version", "status_in_words", "spoken", "submitted")
    list_display_links = ("venture_name", "version")
    list_filter = (
        ("status", admin.ChoicesFieldListFilter),
        LanguageFilter,
        ("questionnaire", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("venture", "questionnaire")
    search_fields = ("venture__name",)
    ordering = ("-pk",)
    list_per_page = 50
    # No field is named that tells who the founder is, or opens their page
    fields = ("venture_name", "version", "status_in_words", "spoken", "submitted")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - Django's signature
        """Return that nobody adds one: founders do."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Submission | None = None) -> bool:  # noqa: ARG002 - Django's signature
        """Return that nobody changes one, superusers neither."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Submission | None = None) -> bool:  # noqa: ARG002 - Django's signature
        """Return that nobody deletes one: its founder may."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Submission]:
        """Return submissions with what their page tells of them, in one query."""
        related = ("venture", "questionnaire", "recommendation")
        return super().get_queryset(request).select_related(*related)

    @admin.display(description=_("venture"), ordering="venture__name")
    def venture_name(self, submission: Submission) -> str:
        """Return the venture's name, or a word for one that has none."""
        return submission.venture.name or str(_("Unnamed venture"))

    @admin.display(description=_("questionnaire"), ordering="questionnaire")
    def version(self, submission: Submission) -> str:
        """Return the key and the number of the version that was answered."""
        return str(submission.questionnaire)

    @admin.display(description=_("status"), ordering="status")
    def status_in_words(self, submission: Submission) -> str:
        """Return how far the submission is."""
        return submission.get_status_display()

    @admin.display(description=_("language"), ordering="language")
    def spoken(self, submission: Submission) -> str:
        """Return the language that the founder read."""
        return str(dict(settings.LANGUAGES).get(submission.language, submission.language))

    @admin.display(description=_("submitted"), ordering="submitted_at", empty_value="–")
    def submitted(self, submission: Submission) -> Any:
        """Return when it was submitted, if it was."""
        at = submission.submitted_at
        return f"{long_date(at)}, {clock_time(at)}" if at else None

    def render_change_form(  # noqa: PLR0913, PLR0917 - Django's own signature
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,  # noqa: FBT001, FBT002
        change: bool = False,  # noqa: FBT001, FBT002
        form_url: str = "",
        obj: Submission | None = None,
    ) -> HttpResponse:
        """Keep who looks, and show the answers, the recommendation and who has looked."""
        if obj is not None:
            accessed.send(Submission, instance=obj)
            context.update(_detail(obj))
        return super().render_change_form(request, context, add, change, form_url, obj)


def _detail(submission: Submission) -> dict[str, Any]:
    """Return what the page of a submission shows beside its fields."""
    questionnaire = frozen(submission.questionnaire, language=get_language() or "en")
    looks = LogEntry.objects.get_for_object(submission).filter(action=LogEntry.Action.ACCESS)
    latest = looks.select_related("actor").order_by("-pk")[:LOOKS]
    return {
        "sets": read_over(questionnaire, answers_of(submission, questionnaire)),
        "recommendation": getattr(submission, "recommendation", None),
        "looks": [(look.timestamp, author_of(look)) for look in latest],
        "subtitle": None,
        "title": _("Submission of %(venture)s")
        % {"venture": submission.venture.name or _("an unnamed venture")},
    }
