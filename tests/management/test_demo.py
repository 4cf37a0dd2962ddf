import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client, override_settings
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoDbBlocker

from questionnaire.models import (
    Cohort,
    Conflict,
    Feedback,
    FounderInvitation,
    Mail,
    Review,
    Submission,
)
from tests.conftest import SHIPPED, published_or_loaded
from tests.pages import path

pytestmark = pytest.mark.django_db


def said_by_demo(**options: bool) -> str:
    output = StringIO()
    call_command("demo", stdout=output, **options)
    return output.getvalue()


@pytest.fixture(scope="module")
def said(
    django_db_setup: None,  # noqa: ARG001 - there has to be a database
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[str]:
    """Make the demonstration once for all tests here, and take it back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        published_or_loaded(SHIPPED)
        yield said_by_demo()
        transaction.set_rollback(True)


def sign_ins(said: str) -> list[tuple[str, str]]:
    return re.findall(r"(\S+@example\.org)  password: (\S+)", said)


def test_demo_makes_sixty_founders_in_two_cohorts(said: str) -> None:  # noqa: ARG001
    closed, opened = Cohort.objects.order_by("opens_at")
    current = Submission.objects.filter(is_current=True)
    begun = [current.filter(cohort=one).count() for one in (closed, opened)]
    waiting = FounderInvitation.objects.filter(submission=None).count()
    assert (begun, waiting) == ([22, 32], 6)
    assert Counter(current.filter(cohort=opened).values_list("status", flat=True)) == {
        "draft": 12,
        "submitted": 10,
        "in_review": 5,
        "reviewed": 5,
    }
    assert Feedback.objects.filter(released_at=None).count() == 5
    assert Feedback.objects.exclude(released_at=None).count() == 20


def test_demo_spreads_over_languages_and_results(said: str) -> None:  # noqa: ARG001
    submitted = Submission.objects.filter(is_current=True).exclude(status="draft")
    assert set(submitted.values_list("language", flat=True)) == {"en", "de", "fr", "es", "it", "pt"}
    strategies = submitted.values_list("recommendation__strategy", flat=True)
    assert {"open", "closed", "hybrid"} <= set(strategies)


def test_demo_has_people_who_disagree_with_the_machine(said: str) -> None:  # noqa: ARG001
    pairs = Review.objects.values_list("strategy", "submission__recommendation__strategy")
    agreed = [one == other for one, other in pairs]
    assert 0.4 < sum(agreed) / len(agreed) < 0.95
    assert Conflict.objects.count() == 1


def test_demo_mails_nobody(said: str) -> None:  # noqa: ARG001
    assert (Mail.objects.count(), DBTaskResult.objects.count(), mail.outbox) == (0, 0, [])
    addresses = {
        *User.objects.values_list("email", flat=True),
        *Submission.objects.exclude(email="").values_list("email", flat=True),
        *FounderInvitation.objects.values_list("email", flat=True),
    }
    assert [one for one in addresses if not one.endswith("@example.org")] == []


def test_demo_prints_sign_ins_that_open_the_queue(said: str) -> None:
    assert "Sign in at http://localhost:8000/en/staff/" in said
    for email, password in sign_ins(said):
        client = Client()
        signed_in = client.post(path("account_login"), {"login": email, "password": password})
        assert signed_in.status_code == 302
        assert client.get(path("review:queue")).status_code == 200
    assert len(sign_ins(said)) == 2


def test_demo_run_again_only_gives_new_passwords(said: str) -> None:
    before = (Submission.objects.count(), User.objects.count(), Review.objects.count())
    again = said_by_demo()
    assert "there already" in again
    assert [email for email, _password in sign_ins(again)] == [email for email, _ in sign_ins(said)]
    passwords = {password for _email, password in sign_ins(again) + sign_ins(said)}
    assert len(passwords) == 4
    assert (Submission.objects.count(), User.objects.count(), Review.objects.count()) == before


@override_settings(IN_PRODUCTION=True)
def test_demo_is_refused_in_production(said: str) -> None:  # noqa: ARG001
    before = set(User.objects.values_list("email", "password"))
    with pytest.raises(CommandError, match="production"):
        said_by_demo()
    assert set(User.objects.values_list("email", "password")) == before


@override_settings(IN_PRODUCTION=True)
def test_demo_is_made_in_production_when_forced(said: str) -> None:  # noqa: ARG001
    assert "there already" in said_by_demo(force=True)
