"""The page of a cohort: how to come in, and what its numbers say."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from questionnaire.enums import MemberRole, Strategy, Wording
from questionnaire.models import Cohort
from questionnaire.results.answers import NOT_SURE, UNANSWERED
from questionnaire.review import charts, dividing, statistics
from questionnaire.review.access import cohort_for, membership_for
from questionnaire.review.blindness import numbers_visible
from questionnaire.review.cohortwords import CohortWords, words_of
from questionnaire.review.views.cohorts import state_of
from questionnaire.review.views.pages import StaffRequest, staff_page

MOST_DIVIDING = 8


@require_safe
@staff_page
def cohort(request: StaffRequest, pk: int) -> HttpResponse:
    """Show a cohort: its dates and code, and all its statistics."""
    found = cohort_for(request.user, pk)
    membership = membership_for(request.user, found.accelerator_id)
    words = words_of(found)
    context = {
        "section": "cohorts",
        "cohort": found,
        "state": state_of(found, timezone.now()),
        "is_manager": membership.role == MemberRole.MANAGER,
        "link": request.build_absolute_uri(reverse("walk:cohort", args=[found.code])),
        "title": words.title,
        **_progress(found, words),
        **_divisions(found, words),
        **_scores(found),
    }
    if numbers_visible(found, membership):
        context |= {"is_open": True, **_outcomes(found), **_agreement(request, found)}
    return render(request, "questionnaire/review/cohort.html", context)


def _progress(found: Cohort, words: CohortWords) -> dict[str, Any]:
    funnel = statistics.funnel(found)
    steps = (
        ("invited", _("Invited"), funnel.invited),
        ("started", pgettext("founders", "Started"), funnel.started),
        ("submitted", pgettext("founders", "Submitted"), funnel.submitted),
        ("reviewed", pgettext("founders", "Reviewed"), funnel.reviewed),
    )
    labels = {key: words.sets.get(key, key) for key in funnel.stuck.cells}
    if statistics.AT_THE_END in labels:
        labels[statistics.AT_THE_END] = _("Everything answered, not submitted")
    return {
        "funnel": funnel,
        "steps": charts.steps_chart(steps),
        "stuck": charts.counts_chart(funnel.stuck, labels),
    }


def _outcomes(found: Cohort) -> dict[str, Any]:
    spread = statistics.spread(found)
    strategies = {one.value: str(one.label) for one in Strategy}
    wordings = {one.value: str(one.label) for one in Wording}
    return {
        "strategies": charts.counts_chart(spread.strategies, {**strategies, "": _("No strategy")}),
        "wordings": charts.counts_chart(spread.wordings, wordings),
    }


def _divisions(found: Cohort, words: CohortWords) -> dict[str, Any]:
    division = dividing.division(found)
    tensions = dividing.tensions(found)
    return {
        "divided_sets": [
            charts.division_bar(key, words.sets.get(key, key), value)
            for key, value in division.sets.items()
        ],
        "divided_questions": [
            {
                "bar": charts.division_bar(
                    one.question, words.question(one.question), one.division
                ),
                "set": words.sets.get(one.set_key, one.set_key),
                "answers": charts.counts_chart(
                    one.answers, _answer_labels(one.answers.cells, one.question, words)
                ),
            }
            for one in division.questions[:MOST_DIVIDING]
        ],
        "tensions": [
            {"text": words.tensions.get(key, key), "counts": counts, "number": counts.cells[True]}
            for key, counts in tensions.items()
            if counts.cells[True] != 0
        ],
    }


def _answer_labels(keys: Any, question: str, words: CohortWords) -> dict[str, str]:
    said = {NOT_SURE: _("Not sure yet"), UNANSWERED: _("No answer")}
    return {key: said.get(key) or words.option(question, key) for key in keys}


def _scores(found: Cohort) -> dict[str, Any]:
    return {"severity": [(one, charts.gap_span(one.gap)) for one in statistics.severity(found)]}


def _agreement(request: StaffRequest, found: Cohort) -> dict[str, Any]:
    agreement = statistics.people_against_machine(found)
    return {
        "agreement": agreement,
        "kappa": charts.kappa_interval(agreement) if agreement else None,
        "disagreements": [
            (one, round(charts.PERCENT * one.share))
            for one in statistics.strongest_disagreements(cohort=found, user=request.user)
        ],
    }
