import signal
from collections.abc import Iterator

import pytest
from django.core import mail
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from questionnaire.models import Questionnaire
from questionnaire.review import inviting
from questionnaire.review.mails import outbox, tending
from tests.review import factories

pytestmark = pytest.mark.django_db(transaction=True)
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)


@pytest.fixture(autouse=True)
def _own_signals() -> Iterator[None]:
    """Give the signals back that the worker takes for itself."""
    before = {number: signal.getsignal(number) for number in SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_work_sends_what_waits_and_tends(small: Questionnaire) -> None:  # noqa: ARG001
    cohort = factories.cohort(factories.accelerator())
    address = inviting.Address("ana@example.org", "de")
    outbox.founders(cohort, inviting.invite_founders(cohort=cohort, addresses=[address]).new)
    call_command("work", batch=True, startup_delay=False, verbosity=0)
    assert [message.to for message in mail.outbox] == [["ana@example.org"]]
    waiting = DBTaskResult.objects.filter(status="READY").values_list("task_path", flat=True)
    assert list(waiting) == [tending.tend.module_path]
