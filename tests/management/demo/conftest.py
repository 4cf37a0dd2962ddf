"""The invented accelerator, and a founder of each stage."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from questionnaire.management.demo.playing import Entry, play
from questionnaire.management.demo.staff import Staff, make_staff
from questionnaire.management.demo.ventures import Founder, Stage
from questionnaire.models import Questionnaire

FOUNDERS = [
    Founder("Alba", "es", "core", Stage.RELEASED),
    Founder("Elm", "en", "service", Stage.SUBMITTED),
    Founder("Deich", "de", "community", Stage.IN_REVIEW),
    Founder("Sillage", "fr", "clinic", Stage.DRAFT, 2),
    Founder("Vigna", "it", "core", Stage.INVITED),
    Founder("Vento", "pt", "core", Stage.INVITED),
]


@pytest.fixture
def now() -> datetime:
    return timezone.now() - timedelta(seconds=1)


@pytest.fixture
def staff(shipped: Questionnaire, now: datetime) -> Staff:  # noqa: ARG001 - has to be there
    return make_staff(now)


@pytest.fixture
def entries(staff: Staff, now: datetime) -> list[Entry]:
    return play(FOUNDERS, staff.opened, now)
