"""Writing to a founder: kept as a draft until a manager releases it."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from questionnaire.enums import MemberRole
from questionnaire.models import Feedback, Submission
from questionnaire.review import feedback as services
from questionnaire.review.access import membership_for, submission_for
from questionnaire.review.blindness import feedback_of
from questionnaire.review.forms import FeedbackForm
from questionnaire.review.mails import outbox
from questionnaire.review.views.pages import (
    StaffRequest,
    address,
    filters_of,
    staff_form,
    staff_page,
    to_submission,
)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def feedback(request: StaffRequest, pk: int) -> HttpResponse:
    """Write the feedback to a founder, look at it as they will see it, or save it."""
    seen = submission_for(request.user, pk)
    stored = feedback_of(seen, request.user)
    if request.method != "POST":
        if stored is None and Feedback.objects.filter(submission=seen).exists():
            first = _("State your view first: the feedback may give others’ away.")
            return to_submission(request, pk, "view", messages.INFO, first)
        text = stored.text if stored else ""
        return _page(request, seen, stored, FeedbackForm(initial={"text": text, "was": text}))
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        return _page(request, seen, stored, form, status=422)
    if "preview" in request.POST:
        return _page(request, seen, stored, form, as_seen=form.cleaned_data["text"])
    return _save(request, seen, form)


def _save(request: StaffRequest, seen: Submission, form: FeedbackForm) -> HttpResponse:
    said = form.cleaned_data
    try:
        kept = services.write(
            submission=seen, user=request.user, text=said["text"], was=said["was"]
        )
    except services.FeedbackChangedError as error:
        if feedback_of(seen, request.user) is None:
            form.add_error(
                "text",
                _(
                    "Somebody has written feedback already, and it may give their view away. State "
                    "yours first, in another tab: what you wrote stays here."
                ),
            )
            return _page(request, seen, None, form, status=409)
        # Pressing the button once more, with both texts in sight, is meant
        sent = request.POST.copy()
        sent["was"] = error.feedback.text
        form = FeedbackForm(sent)
        return _page(request, seen, error.feedback, form, status=409, theirs=error.feedback.text)
    if kept.released_at:
        messages.success(request, _("Saved. The founder reads the new text from now on."))
    else:
        messages.success(request, _("Saved as a draft. The founder sees nothing yet."))
    return redirect(address("feedback", seen.pk, filters_of(request)))


@staff_form("feedback", "pk")
def release(request: StaffRequest, pk: int) -> HttpResponse:
    """Let the founder read the feedback; managers only."""
    seen = submission_for(request.user, pk)
    assert seen.cohort is not None  # noqa: S101 - access lets no other through
    membership_for(request.user, seen.cohort.accelerator_id, MemberRole.MANAGER)
    try:
        with transaction.atomic():
            is_new = services.release(submission=seen, user=request.user)
            if is_new:
                outbox.released([pk])
    except services.NothingToReleaseError:
        messages.warning(request, _("There is no feedback yet. Write it first."))
    else:
        was = _("It had been released already.")
        said = _("Released. The founder finds it on their result page.") if is_new else was
        messages.success(request, said)
    return redirect(address("feedback", pk, filters_of(request)))


def _page(
    request: StaffRequest,
    seen: Submission,
    stored: Feedback | None,
    form: FeedbackForm,
    *,
    status: int = 200,
    **shown: Any,
) -> HttpResponse:
    assert seen.cohort is not None  # noqa: S101 - access lets no other through
    membership = membership_for(request.user, seen.cohort.accelerator_id)
    context = {
        "section": "queue",
        "submission": seen,
        "feedback": stored,
        "form": form,
        "is_manager": membership.role == MemberRole.MANAGER,
        "query": filters_of(request).query(),
        **shown,
    }
    return render(request, "questionnaire/review/feedback.html", context, status=status)
