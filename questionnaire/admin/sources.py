"""Sources: their own page, and the choice of those that a question or a next step rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import prefetch_related_objects
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from questionnaire.admin.forms import TranslatedForm
from questionnaire.admin.parts import VersionPartAdmin
from questionnaire.admin.rows import questionnaire_of
from questionnaire.models import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString


class SourcesField(forms.TypedMultipleChoiceField):
    """Some of a questionnaire's sources, by primary key; a script finds them by what one types."""

    def __init__(self) -> None:
        super().__init__(
            label=_("sources"),
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple(attrs={"class": "source-boxes"}),
        )


class RestingForm(TranslatedForm):
    """A form of a row that rests on sources."""

    # The accessor of the links to sources, and the field that leads back
    links: ClassVar[str]
    owner: ClassVar[str]
    rests_on = SourcesField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not self.is_new:
            links = getattr(self.instance, self.links).all()
            self.initial["rests_on"] = [link.source_id for link in links]

    def offer(self) -> None:
        """Offer the questionnaire's sources: fetched once for all forms of a page."""
        version = questionnaire_of(self.instance)
        prefetch_related_objects([version], "sources")
        self.fields["rests_on"].choices = [  # type: ignore[attr-defined]
            (source.pk, f"{source.key} · {source.citation}") for source in version.sources.all()
        ]

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]
        if "rests_on" in self.changed_data:
            self._link(self.cleaned_data["rests_on"])

    def _link(self, wanted: Iterable[int]) -> None:
        """Let the row rest on these sources: kept ones stay in their order, new ones follow."""
        links = getattr(self.instance, self.links)
        for link in links.exclude(source__in=wanted):
            link.delete()
        kept = list(links.order_by("position"))
        first = kept[-1].position + 1 if kept else 0
        new = [pk for pk in wanted if pk not in {link.source_id for link in kept}]
        for position, pk in enumerate(new, start=first):
            links.model(source_id=pk, position=position, **{self.owner: self.instance}).save()


def listed(links: Iterable[Any]) -> SafeString:
    """Return the sources behind some links, for a page that only shows them."""
    sources = ((link.source.key, link.source.citation) for link in links)
    return format_html_join("", "<div>{} · {}</div>", sources)


class SourceForm(TranslatedForm):
    """A fact, and where it was read."""

    key_scope = "questionnaire"
    url = forms.URLField(
        label=_("web address"), max_length=200, required=False, assume_scheme="https"
    )


@admin.register(Source)
class SourceAdmin(VersionPartAdmin):
    """The page of a source."""

    form = SourceForm
    plain = ("key", "citation", "url")
