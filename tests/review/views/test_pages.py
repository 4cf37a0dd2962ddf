"""Who gets which staff page: a table of all of them, for every kind of person."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from questionnaire.enums import SubmissionStatus
from questionnaire.models import Cohort, Comment, Conflict, Submission
from questionnaire.review.filters import Filters, Order
from questionnaire.review.views.pages import address
from tests.pages import elements
from tests.review import factories
from tests.review.views.conftest import SignIn, staff_path

# By name: the method, what a reviewer gets, and what a manager gets
OF_SUBMISSION = {
    "submission": ("get", 200, 200),
    "next": ("get", 302, 302),
    "verdict": ("post", 422, 422),
    "scores": ("post", 302, 302),
    "state": ("post", 302, 302),
    "assign": ("post", 422, 422),
    "unassign": ("post", 302, 302),
    "unread": ("post", 302, 302),
    "conflict": ("get", 200, 200),
    "say": ("post", 422, 422),
    "feedback": ("get", 200, 200),
    "release": ("post", 403, 302),
}
OF_COMMENT = ("edit_comment", "delete_comment")
EVERYBODY = {
    "queue": ("get", 200),
    "assign_many": ("post", 422),
    "change_states": ("post", 422),
}
# By name: the page that has the form
POST_ONLY = {
    **{name: "submission" for name, row in OF_SUBMISSION.items() if row[0] == "post"},
    "release": "feedback",
    "delete_comment": "edit_comment",
}


def asked(client: Client, method: str, address: str) -> int:
    return client.get(address).status_code if method == "get" else client.post(address).status_code


@pytest.mark.parametrize("name", OF_SUBMISSION)
def test_page_of_a_submission_by_person(
    name: str, submission: Submission, cohort: Cohort, client_of: SignIn
) -> None:
    method, for_reviewer, for_manager = OF_SUBMISSION[name]
    accelerator = cohort.accelerator
    with_conflict = factories.manager(accelerator)
    Conflict.objects.create(submission=submission, user=with_conflict)
    superuser = User.objects.create_superuser("root")
    people = {
        factories.member(accelerator): for_reviewer,
        factories.manager(accelerator): for_manager,
        with_conflict: 404,
        factories.manager(factories.accelerator("Others")): 404,
        superuser: 404,
    }
    there = staff_path(name, submission.pk)
    assert [asked(client_of(person), method, there) for person in people] == [*people.values()]
    assert asked(client_of(superuser), method, staff_path(name, 10**9)) == 404


@pytest.mark.parametrize("name", OF_SUBMISSION)
def test_page_of_a_draft_is_not_there(name: str, cohort: Cohort, staff: Client) -> None:
    draft = factories.submission(cohort, status=SubmissionStatus.DRAFT)
    assert asked(staff, OF_SUBMISSION[name][0], staff_path(name, draft.pk)) == 404


@pytest.mark.parametrize("name", [*OF_SUBMISSION, *OF_COMMENT])
def test_page_asks_to_sign_in(name: str, client: Client) -> None:
    method = OF_SUBMISSION.get(name, ("post",))[0]
    there = staff_path(name, 1)
    answer = client.get(there) if method == "get" else client.post(there)
    assert (answer.status_code, answer["Location"]) == (302, f"/en/account/login/?next={there}")


@pytest.mark.parametrize("name", EVERYBODY)
def test_queue_by_person(
    name: str, submission: Submission, client: Client, client_of: SignIn
) -> None:
    method, status = EVERYBODY[name]
    there = staff_path(name)
    people = [factories.member(submission.cohort.accelerator), factories.user()]  # type: ignore[union-attr]
    assert [asked(client_of(person), method, there) for person in people] == [status, status]
    assert asked(client, method, there) == 302


@pytest.mark.parametrize(("name", "page"), POST_ONLY.items())
def test_where_a_form_is_sent_a_visit_leads_to_the_form(
    name: str, page: str, staff: Client, client: Client
) -> None:
    there = staff_path(name, 1) + "?state=reviewed"
    led = [one.get(there) for one in (staff, client)]
    assert [one["Location"] for one in led] == [staff_path(page, 1) + "?state=reviewed"] * 2
    assert staff.put(there).status_code == 405


def test_language_leads_from_a_refused_form_to_its_page(
    submission: Submission, staff: Client
) -> None:
    answer = staff.post(staff_path("say", submission.pk) + "?state=reviewed", {"text": ""})
    (menu,) = [one for one in elements(answer, "input") if one.get("name") == "next"]
    assert menu["value"] == staff_path("submission", submission.pk) + "?state=reviewed"


@pytest.mark.parametrize("name", ["submission", "next"])
def test_what_changes_nothing_cannot_be_posted(name: str, staff: Client) -> None:
    assert staff.post(staff_path(name, 1)).status_code == 405


@pytest.mark.parametrize("name", ["assign_many", "change_states"])
def test_what_is_done_to_many_leads_a_visit_to_the_queue(name: str, staff: Client) -> None:
    assert staff.get(staff_path(name))["Location"] == staff_path("queue")


def test_queue_takes_one_method(staff: Client) -> None:
    assert staff.post(staff_path("queue")).status_code == 405


def test_nothing_typed_is_lost_with_the_session(client: Client) -> None:
    there = staff_path("say", 1) + "?state=reviewed"
    answer = client.post(there, {"text": "A <b>long</b>\nthought", "parent": "7"})
    assert answer.status_code == 403
    (form,) = [one for one in elements(answer, "form") if one.get("action") == there]
    kept = {one["name"]: one["value"] for one in elements(answer, "input") if "value" in one}
    assert form["method"] == "post"
    assert (kept["text"], kept["parent"]) == ("A <b>long</b>\nthought", "7")
    assert 'class="languages"' not in answer.text


def test_what_was_written_about_what_is_gone_can_be_copied(
    submission: Submission, staff: Client
) -> None:
    there = staff_path("say", submission.pk)
    submission.delete()
    answer = staff.post(there, {"text": "A <b>long</b> thought", "parent": ""})
    assert answer.status_code == 404
    assert "A &lt;b&gt;long&lt;/b&gt; thought</textarea>" in answer.text
    assert "readonly" in answer.text
    assert 'class="languages"' not in answer.text
    assert 'class="languages"' in staff.get(there, follow=True).text


@pytest.mark.parametrize("name", OF_COMMENT)
def test_comment_is_changed_by_its_author_alone(
    name: str, submission: Submission, reader: User, manager: User, client_of: SignIn
) -> None:
    comment = Comment.objects.create(submission=submission, author=reader, text="Mine.")
    there = staff_path(name, comment.pk)
    stranger = factories.manager(factories.accelerator("Others"))
    refused = [asked(client_of(person), "post", there) for person in (manager, stranger)]
    assert refused == [403, 404]
    Conflict.objects.create(submission=submission, user=reader)
    assert asked(client_of(reader), "post", there) == 404
    assert Comment.objects.get().text == "Mine."


def test_conflict_closes_the_page_kindly(
    submission: Submission, reader: User, staff: Client
) -> None:
    Conflict.objects.create(submission=submission, user=reader)
    answer = staff.get(staff_path("submission", submission.pk))
    assert answer.status_code == 404
    assert "closed to you" in answer.text
    assert "Door Ltd" not in answer.text


def test_pages_stay_out_of_caches(staff: Client) -> None:
    assert "no-store" in staff.get(staff_path("queue"))["Cache-Control"]


def test_navigation_says_where_one_is(staff: Client) -> None:
    answer = staff.get(staff_path("queue"))
    (current,) = elements(answer, "a", href="/en/staff/", **{"aria-current": "true"})[:1]
    assert current["href"] == "/en/staff/"


def test_address_keeps_filters_and_leads_to_a_part() -> None:
    filters = Filters(search="Å & b", order=Order.NAME)
    assert address("queue", None, Filters()) == "/en/staff/"
    there = "/en/staff/submissions/7/?search=%C3%85+%26+b&order=name#view"
    assert address("submission", 7, filters, "view") == there
