"""From a place in a questionnaire to the page of the admin where it is edited."""

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from questionnaire.models import Question, Questionnaire

if TYPE_CHECKING:
    from collections.abc import Mapping

# What a place begins with, and the model whose key follows
MODELS = {
    "sets": "questionset",
    "questions": "question",
    "sources": "source",
    "vetoes": "rule",
    "tensions": "rule",
}


class Places:
    """The pages of one version's parts; reads their keys once, in 4 queries."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        questions = Question.objects.filter(question_set__questionnaire=questionnaire)
        rules = dict(questionnaire.rules.values_list("key", "pk"))
        self._rows: Mapping[str, Mapping[str, int]] = {
            "sets": dict(questionnaire.sets.values_list("key", "pk")),
            "questions": dict(questions.values_list("key", "pk")),
            "sources": dict(questionnaire.sources.values_list("key", "pk")),
            "vetoes": rules,
            "tensions": rules,
        }

    def url(self, place: str, language: str | None = None) -> str:
        """Return the page for a place such as "questions.F1.options.grants.text".

        What has no page of its own is edited with what it stands in; the whole, if need be.
        """
        kind, _dot, rest = place.partition(".")
        pk = self._rows.get(kind, {}).get(rest.partition(".")[0])
        if pk is None:
            kind, pk = "questionnaires", self.questionnaire.pk
        model = MODELS.get(kind, "questionnaire")
        address = reverse(f"admin:questionnaire_{model}_change", args=[pk])
        return f"{address}?{urlencode({'language': language})}" if language else address
