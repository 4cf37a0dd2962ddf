"""The page of a result."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from questionnaire.catalogue.queries import frozen, published
from questionnaire.models import Questionnaire, Submission
from questionnaire.results.access import submission_for_token
from questionnaire.results.answers import answers_of, read_over, without_notes
from questionnaire.results.cohorts import feedback_for
from questionnaire.results.openness import openness
from questionnaire.results.presenting import present
from questionnaire.results.privacy import private_page
from questionnaire.results.samples import sample_of
from questionnaire.results.sharing import links_of


@private_page
@require_safe
def result(request: HttpRequest, token: str) -> HttpResponse:
    """Show what was recommended, how sure that is, and why; a draft leads back to its walk."""
    submission = submission_for_token(token)
    if submission.is_open:
        return redirect("walk:overview", token=token)
    context = {
        **result_context(submission),
        "token": token,
        "trial_url": reverse("results:trial", args=[token]),
        "feedback": feedback_for(submission),
        "sharing": links_of(submission, token, request.build_absolute_uri),
    }
    return render(request, "questionnaire/results/result.html", context)


def result_context(submission: Submission, *, shows_notes: bool = True) -> dict[str, Any]:
    """Return what every page of a stored result shows, be it its founder's or a shared one."""
    questionnaire = frozen(submission.questionnaire, language=get_language() or "")
    answers = answers_of(submission, questionnaire)
    if not shows_notes:
        answers = without_notes(answers)
    return {
        "submission": submission,
        "questionnaire": questionnaire,
        "recommendation": submission.recommendation,
        "result": present(submission.recommendation.outcome, questionnaire, answers),
        "sets": read_over(questionnaire, answers),
        "openness": openness(questionnaire.language),
    }


@require_safe
def sample(request: HttpRequest, questionnaire_key: str) -> HttpResponse:
    """Show the result of an invented startup, scored by the same engine as everybody's."""
    try:
        version = published(key=questionnaire_key)
    except Questionnaire.DoesNotExist as error:
        raise Http404 from error
    questionnaire = frozen(version, language=get_language() or "")
    example = sample_of(questionnaire)
    context = {
        "questionnaire": questionnaire,
        "recommendation": example.outcome,
        "result": present(example.outcome, questionnaire, example.answers),
        "sets": read_over(questionnaire, example.answers),
        "trial_url": reverse("results:sample_trial", args=[questionnaire_key]),
        "openness": openness(questionnaire.language),
    }
    return render(request, "questionnaire/results/sample.html", context)
