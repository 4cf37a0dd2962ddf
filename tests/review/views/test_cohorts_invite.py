"""Founders invited into a cohort by the list."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from questionnaire.models import Cohort, FounderInvitation, Mail
from tests.pages import elements
from tests.review.views.conftest import staff_path


@pytest.fixture
def staff(client: Client, manager: User) -> Client:
    client.force_login(manager)
    return client


def test_founders_are_invited_in_their_language(staff: Client, cohort: Cohort) -> None:
    FounderInvitation.objects.create(
        cohort=cohort, email="old@example.org", language="en", token_hash="0" * 64
    )
    page = staff.post(
        staff_path("invite_founders", cohort.pk),
        {
            "addresses": "ana@example.org, pt\nBo <BO@example.org>\nold@example.org\nnobody@",
            "language": "en",
        },
    )
    assert page.status_code == 200
    assert "2 founders are invited" in page.text
    assert "1 had been invited before" in page.text
    assert "1 line is no email address" in page.text
    (field,) = elements(page, "textarea", name="addresses")
    assert field["value"].strip() == "nobody@"
    new = FounderInvitation.objects.exclude(email="old@example.org").order_by("email")
    assert [(one.email, one.language) for one in new] == [
        ("ana@example.org", "pt"),
        ("bo@example.org", "en"),
    ]
    mails = Mail.objects.order_by("to").values_list("kind", "to", "language")
    assert list(mails) == [
        ("founder", "ana@example.org", "pt"),
        ("founder", "bo@example.org", "en"),
    ]


@pytest.mark.parametrize(
    ("addresses", "language"),
    [("", "en"), ("nobody", "en"), ("ana@example.org", "de"), ("ana@example.org", "xx")],
)
def test_list_that_invites_nobody_is_refused_and_kept(
    staff: Client, cohort: Cohort, addresses: str, language: str
) -> None:
    page = staff.post(
        staff_path("invite_founders", cohort.pk), {"addresses": addresses, "language": language}
    )
    assert page.status_code == 422
    (field,) = elements(page, "textarea", name="addresses")
    assert field["value"].strip() == addresses
    assert not FounderInvitation.objects.exists()


def test_founders_are_not_invited_into_a_cohort_that_has_closed(
    staff: Client, cohort: Cohort
) -> None:
    Cohort.objects.update(closes_at=timezone.now())
    where = staff_path("invite_founders", cohort.pk)
    said = "Give it a later closing date first."
    assert staff.get(where).text.count(said) == 1
    page = staff.post(where, {"addresses": "ana@example.org", "language": "en"})
    assert (page.status_code, page.text.count(said)) == (422, 1)
    (field,) = elements(page, "textarea", name="addresses")
    assert field["value"].strip() == "ana@example.org"
    assert not FounderInvitation.objects.exists()


def test_list_with_nobody_new_is_said_to_be_so(staff: Client, cohort: Cohort) -> None:
    sent = {"addresses": "ana@example.org", "language": "en"}
    first, second = (
        staff.post(staff_path("invite_founders", cohort.pk), sent) for _time in range(2)
    )
    assert "1 founder is invited" in first.text
    assert "Nobody in this list is new." in second.text
    assert "on its way" not in second.text
    assert Mail.objects.count() == 1


def test_more_addresses_than_fit_are_refused(staff: Client, cohort: Cohort) -> None:
    many = "\n".join(f"f{number}@example.org" for number in range(1001))
    page = staff.post(
        staff_path("invite_founders", cohort.pk), {"addresses": many, "language": "en"}
    )
    assert (page.status_code, "1,000 addresses" in page.text) == (422, True)
    assert not FounderInvitation.objects.exists()
