"""Questionnaires: the list of all versions, and the page of one with what stands below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import Count
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from questionnaire.admin.completeness import missing_texts
from questionnaire.admin.forms import KEY
from questionnaire.admin.inlines import LinkInline, PartInline
from questionnaire.admin.parts import VersionedAdmin
from questionnaire.admin.rows import change_address
from questionnaire.admin.views import MODULES
from questionnaire.catalogue.drafts import new_draft
from questionnaire.catalogue.files import languages
from questionnaire.enums import RuleKind
from questionnaire.models import Questionnaire, QuestionSet, Rule, Source, StrategyText

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString


class StrategyInline(PartInline):
    """What open, closed and hybrid mean: always these three."""

    model = StrategyText
    can_delete = False
    max_num = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Return False: there are three strategies."""
        return False


class SetLinks(LinkInline):
    """The sets of a questionnaire."""

    model = QuestionSet
    add_label = gettext_lazy("Add a set")

    def get_queryset(self, request: HttpRequest) -> QuerySet[QuestionSet]:
        """Return the sets, with how many questions each has."""
        sets: QuerySet[QuestionSet] = super().get_queryset(request)
        return sets.annotate(count=Count("questions"))


class RuleLinks(LinkInline):
    """The rules of one kind."""

    model = Rule
    kind: RuleKind

    def get_queryset(self, request: HttpRequest) -> QuerySet[Rule]:
        """Return the rules of this kind."""
        rules: QuerySet[Rule] = super().get_queryset(request)
        return rules.filter(kind=self.kind)


class VetoLinks(RuleLinks):
    """The vetoes of a questionnaire."""

    kind = RuleKind.VETO
    verbose_name_plural = gettext_lazy("vetoes")
    add_label = gettext_lazy("Add a rule")


class TensionLinks(RuleLinks):
    """The tensions of a questionnaire."""

    kind = RuleKind.TENSION
    verbose_name_plural = gettext_lazy("tensions")


class SourceLinks(LinkInline):
    """The sources of a questionnaire."""

    model = Source
    add_label = gettext_lazy("Add a source")


TAKEN = gettext_lazy("There is a questionnaire with this key. Choose another, or copy that one.")


class NewQuestionnaireForm(forms.Form):
    """A new questionnaire: its key, and the language that it is written in first."""

    key = forms.CharField(
        label=gettext_lazy("Key"),
        max_length=40,
        validators=[KEY],
        help_text=Questionnaire._meta.get_field("key").help_text,  # noqa: SLF001
    )
    source_language = forms.ChoiceField(
        label=gettext_lazy("Source language"),
        choices=settings.LANGUAGES,
        initial=settings.LANGUAGE_CODE,
        help_text=gettext_lazy("The language that texts are written in first."),
    )

    def clean_key(self) -> str:
        """Refuse a key that is taken, and say what to do instead."""
        key: str = self.cleaned_data["key"]
        if Questionnaire.objects.filter(key=key).exists():
            raise forms.ValidationError(TAKEN)
        return key


class Versions(ChangeList):
    """The versions of all questionnaires; each knows how many texts it lacks."""

    def get_results(self, request: HttpRequest) -> None:
        """Count what is missing for all versions of a page at once."""
        super().get_results(request)
        missing = missing_texts(version.pk for version in self.result_list)
        for version in self.result_list:
            version.missing = missing.get(version.pk, {})


@admin.register(Questionnaire)
class QuestionnaireAdmin(VersionedAdmin):
    """The versions of all questionnaires."""

    change_form_template = "admin/questionnaire_form.html"
    inlines = (SetLinks, StrategyInline, VetoLinks, TensionLinks, SourceLinks)
    list_display = ("key", "version", "status", "published_at", "completeness")
    list_filter = ("status", "key")
    ordering = ("-created_at", "-pk")
    list_per_page = 50
    actions = None

    @admin.display(description=gettext_lazy("texts missing"))
    def completeness(self, version: Any) -> str | SafeString:
        """Return the languages in which texts are missing, and how many."""
        lacking = [(code, version.missing.get(code, 0)) for code in languages()]
        if not any(count for _code, count in lacking):
            return _("none")
        return format_html_join(" ", '<span class="count">{}&nbsp;{}</span>', lacking)

    def get_changelist(self, request: HttpRequest, **options: Any) -> type[ChangeList]:  # noqa: ARG002
        """Return the list that counts what is missing."""
        return Versions

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """List the versions, newest first."""
        return super().changelist_view(
            request, {**(extra_context or {}), "title": _("Questionnaires")}
        )

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",  # noqa: ARG002
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002
    ) -> HttpResponse:
        """Begin a new questionnaire, and lead to its first draft."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = NewQuestionnaireForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                draft = new_draft(**form.cleaned_data)
            except IntegrityError:
                form.add_error("key", TAKEN)
            else:
                said = _("Here is your first draft. Give it a title, then add sets.")
                messages.success(request, said)
                return redirect(change_address(draft))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Add a questionnaire"),
            "opts": self.opts,
            "form": form,
        }
        return render(request, "admin/questionnaire/new.html", context)

    def get_urls(self) -> list[Any]:
        """Return the admin's own addresses and, before them, those of the pages beside it."""
        beside = [
            path(
                f"<int:pk>/{address}",
                self.admin_site.admin_view(view),
                name=f"questionnaire_questionnaire_{name}",
            )
            for module in MODULES
            for address, view, name in module.PAGES
        ]
        return [*beside, *super().get_urls()]
