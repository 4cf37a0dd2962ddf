"""The log of mails, for managers: what was sent to whom, and what to do where it was not."""

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from questionnaire.enums import MailKind, MailState, MailTrouble, MemberRole
from questionnaire.models import Accelerator, Conflict, Mail, Submission
from questionnaire.review.access import accelerator_for
from questionnaire.review.mails import outbox
from questionnaire.review.narrowing import Cursor, moment_of
from questionnaire.review.views.pages import StaffRequest, staff_form, staff_page

PAGE = 50


@dataclass(frozen=True)
class Line:
    """A mail as the log shows it.

    `to` is "" for feedback: a founder's own address is theirs to give, see the page on which they
    join.
    """

    mail: Mail
    to: str
    trouble: str
    can_go_again: bool


@require_safe
@staff_page
def mails(request: StaffRequest, pk: int) -> HttpResponse:
    """List an accelerator's mails, newest first, a page at a time."""
    accelerator = accelerator_for(request.user, pk, MemberRole.MANAGER)
    state = request.GET.get("state", "")
    rows = _visible(request, accelerator)
    if state in MailState.values:
        rows = rows.filter(state=state)
    found = list(_before(rows, request.GET.get("before", ""))[: PAGE + 1])
    shown = found[:PAGE]
    context = {
        "section": "people",
        "accelerator": accelerator,
        "lines": [_line(mail) for mail in shown],
        "states": MailState.choices,
        "state": state if state in MailState.values else "",
        "is_first": "before" not in request.GET,
        "following": str(Cursor.at(shown[-1].queued_at, shown[-1].pk)) if len(found) > PAGE else "",
    }
    return render(request, "questionnaire/review/mails.html", context)


@staff_form("people")
def again(request: StaffRequest, pk: int) -> HttpResponse:
    """Queue a mail once more."""
    mail = Mail.objects.select_related("accelerator").filter(pk=pk).first()
    if mail is None or mail.accelerator is None:
        raise Http404
    accelerator = accelerator_for(request.user, mail.accelerator.pk, MemberRole.MANAGER)
    if not _visible(request, accelerator).filter(pk=pk).exists():
        raise Http404
    with transaction.atomic():
        outbox.again(mail)
    messages.success(request, _("The mail goes out again in a moment."))
    return redirect("review:mails", pk=accelerator.pk)


def _visible(request: StaffRequest, accelerator: Accelerator) -> QuerySet[Mail]:
    """Leave out the feedback on ventures that the manager has a conflict of interest with."""
    ventures = Conflict.objects.filter(user=request.user.pk).values("submission__venture")
    closed = Submission.objects.filter(venture__in=ventures).values("pk")
    return accelerator.mails.exclude(kind=MailKind.FEEDBACK, about__in=closed)


def _before(rows: QuerySet[Mail], place: str) -> QuerySet[Mail]:
    """Return what follows a place in the list; all of it for a place that is none."""
    rows = rows.order_by("-queued_at", "-pk")
    cursor = Cursor.read(place)
    queued_at = moment_of(cursor.value) if cursor else None
    if cursor is None or queued_at is None:
        return rows
    return rows.filter(Q(queued_at__lt=queued_at) | Q(queued_at=queued_at, pk__lt=cursor.pk))


def _line(mail: Mail) -> Line:
    known = mail.last_error in MailTrouble.values
    return Line(
        mail=mail,
        to="" if mail.kind == MailKind.FEEDBACK else mail.to,
        trouble=str(MailTrouble(mail.last_error).label) if known else "",
        can_go_again=outbox.can_go_again(mail),
    )
