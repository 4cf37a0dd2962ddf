"""The versions of a founder's answers, side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from questionnaire.catalogue.queries import frozen
from questionnaire.results.access import submission_for_token
from questionnaire.results.history import history_of
from questionnaire.results.privacy import private_page


@private_page
@require_safe
def history(request: HttpRequest, token: str) -> HttpResponse:
    """Show what each version led to, and what was answered differently in between."""
    submission = submission_for_token(token)
    questionnaire = frozen(submission.questionnaire, language=get_language() or "")
    context = {
        "submission": submission,
        "questionnaire": questionnaire,
        "history": history_of(submission, questionnaire),
        "token": token,
    }
    return render(request, "questionnaire/results/history.html", context)
