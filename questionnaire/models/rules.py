"""Rules over answers: vetoes that rule a strategy out, tensions that cannot hold together."""

from django.db import models
from django.db.models import Q

from questionnaire.enums import RuleKind, Strategy
from questionnaire.models.catalogue import AnswerOption, Question
from questionnaire.models.questionnaire import Questionnaire
from questionnaire.models.versioned import VersionedModel


class Rule(VersionedModel):
    """Holds when all its conditions do."""

    owner_path = "questionnaire"

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="rules")
    key = models.CharField(max_length=40)
    kind = models.CharField(max_length=8, choices=RuleKind)
    rules_out = models.CharField(max_length=8, choices=Strategy, blank=True)
    position = models.PositiveSmallIntegerField()
    message = models.TextField()

    class Meta:
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

    rule = models.ForeignKey(Rule, on_delete=models.CASCADE, related_name="conditions")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="conditions")
    position = models.PositiveSmallIntegerField()
    options = models.ManyToManyField(
        AnswerOption, through="ConditionOption", related_name="conditions"
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "question"], name="question_once_per_rule"),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} on {self.question_id}"


class ConditionOption(VersionedModel):
    """An option that meets a condition."""

    owner_path = "condition__rule__questionnaire"

    condition = models.ForeignKey(Condition, on_delete=models.CASCADE)
    option = models.ForeignKey(AnswerOption, on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["condition", "option"], name="option_once_per_condition"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.condition_id} met by {self.option_id}"
