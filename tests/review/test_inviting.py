from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.enums import SubmissionStatus
from questionnaire.models import Cohort, FounderInvitation
from questionnaire.results.cohorts import founder_token, invitation_for_token
from questionnaire.review import inviting
from questionnaire.review.inviting import Address, parse_addresses
from tests.review import factories

DAY = timedelta(days=1)
NOW = factories.MOMENT + 30 * DAY


@pytest.mark.parametrize(
    ("text", "addresses", "rejected"),
    [
        ("", [], []),
        ("ana@example.org", [("ana@example.org", "en")], []),
        ("Ana@Example.ORG\nana@example.org, pt", [("ana@example.org", "en")], []),
        (
            "a@b.co, pt; c@d.co fr\te@f.co",
            [("a@b.co", "pt"), ("c@d.co", "fr"), ("e@f.co", "en")],
            [],
        ),
        ("Ana Lima <ana@example.org>, PT", [("ana@example.org", "pt")], []),
        ('"Lima, Ana" <ana@example.org>', [("ana@example.org", "en")], []),
        ("a@b.co tlh", [("a@b.co", "en")], []),
        (
            "| a@b.co|c@d.co |\n• e@f.co · g@h.co\ni@j.co，k@l.co、m＠n.co；ｏ@p.co",
            [
                (f"{one}@{other}.co", "en")
                for one, other in zip("acegikmo", "bdfhjlnp", strict=True)
            ],
            [],
        ),
        ("nobody here\n\n a@b ,c@d.co", [("c@d.co", "en")], ["nobody here", "a@b"]),
        ("pt\n@@\n@@", [], ["pt", "@@"]),
        (
            "o'brien@example.org, 'ana@example.org'",
            [("o'brien@example.org", "en"), ("ana@example.org", "en")],
            [],
        ),
        (
            "Ana\tana@example.org\tPT\r\n\ufeffbo@example.org\t\r\n",
            [("ana@example.org", "pt"), ("bo@example.org", "en")],
            [],
        ),
        (
            "<mailto:ana@example.org>; bo@exam\u200bple.org.",
            [("ana@example.org", "en"), ("bo@example.org", "en")],
            [],
        ),
        ("ana@@example.org, pt\nbo@localhost", [], ["ana@@example.org, pt", "bo@localhost"]),
        ("x" * 300 + "@example.org", [], ["x" * 300 + "@example.org"]),
    ],
)
def test_list_is_read(text: str, addresses: list[tuple[str, str]], rejected: list[str]) -> None:
    found = parse_addresses(text, default_language="en")
    assert [(one.email, one.language) for one in found.addresses] == addresses
    assert list(found.rejected) == rejected


@given(st.text(alphabet="ab@. ,;:'<>\n\0é\u200b", max_size=60))
def test_every_word_with_an_at_is_an_address_or_rejected(text: str) -> None:
    found = parse_addresses(text, default_language="en")
    told = {one.email for one in found.addresses} | set(found.rejected)
    words = {word.lower() for word in inviting.words_of(text) if "@" in word}
    assert {word for word in words if len(word.splitlines()) == 1} <= told
    assert len(found.addresses) == len({one.email for one in found.addresses})


@pytest.fixture
def cohort(small: object) -> Cohort:  # noqa: ARG001 - what its founders answer
    return factories.cohort(factories.accelerator(), remind_every_days=7)


def invited(cohort: Cohort, email: str = "ana@example.org", **changes: Any) -> FounderInvitation:
    """Invite a founder a week before NOW."""
    done = inviting.invite_founders(cohort=cohort, addresses=[Address(email, "pt")])
    changes = {"sent_at": NOW - 7 * DAY, **changes}
    FounderInvitation.objects.filter(pk=done.new[0].pk).update(**changes)
    return FounderInvitation.objects.get(pk=done.new[0].pk)


@pytest.mark.django_db
def test_founders_are_invited_each_once(cohort: Cohort) -> None:
    ana = invited(cohort)
    done = inviting.invite_founders(
        cohort=cohort,
        addresses=[Address("ANA@example.org", "en"), Address("bo@example.org", "de")],
    )
    assert [(row.email, row.language) for row in done.new] == [("bo@example.org", "de")]
    assert done.known == ("ana@example.org",)
    ana.refresh_from_db()
    assert ana.language == "pt"
    assert FounderInvitation.objects.count() == 2


@pytest.mark.django_db
def test_invitation_has_a_token_that_is_not_kept(cohort: Cohort) -> None:
    invitation = invited(cohort)
    token = founder_token(invitation)
    assert invitation_for_token(token) == invitation
    assert token not in str(FounderInvitation.objects.values().get())
    other = factories.cohort(cohort.accelerator)
    assert founder_token(invited(other)) != token


@pytest.mark.django_db
def test_list_that_is_too_long_is_refused(cohort: Cohort) -> None:
    addresses = [Address(f"a{number}@example.org", "en") for number in range(1_001)]
    with pytest.raises(inviting.TooManyAddressesError):
        inviting.invite_founders(cohort=cohort, addresses=addresses)
    assert FounderInvitation.objects.count() == 0


@pytest.mark.django_db
def test_invitation_is_sent_once(cohort: Cohort) -> None:
    invitation = invited(cohort, sent_at=None)
    for moment in (NOW, NOW + DAY):
        inviting.mark_sent(invitation=invitation, now=moment)
    invitation.refresh_from_db()
    assert invitation.sent_at == NOW


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "of_cohort", "is_due"),
    [
        ({}, {}, True),
        ({"sent_at": NOW - 7 * DAY + timedelta(seconds=1)}, {}, False),
        ({"sent_at": NOW - 20 * DAY, "reminded_at": NOW - 6 * DAY}, {}, False),
        ({"sent_at": NOW - 20 * DAY, "reminded_at": NOW - 7 * DAY}, {}, True),
        ({"stopped_at": NOW}, {}, False),
        ({"sent_at": None}, {}, False),
        ({}, {"remind_every_days": None}, False),
        ({}, {"remind_every_days": 30}, False),
        ({}, {"remind_every_days": 1}, True),
        ({}, {"closes_at": NOW}, False),
        ({}, {"closes_at": NOW + timedelta(seconds=1)}, True),
        ({}, {"opens_at": NOW + DAY}, False),
    ],
)
def test_reminder_is_due(
    changes: dict[str, Any], of_cohort: dict[str, Any], *, is_due: bool, cohort: Cohort
) -> None:
    Cohort.objects.update(**of_cohort)
    invitation = invited(cohort, **changes)
    assert list(inviting.due_reminders(NOW)) == [invitation] * is_due


@pytest.mark.django_db
@pytest.mark.parametrize("status", SubmissionStatus)
def test_only_who_has_not_finished_is_reminded(status: SubmissionStatus, cohort: Cohort) -> None:
    submission = factories.submission(cohort, status=status)
    invited(cohort, submission=submission)
    assert inviting.due_reminders(NOW).exists() == (status == SubmissionStatus.DRAFT)


@pytest.mark.django_db
def test_who_finished_without_the_invitation_is_not_reminded(cohort: Cohort) -> None:
    factories.submission(cohort, email="Ana@example.org")
    invited(cohort)
    elsewhere = factories.cohort(cohort.accelerator, remind_every_days=7)
    other = invited(elsewhere)
    assert list(inviting.due_reminders(NOW)) == [other]


@pytest.mark.django_db
def test_reminder_is_claimed_once(cohort: Cohort) -> None:
    invitation = invited(cohort)
    assert inviting.claim_reminder(invitation=invitation, now=NOW)
    assert not inviting.claim_reminder(invitation=invitation, now=NOW)
    invitation.refresh_from_db()
    assert (invitation.reminders, invitation.reminded_at) == (1, NOW)
    assert inviting.claim_reminder(invitation=invitation, now=NOW + 7 * DAY)
    invitation.delete()
    gone = FounderInvitation(pk=1)
    assert not inviting.claim_reminder(invitation=gone, now=NOW)
