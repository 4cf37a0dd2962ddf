from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.utils import timezone

from questionnaire.enums import MemberRole
from questionnaire.models import Accelerator, Invitation, Membership
from questionnaire.review.people import invitation_token, invite_colleague
from tests.pages import path
from tests.review.accounts.people import EMAIL, PASSWORD, person

NEW = "noor@example.org"
SIGNUP = path("account_signup")


@pytest.fixture
def invitation(db: None) -> Invitation:  # noqa: ARG001
    """An invitation to work as a reviewer, mailed to Noor."""
    manager = person("manager@example.org")
    accelerator = Accelerator.objects.create(name="Kite Works")
    Membership.objects.create(user=manager, accelerator=accelerator, role=MemberRole.MANAGER)
    return invite_colleague(
        by=manager, accelerator=accelerator, email=NEW, role=MemberRole.REVIEWER, language="en"
    )


def following(client: Client, invitation: Invitation) -> Client:
    """Leave in a browser's session what the page behind the link leaves there."""
    session = client.session
    session["invitation"] = invitation_token(invitation)
    session.save()
    return client


def test_stranger_reads_how_one_gets_in(client: Client) -> None:
    page = client.get(SIGNUP).text
    assert "Accounts come by invitation" in page
    assert "<input" not in page.partition("<main")[2]


def test_stranger_makes_no_account_by_sending_the_form_anyway(client: Client) -> None:
    client.post(SIGNUP, {"email": NEW, "password1": PASSWORD})
    assert not User.objects.filter(email=NEW).exists()


def test_invited_person_signs_up_and_works_there(client: Client, invitation: Invitation) -> None:
    following(client, invitation)
    assert f'value="{NEW}"' in client.get(SIGNUP).text
    response = client.post(SIGNUP, {"password1": PASSWORD})
    assert response["Location"] == path("review:queue")
    user = User.objects.get(email=NEW)
    assert user.check_password(PASSWORD)
    assert EmailAddress.objects.get(user=user).verified
    membership = Membership.objects.get(user=user)
    assert (membership.accelerator, membership.role) == (invitation.accelerator, "reviewer")
    assert "invitation" not in client.session
    assert mail.outbox == []


def test_address_cannot_be_another_than_the_invited_one(
    client: Client, invitation: Invitation
) -> None:
    following(client, invitation).post(SIGNUP, {"email": EMAIL, "password1": PASSWORD})
    assert not User.objects.filter(email=EMAIL).exists()
    assert User.objects.filter(email=NEW).exists()


def test_feeble_password_makes_no_account(client: Client, invitation: Invitation) -> None:
    following(client, invitation)
    for feeble in ("short", "password123", NEW):
        assert client.post(SIGNUP, {"password1": feeble}).context["form"].errors.keys() == {
            "password1"
        }
    assert not User.objects.filter(email=NEW).exists()


def test_invited_person_with_an_account_signs_in_and_works_there(
    client: Client, invitation: Invitation
) -> None:
    user = person(NEW)
    following(client, invitation)
    assert client.get(SIGNUP)["Location"] == path("account_login")
    client.post(path("account_login"), {"login": NEW, "password": PASSWORD})
    assert Membership.objects.get(user=user).accelerator == invitation.accelerator
    invitation.refresh_from_db()
    assert invitation.accepted_by == user


def test_expired_invitation_opens_nothing(client: Client, invitation: Invitation) -> None:
    now = timezone.now()
    Invitation.objects.update(created_at=now - timedelta(days=15), expires_at=now)
    assert "Accounts come by invitation" in following(client, invitation).get(SIGNUP).text


def test_used_invitation_keeps_nobody_from_signing_in(
    client: Client, invitation: Invitation, mira: User
) -> None:
    token = invitation_token(invitation)
    first = person(NEW)
    following(client, invitation)
    client.post(path("account_login"), {"login": NEW, "password": PASSWORD})
    late = Client()
    session = late.session
    session["invitation"] = token
    session.save()
    late.post(path("account_login"), {"login": EMAIL, "password": PASSWORD})
    assert late.session["_auth_user_id"] == str(mira.pk)
    assert list(Membership.objects.filter(role="reviewer").values_list("user", flat=True)) == [
        first.pk
    ]


def test_withdrawn_invitation_opens_nothing(client: Client, invitation: Invitation) -> None:
    following(client, invitation)
    invitation.delete()
    assert "Accounts come by invitation" in client.get(SIGNUP).text
