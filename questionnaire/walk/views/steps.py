"""The steps of the walk. Each begins by asking access for the submission behind the token."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from questionnaire import scoring
from questionnaire.catalogue.queries import frozen
from questionnaire.catalogue.values import FrozenQuestionnaire
from questionnaire.models import Submission
from questionnaire.results.access import submission_for_token
from questionnaire.results.answers import answers_of, form_of, read_over
from questionnaire.results.cohorts import CohortClosedError
from questionnaire.results.privacy import private_page
from questionnaire.walk import services
from questionnaire.walk.forms import LinkForm
from questionnaire.walk.mails import mail_link, private_link
from questionnaire.walk.progress import progress_of
from questionnaire.walk.qr import qr_svg
from questionnaire.walk.views.closed import closed_page


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
    if form.is_valid():
        submission.language = get_language() or submission.language
        problem = mail_link(request, submission, token, form.cleaned_data["email"])
        if not problem:
            # A refresh of the page that follows sends nothing again.
            return redirect(f"{reverse('walk:overview', args=[token])}?mail=sent#link")
        form.add_error("email", problem)
    return _overview(request, submission, token, form)


def _overview(
    request: HttpRequest, submission: Submission, token: str, form: LinkForm
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
        "mailed": request.GET.get("mail", ""),
        "language_next": reverse("walk:overview", args=[token]),
    }
    status = 422 if form.errors else 200
    return render(request, "questionnaire/walk/overview.html", context, status=status)


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
        "sets": read_over(questionnaire, answers),
        "importance": [
            (part, submission.importance.get(part.key)) for part in questionnaire.scored_sets
        ],
        "tensions": [questionnaire.tensions[key] for key in outcome.tensions],
    }
    return render(request, "questionnaire/walk/check.html", context)


@private_page
@require_POST
def submit(request: HttpRequest, token: str) -> HttpResponse:
    """Close the submission and lead to its result; a second time leads to the same result."""
    try:
        services.submit(token=token, language=get_language() or "")
    except CohortClosedError as error:
        return closed_page(request, error.cohort, token)
    return redirect("results:result", token=token)
