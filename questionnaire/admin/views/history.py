"""The history of a questionnaire: who did what, the latest first."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from auditlog.models import LogEntry
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from questionnaire.admin import history
from questionnaire.admin.access import questionnaire_for
from questionnaire.admin.pages import page
from questionnaire.models import Question, Questionnaire, QuestionSet, Rule, Source, StrategyText

PER_PAGE = 50


@dataclass(frozen=True)
class Choice:
    """An entry of a filter: what the address says, and what the reader sees."""

    value: str
    name: str
    is_chosen: bool


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """List what was done, some at a time, of everybody and everything or as the filters say."""
    questionnaire = questionnaire_for(request, pk)
    part, author = request.GET.get("part", ""), request.GET.get("author", "")
    before = request.GET.get("before", "")
    everything = history.entries_of(questionnaire.pk)
    entries = history.about_part(everything, part)
    if _is_number(author):
        entries = entries.filter(actor=int(author))
    if _is_number(before):
        entries = entries.filter(pk__lt=int(before))
    listed = list(entries[: PER_PAGE + 1])
    shown = listed[:PER_PAGE]
    parts = _parts(questionnaire, part)
    return page(
        request,
        "history.html",
        questionnaire,
        title=_("History"),
        lines=history.lines(shown),
        parts=parts,
        authors=_authors(everything, author),
        other_part=_other_part(shown, part, parts),
        is_filtered=bool(part or author),
        is_later_page=bool(before),
        newest=urlencode({"part": part, "author": author}),
        older=urlencode({"part": part, "author": author, "before": shown[-1].pk})
        if len(listed) > PER_PAGE
        else "",
    )


def _is_number(said: str) -> bool:
    """Return whether an address says a number that a primary key can be."""
    return said.isascii() and said.isdecimal() and len(said) <= 18  # noqa: PLR2004 - digits of 2^63


def _parts(questionnaire: Questionnaire, chosen: str) -> list[Choice]:
    """Return the parts that one can filter by, in five queries."""
    of_version: dict[str, Any] = {"questionnaire": questionnaire}
    listed: list[tuple[Any, Any]] = [
        (QuestionSet, QuestionSet.objects.filter(**of_version)),
        (
            Question,
            Question.objects.filter(question_set__questionnaire=questionnaire).order_by(
                "question_set__position", "position"
            ),
        ),
        (Rule, Rule.objects.filter(**of_version)),
        (StrategyText, StrategyText.objects.filter(**of_version).order_by("pk")),
        (Source, Source.objects.filter(**of_version)),
    ]
    return [
        Choice(name, history.name_of(model._meta.model_name, label), name == chosen)  # noqa: SLF001 - Django's own name
        for model, rows in listed
        for pk, label in rows.values_list("pk", model.label_path)
        for name in [history.part_name(model, pk)]
    ]


def _authors(entries: QuerySet[LogEntry], chosen: str) -> list[Choice]:
    """Return everybody who did something, in one query."""
    users = get_user_model().objects.filter(pk__in=entries.order_by().values("actor"))
    return [
        Choice(str(user.pk), user.get_full_name() or user.get_username(), str(user.pk) == chosen)
        for user in users.order_by("username")
    ]


def _other_part(shown: list[LogEntry], part: str, parts: list[Choice]) -> str:
    """Return the name of a part that is filtered by but stands in no list, if there is one."""
    if not part or any(choice.is_chosen for choice in parts):
        return ""
    for entry in shown:
        for kind, pk, label in entry.additional_data["place"]:
            if f"{kind}-{pk}" == part:
                return history.name_of(kind, label)
    return part


PAGES = [("history/", show, "history")]
