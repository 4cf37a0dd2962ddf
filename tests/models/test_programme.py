from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from questionnaire.models import Accelerator, Cohort, FounderInvitation, Invitation, Membership
from tests.review import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small")]
DAY = timedelta(days=1)


def refused_by(constraint: str, save: Any) -> bool:
    """Return whether the database refuses, and names this constraint (or a unique column)."""
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        save()
    return True


def rows() -> dict[str, models.Model]:
    """Return one row of each kind, stored."""
    cohort = factories.cohort(factories.accelerator())
    factories.member(cohort.accelerator)
    return {
        "accelerator": cohort.accelerator,
        "cohort": cohort,
        "membership": Membership.objects.get(),
        "invitation": Invitation.objects.create(
            accelerator=cohort.accelerator,
            email="a@example.org",
            role="reviewer",
            token_hash="a",
            created_at=factories.MOMENT,
            expires_at=factories.MOMENT + DAY,
        ),
        "founder": FounderInvitation.objects.create(
            cohort=cohort, email="a@example.org", token_hash="a"
        ),
    }


@pytest.mark.parametrize(
    ("kind", "changes", "constraint"),
    [
        ("accelerator", {"name": ""}, "accelerator_has_a_name"),
        ("membership", {"role": "boss"}, "known_member_role"),
        ("invitation", {"role": "boss"}, "invited_as_known_role"),
        ("invitation", {"expires_at": factories.MOMENT}, "invitation_expires_later"),
        ("cohort", {"name": ""}, "cohort_has_a_name"),
        ("cohort", {"code": "ABC"}, "cohort_code_has_8_characters"),
        ("cohort", {"closes_at": factories.MOMENT}, "cohort_closes_after_it_opens"),
        ("cohort", {"remind_every_days": 0}, "reminders_every_1_to_30_days"),
        ("cohort", {"remind_every_days": 31}, "reminders_every_1_to_30_days"),
        ("founder", {"reminders": 1}, "reminders_have_a_date"),
    ],
)
def test_row_against_a_rule_is_refused(kind: str, changes: dict[str, Any], constraint: str) -> None:
    row = rows()[kind]
    for field, value in changes.items():
        setattr(row, field, value)
    assert refused_by(constraint, row.save)


@pytest.mark.parametrize(
    ("kind", "changes", "constraint"),
    [
        ("membership", {}, "one_membership_per_person|membership.accelerator_id"),
        ("invitation", {}, "token_hash"),
        ("cohort", {}, "code"),
        ("founder", {"token_hash": "b"}, "one_invitation_per_address|founderinvitation.cohort_id"),
        ("founder", {"email": "b@example.org"}, "token_hash"),
    ],
)
def test_twin_of_a_row_is_refused(kind: str, changes: dict[str, Any], constraint: str) -> None:
    row = rows()[kind]
    for field, value in {"pk": None, **changes}.items():
        setattr(row, field, value)
    assert refused_by(constraint, row.save)


def test_accelerator_with_cohorts_and_cohort_with_submissions_stay() -> None:
    cohort = factories.cohort(factories.accelerator())
    with pytest.raises(models.ProtectedError):
        cohort.accelerator.delete()
    submission = factories.submission(cohort)
    with pytest.raises(models.ProtectedError):
        cohort.delete()
    submission.delete()
    cohort.delete()
    assert (Cohort.objects.count(), Accelerator.objects.count()) == (0, 1)


def test_rows_say_what_they_are() -> None:
    said = {kind: str(row) for kind, row in rows().items()}
    home, member = Accelerator.objects.get(), Membership.objects.get()
    cohort = Cohort.objects.get()
    assert said == {
        "accelerator": "Northern Lights",
        "cohort": "Autumn",
        "membership": f"{member.user_id} at {home.pk}: reviewer",
        "invitation": f"a@example.org to {home.pk}",
        "founder": f"a@example.org to {cohort.pk}",
    }
