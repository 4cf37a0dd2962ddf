"""Trying other answers, at an address that holds the whole trial."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from questionnaire.catalogue.queries import frozen, published
from questionnaire.catalogue.values import FrozenQuestionnaire
from questionnaire.models import Questionnaire
from questionnaire.results.access import submission_for_token
from questionnaire.results.answers import Said, answers_of
from questionnaire.results.presenting import present
from questionnaire.results.privacy import private_page
from questionnaire.results.requests import HtmxHttpRequest
from questionnaire.results.samples import sample_of
from questionnaire.results.trials import LEVELS, UNSTATED, trial_of


@private_page
@require_safe
def trial(request: HtmxHttpRequest, token: str) -> HttpResponse:
    """Show what other answers would lead to; nothing is saved."""
    submission = submission_for_token(token)
    if submission.is_open:
        return redirect("walk:overview", token=token)
    questionnaire = frozen(submission.questionnaire, language=get_language() or "")
    answers = answers_of(submission, questionnaire)
    basis = _Basis(
        questionnaire=questionnaire,
        answers=answers,
        importance=submission.importance,
        outcome=submission.recommendation.outcome,
        here=reverse("results:trial", args=[token]),
        back=reverse("results:result", args=[token]),
    )
    return _trial(request, basis)


@require_safe
def sample_trial(request: HtmxHttpRequest, questionnaire_key: str) -> HttpResponse:
    """Let everyone try other answers on the sample."""
    try:
        version = published(key=questionnaire_key)
    except Questionnaire.DoesNotExist as error:
        raise Http404 from error
    questionnaire = frozen(version, language=get_language() or "")
    example = sample_of(questionnaire)
    basis = _Basis(
        questionnaire=questionnaire,
        answers=example.answers,
        importance=example.importance,
        outcome=example.outcome,
        here=reverse("results:sample_trial", args=[questionnaire_key]),
        back=reverse("results:sample", args=[questionnaire_key]),
    )
    return _trial(request, basis)


@dataclass(frozen=True)
class _Basis:
    """What a trial starts from, its own address, and the way back."""

    questionnaire: FrozenQuestionnaire
    answers: Mapping[str, Said]
    importance: Mapping[str, int]
    outcome: Mapping[str, Any]
    here: str
    back: str


def _trial(request: HtmxHttpRequest, basis: _Basis) -> HttpResponse:
    """Score the trial in the address, and show it beside what was submitted."""
    tried = trial_of(request.GET, basis.questionnaire, basis.answers, basis.importance)
    query = tried.query()
    address = f"{basis.here}?{query}" if query else basis.here
    if not request.htmx and request.GET.urlencode() != query:
        return redirect(address)
    outcome = tried.evaluate(basis.questionnaire.rubric)
    context = {
        "questionnaire": basis.questionnaire,
        "trial": tried,
        "levels": LEVELS,
        "unstated": UNSTATED,
        "before": present(basis.outcome, basis.questionnaire, basis.answers),
        "after": outcome and present(outcome.as_dict(), basis.questionnaire, tried.answers),
        "basis": basis,
        "link": request.build_absolute_uri(address),
        "oob": bool(request.htmx),
    }
    template = "_trial.html" if request.htmx else "trial.html"
    response = render(request, f"questionnaire/results/{template}", context)
    if request.htmx:
        response["HX-Replace-Url"] = address
    return response
