"""The queue's page, and what is done with many at once."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from questionnaire.enums import Strategy, SubmissionStatus
from questionnaire.models import (
    Assignment,
    Cohort,
    Conflict,
    Mail,
    ReadMark,
    Submission,
)
from questionnaire.review.queries import PAGE
from tests.conftest import Queries
from tests.pages import elements, path
from tests.review import factories
from tests.review.views.conftest import SignIn, staff_path

HERE = "/en/staff/"


def ventures(text: str) -> list[str]:
    return re.findall(r'<a id="name-\d+"[^>]*>([^<]*)</a>', text)


@pytest.mark.parametrize("number", [1, 3, PAGE])
def test_page_takes_eight_queries_however_many_rows(
    number: int, cohort: Cohort, reader: User, staff: Client, count_queries: Queries
) -> None:
    for at in range(number):
        row = factories.submission(cohort, f"Venture {at}")
        Assignment.objects.create(submission=row, reviewer=reader)
        factories.review(row, factories.member(cohort.accelerator))
    with count_queries() as queries:
        answer = staff.get(HERE)
    assert len(ventures(answer.text)) == number
    assert len(queries) == 8


def test_row_says_what_may_be_known(cohort: Cohort, reader: User, staff: Client) -> None:
    factories.submission(cohort, "Veiled", strategy="closed")
    shown = factories.submission(cohort, "Shown", strategy="closed")
    factories.review(shown, reader, "open")
    rows = staff.get(HERE).text.split('<tr role="row" id=')[1:]
    assert "Closed, clear" in rows[0]
    assert "hidden until you state yours" not in rows[0]
    assert "hidden until you state yours" in rows[1]
    assert "Closed" not in rows[1]


def test_unread_is_marked_until_it_is_opened(
    submission: Submission, reader: User, staff: Client
) -> None:
    assert 'class="unread"' in staff.get(HERE).text
    ReadMark.objects.create(submission=submission, user=reader)
    assert 'class="unread"' not in staff.get(HERE).text


def test_what_a_form_leaves_empty_is_not_kept_in_the_address(staff: Client) -> None:
    answer = staff.get(f"{HERE}?search=door&cohort=&state=&order=newest")
    assert (answer.status_code, answer["Location"]) == (302, f"{HERE}?search=door")


def test_filter_form_shows_what_is_asked_for_and_its_chips_take_it_away(
    cohort: Cohort, staff: Client
) -> None:
    factories.submission(cohort, "Door Ltd")
    factories.submission(cohort, "Window Ltd")
    answer = staff.get(f"{HERE}?search=door&unread=1&order=name")
    assert ventures(answer.text) == ["Door Ltd"]
    assert elements(answer, "input", name="search")[0]["value"] == "door"
    assert elements(answer, "option", value="name")[0]["selected"] == ""
    addresses = {link["href"] for link in elements(answer, "a")}
    assert {
        f"{HERE}?unread=1&order=name",
        f"{HERE}?search=door&order=name",
        f"{HERE}?order=name",
    } <= addresses


def test_list_can_be_exported_as_it_is_filtered(cohort: Cohort, staff: Client) -> None:
    factories.submission(cohort)
    narrowed = staff.get(f"{HERE}?state=submitted&order=name")
    assert elements(narrowed, "a", href=f"{staff_path('export')}?state=submitted&order=name") != []
    assert elements(staff.get(HERE), "a", href=staff_path("export")) != []
    assert "Export this list" not in staff.get(f"{HERE}?state=reviewed").text


def test_tabs_count_each_state_under_the_other_filters(cohort: Cohort, staff: Client) -> None:
    factories.submission(cohort, "Door")
    factories.submission(cohort, "Doorway", status=SubmissionStatus.REVIEWED)
    factories.submission(cohort, "Window")
    answer = staff.get(f"{HERE}?search=door&state=reviewed")
    assert re.findall(r'class="count">(\d+)', answer.text) == ["2", "1", "0", "1"]
    (current,) = elements(answer, "a", href=f"{HERE}?state=reviewed&search=door")
    assert current["aria-current"] == "true"
    assert elements(answer, "input", type="hidden", name="state")[0]["value"] == "reviewed"


@pytest.mark.parametrize("order", ["newest", "oldest", "name"])
def test_pages_lead_on_and_back(order: str, cohort: Cohort, staff: Client) -> None:
    for number in range(2 * PAGE + 1):
        factories.submission(cohort, f"Venture {number:03}")
    first = staff.get(f"{HERE}?order={order}" if order != "newest" else HERE)
    second = staff.get(elements(first, "a", rel="next")[0]["href"])
    third = staff.get(elements(second, "a", rel="next")[0]["href"])
    assert [len(ventures(page.text)) for page in (first, second, third)] == [PAGE, PAGE, 1]
    assert elements(first, "a", rel="prev") == elements(third, "a", rel="next") == []
    again = staff.get(elements(third, "a", rel="prev")[0]["href"])
    assert ventures(again.text) == ventures(second.text)
    start = staff.get(elements(again, "a", rel="prev")[0]["href"])
    assert ventures(start.text) == ventures(first.text)
    assert elements(start, "a", rel="prev") == []


def test_empty_queue_says_why(cohort: Cohort, staff: Client, client_of: SignIn) -> None:
    assert "Nothing has been submitted yet" in staff.get(HERE).text
    assert "Nothing fits all of these filters" in staff.get(f"{HERE}?search=x").text
    assert "No cohort is open to you yet" in client_of(factories.user()).get(HERE).text
    assert cohort.submissions.count() == 0


def test_names_are_written_as_text(cohort: Cohort, staff: Client) -> None:
    factories.submission(cohort, "<b>Bold</b>")
    assert ventures(staff.get(HERE).text) == ["&lt;b&gt;Bold&lt;/b&gt;"]


def test_page_speaks_the_readers_language(cohort: Cohort, staff: Client) -> None:
    factories.submission(cohort, submitted_at=factories.MOMENT)
    answer = staff.get(path("review:queue", language="de"))
    assert f"1. September {factories.MOMENT.year}" in answer.text


class TestAssigning:
    def test_ticked_are_assigned_and_what_cannot_be_is_said(
        self, cohort: Cohort, reader: User, manager: User, client_of: SignIn
    ) -> None:
        free, barred = factories.submission(cohort), factories.submission(cohort)
        Conflict.objects.create(submission=barred, user=reader)
        sent = {"submissions": [free.pk, barred.pk], "reviewer": reader.pk}
        there = f"{staff_path('assign_many')}?order=name"
        answer = client_of(manager).post(there, sent, follow=True)
        assert answer.redirect_chain == [(f"{HERE}?order=name", 302)]
        assert "1 submission is assigned to Reader." in answer.text
        assert "1 cannot be: Reader works for another programme" in answer.text
        client_of(manager).post(there, sent)
        assert list(Mail.objects.values_list("kind", "to")) == [("assigned", reader.email)]
        (kept,) = Assignment.objects.all()
        assert (kept.submission, kept.reviewer, kept.by) == (free, reader, manager)

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ({}, "Tick the submissions"),
            ({"submissions": ["x", str(10**30)]}, "Tick the submissions"),
            ({"submissions": ["1"]}, "Choose a colleague"),
            ({"submissions": ["1"], "reviewer": "999999"}, "This colleague cannot review it"),
        ],
    )
    def test_what_is_missing_is_said_and_ticks_stay(
        self, sent: dict[str, object], said: str, submission: Submission, staff: Client
    ) -> None:
        if sent.get("submissions") == ["1"]:
            sent = {**sent, "submissions": [str(submission.pk)]}
        answer = staff.post(f"{staff_path('assign_many')}?order=name", sent)
        assert answer.status_code == 422
        assert said in answer.text
        (box,) = elements(answer, "input", name="submissions")
        assert ("checked" in box) == (sent.get("submissions") == [str(submission.pk)])
        assert elements(answer, "a", href=f"{HERE}?state=reviewed&order=name") != []

    def test_others_submissions_are_left_alone(self, staff: Client, reader: User) -> None:
        theirs = factories.submission(factories.cohort(factories.accelerator("Others")))
        sent = {"submissions": [theirs.pk, theirs.pk], "reviewer": reader.pk}
        answer = staff.post(staff_path("assign_many"), sent, follow=True)
        assert "1 that you ticked is not in your queue any more." in answer.text
        assert Assignment.objects.count() == 0


class TestStates:
    def test_ticked_change_and_what_cannot_is_said(
        self, cohort: Cohort, reader: User, staff: Client
    ) -> None:
        ready = factories.submission(cohort, status=SubmissionStatus.IN_REVIEW)
        factories.review(ready, reader)
        early = factories.submission(cohort)
        sent = {"submissions": [ready.pk, early.pk], "state": "reviewed"}
        answer = staff.post(staff_path("change_states"), sent, follow=True)
        assert "1 submission is now “Reviewed”." in answer.text
        assert "1 stays as it was. Somebody has to state a view first." in answer.text
        states = Submission.objects.order_by("pk").values_list("status", flat=True)
        assert list(states) == ["reviewed", "submitted"]

    def test_what_is_gone_by_now_is_said(self, cohort: Cohort, staff: Client) -> None:
        here, *gone = (factories.submission(cohort) for _number in range(3))
        sent = {"submissions": [here.pk, *(one.pk for one in gone)], "state": "in_review"}
        for one in gone:
            one.delete()
        answer = staff.post(staff_path("change_states"), sent, follow=True)
        assert "1 submission is now “In review”." in answer.text
        assert "2 that you ticked are not in your queue any more." in answer.text

    @pytest.mark.parametrize(
        ("state", "said"), [("", "Choose a state."), ("draft", "Choose one of the states.")]
    )
    def test_unknown_state_is_said(
        self, state: str, said: str, submission: Submission, staff: Client
    ) -> None:
        sent = {"submissions": [submission.pk], "state": state}
        answer = staff.post(staff_path("change_states"), sent)
        assert answer.status_code == 422
        assert said in answer.text


class TestBalance:
    def test_reviewer_may_not(self, cohort: Cohort, staff: Client, client_of: SignIn) -> None:
        there = staff_path("balance", cohort.pk)
        assert [staff.get(there).status_code, staff.post(there).status_code] == [403, 403]
        others = factories.manager(factories.accelerator("Others"))
        assert client_of(others).get(there).status_code == 404
        assert Client().get(there).status_code == 302
        assert "Assign in balance" not in staff.get(HERE).text

    def test_manager_assigns_and_is_told_what_was_done(
        self, cohort: Cohort, reader: User, manager: User, client_of: SignIn
    ) -> None:
        for number in range(2):
            factories.submission(cohort, f"Venture {number}")
        barred = factories.submission(cohort, "Barred")
        Conflict.objects.create(submission=barred, user=reader)
        client, there = client_of(manager), staff_path("balance", cohort.pk)
        assert elements(client.get(HERE), "a", href=there) != []
        assert client.get(there).status_code == 200
        sent = {"each": "1", "reviewers": [reader.pk]}
        answer = client.post(there, sent, follow=True)
        assert answer.redirect_chain == [(f"{HERE}?cohort={cohort.pk}", 302)]
        assert "2 assignments made" in answer.text
        assert "1 submission still lacks a reviewer" in answer.text
        assert set(Assignment.objects.values_list("reviewer", flat=True)) == {reader.pk}
        assert list(Mail.objects.values_list("kind", "to")) == [("assigned", reader.email)]

    def test_nothing_to_do_is_said(self, cohort: Cohort, manager: User, client_of: SignIn) -> None:
        sent = {"each": "2", "reviewers": [manager.pk]}
        answer = client_of(manager).post(staff_path("balance", cohort.pk), sent, follow=True)
        assert "Nothing was left to assign." in answer.text

    def test_what_is_missing_is_said(
        self, cohort: Cohort, manager: User, client_of: SignIn
    ) -> None:
        answer = client_of(manager).post(staff_path("balance", cohort.pk), {"each": "9"})
        assert answer.status_code == 422
        assert "Tick at least one colleague." in answer.text
        assert "Choose a number from 1 to 5." in answer.text


def test_strategies_stand_from_the_open_door_to_the_shut_one(
    submission: Submission, staff: Client
) -> None:
    assert submission.pk
    answer = staff.get(HERE)
    values = [option["value"] for option in elements(answer, "option")]
    at = values.index(Strategy.OPEN)
    assert values[at : at + 4] == ["open", "hybrid", "closed", "none"]
