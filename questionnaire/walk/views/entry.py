"""The way in: home, start, and coming back with a private link."""

import re
from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from questionnaire.catalogue.queries import all_published, frozen, published
from questionnaire.catalogue.values import FrozenQuestionnaire
from questionnaire.models import Questionnaire
from questionnaire.results.access import submission_for_token
from questionnaire.results.charts import door
from questionnaire.results.languages import asked_language, remember_language
from questionnaire.results.privacy import private_page
from questionnaire.walk import services
from questionnaire.walk.forms import CodeForm, ContinueForm, StartForm
from questionnaire.walk.mails import mail_link

AJAR = 0.5
TOKEN_IN_LINK = re.compile(r"/walk/([\w-]{16,})")
INVITED_IN_LINK = re.compile(r"/invited/([\w-]{16,})")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Say what this is, and offer to start, to continue or to look at a sample."""
    language = get_language() or ""
    questionnaires = [frozen(version, language=language) for version in all_published()]
    context = {
        "questionnaires": questionnaires,
        "continue_form": ContinueForm(),
        "code_form": CodeForm(),
        "door": door(AJAR),
    }
    return render(request, "questionnaire/walk/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, questionnaire_key: str) -> HttpResponse:
    """Ask for the little that is needed, then start a submission."""
    questionnaire = _published(questionnaire_key)
    form = StartForm(request.POST if request.method == "POST" else None)
    if language := asked_language(request):
        with override(language):
            known = {"questionnaire": _published(questionnaire_key)}
            return _in_other_words(request, language, "start", StartForm, known)
    if request.method == "POST" and form.is_valid():
        return _started(request, questionnaire, form)
    context = {"questionnaire": questionnaire, "form": form, "language_form": "start"}
    status = 422 if form.errors else 200
    return render(request, "questionnaire/walk/start.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    """Lead from a pasted private link to where it points."""
    form = ContinueForm(request.POST if request.method == "POST" else None)
    if language := asked_language(request):
        with override(language):
            return _in_other_words(request, language, "resume", ContinueForm, {})
    if request.method == "POST" and form.is_valid():
        if invited := INVITED_IN_LINK.search(form.cleaned_data["link"]):
            return redirect("walk:invited", token=invited[1])
        found = TOKEN_IN_LINK.search(form.cleaned_data["link"])
        try:
            submission_for_token(found[1] if found else "")
        except Http404:
            form.add_error(
                "link",
                _(
                    "No answers belong to this link. Check that you copied all of it, from "
                    "“https” to the last character."
                ),
            )
        else:
            return redirect("walk:overview", token=found[1] if found else "")
    status = 422 if form.errors else 200
    context = {"form": form, "language_form": "resume"}
    return render(request, "questionnaire/walk/resume.html", context, status=status)


@private_page
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """Keep what was typed when the cookie that protects forms is missing or has expired."""
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    token = request.resolver_match.kwargs.get("token") if request.resolver_match else None
    context = {
        "typed": typed,
        "action": request.get_full_path(),
        "language_next": reverse("walk:overview", args=[token]) if token else "/",
    }
    return render(request, "questionnaire/walk/expired.html", context, status=403)


def _in_other_words(
    request: HttpRequest,
    language: str,
    page: str,
    form_class: type[StartForm | ContinueForm],
    context: Mapping[str, object],
) -> HttpResponse:
    """Show a form in another language: what was typed comes along, unjudged, and starts nothing."""
    form = form_class(initial=request.POST.dict())
    context = {**context, "form": form, "language_form": page}
    response = render(request, f"questionnaire/walk/{page}.html", context)
    return remember_language(response, language)


def _published(key: str) -> FrozenQuestionnaire:
    try:
        return frozen(published(key=key), language=get_language() or "")
    except Questionnaire.DoesNotExist as error:
        raise Http404 from error


def _started(
    request: HttpRequest, questionnaire: FrozenQuestionnaire, form: StartForm
) -> HttpResponse:
    email = form.cleaned_data["email"]
    submission, token = services.start(
        questionnaire=Questionnaire.objects.get(pk=questionnaire.pk),
        language=questionnaire.language,
        venture_name=form.cleaned_data["venture_name"],
        email=email,
    )
    outcome = ""
    if email:
        outcome = "?mail=failed" if mail_link(request, submission, token, email) else "?mail=sent"
    return redirect(f"{reverse('walk:overview', args=[token])}{outcome}")
