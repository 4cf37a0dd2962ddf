from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from questionnaire.enums import MemberRole
from questionnaire.models import Accelerator, Assignment, Invitation, Membership
from questionnaire.review import people
from tests.review import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Accelerator:
    return factories.accelerator()


@pytest.fixture
def boss(home: Accelerator) -> User:
    return factories.manager(home, "boss")


def invited(
    home: Accelerator,
    by: User,
    email: str = "ana@example.org",
    role: MemberRole = MemberRole.REVIEWER,
) -> Invitation:
    return people.invite_colleague(by=by, accelerator=home, email=email, role=role, language="pt")


def accept(invitation: Invitation, user: User) -> Membership:
    return people.accept_invitation(token=people.invitation_token(invitation), user=user)


def test_superuser_makes_an_accelerator_where_nobody_works_yet() -> None:
    root = User.objects.create_superuser("root")
    made = people.make_accelerator(by=root, name="Harbour", demands_second_factor=True)
    assert (made.name, made.demands_second_factor, made.memberships.count()) == ("Harbour", True, 0)


def test_nobody_else_makes_an_accelerator(boss: User) -> None:
    with pytest.raises(PermissionDenied):
        people.make_accelerator(by=boss, name="Harbour")


def test_invitation_is_accepted_by_whoever_holds_the_link(home: Accelerator, boss: User) -> None:
    invitation, ana = invited(home, boss, " Ana@Example.org "), factories.user("other")
    membership = accept(invitation, ana)
    assert (membership.user, membership.role) == (ana, MemberRole.REVIEWER)
    invitation.refresh_from_db()
    assert invitation.email == "ana@example.org"
    assert (invitation.accepted_by, invitation.accepted_email) == (ana, "other@example.org")
    assert accept(invitation, ana) == membership


def test_invitation_is_accepted_once(home: Accelerator, boss: User) -> None:
    invitation, ana = invited(home, boss), factories.user()
    membership = accept(invitation, ana)
    with pytest.raises(people.InvitationUsedError):
        accept(invitation, factories.user())
    people.leave(membership=membership)
    with pytest.raises(people.InvitationUsedError):
        accept(invitation, ana)


def test_invitation_lasts_14_days(home: Accelerator, boss: User) -> None:
    invitation = invited(home, boss)
    assert invitation.expires_at - invitation.created_at == timedelta(days=14)
    assert list(people.open_invitations(home, timezone.now())) == [invitation]
    Invitation.objects.update(
        created_at=invitation.created_at - timedelta(days=14),
        expires_at=invitation.expires_at - timedelta(days=14),
    )
    with pytest.raises(people.InvitationExpiredError):
        people.accept_invitation(token=people.invitation_token(invitation), user=factories.user())
    assert list(people.open_invitations(home, timezone.now())) == []


def test_only_the_hash_of_a_token_is_kept(home: Accelerator, boss: User) -> None:
    invitation = invited(home, boss)
    token = people.invitation_token(Invitation.objects.get())
    kept = Invitation.objects.values().get()
    assert token not in str(kept)
    with pytest.raises(Http404):
        people.accept_invitation(token=invitation.token_hash, user=boss)


def test_second_invitation_voids_the_first(home: Accelerator, boss: User) -> None:
    first = invited(home, boss)
    second = invited(home, boss, role=MemberRole.MANAGER)
    assert list(people.open_invitations(home, timezone.now())) == [second]
    with pytest.raises(Http404):
        accept(first, factories.user())
    assert accept(second, factories.user()).role == MemberRole.MANAGER


def test_member_is_not_invited_again(home: Accelerator, boss: User) -> None:
    with pytest.raises(people.AlreadyMemberError):
        invited(home, boss, "BOSS@example.org")


def test_withdrawn_invitation_leads_nowhere(home: Accelerator, boss: User) -> None:
    invitation = invited(home, boss)
    people.withdraw_invitation(accelerator=factories.accelerator("Other"), pk=invitation.pk)
    assert Invitation.objects.count() == 1
    people.withdraw_invitation(accelerator=home, pk=invitation.pk)
    with pytest.raises(Http404):
        accept(invitation, factories.user())


@pytest.mark.parametrize(
    ("was", "invited_as", "becomes"),
    [("reviewer", "manager", "manager"), ("manager", "reviewer", "manager")],
)
def test_member_who_accepts_keeps_the_greater_role(
    was: str, invited_as: str, becomes: str, home: Accelerator, boss: User
) -> None:
    member = factories.member(home, role=MemberRole(was))
    assert accept(invited(home, boss, role=MemberRole(invited_as)), member).role == becomes
    assert Membership.objects.get(user=member).role == becomes


def test_last_manager_neither_leaves_nor_becomes_a_reviewer(home: Accelerator, boss: User) -> None:
    factories.member(home)
    factories.manager(factories.accelerator("Other"))
    membership = Membership.objects.get(user=boss)
    with pytest.raises(people.LastManagerError):
        people.leave(membership=membership)
    with pytest.raises(people.LastManagerError):
        people.change_role(membership=membership, role=MemberRole.REVIEWER)
    people.change_role(membership=membership, role=MemberRole.MANAGER)
    assert Membership.objects.get(user=boss).role == MemberRole.MANAGER


def test_manager_leaves_or_changes_while_another_stays(home: Accelerator, boss: User) -> None:
    other = factories.manager(home)
    people.change_role(membership=Membership.objects.get(user=boss), role=MemberRole.REVIEWER)
    people.leave(membership=Membership.objects.get(user=boss))
    assert [row.user for row in home.memberships.all()] == [other]


@pytest.mark.usefixtures("small")
def test_who_leaves_frees_what_they_have_not_reviewed(home: Accelerator) -> None:
    elsewhere = factories.accelerator("Elsewhere")
    reviewer = factories.member(home)
    Membership.objects.create(accelerator=elsewhere, user=reviewer, role=MemberRole.REVIEWER)
    factories.manager(home)
    done, waiting = (factories.submission(factories.cohort(home)) for _number in range(2))
    theirs = factories.submission(factories.cohort(elsewhere))
    for submission in (done, waiting, theirs):
        Assignment.objects.create(submission=submission, reviewer=reviewer)
    review = factories.review(done, reviewer)
    people.leave(membership=Membership.objects.get(user=reviewer, accelerator=home))
    assert {row.submission for row in Assignment.objects.all()} == {done, theirs}
    assert list(done.reviews.all()) == [review]
