"""The steps of the walk. Each begins by asking access for the submission behind the token."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from questionnaire import scoring
from questionnaire.catalogue.queries import frozen
from questionnaire.catalogue.values import FrozenQuestion, FrozenQuestionnaire
from questionnaire.models import Submission
from questionnaire.results.access import submission_for_token
from questionnaire.results.answers import NOT_SURE, UNANSWERED, Said, answers_of, form_of
from questionnaire.results.privacy import private_page
from questionnaire.walk import services
from questionnaire.walk.answering import ClosedError
from questionnaire.walk.forms import ImportanceForm, LinkForm
from questionnaire.walk.languages import asked_language, remember_language
from questionnaire.walk.mails import mail_link, private_link
from questionnaire.walk.progress import progress_of
from questionnaire.walk.qr import qr_svg
from questionnaire.walk.requests import HtmxHttpRequest


def in_this_language(submission: Submission) -> FrozenQuestionnaire:
    """Return the submission's version of the questionnaire in the language of the request."""
    return frozen(submission.questionnaire, language=get_language() or "")


@private_page
@require_safe
def overview(request: HttpRequest, token: str) -> HttpResponse:
    """Show the sets as tasks, and the private link that leads back here."""
    submission = submission_for_token(token)
    if not submission.is_open:
        return redirect("results:result", token=token)
    return _overview(request, submission, token, LinkForm(initial={"email": submission.email}))


@private_page
@require_POST
def mail(request: HttpRequest, token: str) -> HttpResponse:
    """Mail the private link to the address given."""
    submission = submission_for_token(token)
    form = LinkForm(request.POST)
    sent_to = ""
    if form.is_valid():
        submission.language = get_language() or submission.language
        problem = mail_link(request, submission, token, form.cleaned_data["email"])
        if problem:
            form.add_error("email", problem)
        else:
            sent_to = form.cleaned_data["email"]
    return _overview(request, submission, token, form, sent_to=sent_to)


def _overview(
    request: HttpRequest, submission: Submission, token: str, form: LinkForm, sent_to: str = ""
) -> HttpResponse:
    questionnaire = in_this_language(submission)
    link = private_link(request, token)
    context = {
        "submission": submission,
        "questionnaire": questionnaire,
        "progress": progress_of(questionnaire, answers_of(submission, questionnaire), token),
        "token": token,
        "link": link,
        "qr": qr_svg(link),
        "form": form,
        "sent_to": sent_to,
    }
    status = 422 if form.errors else 200
    return render(request, "questionnaire/walk/overview.html", context, status=status)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def importance(request: HtmxHttpRequest, token: str) -> HttpResponse:
    """Ask how much each set matters; it may be skipped."""
    submission = submission_for_token(token)
    if request.method == "POST":
        return _save_importance(request, submission, token)
    if not submission.is_open:
        return redirect("results:result", token=token)
    form = ImportanceForm(in_this_language(submission), submission.importance)
    return _importance(request, submission, token, form)


def _save_importance(request: HtmxHttpRequest, submission: Submission, token: str) -> HttpResponse:
    form = ImportanceForm(in_this_language(submission), submission.importance, request.POST)
    if not form.is_valid():
        return _importance(request, submission, token, form)
    try:
        submission = services.save_importance(
            token=token, importance=form.importance(), language=get_language() or ""
        )
    except ClosedError as closed:
        return _importance(request, closed.submission, token, form)
    if request.htmx:
        return _importance(request, submission, token, form)
    if language := asked_language(request):
        response = redirect(reverse("walk:importance", args=[token]))
        return remember_language(response, language)
    step = "overview" if request.POST.get("to") == "overview" else "check"
    return redirect(f"walk:{step}", token=token)


@private_page
@require_safe
def check(request: HttpRequest, token: str) -> HttpResponse:
    """Show every answer on one page, what is open, and what pulls apart."""
    submission = submission_for_token(token)
    if not submission.is_open:
        return redirect("results:result", token=token)
    questionnaire = in_this_language(submission)
    answers = answers_of(submission, questionnaire)
    outcome = scoring.evaluate(questionnaire.rubric, form_of(answers, submission.importance))
    context = {
        "submission": submission,
        "questionnaire": questionnaire,
        "progress": progress_of(questionnaire, answers, token),
        "token": token,
        "sets": _checked(questionnaire, answers),
        "importance": [
            (part, submission.importance.get(part.key)) for part in questionnaire.scored_sets
        ],
        "tensions": [questionnaire.tensions[key] for key in outcome.tensions],
    }
    return render(request, "questionnaire/walk/check.html", context)


@private_page
@require_POST
def submit(_request: HttpRequest, token: str) -> HttpResponse:
    """Close the submission and lead to its result; a second time leads to the same result."""
    services.submit(token=token, language=get_language() or "")
    return redirect("results:result", token=token)


@dataclass(frozen=True)
class Checked:
    """A question with what was said to it, for reading over."""

    question: FrozenQuestion
    said: Said

    @property
    def is_open(self) -> bool:
        """Whether nothing has been answered yet."""
        return self.said.choice == UNANSWERED

    @property
    def is_unsure(self) -> bool:
        """Whether the answer is "not sure yet"."""
        return self.said.choice == NOT_SURE

    @property
    def text(self) -> str:
        """The answer's words."""
        return self.question.option(self.said.choice).text


def _checked(questionnaire: FrozenQuestionnaire, answers: dict[str, Said]) -> list[Any]:
    return [
        (
            part,
            [Checked(question, answers.get(question.key, Said())) for question in part.questions],
        )
        for part in questionnaire.sets
    ]


def _importance(
    request: HtmxHttpRequest, submission: Submission, token: str, form: ImportanceForm
) -> HttpResponse:
    """Show the form with what was typed, what is wrong with it, or that it came too late."""
    context = {
        "submission": submission,
        "questionnaire": form.questionnaire,
        "form": form,
        "language_form": "answers",
        "token": token,
    }
    status = 200 if not form.is_bound else 422 if form.errors else 409
    if request.htmx:
        return render(request, "questionnaire/walk/_importance_saved.html", context)
    return render(request, "questionnaire/walk/importance.html", context, status=status)
