"""The queue, and what is done with many submissions at once."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from questionnaire.enums import MemberRole, SubmissionStatus
from questionnaire.models import Assignment
from questionnaire.review import assigning, reviewing
from questionnaire.review.access import SHOWN, cohort_for
from questionnaire.review.comments import name_of
from questionnaire.review.filters import Filters
from questionnaire.review.forms import ReviewerForm, StateForm
from questionnaire.review.mails import outbox
from questionnaire.review.queries import Page
from questionnaire.review.queries import queue as page_of_queue
from questionnaire.review.queue_forms import BalanceForm, FilterForm, ManyForm
from questionnaire.review.views.chips import chips_of, everything, is_narrowed
from questionnaire.review.views.pages import (
    StaffRequest,
    address,
    filters_of,
    staff_form,
    staff_page,
)
from questionnaire.review.views.states import why_not


@require_safe
@staff_page
def queue(request: StaffRequest) -> HttpResponse:
    """Show a page of what the person may read; the address says all of what is asked for."""
    filters = filters_of(request)
    if any(not value for value in request.GET.values()):
        # A form sends its empty fields too: nobody wants them in a bookmark
        return redirect(address("queue", None, filters))
    return _queue(request, filters)


def _queue(
    request: StaffRequest, filters: Filters, *, problem: str = "", **sent: Any
) -> HttpResponse:
    """Show the queue; what was `sent` comes back when it cannot be done: forms, and what is ticked.

    These go by the names that the page has for them: reviewer_form, state_form, ticked.
    """
    page = page_of_queue(
        user=request.user,
        filters=filters,
        cursor=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    form = FilterForm(filters, cohorts=page.cohorts, people=page.people)
    context = {
        "section": "queue",
        "page": page,
        "filters": filters,
        "query": filters.query(),
        "filter_form": form,
        "chips": chips_of(filters, form),
        "is_narrowed": is_narrowed(filters),
        "everything": everything(filters),
        "tabs": _tabs(page, filters),
        "managed": [one for one in page.cohorts if _role(one) == MemberRole.MANAGER],
        "reviewer_form": ReviewerForm(people=page.people),
        "state_form": StateForm(),
        "problem": problem,
        **sent,
    }
    status = 422 if problem else 200
    return render(request, "questionnaire/review/queue.html", context, status=status)


def _role(cohort: Any) -> str:
    """Return what the person is in the cohort's accelerator: `cohorts_of` tells it."""
    return str(cohort.role)


def _tabs(page: Page, filters: Filters) -> list[tuple[str, str, int, bool, bool]]:
    """Return each state, and all of them: name, address, number, whether exact, whether here."""
    counts = page.counts
    total = sum(count.number for count in counts.values())
    is_exact = all(count.is_exact for count in counts.values())
    tabs: list[tuple[SubmissionStatus | None, str, int, bool]] = [
        (None, _("All"), total, is_exact),
        *((one, str(one.label), counts[one].number, counts[one].is_exact) for one in SHOWN),
    ]
    return [
        (
            label,
            address("queue", None, replace(filters, state=state)),
            number,
            exact,
            filters.state == state,
        )
        for state, label, number, exact in tabs
    ]


@staff_form("queue")
def assign_many(request: StaffRequest) -> HttpResponse:
    """Assign what is ticked, and say what was not possible."""
    filters = filters_of(request)
    many = ManyForm(request.POST)
    people = page_of_queue(user=request.user, filters=Filters()).people
    form = ReviewerForm(request.POST, people=people)
    if not (many.is_valid() and form.is_valid()):
        ticked, problem = _ticked(many), _first_problem(many, form)
        return _queue(request, filters, reviewer_form=form, ticked=ticked, problem=problem)
    reviewer, pks = form.cleaned_data["reviewer"], many.cleaned_data["submissions"]
    done, refused = _assign_many(pks, reviewer, request.user)
    _say_assigned(request, name_of(reviewer), done, refused)
    _say_gone(request, len(set(pks)) - done - refused)
    return redirect(address("queue", None, filters))


@transaction.atomic
def _assign_many(pks: Sequence[int], reviewer: User, by: User) -> tuple[int, int]:
    """Assign, and tell the reviewer what is new to them; return what `assigning` says."""
    had = Assignment.objects.filter(reviewer=reviewer, submission__in=pks)
    before = set(had.values_list("submission", flat=True))
    counts = assigning.assign_many(pks=pks, reviewer=reviewer, by=by)
    new = [pk for pk in pks if pk not in before]
    outbox.assigned(submissions=new, reviewers=[reviewer.pk], by=by)
    return counts


def _say_assigned(request: StaffRequest, name: str, done: int, refused: int) -> None:
    if done:
        said = ngettext(
            "%(count)s submission is assigned to %(name)s.",
            "%(count)s submissions are assigned to %(name)s.",
            done,
        )
        messages.success(request, said % {"count": done, "name": name})
    if refused:
        said = ngettext(
            "%(count)s cannot be: %(name)s works for another programme, or has declared a conflict "
            "of interest.",
            "%(count)s cannot be: %(name)s works for another programme, or has declared conflicts "
            "of interest.",
            refused,
        )
        messages.warning(request, said % {"count": refused, "name": name})


@staff_form("queue")
def change_states(request: StaffRequest) -> HttpResponse:
    """Put what is ticked into another state, and say what was not possible."""
    filters = filters_of(request)
    many, form = ManyForm(request.POST), StateForm(request.POST)
    if not (many.is_valid() and form.is_valid()):
        ticked, problem = _ticked(many), _first_problem(many, form)
        return _queue(request, filters, state_form=form, ticked=ticked, problem=problem)
    state, pks = form.cleaned_data["state"], many.cleaned_data["submissions"]
    done, refused = reviewing.change_states(pks=pks, user=request.user, state=state)
    if done:
        said = ngettext(
            "%(count)s submission is now “%(state)s”.",
            "%(count)s submissions are now “%(state)s”.",
            done,
        )
        messages.success(request, said % {"count": done, "state": state.label})
    if refused:
        said = ngettext("%(count)s stays as it was.", "%(count)s stay as they were.", refused)
        messages.warning(request, f"{said % {'count': refused}} {why_not(state)}")
    _say_gone(request, len(set(pks)) - done - refused)
    return redirect(address("queue", None, filters))


def _say_gone(request: StaffRequest, number: int) -> None:
    """Say how many of the ticked a person may not see, or not any more."""
    if number:
        said = ngettext(
            "%(count)s that you ticked is not in your queue any more.",
            "%(count)s that you ticked are not in your queue any more.",
            number,
        )
        messages.info(request, said % {"count": number})


def _ticked(many: ManyForm) -> list[int]:
    return [int(pk) for pk, _text in many.fields["submissions"].choices]  # type: ignore[attr-defined]


def _first_problem(*forms: Any) -> str:
    return next(str(errors[0]) for form in forms for errors in form.errors.values())


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def balance(request: StaffRequest, cohort: int) -> HttpResponse:
    """Assign a cohort's open submissions to whoever has least to do; managers only."""
    chosen = cohort_for(request.user, cohort, MemberRole.MANAGER)
    members = chosen.accelerator.memberships.select_related("user")
    people = sorted((member.user for member in members), key=lambda one: (name_of(one), one.pk))
    form = BalanceForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_bound and form.is_valid():
        with transaction.atomic():
            done = assigning.balance(cohort=chosen, by=request.user, **form.cleaned_data)
            rows, whom = zip(*done.assigned, strict=True) if done.assigned else ((), ())
            outbox.assigned(submissions=rows, reviewers=whom, by=request.user)
        _say_balanced(request, done)
        return redirect(address("queue", None, Filters(cohort=chosen.pk)))
    context = {"section": "queue", "cohort": chosen, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "questionnaire/review/balance.html", context, status=status)


def _say_balanced(request: StaffRequest, done: assigning.Balanced) -> None:
    new = len(done.assigned)
    if not new and not done.short:
        messages.info(request, _("Nothing was left to assign."))
    if new:
        said = ngettext(
            "%(count)s assignment made, to those who had least to do.",
            "%(count)s assignments made, to those who had least to do.",
            new,
        )
        messages.success(request, said % {"count": new})
    if done.short:
        said = ngettext(
            "%(count)s submission still lacks a reviewer: for want of people without a conflict.",
            "%(count)s submissions still lack a reviewer: for want of people without a conflict.",
            len(done.short),
        )
        messages.warning(request, said % {"count": len(done.short)})
