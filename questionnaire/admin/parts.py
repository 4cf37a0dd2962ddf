"""What the pages of a questionnaire and of all its parts share.

Rights (a version that is no draft is only read), breadcrumbs, language tabs, a summary of what to
correct, and a page that keeps what was typed when the version was published meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from modeltranslation.utils import build_localized_fieldname

from questionnaire.admin.forms import PartForm, TranslatedForm
from questionnaire.admin.history import part_name
from questionnaire.admin.keeping import ADVICE, Unsaved, typed
from questionnaire.admin.needs import KeptByRules
from questionnaire.admin.rows import (
    called,
    change_address,
    parent_field_of,
    place_after,
    questionnaire_of,
)
from questionnaire.admin.summaries import mistakes_of, tabs_of
from questionnaire.catalogue.files import languages
from questionnaire.models import PublishedVersionError, Questionnaire
from questionnaire.models.versioned import refuse_frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import Model, QuerySet

    from questionnaire.models.versioned import VersionedModel

CHANGELIST = "admin:questionnaire_questionnaire_changelist"


class DraftOnly:
    """Lets rows be changed and deleted only while their version is a draft."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return whether the person may change it, and it is a draft's."""
        allowed: bool = super().has_change_permission(request, obj)  # type: ignore[misc]
        return allowed and (obj is None or questionnaire_of(obj).is_draft)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return whether the person may delete it, and it is a draft's."""
        allowed: bool = super().has_delete_permission(request, obj)  # type: ignore[misc]
        return allowed and (obj is None or questionnaire_of(obj).is_draft)


def fieldsets_of(
    model: type[Model], plain: Sequence[str | Sequence[str]]
) -> list[tuple[str | None, Any]]:
    """Return the plain fields of a model, then its texts in every language."""
    texts = [
        build_localized_fieldname(field, language)
        for field in getattr(model, "translated", ())
        for language in languages()
    ]
    sets: list[tuple[str | None, Any]] = []
    if plain:
        sets.append((None, {"fields": [*plain]}))
    if texts:
        sets.append((None, {"fields": texts, "classes": ["wording"]}))
    return sets


class VersionedAdmin(KeptByRules, DraftOnly, admin.ModelAdmin[Any]):
    """The page of a questionnaire, or of a part of one; `plain` are its fields beside the texts."""

    form: type[PartForm] = TranslatedForm
    change_form_template = "admin/part_form.html"
    delete_confirmation_template = "admin/part_delete.html"
    plain: ClassVar[Sequence[str | Sequence[str]]] = ()

    class Media:
        css: ClassVar[dict[str, list[str]]] = {"all": ["css/admin.css"]}

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:  # noqa: ARG002
        """Return the plain fields, then every text in every language."""
        return fieldsets_of(self.model, self.plain)

    def trail(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:  # noqa: ARG002
        """Return the name and the address of each row above this one, the questionnaire first."""
        return []

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """Return a row; to be written, its version stays a draft until the transaction ends."""
        row = super().get_object(request, object_id, from_field)
        writes = request.method == "POST" and connection.in_atomic_block
        if row is None or not writes or not super(DraftOnly, self).has_change_permission(request):
            return row
        refuse_frozen([questionnaire_of(row).pk])
        return super().get_object(request, object_id, from_field)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show or save a row; show what was typed when it cannot be saved any more."""
        try:
            if self._is_gone(request, object_id):
                return self.kept(request, Unsaved.DELETED)
            return super().changeform_view(request, object_id, form_url, extra_context)
        except PublishedVersionError:
            return self.kept(request, Unsaved.PUBLISHED)

    def _is_gone(self, request: HttpRequest, object_id: str | None) -> bool:
        """Return whether somebody who may change it sends the form of a row that is not there."""
        if request.method != "POST" or object_id is None:
            return False
        may_change = super(DraftOnly, self).has_change_permission(request)
        return may_change and self.get_object(request, unquote(object_id)) is None

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Delete a row of a draft."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except PublishedVersionError:
            return self.kept(request, Unsaved.PUBLISHED)

    def kept(self, request: HttpRequest, why: Unsaved) -> HttpResponse:
        """Return a page that says why nothing was saved, with what was typed."""
        context = {
            **self.admin_site.each_context(request),
            "title": why.label,
            "advice": ADVICE[why],
            "opts": self.opts,
            "typed": typed(self, request),
        }
        return render(request, "admin/kept.html", context, status=409)

    def render_change_form(  # noqa: PLR0913, PLR0917 - Django's own signature
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,  # noqa: FBT001, FBT002
        change: bool = False,  # noqa: FBT001, FBT002
        form_url: str = "",
        obj: Any = None,
    ) -> Any:
        """Give the page its breadcrumbs, its language tabs and the list of what to correct."""
        form = context["adminform"].form
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        row = obj or form.instance
        version = questionnaire_of(row)
        forms = [form, *(one for formset in formsets for one in formset.forms)]
        context |= {
            "title": called(row) if obj else context["title"],
            "subtitle": None,
            "questionnaire": version,
            "editable": add or self.has_change_permission(request, obj),
            "trail": self.trail(request, row),
            "tabs": tabs_of(forms, version.source_language),
            "mistakes": mistakes_of(form, formsets) if request.method == "POST" else [],
        }
        return super().render_change_form(request, context, add, change, form_url, obj)


class VersionPartAdmin(VersionedAdmin):
    """The page of a part of a questionnaire, reached from the page of the row above it.

    Its "add" page is told the row above: ?question_set=5.
    """

    model: type[VersionedModel]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the rows with all that is above them."""
        return super().get_queryset(request).select_related(self.model.owner_path)

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:  # noqa: ARG002
        """Keep parts out of the index: they are reached through their questionnaire."""
        return {}

    def parent_of(self, row: Any) -> Any:
        """Return the row above a part."""
        return getattr(row, parent_field_of(self.model))

    def new_parent(self, request: HttpRequest) -> Any:
        """Return the row that a new part is put in; raise Http404 when it is not named."""
        field = parent_field_of(self.model)
        parent_model: Any = self.model._meta.get_field(field).related_model  # noqa: SLF001
        path = getattr(parent_model, "owner_path", None)
        rows = parent_model.objects.select_related(path) if path else parent_model.objects
        pk = request.GET.get(field, "")
        parent = rows.filter(pk=pk).first() if pk.isdecimal() else None
        if parent is None:
            raise Http404
        return parent

    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,
        change: bool = False,  # noqa: FBT001, FBT002 - Django's own signature
        **options: Any,
    ) -> Any:
        """Return the form; a new row's knows what the row is put in."""
        form = super().get_form(request, obj, change, **options)
        if obj is not None:
            return form
        field, parent = parent_field_of(self.model), self.new_parent(request)
        if request.method == "POST":
            # Nobody publishes the version, or adds the same, before this is saved
            refuse_frozen([questionnaire_of(parent).pk])
        return type(form.__name__, (form,), {"parent": parent, "parent_field": field})

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Add a part to a draft."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if not questionnaire_of(self.new_parent(request)).is_draft:
            return self.kept(request, Unsaved.PUBLISHED)
        return super().add_view(request, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        """Save the part; a new one comes last."""
        if not change:
            obj.position = place_after(obj)
        super().save_model(request, obj, form, change)

    def trail(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:  # noqa: ARG002
        """Return the name and the address of each row above this one, the questionnaire first."""
        rows = []
        while not isinstance(obj, Questionnaire):
            obj = getattr(obj, parent_field_of(type(obj)))
            rows.append((called(obj), change_address(obj)))
        return rows[::-1]

    def changelist_view(
        self,
        request: HttpRequest,  # noqa: ARG002
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002
    ) -> HttpResponse:
        """Lead to the questionnaires: parts of all versions in one list would help nobody."""
        return redirect(CHANGELIST)

    @method_decorator(require_safe)
    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002
    ) -> HttpResponse:
        """Lead to the questionnaire's history, of this part alone."""
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        history = reverse(
            "admin:questionnaire_questionnaire_history", args=[questionnaire_of(row).pk]
        )
        return redirect(f"{history}?part={part_name(self.model, row.pk)}")

    def _response_post_save(self, request: HttpRequest, obj: Any) -> HttpResponse:  # noqa: ARG002
        return redirect(change_address(self.parent_of(obj)))

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Delete a part of a draft, and lead to the row above it."""
        row = self.model.objects.filter(pk=object_id).first() if object_id.isdecimal() else None
        above = change_address(self.parent_of(row)) if row else reverse(CHANGELIST)
        response = super().delete_view(request, object_id, extra_context)
        return redirect(above) if response.status_code == HTTP_FOUND else response


HTTP_FOUND = 302
