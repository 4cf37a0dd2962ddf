"""Who works for an accelerator: invited, accepted, given a role, leaving."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from questionnaire.enums import MemberRole
from questionnaire.models import Accelerator, Assignment, Invitation, Membership
from questionnaire.results.access import hash_token
from questionnaire.results.tokens import keyed_token, token_behind
from questionnaire.review.access import invitation_for_token

INVITATION_DAYS = 14


class AlreadyMemberError(Exception):
    """Somebody with this address works for the accelerator already."""


class InvitationExpiredError(Exception):
    """The invitation is too old: a manager can send another."""


class InvitationUsedError(Exception):
    """Somebody has accepted the invitation already."""


class LastManagerError(Exception):
    """The accelerator would be left without a manager."""


@transaction.atomic
def make_accelerator(*, by: User, name: str, demands_second_factor: bool = False) -> Accelerator:
    """Make an accelerator; nobody works for it until somebody is invited.

    Raises PermissionDenied unless a superuser makes it.
    """
    if not by.is_superuser:
        raise PermissionDenied
    return Accelerator.objects.create(name=name, demands_second_factor=demands_second_factor)


@transaction.atomic
def invite_colleague(
    *, by: User, accelerator: Accelerator, email: str, role: MemberRole, language: str
) -> Invitation:
    """Invite somebody to work for an accelerator; an earlier open invitation of theirs is void.

    `invitation_token` gives the token for its link. Raises AlreadyMemberError.
    """
    _lock(accelerator.pk)
    email = email.strip().lower()
    if accelerator.memberships.filter(user__email__iexact=email).exists():
        raise AlreadyMemberError
    accelerator.invitations.filter(email=email, accepted_at=None).delete()
    now = timezone.now()
    invitation = Invitation(
        accelerator=accelerator,
        email=email,
        role=role,
        language=language,
        invited_by=by,
        created_at=now,
        expires_at=now + timedelta(days=INVITATION_DAYS),
    )
    invitation.token_hash = hash_token(keyed_token(_said_by(invitation)))
    invitation.save()
    return invitation


def invitation_token(invitation: Invitation) -> str:
    """Return the token of an invitation, to be mailed; see `token_behind`."""
    return token_behind(_said_by(invitation), invitation.token_hash)


def open_invitations(accelerator: Accelerator, now: datetime) -> QuerySet[Invitation]:
    """Return the invitations that can still be accepted, newest first."""
    waiting = accelerator.invitations.filter(accepted_at=None, expires_at__gt=now)
    return waiting.select_related("invited_by").order_by("-created_at", "-pk")


def withdraw_invitation(*, accelerator: Accelerator, pk: int) -> bool:
    """Let an invitation's link lead nowhere; return whether it led somewhere before.

    One that was accepted stays, as a record.
    """
    number, _rows = accelerator.invitations.filter(pk=pk, accepted_at=None).delete()
    return bool(number)


@transaction.atomic
def accept_invitation(*, token: str, user: User) -> Membership:
    """Let a person work for the accelerator that invited them; asked again, change nothing.

    The address need not be the one that was invited, but it is kept. Who is a manager stays one.
    Raises Http404 for an unknown token, InvitationExpiredError and InvitationUsedError.
    """
    invitation = invitation_for_token(token, lock=True)
    memberships = Membership.objects.filter(accelerator=invitation.accelerator_id, user=user)
    if invitation.accepted_at is not None:
        membership = memberships.first()
        if invitation.accepted_by_id != user.pk or membership is None:
            raise InvitationUsedError
        return membership
    now = timezone.now()
    if invitation.expires_at <= now:
        raise InvitationExpiredError
    _lock(invitation.accelerator_id)
    membership, is_new = Membership.objects.get_or_create(
        accelerator=invitation.accelerator, user=user, defaults={"role": invitation.role}
    )
    if not is_new and invitation.role == MemberRole.MANAGER:
        membership.role = MemberRole.MANAGER
        membership.save(update_fields=["role"])
    invitation.accepted_at, invitation.accepted_by = now, user
    invitation.accepted_email = user.email
    invitation.save(update_fields=["accepted_at", "accepted_by", "accepted_email"])
    return membership


@transaction.atomic
def change_role(*, membership: Membership, role: MemberRole) -> None:
    """Give a member another role; raise LastManagerError when no manager would be left."""
    _lock(membership.accelerator_id)
    if role != MemberRole.MANAGER:
        _keep_a_manager(membership)
    membership.role = role
    membership.save(update_fields=["role"])


@transaction.atomic
def leave(*, membership: Membership) -> None:
    """Let a member go, by their own wish or a manager's; what they judged and said stays.

    What they were assigned and have not reviewed is free for others. Raises LastManagerError.
    """
    _lock(membership.accelerator_id)
    _keep_a_manager(membership)
    assigned = Assignment.objects.filter(
        reviewer=membership.user_id, submission__cohort__accelerator=membership.accelerator_id
    )
    assigned.exclude(submission__reviews__reviewer=membership.user_id).delete()
    membership.delete()


def _lock(accelerator: int) -> None:
    """Let nobody else change who works there until the transaction ends."""
    list(Accelerator.objects.select_for_update(no_key=True).filter(pk=accelerator))


def _keep_a_manager(membership: Membership) -> None:
    managers = Membership.objects.filter(
        accelerator=membership.accelerator_id, role=MemberRole.MANAGER
    )
    if not managers.exclude(pk=membership.pk).exists():
        raise LastManagerError


def _said_by(invitation: Invitation) -> str:
    made = invitation.created_at.timestamp()
    return f"colleague {invitation.accelerator_id} {invitation.email} {made!r}"
