"""The page that asks how much each set matters."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from django.views.decorators.http import require_http_methods

from questionnaire.catalogue.queries import frozen
from questionnaire.models import Submission
from questionnaire.results.access import submission_for_token
from questionnaire.results.languages import asked_language, remember_language
from questionnaire.results.privacy import private_page
from questionnaire.results.requests import HtmxHttpRequest
from questionnaire.walk.answer_forms import ImportanceForm, is_unsaved
from questionnaire.walk.answering import ClosedError, save_importance


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def importance(request: HtmxHttpRequest, token: str) -> HttpResponse:
    """Ask how much each set matters; it may be skipped."""
    if request.method == "POST":
        return save_importance_page(request, token)
    submission = submission_for_token(token)
    if not submission.is_open:
        return redirect("results:result", token=token)
    if submission.is_late:
        return redirect("walk:check", token=token)
    return _page(request, submission, token, _form(submission))


def save_importance_page(
    request: HtmxHttpRequest, token: str, *, is_carried_over: bool = False
) -> HttpResponse:
    """Save what the page says, unless too little would be left to weigh, and answer."""
    language = asked_language(request) or get_language() or ""
    with override(language):
        with transaction.atomic():
            submission = submission_for_token(token, lock=True)
            form = _saved_form(request, submission, has_last_word=is_carried_over)
        if request.htmx or form.errors or form.conflicts or not submission.takes_answers:
            return _page(request, submission, token, form)
        if is_carried_over or asked_language(request):
            response = redirect("walk:importance", token=token)
        else:
            step = "overview" if request.POST.get("to") == "overview" else "check"
            response = redirect(f"walk:{step}", token=token)
    return remember_language(response, language) if asked_language(request) else response


def _form(submission: Submission) -> ImportanceForm:
    questionnaire = frozen(submission.questionnaire, language=get_language() or "")
    return ImportanceForm(questionnaire, submission.importance)


def _saved_form(
    request: HtmxHttpRequest, submission: Submission, *, has_last_word: bool
) -> ImportanceForm:
    """Save a valid form; return one that is bound to what was typed and knows what is saved."""
    questionnaire = frozen(submission.questionnaire, language=get_language() or "")
    form = ImportanceForm(
        questionnaire, submission.importance, request.POST, settles=not request.htmx
    )
    if not form.is_valid():
        return form
    try:
        conflicts = save_importance(
            submission=submission,
            changes=form.changes(has_last_word=has_last_word),
            language=questionnaire.language,
        )
    except ClosedError:
        return form
    return ImportanceForm(questionnaire, submission.importance, request.POST, conflicts)


def _page(
    request: HtmxHttpRequest, submission: Submission, token: str, form: ImportanceForm
) -> HttpResponse:
    """Show the form with what was typed, what is wrong with it, or that it came too late."""
    context = {
        "submission": submission,
        "questionnaire": form.questionnaire,
        "form": form,
        "unsaved": is_unsaved(form, submission),
        "language_form": "answers",
        "token": token,
    }
    if request.htmx:
        return render(request, "questionnaire/walk/_importance_saved.html", context)
    status = 200 if not form.is_bound else 422 if form.errors else 409
    return render(request, "questionnaire/walk/importance.html", context, status=status)
