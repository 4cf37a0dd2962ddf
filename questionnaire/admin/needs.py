"""What rules rest on: it stays while a rule asks for it.

A rule that silently lost a condition would apply to founders whom nobody had in mind.
"""

from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from questionnaire.admin.rows import called, change_address
from questionnaire.models import AnswerOption, Question, QuestionSet, Rule

# The way from a rule to what it asks for
_WAYS: dict[type[Any], str] = {
    QuestionSet: "conditions__question__question_set",
    Question: "conditions__question",
    AnswerOption: "conditions__options",
}


def rules_about(row: Any) -> list[Rule]:
    """Return the rules that ask for a set, a question or an answer, in their order; else none."""
    way = _WAYS.get(type(row))
    if way is None or row.pk is None:
        return []
    return list(Rule.objects.filter(**{way: row}).select_related("questionnaire").distinct())


def links_to_rules_about(row: Any) -> list[SafeString]:
    """Return a link to each rule that asks for a row."""
    return [
        format_html('{} <a href="{}">{}</a>', rule.get_kind_display(), address, called(rule))
        for rule in rules_about(row)
        for address in [change_address(rule)]
    ]


class KeptByRules:
    """Lets a page of the admin delete only what no rule asks for."""

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[Any]]:
        """Return what would go; the rules that ask for it stand among what protects it."""
        whole = super().get_deleted_objects(objs, request)  # type: ignore[misc]
        found, counts, lacking, protected = whole
        rules = [link for row in objs for link in links_to_rules_about(row)]
        return found, counts, lacking, [*protected, *rules]
