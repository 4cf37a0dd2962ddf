"""The page of a result."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from questionnaire.catalogue.queries import frozen, published
from questionnaire.models import Questionnaire
from questionnaire.results.access import submission_for_token
from questionnaire.results.answers import answers_of, read_over
from questionnaire.results.presenting import present
from questionnaire.results.privacy import private_page
from questionnaire.results.samples import sample_of


@private_page
@require_safe
def result(request: HttpRequest, token: str) -> HttpResponse:
    """Show what was recommended, how sure that is, and why; a draft leads back to its walk."""
    submission = submission_for_token(token)
    if submission.is_open:
        return redirect("walk:overview", token=token)
    questionnaire = frozen(submission.questionnaire, language=get_language() or "")
    answers = answers_of(submission, questionnaire)
    context = {
        "submission": submission,
        "questionnaire": questionnaire,
        "recommendation": submission.recommendation,
        "result": present(submission.recommendation.outcome, questionnaire, answers),
        "sets": read_over(questionnaire, answers),
        "token": token,
    }
    return render(request, "questionnaire/results/result.html", context)


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
        "result": present(example.outcome.as_dict(), questionnaire, example.answers),
        "sets": read_over(questionnaire, example.answers),
    }
    return render(request, "questionnaire/results/sample.html", context)
