from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from questionnaire.enums import MemberRole
from questionnaire.models import Accelerator, Invitation, Mail, Membership
from questionnaire.review.people import invite_colleague
from tests.conftest import Queries
from tests.pages import path
from tests.review import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client: Client, manager: User) -> Client:
    client.force_login(manager)
    return client


@pytest.fixture
def invitation(home: Accelerator, manager: User) -> Invitation:
    return invite_colleague(
        by=manager,
        accelerator=home,
        email="ana@example.org",
        role=MemberRole.REVIEWER,
        language="pt",
    )


def at(name: str, *args: object) -> str:
    return path(f"review:{name}", *map(str, args))


def membership(user: User) -> Membership:
    return Membership.objects.get(user=user)


def colleague(**changes: str) -> dict[str, str]:
    return {"email": "Ana@Example.org", "role": "reviewer", "language": "pt", **changes}


def test_page_names_members_and_open_invitations(
    staff: Client, home: Accelerator, invitation: Invitation
) -> None:
    factories.member(home, "rita")
    page = staff.get(at("people_of", home.pk))
    assert page.status_code == 200
    assert "Rita" in page.text
    assert invitation.email in page.text


def test_people_leads_to_the_accelerator_one_works_for(staff: Client, home: Accelerator) -> None:
    assert staff.get(at("people"))["Location"] == at("people_of", home.pk)


def test_who_works_nowhere_is_told_how_to_come_in(client: Client) -> None:
    client.force_login(factories.user())
    page = client.get(at("people"))
    assert (page.status_code, "Ask one of its managers" in page.text) == (200, True)


def test_who_works_for_several_can_switch(staff: Client, manager: User, home: Accelerator) -> None:
    other = factories.accelerator("Harbour")
    Membership.objects.create(accelerator=other, user=manager, role=MemberRole.REVIEWER)
    assert at("people_of", other.pk) in staff.get(at("people_of", home.pk)).text
    assert at("people_of", home.pk) in staff.get(at("people_of", other.pk)).text


def test_reviewer_sees_colleagues_and_nothing_to_change(
    client: Client, home: Accelerator, manager: User, invitation: Invitation
) -> None:
    reviewer = factories.member(home)
    client.force_login(reviewer)
    page = client.get(at("people_of", home.pk)).text
    assert manager.first_name in page
    assert invitation.email not in page
    assert at("invite_colleague", home.pk) not in page
    assert at("leave", home.pk, membership(manager).pk) not in page
    assert at("leave", home.pk, membership(reviewer).pk) in page


def test_colleague_is_invited_by_mail_in_their_language(staff: Client, home: Accelerator) -> None:
    response = staff.post(at("invite_colleague", home.pk), colleague())
    assert response["Location"] == at("people_of", home.pk)
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role, invitation.language) == (
        "ana@example.org",
        "reviewer",
        "pt",
    )
    queued = Mail.objects.get()
    assert (queued.kind, queued.to, queued.language, queued.about) == (
        "colleague",
        "ana@example.org",
        "pt",
        invitation.pk,
    )


@pytest.mark.parametrize(
    "changes",
    [{"email": "nobody"}, {"email": ""}, {"email": "a" * 250 + "@example.org"}, {"role": "king"}],
)
def test_bad_invitation_is_refused_and_kept(
    staff: Client, home: Accelerator, changes: dict[str, str]
) -> None:
    sent = colleague(**changes)
    page = staff.post(at("invite_colleague", home.pk), sent)
    assert page.status_code == 422
    assert f'value="{sent["email"]}"' in page.text or not sent["email"]
    assert 'value="pt" selected' in page.text
    assert not Invitation.objects.exists()


def test_somebody_who_works_here_is_not_invited(
    staff: Client, home: Accelerator, manager: User
) -> None:
    page = staff.post(at("invite_colleague", home.pk), colleague(email=manager.email.upper()))
    assert page.status_code == 422
    assert "works here already" in page.text


def test_invitation_is_sent_again_with_a_new_link_and_more_time(
    staff: Client, home: Accelerator, invitation: Invitation
) -> None:
    Invitation.objects.update(expires_at=timezone.now() + timedelta(hours=1))
    staff.post(at("resend_invitation", home.pk, invitation.pk))
    again = Invitation.objects.get()
    assert again.token_hash != invitation.token_hash
    assert again.expires_at > timezone.now() + timedelta(days=13)
    assert (again.email, again.role, again.language) == ("ana@example.org", "reviewer", "pt")


def test_withdrawn_invitation_is_gone(
    staff: Client, home: Accelerator, invitation: Invitation
) -> None:
    staff.post(at("withdraw_invitation", home.pk, invitation.pk))
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("name", ["resend_invitation", "withdraw_invitation"])
def test_invitation_that_is_not_open_any_more_is_said_to_be_so(
    staff: Client, home: Accelerator, invitation: Invitation, name: str
) -> None:
    Invitation.objects.update(accepted_at=timezone.now())
    page = staff.post(at(name, home.pk, invitation.pk), follow=True)
    assert page.redirect_chain == [(at("people_of", home.pk), 302)]
    assert "This invitation is not open any more" in page.text
    assert Invitation.objects.get() == invitation
    assert not Mail.objects.exists()


def test_invitation_of_another_accelerator_is_out_of_reach(
    staff: Client, home: Accelerator
) -> None:
    other = factories.accelerator("Harbour")
    theirs = invite_colleague(
        by=factories.manager(other),
        accelerator=other,
        email="x@example.org",
        role=MemberRole.REVIEWER,
        language="en",
    )
    staff.post(at("resend_invitation", home.pk, theirs.pk))
    assert not Mail.objects.exists()
    staff.post(at("withdraw_invitation", home.pk, theirs.pk))
    assert Invitation.objects.get() == theirs


def test_manager_changes_a_role(staff: Client, home: Accelerator) -> None:
    reviewer = factories.member(home)
    staff.post(at("role", home.pk, membership(reviewer).pk), {"role": "manager"})
    assert membership(reviewer).role == MemberRole.MANAGER


@pytest.mark.parametrize("role", ["reviewer", "king", ""])
def test_last_manager_stays_one(staff: Client, home: Accelerator, manager: User, role: str) -> None:
    page = staff.post(at("role", home.pk, membership(manager).pk), {"role": role})
    assert page.status_code == 422
    assert membership(manager).role == MemberRole.MANAGER


def test_last_manager_cannot_leave(staff: Client, home: Accelerator, manager: User) -> None:
    page = staff.post(at("leave", home.pk, membership(manager).pk))
    assert (page.status_code, "Somebody has to stay a manager" in page.text) == (422, True)
    assert membership(manager).role == MemberRole.MANAGER


def test_reviewer_leaves_after_being_asked(
    client: Client, home: Accelerator, manager: User
) -> None:
    reviewer = factories.member(home)
    client.force_login(reviewer)
    address = at("leave", home.pk, membership(reviewer).pk)
    assert "free for others" in client.get(address).text
    assert client.post(address)["Location"] == at("people")
    assert [one.user for one in home.memberships.all()] == [manager]


def test_manager_removes_a_colleague(staff: Client, home: Accelerator, manager: User) -> None:
    reviewer = factories.member(home)
    staff.post(at("leave", home.pk, membership(reviewer).pk))
    assert [one.user for one in home.memberships.all()] == [manager]


def test_reviewer_removes_nobody(client: Client, home: Accelerator, manager: User) -> None:
    client.force_login(factories.member(home))
    address = at("leave", home.pk, membership(manager).pk)
    assert (client.get(address).status_code, client.post(address).status_code) == (403, 403)


def test_member_of_another_accelerator_is_out_of_reach(staff: Client, home: Accelerator) -> None:
    other = membership(factories.member(factories.accelerator("Harbour")))
    assert staff.post(at("role", home.pk, other.pk), {"role": "manager"}).status_code == 404
    assert staff.post(at("leave", home.pk, other.pk)).status_code == 404
    assert Membership.objects.get(pk=other.pk) == other


CHANGES = ("invite_colleague", "resend_invitation", "withdraw_invitation", "role")


def address(name: str, home: Accelerator) -> str:
    return at(name, home.pk) if name == "invite_colleague" else at(name, home.pk, 1)


@pytest.mark.parametrize("name", CHANGES)
def test_change_is_for_managers_only(
    client: Client, manager: User, home: Accelerator, name: str
) -> None:
    where = address(name, home)
    assert client.post(where)["Location"].startswith(path("account_login"))
    client.force_login(factories.member(home))
    assert client.post(where).status_code == 403
    client.force_login(factories.manager(factories.accelerator("Harbour")))
    assert client.post(where).status_code == 404
    client.force_login(manager)
    assert client.get(where)["Location"] == at("people_of", home.pk)


def test_page_is_for_members_only(client: Client, home: Accelerator) -> None:
    where = at("people_of", home.pk)
    assert client.get(where)["Location"].startswith(path("account_login"))
    client.force_login(factories.manager(factories.accelerator("Harbour")))
    assert client.get(where).status_code == 404
    assert client.post(where).status_code == 405


def test_number_of_queries_stays_the_same(
    staff: Client, home: Accelerator, count_queries: Queries
) -> None:
    numbers = []
    for more in (1, 2, 47):
        for _ in range(more):
            invite_colleague(
                by=factories.member(home),
                accelerator=home,
                email=f"{factories.user().username}@example.net",
                role=MemberRole.REVIEWER,
                language="en",
            )
        with count_queries() as said:
            staff.get(at("people_of", home.pk))
        numbers.append(len(said))
    assert numbers == [numbers[0]] * 3
    assert numbers[0] <= 8
