from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from questionnaire.models import Mail

pytestmark = pytest.mark.django_db


def mail(**changes: Any) -> Mail:
    given = {"kind": "reminder", "to": "a@example.org", "language": "pt", "subject": "Go on"}
    return Mail(**{**given, "about": 7, **changes})


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"kind": "spam"}, "known_mail_kind"),
        ({"state": "lost"}, "known_mail_state"),
        ({"state": "sent"}, "sent_mails_have_a_date"),
        ({"state": "failed", "sent_at": timezone.now()}, "sent_mails_have_a_date"),
    ],
)
def test_mail_against_a_rule_is_refused(changes: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        mail(**changes).save()


@pytest.mark.parametrize("state", ["queued", "failed", "stopped"])
def test_mail_that_was_not_sent_has_no_date(state: str) -> None:
    mail(state=state).save()
    assert str(Mail.objects.get()) == f"reminder to a@example.org: {state}"


def test_mail_that_was_sent_has_a_date() -> None:
    mail(state="sent", sent_at=timezone.now()).save()
    assert Mail.objects.filter(state="sent").count() == 1
