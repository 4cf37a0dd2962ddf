"""The page of a submission, and what a reviewer does there."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from questionnaire.models import Criterion, Review, Submission
from questionnaire.review import assigning, reviewing
from questionnaire.review.access import submission_for
from questionnaire.review.comments import may_be_named, name_of
from questionnaire.review.filters import primary_key
from questionnaire.review.forms import (
    ConflictForm,
    ReviewerForm,
    ScoresForm,
    StateForm,
    VerdictForm,
)
from questionnaire.review.mails import outbox
from questionnaire.review.queries import next_in_queue
from questionnaire.review.views.pages import (
    StaffRequest,
    address,
    filters_of,
    staff_form,
    staff_page,
    to_submission,
)
from questionnaire.review.views.reading import show
from questionnaire.review.views.states import why_not


@require_safe
@staff_page
def submission(request: StaffRequest, pk: int) -> HttpResponse:
    """Show what a venture answered, and what the person may know of what others think of it."""
    seen = submission_for(request.user, pk)
    reviewing.mark_read(submission=seen, user=request.user)
    return show(request, seen)


@require_safe
@staff_page
def following(request: StaffRequest, pk: int) -> HttpResponse:
    """Lead to the submission that comes next in the queue as it is filtered, or back to it."""
    seen = submission_for(request.user, pk)
    filters = filters_of(request)
    found = next_in_queue(user=request.user, filters=filters, after=seen)
    if found is None:
        messages.info(request, _("That was the last one of this list."))
        return redirect(address("queue", None, filters))
    return to_submission(request, found)


@staff_form("submission", "pk")
def verdict(request: StaffRequest, pk: int) -> HttpResponse:
    """State one's own view, or another one than before."""
    seen = submission_for(request.user, pk)
    form = VerdictForm(request.POST)
    if not form.is_valid():
        return show(request, seen, status=422, verdict_form=form)
    strategy, why = form.cleaned_data["strategy"], form.cleaned_data["why"]
    own = Review.objects.filter(submission=seen, reviewer=request.user).first()
    if own and "was" in request.POST and own.why not in (_lines(form.cleaned_data["was"]), why):
        return _stated_meanwhile(request, seen, own)
    reviewing.state_verdict(submission=seen, user=request.user, strategy=strategy, why=why)
    stated = _("Your view is stated. You can change it at any time.")
    return to_submission(request, pk, "beside", messages.SUCCESS, stated)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")


def _stated_meanwhile(request: StaffRequest, seen: Submission, own: Review) -> HttpResponse:
    """Show both views: pressing the button once more, with both in sight, is meant."""
    sent = request.POST.copy()
    sent["was"] = own.why
    form = VerdictForm(sent)
    said = _("You have stated a view meanwhile, in another tab. Send this one again to replace it.")
    form.add_error("why", said)
    return show(request, seen, status=409, verdict_form=form)


@staff_form("submission", "pk")
def scores(request: StaffRequest, pk: int) -> HttpResponse:
    """Score by the cohort's criteria; a view has to be stated first."""
    seen = submission_for(request.user, pk)
    criteria = list(Criterion.objects.filter(cohort=seen.cohort_id))
    form = ScoresForm(request.POST, criteria=criteria, scores={})
    if not form.is_valid():
        return show(request, seen, status=422, scores_form=form)
    try:
        reviewing.rate(submission=seen, user=request.user, scores=form.scores)
    except reviewing.NoVerdictError:
        first = _("State your view first, then score.")
        return to_submission(request, pk, "view", messages.WARNING, first)
    return to_submission(request, pk, "scores", messages.SUCCESS, _("Your scores are saved."))


@staff_form("submission", "pk")
def state(request: StaffRequest, pk: int) -> HttpResponse:
    """Put the submission into another state."""
    seen = submission_for(request.user, pk)
    form = StateForm(request.POST)
    if not form.is_valid():
        messages.warning(request, str(form.errors["state"][0]))
        return to_submission(request, pk)
    wanted = form.cleaned_data["state"]
    try:
        reviewing.change_state(submission=seen, user=request.user, state=wanted)
    except reviewing.StateError:
        messages.warning(request, why_not(wanted))
    else:
        messages.success(request, _("It is now “%(state)s”.") % {"state": wanted.label})
    return to_submission(request, pk)


@staff_form("submission", "pk")
def assign(request: StaffRequest, pk: int) -> HttpResponse:
    """Assign the submission to a colleague, or to oneself."""
    seen = submission_for(request.user, pk)
    form = ReviewerForm(request.POST, people=may_be_named(submission=seen))
    if not form.is_valid():
        return show(request, seen, status=422, reviewer_form=form)
    reviewer: User = form.cleaned_data["reviewer"]
    try:
        with transaction.atomic():
            if assigning.assign(submission=seen, reviewer=reviewer, by=request.user):
                outbox.assigned(submissions=[pk], reviewers=[reviewer.pk], by=request.user)
    except assigning.CannotReviewError:
        # Declared while the page was open
        form.add_error("reviewer", form.fields["reviewer"].error_messages["invalid_choice"])
        return show(request, seen, status=422, reviewer_form=form)
    messages.success(request, _("Assigned to %(name)s.") % {"name": name_of(reviewer)})
    return to_submission(request, pk)


@staff_form("submission", "pk")
def unassign(request: StaffRequest, pk: int) -> HttpResponse:
    """Take an assignment back."""
    seen = submission_for(request.user, pk)
    number = primary_key(request.POST.get("reviewer", "")) or 0
    reviewer = User.objects.filter(pk=number, assignments__submission=seen).first()
    if reviewer is None:
        # Pressed twice, or in another tab
        messages.info(request, _("It had been taken back already."))
        return to_submission(request, pk)
    assigning.unassign(submission=seen, reviewer=reviewer, by=request.user)
    messages.success(request, _("No longer assigned to %(name)s.") % {"name": name_of(reviewer)})
    return to_submission(request, pk)


@staff_form("submission", "pk")
def unread(request: StaffRequest, pk: int) -> HttpResponse:
    """Let the submission be unread again, and go back to the queue."""
    reviewing.mark_unread(submission=submission_for(request.user, pk), user=request.user)
    return redirect(address("queue", None, filters_of(request)))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def conflict(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask whether a conflict of interest is meant, and close the venture to the person."""
    seen = submission_for(request.user, pk)
    form = ConflictForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        assigning.declare_conflict(
            submission=seen, user=request.user, reason=form.cleaned_data["reason"]
        )
        messages.success(request, _("Thank you. The venture is closed to you from now on."))
        return redirect(address("queue", None, filters_of(request)))
    context = {
        "section": "queue",
        "submission": seen,
        "form": form,
        "query": filters_of(request).query(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "questionnaire/review/conflict.html", context, status=status)
