from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from questionnaire.enums import MailKind, MailState, MailTrouble
from questionnaire.models import Accelerator, Conflict, Mail, Questionnaire
from questionnaire.review.views.mails import PAGE
from tests.conftest import Queries
from tests.pages import elements, path
from tests.review import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def accelerator(small: Questionnaire) -> Accelerator:  # noqa: ARG001 - is to be published
    return factories.accelerator()


@pytest.fixture
def address(client: Client, accelerator: Accelerator) -> str:
    """The address of the log; its manager has signed in."""
    client.force_login(factories.manager(accelerator, "mira"))
    return path("review:mails", str(accelerator.pk))


def mail_to(accelerator: Accelerator, to: str, minutes: int = 0, **options: Any) -> Mail:
    given: dict[str, Any] = {
        "kind": MailKind.FOUNDER,
        "language": "en",
        "about": 1,
        "subject": f"To {to}",
    }
    queued_at = timezone.now() - timedelta(minutes=minutes)
    return Mail.objects.create(
        **{**given, "accelerator": accelerator, "to": to, "queued_at": queued_at, **options}
    )


def recipients(text: str) -> list[str]:
    return [line.split("<", maxsplit=1)[0] for line in text.split('<h2 class="h6">')[1:]]


def test_log_lists_the_newest_first(client: Client, accelerator: Accelerator, address: str) -> None:
    mail_to(accelerator, "old@example.org", minutes=5)
    mail_to(accelerator, "new@example.org")
    mail_to(factories.accelerator("Other"), "other@example.org")
    assert recipients(client.get(address).text) == ["new@example.org", "old@example.org"]


def test_log_says_in_plain_words_why_a_mail_was_not_sent(
    client: Client, accelerator: Accelerator, address: str
) -> None:
    mail_to(
        accelerator,
        "x@example.org",
        state=MailState.FAILED,
        last_error=MailTrouble.ADDRESS,
    )
    text = client.get(address).text
    assert "The mail server refuses this address. Check how it is spelt." in text


def test_log_can_be_narrowed_to_a_state(
    client: Client, accelerator: Accelerator, address: str
) -> None:
    mail_to(accelerator, "x@example.org", state=MailState.FAILED)
    mail_to(accelerator, "y@example.org")
    text = client.get(address, {"state": "failed"}).text
    assert recipients(text) == ["x@example.org"]
    assert recipients(client.get(address, {"state": "nonsense"}).text) != recipients(text)


def test_log_goes_on_page_by_page(client: Client, accelerator: Accelerator, address: str) -> None:
    moment = timezone.now()
    for number in range(PAGE + 2):
        mail_to(accelerator, f"x{number}@example.org", queued_at=moment)
    first = client.get(address)
    (link,) = [a for a in elements(first, "a") if "before=" in a["href"]]
    second = client.get(address + link["href"].removeprefix(address))
    seen = recipients(first.text) + recipients(second.text)
    assert seen == [f"x{number}@example.org" for number in reversed(range(PAGE + 2))]


@pytest.mark.parametrize(
    "place",
    [
        "",
        "x",
        "2026-01-01_1",
        "_1",
        "2026-01-01T00:00:00_9" + "9" * 30,
        "0001-01-01T00:00:00+14:00_1",
        "9999-12-31T23:59:59-14:00_1",
    ],
)
def test_place_that_is_none_shows_the_first_page(
    client: Client, accelerator: Accelerator, address: str, place: str
) -> None:
    mail_to(accelerator, "x@example.org")
    assert recipients(client.get(address, {"before": place}).text) == ["x@example.org"]


def test_address_that_a_founder_gave_is_not_shown(
    client: Client, accelerator: Accelerator, address: str
) -> None:
    submission = factories.submission(factories.cohort(accelerator))
    mail_to(accelerator, "ana@example.org", kind=MailKind.FEEDBACK, about=submission.pk, subject="")
    text = client.get(address).text
    assert "ana@example.org" not in text
    assert "The founder, at an address of their own" in text


def test_feedback_is_not_listed_to_a_manager_with_a_conflict(
    client: Client, accelerator: Accelerator
) -> None:
    manager = factories.manager(accelerator, "mira")
    submission = factories.submission(factories.cohort(accelerator))
    mail = mail_to(
        accelerator,
        "x@example.org",
        kind=MailKind.FEEDBACK,
        about=submission.pk,
        state=MailState.FAILED,
    )
    Conflict.objects.create(submission=submission, user=manager)
    client.force_login(manager)
    assert recipients(client.get(path("review:mails", str(accelerator.pk))).text) == []
    assert client.post(path("review:mail_again", str(mail.pk))).status_code == 404


def test_mail_goes_again_at_a_press(client: Client, accelerator: Accelerator, address: str) -> None:
    mail = mail_to(accelerator, "x@example.org", state=MailState.FAILED)
    again = path("review:mail_again", str(mail.pk))
    assert elements(client.get(address), "form", action=again)
    response = client.post(again, follow=True)
    assert response.redirect_chain == [(address, 302)]
    assert "The mail goes out again in a moment." in response.text
    assert Mail.objects.filter(state=MailState.QUEUED).count() == 1


def test_log_is_for_managers_only(client: Client, accelerator: Accelerator) -> None:
    mail = mail_to(accelerator, "x@example.org", state=MailState.FAILED)
    address = path("review:mails", str(accelerator.pk))
    again = path("review:mail_again", str(mail.pk))
    assert client.get(address).status_code == 302
    people = {
        factories.member(accelerator): 403,
        factories.manager(factories.accelerator("Other")): 404,
        factories.user(): 404,
    }
    for person, status in people.items():
        client.force_login(person)
        assert (client.get(address).status_code, client.post(again).status_code) == (status, status)
    assert Mail.objects.count() == 1


def test_mail_that_is_unknown_leads_nowhere(client: Client, address: str) -> None:  # noqa: ARG001 - signs in
    assert client.post(path("review:mail_again", "0")).status_code == 404


def test_log_needs_as_many_queries_for_three_as_for_one(
    client: Client, accelerator: Accelerator, address: str, count_queries: Queries
) -> None:
    numbers = []
    for more in (1, 2):
        for number in range(more):
            mail_to(accelerator, f"x{number}@example.org", state=MailState.FAILED)
        with count_queries() as queries:
            client.get(address)
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
