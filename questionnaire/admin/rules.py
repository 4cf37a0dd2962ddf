"""Rules, built by choosing questions and their answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from questionnaire.admin.forms import PartForm, TranslatedForm
from questionnaire.admin.inlines import PartFormSet, PartInline
from questionnaire.admin.parts import VersionPartAdmin
from questionnaire.admin.rows import called, questionnaire_of
from questionnaire.catalogue.places import quoted
from questionnaire.enums import RuleKind
from questionnaire.models import Condition, ConditionOption, Question, Questionnaire, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet
    from django.http import HttpRequest

    from questionnaire.models import AnswerOption


def name_of_option(option: AnswerOption, source_language: str) -> str:
    """Return what an answer says in the source language, or its key while it says nothing."""
    return option.say("text", source_language).strip() or option.key


@dataclass(frozen=True)
class Offer:
    """The questions of a questionnaire and their answers, for all conditions of a page."""

    questions: QuerySet[Question]
    # By set: its name, and the questions with what they are called
    by_set: list[tuple[str, list[tuple[int, str]]]]
    # By question: what it is called, and the answers with what they say
    by_question: list[tuple[str, list[tuple[int, str]]]]
    # The question of each answer, by primary keys
    question_of: Mapping[int, int]

    @classmethod
    def of(cls, version: Questionnaire) -> Offer:
        """Return what a version offers, in two queries."""
        questions = (
            Question.objects.filter(question_set__questionnaire=version)
            .select_related("question_set__questionnaire")
            .prefetch_related("options")
            .order_by("question_set__position", "question_set", "position", "pk")
        )
        by_set: dict[str, list[tuple[int, str]]] = {}
        by_question = []
        for question in questions:
            named = (question.pk, called(question))
            by_set.setdefault(called(question.question_set), []).append(named)
            options = [
                (option.pk, name_of_option(option, version.source_language))
                for option in question.options.all()
            ]
            by_question.append((named[1], options))
        question_of = {o.pk: q.pk for q in questions for o in q.options.all()}
        return cls(questions, list(by_set.items()), by_question, question_of)


class AnswerBoxes(forms.CheckboxSelectMultiple):
    """Answers of every question; a script shows those of the question that is chosen."""

    question_of: Mapping[int, int] = {}

    def create_option(self, *args: Any, **options: Any) -> dict[str, Any]:
        """Let the script know whose answer it is."""
        option: dict[str, Any] = super().create_option(*args, **options)
        option["attrs"]["data-question"] = self.question_of.get(int(option["value"]), "")
        return option


class ConditionForm(PartForm):
    """A condition: a question, and the answers that meet it."""

    question = forms.ModelChoiceField(
        Question.objects.none(),
        label=gettext_lazy("Question"),
        widget=forms.Select(
            attrs={"class": "rule-question", "data-search": gettext_lazy("Find a question")}
        ),
    )
    any_of = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Any of these answers"),
        coerce=int,
        error_messages={"required": gettext_lazy("Choose at least one answer.")},
        widget=AnswerBoxes(attrs={"class": "rule-answers"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not self.is_new:
            links = self.instance.conditionoption_set.all()
            self.initial["any_of"] = [link.option_id for link in links]

    def offer(self, offer: Offer) -> None:
        """Let questions and answers of the questionnaire be chosen."""
        question, answers = self.fields["question"], self.fields["any_of"]
        question.queryset = offer.questions  # type: ignore[attr-defined]
        question.choices = [("", "–"), *offer.by_set]  # type: ignore[attr-defined]
        answers.choices = offer.by_question  # type: ignore[attr-defined]
        answers.widget.question_of = offer.question_of

    def clean(self) -> dict[str, Any]:
        """Refuse answers of other questions than the one that was chosen."""
        cleaned = super().clean()
        question, chosen = cleaned.get("question"), cleaned.get("any_of", [])
        if question is None:
            return cleaned
        question_of: Mapping[int, int] = self.fields["any_of"].widget.question_of
        names = dict(pair for _name, pairs in self.fields["any_of"].choices for pair in pairs)  # type: ignore[attr-defined]
        if strange := [quoted(names[pk]) for pk in chosen if question_of[pk] != question.pk]:
            said = _("These answers belong to another question: %(answers)s.")
            self.add_error("any_of", said % {"answers": get_text_list(strange, _("and"))})
        return cleaned

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]
        links = self.instance.conditionoption_set
        wanted = set(self.cleaned_data["any_of"])
        kept = set()
        # One by one, so that the history tells of each
        for link in links.all():
            kept.add(link.option_id)
            if link.option_id not in wanted:
                link.delete()
        for pk in sorted(wanted - kept):
            ConditionOption(condition=self.instance, option_id=pk).save()


class ConditionFormSet(PartFormSet):
    """The conditions of a rule."""

    distinct = "question"
    taken = gettext_lazy("Put all answers to one question into one condition.")

    @cached_property
    def offered(self) -> Offer:
        """What the questionnaire offers, fetched once for all conditions."""
        return Offer.of(questionnaire_of(self.instance))

    def add_fields(self, form: Any, index: int | None) -> None:
        """Let questions and answers be chosen."""
        super().add_fields(form, index)
        form.offer(self.offered)

    def get_unique_error_message(self, unique_check: Any) -> str:  # noqa: ARG002 - Django's signature
        """Say where a question's answers belong that stands in two conditions."""
        return _("Put all answers to one question into one condition.")


class ConditionInline(PartInline, admin.StackedInline[Condition, Rule]):
    """The conditions, all of which must be met."""

    model = Condition
    form = ConditionForm
    formset = ConditionFormSet
    classes = ["sortable"]
    plain = ("question", "any_of", "position")
    template = "admin/includes/rows.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Condition]:
        """Return the conditions with what they ask for."""
        return with_answers(super().get_queryset(request))

    @admin.display(description=gettext_lazy("Any of these answers"))
    def any_of(self, condition: Condition) -> str:
        """Return the answers of a condition that is only shown."""
        return " · ".join(_answers(condition, questionnaire_of(condition).source_language))


def with_answers(conditions: QuerySet[Condition]) -> QuerySet[Condition]:
    """Return conditions with their questions and answers, in two queries."""
    return conditions.select_related("question").prefetch_related("conditionoption_set__option")


def _answers(condition: Condition, source_language: str) -> list[str]:
    links = sorted(
        condition.conditionoption_set.all(), key=lambda link: (link.option.position, link.pk)
    )
    return [name_of_option(link.option, source_language) for link in links]


def sentence(rule: Rule, conditions: Iterable[Condition]) -> str:
    """Return what a rule says; conditions as `with_answers` gives them."""
    source_language = rule.questionnaire.source_language
    met = [
        _("%(question)s is %(answers)s")
        % {
            "question": condition.question.key,
            "answers": get_text_list(
                [quoted(answer) for answer in _answers(condition, source_language)],
                pgettext("this answer or that", "or"),
            ),
        }
        for condition in conditions
    ]
    if not met:
        return _("This rule has no condition yet, and never applies.")
    params = {
        "strategy": rule.get_rules_out_display().lower(),
        "conditions": pgettext("between conditions that must all be met", ", and ").join(met),
    }
    if rule.kind == RuleKind.VETO:
        return _("Rules out %(strategy)s when %(conditions)s.") % params
    return _("Points out a tension when %(conditions)s.") % params


class RuleForm(TranslatedForm):
    """A veto, which rules a strategy out, or a tension, which does not."""

    key_scope = "questionnaire"

    def clean(self) -> dict[str, Any]:
        """Ask a veto for its strategy, and a tension for none."""
        cleaned = super().clean()
        if cleaned.get("kind") == RuleKind.TENSION:
            cleaned["rules_out"] = ""
        elif cleaned.get("kind") == RuleKind.VETO and cleaned.get("rules_out") == "":
            self.add_error(
                "rules_out", ValidationError(_("Choose the strategy that it rules out."))
            )
        return cleaned


@admin.register(Rule)
class RuleAdmin(VersionPartAdmin):
    """The page of a rule."""

    form = RuleForm
    change_form_template = "admin/questionnaire/rule.html"
    plain = ("key", "kind", "rules_out")
    inlines = (ConditionInline,)

    class Media:
        css: ClassVar[dict[str, list[str]]] = {"all": ["css/admin-rules.css"]}
        js = ("js/admin-rules.js",)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **options: Any
    ) -> Any:
        """Say what the rule says as it is stored."""
        if rule := context["original"]:
            context["sentence"] = sentence(rule, with_answers(rule.conditions.all()))
        return super().render_change_form(request, context, *args, **options)
