"""Cohorts, as managers make and change them: dates, rubric, founders invited, feedback released."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from questionnaire.enums import MemberRole
from questionnaire.models import Accelerator, Cohort
from questionnaire.review import cohorts as services
from questionnaire.review.access import accelerator_for, cohort_for, cohorts_of
from questionnaire.review.feedback import release_all, waiting_feedback
from questionnaire.review.inviting import (
    MAX_ADDRESSES,
    AddressList,
    Invited,
    TooManyAddressesError,
    invite_founders,
)
from questionnaire.review.listing import with_counts
from questionnaire.review.mails import outbox
from questionnaire.review.manager_forms import (
    CohortForm,
    CriteriaFormSet,
    FoundersForm,
    criteria_of,
    items_of,
    values_of,
)
from questionnaire.review.views.pages import StaffRequest, staff_page

# What a form is told that somebody else was quicker by
CHANGED = "changed"

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@staff_page
def cohorts(request: StaffRequest) -> HttpResponse:
    """List the cohorts of all accelerators that a person works for."""
    memberships = request.user.memberships.select_related("accelerator")
    if not memberships:
        return render(request, "questionnaire/review/nowhere.html", {"section": "cohorts"})
    now = timezone.now()
    context = {
        "section": "cohorts",
        "rows": [
            {"cohort": cohort, "state": state_of(cohort, now)}
            for cohort in with_counts(cohorts_of(request.user))
        ],
        "managed": [own.accelerator for own in memberships if own.role == MemberRole.MANAGER],
        "works_for_several": len(memberships) > 1,
    }
    return render(request, "questionnaire/review/cohorts.html", context)


def state_of(cohort: Cohort, now: Any) -> str:
    """Return "open", "closed" or "planned"."""
    if cohort.is_closed(now):
        return "closed"
    return "open" if cohort.is_open(now) else "planned"


@form_page
@staff_page
def create(request: StaffRequest, accelerator: int) -> HttpResponse:
    """Make a cohort."""
    home = accelerator_for(request.user, accelerator, MemberRole.MANAGER)
    return _edit(request, home, None)


@form_page
@staff_page
def change(request: StaffRequest, pk: int) -> HttpResponse:
    """Change a cohort, and the rubric that it is rated by."""
    cohort = cohort_for(request.user, pk, MemberRole.MANAGER)
    return _edit(request, cohort.accelerator, cohort)


def _edit(request: HttpRequest, home: Accelerator, cohort: Cohort | None) -> HttpResponse:
    said = request.POST if request.method == "POST" else None
    initial = values_of(cohort) if cohort else {"languages": [get_language()]}
    kept = cohort.questionnaire_key if cohort else ""
    form = CohortForm(said, initial=initial, kept_key=kept)
    rows = CriteriaFormSet(said, initial=criteria_of(cohort), prefix="criteria")
    was = request.POST.get("was", "")
    if said is not None and form.is_valid() & rows.is_valid():
        saved = _save(home, cohort, form, rows, was)
        if saved is not None:
            messages.success(request, _("%(cohort)s is saved.") % {"cohort": saved.name})
            return redirect("review:cohort", saved.pk)
    is_stale = form.has_error(NON_FIELD_ERRORS, CHANGED)
    if cohort is not None and (said is None or is_stale):
        # Pressing the button once more, knowing what it replaces, is meant
        was = services.mark_of(cohort)
    context = {
        "section": "cohorts",
        "accelerator": home,
        "cohort": cohort,
        "form": form,
        "rows": rows,
        "was": was,
    }
    status = 200 if said is None else 409 if is_stale else 422
    return render(request, "questionnaire/review/cohort_form.html", context, status=status)


def _save(
    home: Accelerator, cohort: Cohort | None, form: CohortForm, rows: Any, was: str
) -> Cohort | None:
    """Save a cohort with its rubric, both or neither; None when the form says what is wrong."""
    said, items = form.cleaned_data, items_of(rows)
    try:
        if cohort is not None:
            return services.replace_cohort(cohort=cohort, items=items, was=was, **said)
        with transaction.atomic():
            saved = services.create_cohort(accelerator=home, **said)
            services.set_criteria(cohort=saved, items=items)
            return saved
    except services.CohortFlawedError as error:
        form.take_flaws(error.flaws)
    except services.CriterionInUseError:
        form.add_error(
            None,
            _("Somebody has rated by a criterion that you took away. Keep it, under its name."),
        )
    except services.CohortChangedError:
        form.add_error(None, ValidationError(_changed_meanwhile(form, rows), CHANGED))
    return None


def _changed_meanwhile(form: CohortForm, rows: Any) -> str:
    """Say that a page is old by now, and where what it says differs from what stands there."""
    names = [str(form.fields[name].label) for name in form.changed_data]
    stands = [(row["name"], row["hint"]) for row in rows.initial]
    if stands != [(item.name, item.hint) for item in items_of(rows)]:
        names.append(_("Rubric"))
    return _(
        "Somebody has changed this cohort meanwhile. Yours is different in: %(fields)s. Look at "
        "theirs in another tab; saving again replaces it."
    ) % {"fields": ", ".join(names)}


@form_page
@staff_page
def invite(request: StaffRequest, pk: int) -> HttpResponse:
    """Invite founders by a pasted list; say of each address what became of it."""
    cohort = cohort_for(request.user, pk, MemberRole.MANAGER)
    form = FoundersForm(request.POST if request.method == "POST" else None, cohort=cohort)
    context: dict[str, Any] = {
        "section": "cohorts",
        "cohort": cohort,
        "is_closed": cohort.is_closed(timezone.now()),
        "form": form,
    }
    if form.is_valid():
        parsed = form.parsed()
        context |= {"invited": _invited(cohort, form, parsed), "rejected": parsed.rejected}
        if context["invited"]:
            # What was no address stays in the field, to be mended and sent again
            mended = {**form.cleaned_data, "addresses": "\n".join(parsed.rejected)}
            context["form"] = FoundersForm(initial=mended, cohort=cohort)
    status = 422 if form.errors else 200
    return render(request, "questionnaire/review/invite.html", context, status=status)


def _invited(cohort: Cohort, form: FoundersForm, parsed: AddressList) -> Invited | None:
    """Invite founders, and have the mails sent; None when the form says what is wrong."""
    if cohort.is_closed(timezone.now()):
        closed = _(
            "This cohort has closed: a mail would lead nobody in. Give it a later closing date "
            "first."
        )
        form.add_error(None, closed)
        return None
    if not parsed.addresses:
        form.add_error("addresses", _("There is no email address in this list."))
        return None
    try:
        with transaction.atomic():
            invited = invite_founders(cohort=cohort, addresses=parsed.addresses)
            outbox.founders(cohort, invited.new)
    except TooManyAddressesError:
        told = {"number": localize(MAX_ADDRESSES)}
        form.add_error(
            "addresses", _("These are more than %(number)s addresses. Send them in parts.") % told
        )
        return None
    return invited


@form_page
@staff_page
def release(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask whether all feedback of a cohort is to be released, and release it."""
    cohort = cohort_for(request.user, pk, MemberRole.MANAGER)
    if request.method != "POST":
        waiting = waiting_feedback(cohort=cohort, user=request.user).count()
        context = {"section": "cohorts", "cohort": cohort, "waiting": waiting}
        return render(request, "questionnaire/review/release_all.html", context)
    with transaction.atomic():
        released = release_all(cohort=cohort, user=request.user)
        outbox.released(released)
    if not released:
        messages.info(
            request,
            _("No feedback is waiting: nothing has been written yet, or all of it is released."),
        )
        return redirect("review:cohort", cohort.pk)
    said = ngettext(
        "Feedback is released to %(number)s founder.",
        "Feedback is released to %(number)s founders.",
        len(released),
    )
    messages.success(request, said % {"number": len(released)})
    return redirect("review:cohort", cohort.pk)
