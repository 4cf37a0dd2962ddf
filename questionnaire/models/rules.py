"""Rules over answers: vetoes that rule a strategy out, tensions that cannot hold together."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from questionnaire.enums import RuleKind, Strategy
from questionnaire.models.catalogue import KEY_HELP, AnswerOption, Question
from questionnaire.models.questionnaire import Questionnaire
from questionnaire.models.translated import Translated
from questionnaire.models.versioned import VersionedModel


class Rule(VersionedModel, Translated):
    """Holds when all its conditions do."""

    owner_path = "questionnaire"
    source_path = "questionnaire__source_language"
    translated = ("message",)

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="rules")
    key = models.CharField(_("key"), max_length=40, help_text=KEY_HELP)
    kind = models.CharField(_("kind"), max_length=8, choices=RuleKind)
    rules_out = models.CharField(
        _("rules out"),
        max_length=8,
        choices=Strategy,
        blank=True,
        help_text=_("The strategy that a veto takes away; a tension takes none."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    message = models.TextField(_("what the founder reads"))

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "key"], name="rule_key_unique"),
            models.CheckConstraint(
                condition=Q(kind=RuleKind.VETO, rules_out__in=Strategy.values)
                | Q(kind=RuleKind.TENSION, rules_out=""),
                name="a_veto_rules_out_a_strategy_a_tension_none",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Condition(VersionedModel):
    """Holds when the question is answered with one of the options."""

    owner_path = "rule__questionnaire"
    label_path = "question.key"

    rule = models.ForeignKey(Rule, on_delete=models.CASCADE, related_name="conditions")
    question = models.ForeignKey(
        Question,
        on_delete=models.CASCADE,
        related_name="conditions",
        verbose_name=_("question"),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    options = models.ManyToManyField(
        AnswerOption, through="ConditionOption", related_name="conditions"
    )

    class Meta:
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "question"], name="question_once_per_rule"),
        ]

    def __str__(self) -> str:
        return self.question.key


class ConditionOption(VersionedModel):
    """An option that meets a condition."""

    owner_path = "condition__rule__questionnaire"
    label_path = "option.key"

    condition = models.ForeignKey(Condition, on_delete=models.CASCADE)
    option = models.ForeignKey(AnswerOption, on_delete=models.CASCADE)

    class Meta:
        verbose_name = _("answer that meets a condition")
        verbose_name_plural = _("answers that meet conditions")
        constraints = [
            models.UniqueConstraint(
                fields=["condition", "option"], name="option_once_per_condition"
            ),
        ]

    def __str__(self) -> str:
        return self.option.key
