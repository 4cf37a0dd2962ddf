"""A question, on one page: its wording in every language, its options with their fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from questionnaire.admin.forms import TranslatedForm
from questionnaire.admin.inlines import PartFormSet, PartInline
from questionnaire.admin.needs import rules_about
from questionnaire.admin.parts import VersionPartAdmin
from questionnaire.admin.rows import called, change_address, questionnaire_of
from questionnaire.admin.sources import RestingForm, listed
from questionnaire.catalogue.places import quoted
from questionnaire.enums import SetKind, Strategy
from questionnaire.models import FIT_FIELDS, AnswerOption, Question
from questionnaire.models.catalogue import MAX_FIT

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from questionnaire.models import Rule

FITS = [("", "–"), *((str(fit), str(fit)) for fit in range(MAX_FIT + 1))]


def fit_field(strategy: Strategy) -> forms.TypedChoiceField:
    """Return the small control of one fit, from 0 to 4 or none."""
    return forms.TypedChoiceField(
        label=strategy.label,
        choices=FITS,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.Select(attrs={"class": f"fit fit-{strategy}"}),
    )


class OptionForm(TranslatedForm):
    """An answer on offer: three fits, or none."""

    fit_open = fit_field(Strategy.OPEN)
    fit_closed = fit_field(Strategy.CLOSED)
    fit_hybrid = fit_field(Strategy.HYBRID)

    def clean(self) -> dict[str, Any]:
        """Refuse one or two fits: all three say how the answer counts, or it does not count."""
        cleaned = super().clean()
        lacking = [name for name in FIT_FIELDS if cleaned.get(name) is None]
        if 0 < len(lacking) < len(FIT_FIELDS):
            said = _("Give all three fits, from 0 to 4, or leave all three empty.")
            self.add_error(lacking[0], ValidationError(said, code="fits"))
        return cleaned

    def is_optional(self, field: str) -> bool:
        """Return whether a text may stay empty: the reason of a fact, which has no fits."""
        part = self.instance.question.question_set
        return field == "reason" and part.kind != SetKind.SCORED


class OptionFormSet(PartFormSet):
    """The answers on offer: one that a rule asks for stays."""

    def clean(self) -> None:
        """Refuse to delete what rules ask for, and name them."""
        super().clean()
        refused = [
            still_needed(form.instance, rules)
            for form in self.initial_forms
            if self._should_delete_form(form)  # type: ignore[attr-defined]
            for rules in [rules_about(form.instance)]
            if rules
        ]
        if refused:
            raise ValidationError(refused)


def still_needed(option: AnswerOption, rules: list[Rule]) -> str:
    """Return why an answer cannot be deleted yet."""
    said = ngettext(
        "%(answer)s cannot be deleted yet: the rule %(rules)s asks for it. Change that rule first.",
        "%(answer)s cannot be deleted yet: the rules %(rules)s ask for it. Change them first.",
        len(rules),
    )
    keys = get_text_list([quoted(rule.key) for rule in rules], gettext("and"))
    return said % {"answer": quoted(option.key), "rules": keys}


class OptionInline(PartInline):
    """The answers on offer."""

    model = AnswerOption
    form = OptionForm
    formset = OptionFormSet
    classes = ("sortable",)
    plain = ("position", "key", FIT_FIELDS)


class QuestionForm(RestingForm):
    """What is asked, and what it rests on."""

    key_scope = "question_set__questionnaire"
    links, owner = "questionsource_set", "question"
    optional = frozenset({"help"})

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer()


@admin.register(Question)
class QuestionAdmin(VersionPartAdmin):
    """One page per question."""

    form = QuestionForm
    plain = ("key", "changeable", "covers", "rests_on")
    inlines = (OptionInline,)
    change_form_template = "admin/question_form.html"

    @admin.display(description=_("sources"))
    def rests_on(self, question: Question) -> str:
        """Return the sources of a question that is only shown."""
        return listed(question.questionsource_set.select_related("source"))

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **options: Any
    ) -> Any:
        """Add the ways to the questions before and after this one."""
        row = context["original"] or context["adminform"].form.instance
        before, after = neighbours(row) if context["original"] else (None, None)
        context |= {
            "before": before and (called(before), change_address(before)),
            "after": after and (called(after), change_address(after)),
        }
        return super().render_change_form(request, context, *args, **options)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Lead to the next question, when that was asked for."""
        response = super().response_change(request, obj)
        _before, after = neighbours(obj)
        return redirect(change_address(after)) if "_next" in request.POST and after else response


def neighbours(question: Question) -> tuple[Question | None, Question | None]:
    """Return the questions before and after a question of the same questionnaire, in one query."""
    version = questionnaire_of(question)
    listed = list(
        Question.objects.filter(question_set__questionnaire=version)
        .select_related("question_set__questionnaire")
        .order_by("question_set__position", "question_set", "position", "pk")
    )
    place = listed.index(question)
    return (
        listed[place - 1] if place else None,
        listed[place + 1] if place + 1 < len(listed) else None,
    )
