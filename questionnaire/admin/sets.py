"""A set of questions: its texts, its questions, and the next steps that it leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from questionnaire.admin.forms import TranslatedForm
from questionnaire.admin.inlines import LinkInline, PartFormSet, PartInline
from questionnaire.admin.parts import VersionPartAdmin
from questionnaire.admin.sources import RestingForm, listed
from questionnaire.enums import SetKind
from questionnaire.models import Advice, Question, QuestionSet

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


class QuestionLinks(LinkInline):
    """The questions of a set."""

    model = Question
    add_label = _("Add a question")


class AdviceForm(RestingForm):
    """A next step, and what it rests on."""

    links, owner = "advicesource_set", "advice"


class AdviceFormSet(PartFormSet):
    """The next steps of a set: which set that is, its forms learn late."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Offer the sources of the questionnaire."""
        super().add_fields(form, index)
        form.instance.question_set = self.instance
        form.offer()


class AdviceInline(PartInline):
    """The next steps of a set, by strategy."""

    model = Advice
    form = AdviceForm
    formset = AdviceFormSet
    classes = ("sortable",)
    plain = ("position", ("key", "strategy"), "rests_on")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Advice]:
        """Return the next steps with their links to sources."""
        return super().get_queryset(request).prefetch_related("advicesource_set__source")

    @admin.display(description=_("sources"))
    def rests_on(self, advice: Advice) -> str:
        """Return the sources of a next step that is only shown."""
        return listed(advice.advicesource_set.all())


class SetForm(TranslatedForm):
    """One of the parts of a questionnaire."""

    key_scope = "questionnaire"

    def is_optional(self, field: str) -> bool:
        """Return whether a text may stay empty: facts are not weighed against other sets."""
        return field == "swing" and self.instance.kind != SetKind.SCORED


@admin.register(QuestionSet)
class SetAdmin(VersionPartAdmin):
    """The page of a set."""

    form = SetForm
    plain = ("key", "kind")
    inlines = (QuestionLinks, AdviceInline)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:  # noqa: ARG002
        """Return what stands below a set, once there is one."""
        return self.inlines if obj else ()
