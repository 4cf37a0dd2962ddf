"""Who works for an accelerator: looked at by all of them, changed by its managers."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from questionnaire.enums import MemberRole
from questionnaire.models import Accelerator, Invitation, Membership
from questionnaire.review import people as services
from questionnaire.review.access import accelerator_for, membership_for
from questionnaire.review.comments import name_of
from questionnaire.review.mails import outbox
from questionnaire.review.manager_forms import ColleagueForm, RoleForm
from questionnaire.review.views.pages import StaffRequest, staff_form, staff_page


@require_safe
@staff_page
def people(request: StaffRequest) -> HttpResponse:
    """Lead to the people of the accelerator that a person works for, the first of several."""
    first = request.user.memberships.order_by("accelerator__name", "pk").first()
    if first is None:
        return render(request, "questionnaire/review/nowhere.html", {"section": "people"})
    return redirect("review:people_of", first.accelerator_id)


@require_safe
@staff_page
def people_of(request: StaffRequest, accelerator: int) -> HttpResponse:
    """Show who works for an accelerator, and who is invited."""
    return _page(request, membership_for(request.user, accelerator))


@staff_form("people_of", "accelerator")
def invite(request: StaffRequest, accelerator: int) -> HttpResponse:
    """Invite a colleague."""
    membership = membership_for(request.user, accelerator, MemberRole.MANAGER)
    form = ColleagueForm(request.POST)
    if form.is_valid():
        try:
            _send(request, membership.accelerator, **form.cleaned_data)
        except services.AlreadyMemberError:
            form.add_error("email", _("Somebody with this address works here already."))
        else:
            return redirect("review:people_of", accelerator)
    return _page(request, membership, form=form)


@staff_form("people_of", "accelerator")
def resend(request: StaffRequest, accelerator: int, pk: int) -> HttpResponse:
    """Send an invitation once more: a new link, and the time to accept it begins anew."""
    home = accelerator_for(request.user, accelerator, MemberRole.MANAGER)
    invitation = services.open_invitations(home, timezone.now()).filter(pk=pk).first()
    if invitation is None:
        return _not_open(request, accelerator)
    said = {name: getattr(invitation, name) for name in ("email", "role", "language")}
    try:
        _send(request, home, **said)
    except services.AlreadyMemberError:
        messages.info(request, _("Somebody with this address works here already."))
    return redirect("review:people_of", accelerator)


@staff_form("people_of", "accelerator")
def withdraw(request: StaffRequest, accelerator: int, pk: int) -> HttpResponse:
    """Take an invitation back."""
    home = accelerator_for(request.user, accelerator, MemberRole.MANAGER)
    if not services.withdraw_invitation(accelerator=home, pk=pk):
        return _not_open(request, accelerator)
    messages.success(request, _("The invitation is withdrawn: its link leads nowhere now."))
    return redirect("review:people_of", accelerator)


@staff_form("people_of", "accelerator")
def role(request: StaffRequest, accelerator: int, pk: int) -> HttpResponse:
    """Give a member another role."""
    own = membership_for(request.user, accelerator, MemberRole.MANAGER)
    member = _member(own, pk)
    form = RoleForm(request.POST)
    if not form.is_valid():
        return _page(request, own, trouble=_("Choose one of the roles."))
    try:
        services.change_role(membership=member, role=MemberRole(form.cleaned_data["role"]))
    except services.LastManagerError:
        return _page(request, own, trouble=_last_manager())
    said = {"name": name_of(member.user), "role": MemberRole(member.role).label}
    messages.success(request, _("%(name)s is now: %(role)s.") % said)
    return redirect("review:people_of", accelerator)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def leave(request: StaffRequest, accelerator: int, pk: int) -> HttpResponse:
    """Ask whether a member is to go, and let them go: oneself, or for a manager anybody."""
    own = membership_for(request.user, accelerator)
    member = _member(own, pk)
    is_self = member == own
    if not is_self and own.role != MemberRole.MANAGER:
        raise PermissionDenied
    if request.method != "POST":
        context = {"section": "people", "member": member, "is_self": is_self}
        return render(request, "questionnaire/review/leave.html", context)
    try:
        services.leave(membership=member)
    except services.LastManagerError:
        return _page(request, own, trouble=_last_manager())
    if is_self:
        said = {"accelerator": own.accelerator.name}
        messages.success(request, _("You do not work for %(accelerator)s any more.") % said)
        return redirect("review:people")
    messages.success(
        request, _("%(name)s does not work here any more.") % {"name": name_of(member.user)}
    )
    return redirect("review:people_of", accelerator)


def _member(own: Membership, pk: int) -> Membership:
    """Return a member of the same accelerator; raise Http404 for anybody else."""
    members = Membership.objects.select_related("user", "accelerator")
    member = members.filter(accelerator=own.accelerator_id, pk=pk).first()
    if member is None:
        raise Http404
    return member


def _not_open(request: StaffRequest, accelerator: int) -> HttpResponse:
    """Say why nothing was done: pressed twice, or in a page that is old by now."""
    said = _("This invitation is not open any more: it was accepted, withdrawn or sent anew.")
    messages.info(request, said)
    return redirect("review:people_of", accelerator)


def _last_manager() -> str:
    return _("Somebody has to stay a manager. Make somebody else one first.")


def _send(request: StaffRequest, accelerator: Accelerator, **said: str) -> None:
    with transaction.atomic():
        invitation = services.invite_colleague(
            by=request.user,
            accelerator=accelerator,
            email=said["email"],
            role=MemberRole(said["role"]),
            language=said["language"],
        )
        outbox.colleague(invitation)
    messages.success(
        request, _("An invitation is on its way to %(email)s.") % {"email": invitation.email}
    )


def _page(
    request: StaffRequest,
    own: Membership,
    *,
    form: ColleagueForm | None = None,
    trouble: str = "",
) -> HttpResponse:
    """Render the people of an accelerator; with what is wrong, if something is."""
    accelerator = own.accelerator
    is_manager = own.role == MemberRole.MANAGER
    invitations: Any = Invitation.objects.none()
    if is_manager:
        invitations = services.open_invitations(accelerator, timezone.now())
    members = accelerator.memberships.select_related("user")
    context = {
        "section": "people",
        "own": own,
        "accelerator": accelerator,
        "is_manager": is_manager,
        "works_for": request.user.memberships.select_related("accelerator").order_by(
            "accelerator__name", "pk"
        ),
        "members": members.order_by("user__first_name", "user__email", "pk"),
        "invitations": invitations,
        "roles": MemberRole.choices,
        "form": form or ColleagueForm(initial={"language": get_language()}),
        "trouble": trouble,
    }
    status = 422 if trouble or (form and form.errors) else 200
    return render(request, "questionnaire/review/people.html", context, status=status)
