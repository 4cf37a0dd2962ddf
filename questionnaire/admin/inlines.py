"""Rows that are edited, ordered or only listed on the page of the row above them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib.admin.options import InlineModelAdmin
from django.forms.models import BaseInlineFormSet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from questionnaire.admin.forms import PartForm, TranslatedForm
from questionnaire.admin.parts import DraftOnly, fieldsets_of
from questionnaire.admin.rows import (
    called,
    change_address,
    parent_field_of,
    questionnaire_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

    FormSet = BaseInlineFormSet[Any, Any, Any]
else:
    FormSet = BaseInlineFormSet

# Without a script, how many rows to fill in a page shows that is asked for some: ?rows=1
EMPTY_ROWS = 3
# Rows are dragged by admin-sortable2; ours adds and removes them, and moves them by keyboard
SCRIPTS = ["adminsortable2/js/adminsortable2.min.js", "js/admin-rows.js"]


class PartFormSet(BaseInlineFormSet):  # type: ignore[type-arg]  # no subscript at run time
    """Rows below one row, numbered from 0 in the order that the editor gave them."""

    # What no two of the rows may share, and what to do when they would
    distinct: ClassVar[str] = "key"
    taken: ClassVar[Any] = gettext_lazy("This key is taken. Choose another.")

    def _construct_form(self, i: int, **options: Any) -> Any:
        form = super()._construct_form(i, **options)  # type: ignore[misc]
        # So that it need not be fetched again, for each row
        setattr(form.instance, self.fk.name, self.instance)
        return form

    @property
    def empty_form(self) -> Any:
        """The form of a row to come, which knows the row above it."""
        form = super().empty_form
        setattr(form.instance, self.fk.name, self.instance)
        return form

    def get_queryset(self) -> Any:
        """Return the rows; those of the forms that were sent, though one of them may be gone.

        The admin shows a form beside each of these rows, and no more.
        """
        if self.is_bound and "forms" in self.__dict__:
            return [form.instance for form in self.initial_forms]
        return super().get_queryset()

    def add_fields(self, form: Any, index: int | None) -> None:
        """Say what has happened when a row is no longer there."""
        super().add_fields(form, index)
        if key := form.fields.get("id"):
            key.error_messages["invalid_choice"] = _(
                "Somebody else deleted this meanwhile. Copy what you need, then tick “Delete”."
            )

    def clean(self) -> None:
        """Refuse what a stored row has: one that somebody else added, or that is saved later.

        A new row may have what a row had that is deleted with it.
        """
        super().clean()
        if self.instance.pk is None or self.distinct not in self.form.base_fields:
            return
        rows = super().get_queryset().order_by().prefetch_related(None)
        holders = dict(rows.values_list(self.distinct, "pk"))
        freed = {form.instance.pk for form in self.deleted_forms}
        forms: list[Any] = self.forms
        for form in forms:
            wanted = form.cleaned_data.get(self.distinct)
            holder = holders.get(getattr(wanted, "pk", wanted))
            is_free = holder in {None, form.instance.pk} or (form.is_new and holder in freed)
            if not is_free and form not in self.deleted_forms:
                form.add_error(self.distinct, self.taken)

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's own signature
        """Save the rows, numbered as the editor ordered them."""
        moved = self._number() if "position" in self.form.base_fields else []
        saved = super().save(commit=commit)
        for row in moved:
            row.save(update_fields=["position"])
        return saved

    def _number(self) -> list[Any]:
        """Set the number of each row, and return those that would not be saved otherwise."""
        kept = [
            form
            for form in self.forms
            if form not in self.deleted_forms
            and (form.instance.pk or (form not in self.initial_forms and form.has_changed()))
        ]
        moved = []
        for number, form in enumerate(sorted(kept, key=self._place)):
            form.instance.position = number
            if not form.has_changed() and form.initial["position"] != number:
                moved.append(form.instance)
        return [*moved, *self._unseen(len(kept))]

    def _unseen(self, first: int) -> list[Any]:
        """Return the rows that somebody else has added since, numbered to come last."""
        if self.instance.pk is None:
            return []
        seen = [form.instance.pk for form in self.initial_forms]
        rows = [*super().get_queryset().exclude(pk__in=seen)]
        for number, row in enumerate(rows, start=first):
            row.position = number
        return rows

    def _place(self, form: Any) -> int:
        """Return the position that a form asks for; a row without one comes last."""
        given = form.cleaned_data.get("position")
        return len(self.forms) if given is None else int(given)


class PartInline(DraftOnly, InlineModelAdmin[Any, Any]):
    """Rows edited on the page of the row above them; `plain` are their fields beside the texts."""

    form: type[PartForm] = TranslatedForm
    formset = PartFormSet
    template = "admin/includes/rows.html"
    plain: ClassVar[Sequence[str | Sequence[str]]] = ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:  # noqa: ARG002
        """Return the plain fields, then every text in every language."""
        return fieldsets_of(self.model, self.plain)

    def get_extra(self, request: HttpRequest, obj: Any = None, **options: Any) -> int:  # noqa: ARG002 - Django's own signature
        """Return how many empty rows to show: none, unless the address asks for some."""
        return EMPTY_ROWS if "rows" in request.GET else 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return whether the person may add a row, and the version is a draft."""
        allowed: bool = super().has_add_permission(request, obj)
        return allowed and (obj is None or questionnaire_of(obj).is_draft)

    @property
    def media(self) -> forms.Media:
        """The scripts; Django's own numbers rows by their place, which ours may change."""
        return forms.Media(js=SCRIPTS)


class LinkForm(PartForm):
    """A row of a list of links."""

    @property
    def address(self) -> str:
        """The page of the row."""
        return change_address(self.instance)

    @property
    def name(self) -> str:
        """What people call the row."""
        return called(self.instance)

    @property
    def note(self) -> str:
        """How many questions the row has, where the list counted them."""
        count = getattr(self.instance, "count", None)
        if count is None:
            return ""
        return ngettext("%(count)s question", "%(count)s questions", count) % {"count": count}


class LinkFormSet(PartFormSet):
    """Rows of a list of links: one that somebody has deleted since is left out."""

    def _construct_form(self, i: int, **options: Any) -> Any:
        form = super()._construct_form(i, **options)
        if i < self.initial_form_count() and form.instance.pk is None:
            # There is nothing to save, and nothing that one could tick
            form.fields["id"] = forms.CharField(required=False, widget=forms.HiddenInput)
        return form


class LinkInline(PartInline):
    """Rows listed with links to their own pages, where they are edited; only ordered here."""

    form = LinkForm
    formset = LinkFormSet
    template = "admin/includes/links.html"
    classes = ("sortable",)
    can_delete = False
    max_num = 0
    # What the link to the page for another row says
    add_label: ClassVar[Any] = ""

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:  # noqa: ARG002
        """Return nothing but the place in the order."""
        return [(None, {"fields": ["position"]})]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Return False: a row is added on a page of its own."""
        return False

    def add_address(self) -> str:
        """Return the page for another row, without the row above it."""
        return reverse(f"admin:questionnaire_{self.opts.model_name}_add")

    def parent_name(self) -> str:
        """Return what the page for another row calls the row above it."""
        return parent_field_of(self.model)
