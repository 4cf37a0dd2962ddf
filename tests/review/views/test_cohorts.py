from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from questionnaire.enums import SubmissionStatus
from questionnaire.models import (
    Accelerator,
    Cohort,
    Criterion,
    Feedback,
    FounderInvitation,
    Membership,
    Rating,
)
from questionnaire.review.cohorts import mark_of
from questionnaire.review.views.cohorts import state_of
from tests.conftest import Queries
from tests.pages import elements, path
from tests.review import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small")]
DAY = timedelta(days=1)


@pytest.fixture
def staff(client: Client, manager: User) -> Client:
    client.force_login(manager)
    return client


def at(name: str, *args: object) -> str:
    return path(f"review:{name}", *map(str, args))


def said(*criteria: tuple[str, str, str, str], **changes: Any) -> dict[str, Any]:
    """Return what the form of a cohort sends; a criterion is its key, name, hint and place."""
    data = {
        "name": "Spring",
        "questionnaire_key": "small",
        "opens_at": "2027-03-01T09:00",
        "closes_at": "2027-03-31 18:00",
        "languages": ["de", "pt"],
        "welcome": "Welcome.",
        "contact_email": "ask@example.org",
        "is_blind": "on",
        "remind_every_days": "7",
        "criteria-TOTAL_FORMS": str(len(criteria)),
        "criteria-INITIAL_FORMS": "0",
        **changes,
    }
    for number, row in enumerate(criteria):
        for name, value in zip(("key", "name", "hint", "place"), row, strict=True):
            data[f"criteria-{number}-{name}"] = value
    return data


def rubric(cohort: Cohort) -> list[tuple[str, str, str]]:
    return [(row.key, row.name, row.hint) for row in Criterion.objects.filter(cohort=cohort)]


def test_list_shows_cohorts_with_how_many_came(
    staff: Client, home: Accelerator, cohort: Cohort
) -> None:
    factories.submission(cohort)
    factories.submission(cohort, status=SubmissionStatus.DRAFT)
    FounderInvitation.objects.create(cohort=cohort, email="a@example.org", token_hash="0" * 64)
    page = staff.get(at("cohorts"))
    assert page.status_code == 200
    assert at("cohort", cohort.pk) in page.text
    assert "1 invited, 1 submitted" in page.text
    assert at("create_cohort", home.pk) in page.text


def test_reviewer_is_offered_no_new_cohort(client: Client, home: Accelerator) -> None:
    client.force_login(factories.member(home))
    page = client.get(at("cohorts")).text
    assert at("create_cohort", home.pk) not in page
    assert "There is none yet" in page


def test_cohorts_of_others_are_not_listed(client: Client, cohort: Cohort) -> None:
    client.force_login(factories.manager(factories.accelerator("Harbour")))
    assert at("cohort", cohort.pk) not in client.get(at("cohorts")).text


def test_who_works_nowhere_is_told_how_to_come_in(client: Client) -> None:
    client.force_login(factories.user())
    page = client.get(at("cohorts"))
    assert (page.status_code, "Ask one of its managers" in page.text) == (200, True)


def test_list_takes_as_many_queries_for_fifty(
    staff: Client, home: Accelerator, count_queries: Queries
) -> None:
    numbers = []
    for more in (1, 2, 47):
        for _ in range(more):
            factories.submission(factories.cohort(home))
        with count_queries() as queries:
            staff.get(at("cohorts"))
        numbers.append(len(queries))
    assert numbers == [numbers[0]] * 3
    assert numbers[0] <= 6


def test_state_follows_the_dates(home: Accelerator) -> None:
    cohort = factories.cohort(home, closes_at=factories.MOMENT + DAY)
    moments = (factories.MOMENT - DAY, factories.MOMENT, factories.MOMENT + DAY)
    assert [state_of(cohort, moment) for moment in moments] == ["planned", "open", "closed"]


def test_manager_makes_a_cohort_with_a_rubric(staff: Client, home: Accelerator) -> None:
    criteria = [("", "Team", "Works well", "2"), ("", "", "", ""), ("", "Idea", "", "1")]
    response = staff.post(at("create_cohort", home.pk), said(*criteria))
    cohort = Cohort.objects.get()
    assert response["Location"] == at("cohort", cohort.pk)
    assert (cohort.accelerator, cohort.name, cohort.questionnaire_key) == (home, "Spring", "small")
    assert cohort.opens_at == datetime(2027, 3, 1, 9, tzinfo=UTC)
    assert cohort.closes_at == datetime(2027, 3, 31, 18, tzinfo=UTC)
    assert (cohort.languages, cohort.welcome) == (["de", "pt"], "Welcome.")
    assert (cohort.contact_email, cohort.is_blind) == ("ask@example.org", True)
    assert cohort.remind_every_days == 7
    assert rubric(cohort) == [("idea", "Idea", ""), ("team", "Team", "Works well")]


def test_form_says_the_time_zone(staff: Client, home: Accelerator) -> None:
    assert "Time zone: UTC." in staff.get(at("create_cohort", home.pk)).text


def test_form_begins_with_what_the_cohort_is(staff: Client, cohort: Cohort) -> None:
    Criterion.objects.create(cohort=cohort, key="team", name="Team", hint="Works well")
    page = staff.get(at("change_cohort", cohort.pk))
    (opens,) = elements(page, "input", name="opens_at")
    assert opens["value"] == factories.MOMENT.strftime("%Y-%m-%dT%H:%M")
    ticked = {one["value"] for one in elements(page, "input", name="languages") if "checked" in one}
    assert ticked == {"en", "pt"}
    (name,) = elements(page, "input", name="criteria-0-name")
    assert name["value"] == "Team"


def test_manager_changes_a_cohort_and_its_rubric(staff: Client, cohort: Cohort) -> None:
    Criterion.objects.create(cohort=cohort, key="team", name="Team")
    Criterion.objects.create(cohort=cohort, key="idea", name="Idea")
    changed = said(
        ("team", "People", "", "1"),
        was=mark_of(cohort),
        closes_at="",
        is_blind="",
        remind_every_days="",
        contact_email="",
        welcome="",
    )
    del changed["is_blind"]
    assert staff.post(at("change_cohort", cohort.pk), changed).status_code == 302
    cohort.refresh_from_db()
    assert (cohort.name, cohort.closes_at, cohort.remind_every_days) == ("Spring", None, None)
    assert cohort.is_blind is False
    assert rubric(cohort) == [("team", "People", "")]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "n" * 121),
        ("name", "  "),
        ("questionnaire_key", "unknown"),
        ("opens_at", ""),
        ("opens_at", "soon"),
        ("closes_at", "2027-02-01T09:00"),
        ("languages", []),
        ("languages", ["xx"]),
        ("welcome", "w" * 2001),
        ("contact_email", "nobody"),
        ("remind_every_days", "0"),
        ("remind_every_days", "31"),
        ("remind_every_days", "often"),
    ],
)
def test_bad_input_is_refused_beside_its_field_and_all_is_kept(
    staff: Client, home: Accelerator, field: str, value: object
) -> None:
    page = staff.post(
        at("create_cohort", home.pk), said(("", "Team", "Hint", "1"), **{field: value})
    )
    assert page.status_code == 422
    assert f'href="#id_{field}"' in page.text
    assert elements(page, "input", name="criteria-0-hint")[0]["value"] == "Hint"
    if field != "contact_email":
        assert elements(page, "input", name="contact_email")[0]["value"] == "ask@example.org"
    assert not Cohort.objects.exists()


def test_bad_row_of_the_rubric_is_named_and_kept(staff: Client, home: Accelerator) -> None:
    page = staff.post(at("create_cohort", home.pk), said(("", "T" * 81, "", "many")))
    assert page.status_code == 422
    assert 'href="#id_criteria-0-name"' in page.text
    assert 'href="#id_criteria-0-place"' in page.text
    assert elements(page, "input", name="criteria-0-place")[0]["value"] == "many"
    assert not Cohort.objects.exists()


def test_too_many_criteria_are_no_more_than_fit(staff: Client, home: Accelerator) -> None:
    rows = [("", f"Criterion {number}", "", "") for number in range(30)]
    page = staff.post(at("create_cohort", home.pk), said(*rows))
    assert page.status_code == 422
    assert not Cohort.objects.exists()


def test_questionnaire_stays_once_founders_have_begun(staff: Client, cohort: Cohort) -> None:
    factories.submission(cohort)
    Cohort.objects.update(questionnaire_key="retired")
    page = staff.post(at("change_cohort", cohort.pk), said())
    assert (page.status_code, "Founders have begun" in page.text) == (422, True)
    cohort.refresh_from_db()
    assert (cohort.name, cohort.questionnaire_key) == ("Autumn", "retired")


def test_criterion_that_was_used_stays_and_nothing_else_changes(
    staff: Client, cohort: Cohort, manager: User
) -> None:
    used = Criterion.objects.create(cohort=cohort, key="team", name="Team")
    review = factories.review(factories.submission(cohort), manager)
    Rating.objects.create(review=review, criterion=used, score=3)
    page = staff.post(at("change_cohort", cohort.pk), said(("team", "", "", "1")))
    assert (page.status_code, "Somebody has rated" in page.text) == (422, True)
    cohort.refresh_from_db()
    assert cohort.name == "Autumn"


def test_page_that_is_old_by_now_undoes_nobodys_change(staff: Client, cohort: Cohort) -> None:
    where = at("change_cohort", cohort.pk)
    (shown,) = elements(staff.get(where), "input", name="was")
    quicker = said(("", "Ethics", "", "1"), was=shown["value"])
    assert [staff.post(where, quicker).status_code for _time in range(2)] == [302, 302]
    page = staff.post(where, said(was=shown["value"], welcome="Hello.", closes_at=""))
    assert page.status_code == 409
    assert "Yours is different in: Closes, Welcome, Rubric." in page.text
    cohort.refresh_from_db()
    assert (cohort.welcome, [row[1] for row in rubric(cohort)]) == ("Welcome.", ["Ethics"])
    (shown,) = elements(page, "input", name="was")
    again = staff.post(where, said(was=shown["value"], welcome="Hello.", closes_at=""))
    assert again.status_code == 302
    cohort.refresh_from_db()
    assert (cohort.welcome, cohort.closes_at, rubric(cohort)) == ("Hello.", None, [])


def test_all_feedback_is_released_after_a_question(
    staff: Client, cohort: Cohort, manager: User
) -> None:
    submission = factories.submission(cohort)
    Feedback.objects.create(submission=submission, text="Good.", written_by=manager)
    where = at("release_all", cohort.pk)
    assert "1 founder will read" in staff.get(where).text
    assert Feedback.objects.get().released_at is None
    assert staff.post(where)["Location"] == at("cohort", cohort.pk)
    assert Feedback.objects.get().released_by == manager
    assert "No feedback is waiting" in staff.get(where).text
    assert "No feedback is waiting" in staff.post(where, follow=True).text


ADDRESSES = ("change_cohort", "invite_founders", "release_all")


@pytest.mark.parametrize("name", ADDRESSES)
def test_page_is_for_managers_only(client: Client, cohort: Cohort, name: str) -> None:
    where = at(name, cohort.pk)
    assert client.get(where)["Location"].startswith(path("account_login"))
    client.force_login(factories.member(cohort.accelerator))
    assert (client.get(where).status_code, client.post(where).status_code) == (403, 403)
    client.force_login(factories.manager(factories.accelerator("Harbour")))
    assert (client.get(where).status_code, client.post(where).status_code) == (404, 404)
    client.force_login(factories.manager(cohort.accelerator))
    assert (client.get(where).status_code, client.delete(where).status_code) == (200, 405)


def test_making_a_cohort_is_for_managers_only(client: Client, home: Accelerator) -> None:
    where = at("create_cohort", home.pk)
    assert client.get(where)["Location"].startswith(path("account_login"))
    client.force_login(factories.member(home))
    assert (client.get(where).status_code, client.post(where, said()).status_code) == (403, 403)
    client.force_login(factories.manager(factories.accelerator("Harbour")))
    assert (client.get(where).status_code, client.post(where, said()).status_code) == (404, 404)
    assert not Cohort.objects.exists()


def test_reviewer_there_is_no_manager_here(client: Client, home: Accelerator) -> None:
    person = factories.manager(factories.accelerator("Harbour"))
    Membership.objects.create(accelerator=home, user=person, role="reviewer")
    client.force_login(person)
    assert client.get(at("create_cohort", home.pk)).status_code == 403
