from datetime import datetime

from django.contrib.auth import authenticate
from django.test import RequestFactory

from questionnaire.management.demo.staff import (
    MANAGER,
    REVIEWERS,
    Staff,
    close,
    is_there,
    new_password,
)
from questionnaire.models import Mail
from questionnaire.review.access import cohorts_of


def test_make_staff_lets_five_people_work_there(staff: Staff) -> None:
    roles = staff.accelerator.memberships.order_by("pk").values_list("user__email", "role")
    reviewers = [(one.email, "reviewer") for one in REVIEWERS]
    assert list(roles) == [(MANAGER.email, "manager"), *reviewers]
    assert set(cohorts_of(staff.reviewers[0])) == {staff.closed, staff.opened}
    assert is_there()


def test_make_staff_mails_nobody_and_reminds_nobody(staff: Staff) -> None:
    assert not Mail.objects.exists()
    assert (staff.closed.remind_every_days, staff.opened.remind_every_days) == (None, None)


def test_close_ends_the_first_cohort_alone(staff: Staff, now: datetime) -> None:
    assert staff.closed.is_open(now)
    close(staff, now)
    staff.closed.refresh_from_db()
    staff.opened.refresh_from_db()
    assert (staff.closed.is_open(now), staff.opened.is_open(now)) == (False, True)


def test_new_password_signs_in_and_the_one_before_does_not(staff: Staff) -> None:
    before, after = new_password(MANAGER), new_password(MANAGER)
    request = RequestFactory().post("/")
    assert authenticate(request, email=MANAGER.email, password=after) == staff.manager
    assert authenticate(request, email=MANAGER.email, password=before) is None
