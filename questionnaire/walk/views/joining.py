"""Coming in for an accelerator: with a code, by a shared link, or by an invitation's."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, get_language_info, override
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from questionnaire.catalogue.queries import frozen
from questionnaire.models import Cohort, FounderInvitation, Questionnaire
from questionnaire.results.cohorts import (
    CohortClosedError,
    cohort_for_code,
    draft_token,
    invitation_for_token,
    questionnaire_of,
    stop_reminders,
)
from questionnaire.results.languages import asked_language, remember_language
from questionnaire.results.privacy import private_page
from questionnaire.results.versions import versions_of
from questionnaire.walk import joining
from questionnaire.walk.forms import CodeForm, InvitedForm, JoinForm
from questionnaire.walk.mails import mail_link
from questionnaire.walk.tokens import next_token


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Lead from a code that was typed to the page of its cohort."""
    if language := asked_language(request):
        with override(language):
            response = _code_page(request, CodeForm(initial=request.POST.dict()))
        return remember_language(response, language)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("walk:cohort", code=cohort_for_code(form.cleaned_data["code"]).code)
        except Http404:
            form.add_error(
                "code",
                _("No cohort has this code. Check it for mistakes, or ask who gave it to you."),
            )
    return _code_page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def cohort(request: HttpRequest, code: str) -> HttpResponse:
    """Say who asks and what they will see; then start a submission for them."""
    return _welcome(request, cohort_for_code(code), JoinForm, {})


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Do the same for a founder who was invited; lead whoever has begun back to their answers."""
    invitation = invitation_for_token(token)
    if invitation.submission is not None:
        return redirect("walk:overview", token=_latest(token, invitation))
    known = {"invitation": invitation, "token": token}
    return _welcome(request, invitation.cohort, InvitedForm, known)


@csrf_exempt
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Send no more mails, once that is confirmed: by the button here, or by a mail program's own.

    Programs that check the links in mails follow them, so that following alone changes nothing. A
    mail program knows nothing of cookies; whoever has the token may do this.
    """
    if request.method == "POST":
        stop_reminders(token=token)
    invitation = invitation_for_token(token)
    context = {"invitation": invitation, "cohort": invitation.cohort, "token": token}
    return render(request, "questionnaire/walk/stop.html", context)


def _code_page(request: HttpRequest, form: CodeForm) -> HttpResponse:
    context = {"form": form, "language_form": "join"}
    status = 422 if form.errors else 200
    return render(request, "questionnaire/walk/join.html", context, status=status)


def _welcome(
    request: HttpRequest,
    found: Cohort,
    form_class: type[InvitedForm],
    known: Mapping[str, Any],
) -> HttpResponse:
    """Show the cohort's page; start when its form is sent, and the cohort is open.

    Raises Http404 when what the cohort asks is not published any more.
    """
    try:
        return _answered(request, found, form_class, known)
    except Questionnaire.DoesNotExist as error:
        raise Http404 from error


def _answered(
    request: HttpRequest,
    found: Cohort,
    form_class: type[InvitedForm],
    known: Mapping[str, Any],
) -> HttpResponse:
    if language := asked_language(request):
        with override(language):
            form = form_class(initial=request.POST.dict())
            return remember_language(_page(request, found, form, known), language)
    form = form_class(request.POST if request.method == "POST" else None)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            return _joined(request, found, form, known.get("token", ""))
        except CohortClosedError:
            status = 409
    return _page(request, found, form, known, status=status)


def _page(
    request: HttpRequest,
    found: Cohort,
    form: InvitedForm,
    known: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    now, language = timezone.now(), get_language() or ""
    is_open = found.is_open(now)
    context = {
        **known,
        "cohort": found,
        "questionnaire": frozen(questionnaire_of(found), language=language),
        "is_open": is_open,
        "is_closed": found.is_closed(now),
        "tongues": _tongues(found, known),
        "form": form,
        "language_form": "join" if is_open else "",
        "action": _address(found, known),
    }
    return render(request, "questionnaire/walk/cohort.html", context, status=status)


def _address(found: Cohort, known: Mapping[str, Any], language: str | None = None) -> str:
    """Return the address of this page in a language, or in the one that is active."""
    with override(language or get_language()):
        if "token" in known:
            return reverse("walk:invited", args=[known["token"]])
        return reverse("walk:cohort", args=[found.code])


def _tongues(found: Cohort, known: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return the cohort's languages with this page in each, unless it is read in one of them."""
    if get_language() in found.languages:
        return []
    codes = [code for code, _name in settings.LANGUAGES if code in found.languages]
    names = {code: get_language_info(code)["name_local"].capitalize() for code in codes}
    return [(code, name, _address(found, known, code)) for code, name in names.items()]


def _joined(request: HttpRequest, found: Cohort, form: InvitedForm, token: str) -> HttpResponse:
    """Start the submission; mail its link to who asked for that."""
    language, name = get_language() or "", form.cleaned_data["venture_name"]
    if token:
        _submission, following = joining.join_invited(
            token=token, language=language, venture_name=name
        )
        return redirect("walk:overview", token=following)
    email = form.cleaned_data["email"]
    submission, following = joining.join(
        cohort=found, language=language, venture_name=name, email=email
    )
    outcome = ""
    if email:
        problem = mail_link(request, submission, following, email)
        outcome = "?mail=failed" if problem else "?mail=sent"
    return redirect(f"{reverse('walk:overview', args=[following])}{outcome}")


def _latest(token: str, invitation: FounderInvitation) -> str:
    """Return the token of the last version of what an invitation started."""
    following = draft_token(token)
    if invitation.submission is not None:
        versions = versions_of(invitation.submission)
        for _version in versions[versions.index(invitation.submission) + 1 :]:
            following = next_token(following)
    return following
