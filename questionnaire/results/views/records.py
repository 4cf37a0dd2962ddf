"""Taking a result along as a record, and verifying one that somebody shows."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, override
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from questionnaire.catalogue.queries import frozen
from questionnaire.enums import Strategy, Wording
from questionnaire.results import verdicts
from questionnaire.results.access import submission_for_token
from questionnaire.results.answers import answers_of
from questionnaire.results.forms import RecordForm
from questionnaire.results.jsontext import Flaw
from questionnaire.results.languages import asked_language, remember_language
from questionnaire.results.privacy import private_page
from questionnaire.results.records import Finding, Verdict, record_of, verify_text
from questionnaire.results.schema import json_schema

DAY = 86_400
CHUNK = 65_536


@private_page
@require_safe
def record(_request: HttpRequest, token: str) -> HttpResponse:
    """Hand out the record of a submitted form, notes included; a draft leads to its walk."""
    submission = submission_for_token(token)
    if submission.is_open or submission.submitted_at is None:
        return redirect("walk:overview", token=token)
    questionnaire = frozen(submission.questionnaire, language=get_language() or "")
    answers = answers_of(submission, questionnaire)
    written = record_of(submission, questionnaire, answers, notes=True)
    response = JsonResponse(written, json_dumps_params={"ensure_ascii": False, "indent": 2})
    date = timezone.localdate(submission.submitted_at)
    response["Content-Disposition"] = f'attachment; filename="ajar-{date.isoformat()}.json"'
    return response


@require_safe
@cache_control(public=True, max_age=DAY)
def schema(request: HttpRequest) -> HttpResponse:
    """Hand out the JSON Schema that every record meets, under its own address."""
    described = {"$id": request.build_absolute_uri(request.path), **json_schema()}
    return JsonResponse(
        described, content_type="application/schema+json", json_dumps_params={"indent": 2}
    )


@csrf_exempt  # so that too much text is noticed here, and not before; _verify is protected
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Take a record, and say whether it is genuine and comes to the same result again."""
    try:
        request.POST  # noqa: B018 - reads the request
    except RequestDataTooBig:
        _read_to_the_end(request)
        form = RecordForm({"text": "{}"})
        return _refused(request, form, Verdict(Finding.MALFORMED, flaw=Flaw.TOO_LARGE))
    return _verify(request)


def _read_to_the_end(request: HttpRequest) -> None:
    """Let the browser send all it has: one that is cut off shows no answer."""
    while request.read(CHUNK):
        pass


@csrf_protect
def _verify(request: HttpRequest) -> HttpResponse:
    language = asked_language(request)
    if not language:
        return _judged(request) if request.method == "POST" else _page(request, RecordForm())
    with override(language):
        # What was judged already is judged in other words; what was only typed is kept
        if "judged" in request.POST:
            response = _judged(request)
        else:
            response = _page(request, RecordForm(initial=_kept(RecordForm(*_sent(request)))))
    return remember_language(response, language)


def _judged(request: HttpRequest) -> HttpResponse:
    form = RecordForm(*_sent(request))
    if not form.is_valid():
        return _page(request, form)
    verdict = verify_text(form.given)
    if verdict.finding is Finding.MALFORMED:
        return _refused(request, form, verdict)
    said: dict[str, Any] = {
        "verdict": verdict,
        "title": verdicts.title(verdict),
        "said": verdicts.sentence(verdict),
    }
    if verdict.record:
        outcome = verdict.record["outcome"]
        said["strategy"] = Strategy(outcome["strategy"]).label if outcome["strategy"] else ""
        said["wording"] = Wording(outcome["wording"]).label
    return _page(request, RecordForm(initial=_kept(form)), **said)


def _refused(request: HttpRequest, form: RecordForm, verdict: Verdict) -> HttpResponse:
    form.add_error(form.given_in, verdicts.sentence(verdict))
    return _page(request, form)


def _page(request: HttpRequest, form: RecordForm, **said: Any) -> HttpResponse:
    context = {"form": form, "language_form": "verify", **said}
    status = 422 if form.errors else 200
    return render(request, "questionnaire/results/verify.html", context, status=status)


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    return request.POST, request.FILES


def _kept(form: RecordForm) -> dict[str, str]:
    """Return what was handed in as text: a browser lets no page fill in a file."""
    return {"text": form.given.decode("utf-8-sig", errors="replace")}
