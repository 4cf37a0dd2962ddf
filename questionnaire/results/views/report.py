"""The result as a PDF to take along."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from questionnaire.models import Submission
from questionnaire.results.access import shared_link_for_token, submission_for_token
from questionnaire.results.privacy import private_page
from questionnaire.results.report import Paper, Stamp, render_report
from questionnaire.results.views.result import result_context

# By what an address may say; without it, or with anything else, the report is on A4
PAPERS = {"letter": Paper.LETTER}


@private_page
@require_safe
def report(request: HttpRequest, token: str) -> HttpResponse:
    """Hand over a result with its notes; a draft leads back to its walk."""
    submission = submission_for_token(token)
    if submission.is_open:
        return redirect("walk:overview", token=token)
    return _download(request, result_context(submission))


@private_page
@require_safe
def shared_report(request: HttpRequest, shared_token: str) -> HttpResponse:
    """Hand over a result to whoever was given a link, with notes if the link shows them."""
    link = shared_link_for_token(shared_token)
    return _download(request, result_context(link.submission, shows_notes=link.shows_notes))


def _download(request: HttpRequest, context: Mapping[str, Any]) -> HttpResponse:
    stamp = _stamp(context["submission"])
    document = render_report(
        result=context["result"],
        questionnaire=context["questionnaire"],
        sets=context["sets"],
        stamp=stamp,
        paper=PAPERS.get(request.GET.get("paper", ""), Paper.A4),
    )
    name = f"ajar-{timezone.localtime(stamp.submitted_at):%Y-%m-%d}.pdf"
    return HttpResponse(
        document,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _stamp(submission: Submission) -> Stamp:
    recommendation = submission.recommendation
    return Stamp(
        venture=submission.venture.name,
        submitted_at=submission.submitted_at or recommendation.created_at,
        digests=(
            recommendation.structure_digest,
            recommendation.text_digest,
            recommendation.sample_digest,
        ),
    )
