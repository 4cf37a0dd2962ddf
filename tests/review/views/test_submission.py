"""The page of a submission, and what a reviewer does there."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from questionnaire.models import (
    Assignment,
    Cohort,
    Conflict,
    Criterion,
    Mail,
    Rating,
    ReadMark,
    Review,
    Submission,
)
from tests.pages import elements, form_data
from tests.review import factories
from tests.review.views.conftest import SignIn, staff_path

WHY = "They live from trust.\r\nAnd so on."


def stored(submission: Submission) -> Submission:
    return Submission.objects.get(pk=submission.pk)


class TestReading:
    def test_opening_marks_as_read_and_the_button_takes_that_back(
        self, submission: Submission, reader: User, staff: Client
    ) -> None:
        staff.get(staff_path("submission", submission.pk))
        assert ReadMark.objects.get().user == reader
        answer = staff.post(f"{staff_path('unread', submission.pk)}?search=door")
        assert answer["Location"] == "/en/staff/?search=door"
        assert ReadMark.objects.count() == 0

    def test_filters_stay_in_every_address_of_the_page(
        self, submission: Submission, staff: Client
    ) -> None:
        answer = staff.get(f"{staff_path('submission', submission.pk)}?assigned=me")
        about = f"/en/staff/submissions/{submission.pk}/"
        links = [link["href"] for link in elements(answer, "a") if about in link["href"]]
        forms = [form["action"] for form in elements(answer, "form") if about in form["action"]]
        assert all("?assigned=me" in address for address in [*links, *forms])
        assert len(links) >= 3
        assert len(forms) >= 5


class TestNext:
    def test_next_follows_the_filtered_queue(self, cohort: Cohort, staff: Client) -> None:
        last, _other, first = (
            factories.submission(cohort, name) for name in ("Door b", "Window", "Door a")
        )
        there = f"{staff_path('next', first.pk)}?search=door"
        assert staff.get(there)["Location"] == f"/en/staff/submissions/{last.pk}/?search=door"
        answer = staff.get(f"{staff_path('next', last.pk)}?search=door", follow=True)
        assert answer.redirect_chain == [("/en/staff/?search=door", 302)]
        assert "That was the last one of this list." in answer.text


class TestVerdict:
    def test_view_is_stated_and_changed(
        self, answered: tuple[Submission, str], staff: Client
    ) -> None:
        submission = answered[0]
        there = staff_path("verdict", submission.pk)
        answer = staff.post(f"{there}?state=submitted", {"strategy": "closed", "why": WHY})
        page = staff_path("submission", submission.pk)
        assert answer["Location"] == f"{page}?state=submitted#beside"
        review = Review.objects.get()
        assert (review.strategy, review.why) == ("closed", "They live from trust.\nAnd so on.")
        assert review.was_blind
        staff.post(there, {"strategy": "open", "why": "For trust.", "was": WHY})
        review.refresh_from_db()
        assert (review.strategy, review.first_strategy) == ("open", "closed")
        assert "You first said: Closed." in staff.get(page).text

    def test_view_from_an_old_tab_replaces_another_only_when_that_is_meant(
        self, answered: tuple[Submission, str], staff: Client
    ) -> None:
        submission = answered[0]
        there = staff_path("verdict", submission.pk)
        blank = form_data(staff.get(staff_path("submission", submission.pk)), there)
        staff.post(there, {**blank, "strategy": "closed", "why": WHY})
        late = staff.post(there, {**blank, "strategy": "open", "why": "Or not."})
        assert late.status_code == 409
        assert "They live from trust.<br>And so on." in late.text
        assert "You have stated a view meanwhile" in late.text
        assert Review.objects.get().strategy == "closed"
        again = form_data(late, there)
        assert (again["strategy"], again["why"]) == ("open", "Or not.")
        assert staff.post(there, again).status_code == 302
        assert Review.objects.get().why == "Or not."

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ({"why": "Kept words"}, "Choose one of the three."),
            ({"strategy": "ajar", "why": "Kept words"}, "Choose one of the three."),
            ({"strategy": "open", "why": " "}, "Say why, in a sentence or two"),
            ({"strategy": "open", "why": "a" * 5001}, "This has 5001 characters, and 5000 fit."),
        ],
    )
    def test_what_is_missing_is_said_and_the_rest_is_kept(
        self, sent: dict[str, str], said: str, submission: Submission, staff: Client
    ) -> None:
        answer = staff.post(staff_path("verdict", submission.pk), sent)
        assert answer.status_code == 422
        assert said in answer.text
        assert sent["why"].strip() in answer.text
        checked = [
            radio["value"]
            for radio in elements(answer, "input", name="strategy")
            if "checked" in radio
        ]
        assert checked == ([sent["strategy"]] if sent.get("strategy") == "open" else [])
        assert Review.objects.count() == 0

    def test_five_thousand_characters_with_line_breaks_fit(
        self, submission: Submission, staff: Client
    ) -> None:
        why = "\r\n".join(["a" * 99] * 50)
        staff.post(staff_path("verdict", submission.pk), {"strategy": "open", "why": why})
        assert len(Review.objects.get().why) == 4999


class TestScores:
    @pytest.fixture
    def criterion(self, cohort: Cohort) -> Criterion:
        return Criterion.objects.create(cohort=cohort, key="team", name="Team", hint="Shipped")

    def test_scores_come_after_the_view(
        self,
        criterion: Criterion,
        answered: tuple[Submission, str],
        reader: User,
        staff: Client,
    ) -> None:
        submission = answered[0]
        page, there = (staff_path(name, submission.pk) for name in ("submission", "scores"))
        name = f"criterion-{criterion.pk}"
        assert elements(staff.get(page), "input", name=name) == []
        early = staff.post(there, {name: "4"}, follow=True)
        assert "State your view first, then score." in early.text
        factories.review(submission, reader)
        assert staff.post(there, {name: "4"})["Location"] == f"{page}#scores"
        assert Rating.objects.get().score == 4
        chosen = elements(staff.get(page), "input", name=name, value="4")
        assert "checked" in chosen[0]
        staff.post(there, {name: ""})
        assert Rating.objects.count() == 0

    def test_score_of_seven_is_refused(
        self,
        criterion: Criterion,
        answered: tuple[Submission, str],
        reader: User,
        staff: Client,
    ) -> None:
        submission = answered[0]
        factories.review(submission, reader)
        there = staff_path("scores", submission.pk)
        answer = staff.post(there, {f"criterion-{criterion.pk}": "7"})
        assert answer.status_code == 422
        assert "A score is a number from 1 to 5." in answer.text


class TestState:
    def test_state_changes(self, submission: Submission, staff: Client) -> None:
        there = staff_path("state", submission.pk)
        answer = staff.post(there, {"state": "in_review"}, follow=True)
        assert "It is now “In review”." in answer.text
        assert stored(submission).status == "in_review"

    @pytest.mark.parametrize(
        ("state", "said"),
        [
            ("reviewed", "Somebody has to state a view first."),
            ("", "Choose a state."),
            ("withdrawn", "Choose one of the states."),
        ],
    )
    def test_what_cannot_be_is_said(
        self, state: str, said: str, submission: Submission, staff: Client
    ) -> None:
        answer = staff.post(staff_path("state", submission.pk), {"state": state}, follow=True)
        assert said in answer.text
        assert stored(submission).status == "submitted"


class TestAssigning:
    def test_colleague_is_assigned_and_taken_back_once(
        self, submission: Submission, reader: User, manager: User, staff: Client
    ) -> None:
        sent = {"reviewer": manager.pk}
        answer = staff.post(staff_path("assign", submission.pk), sent, follow=True)
        assert "Assigned to Boss." in answer.text
        assert Assignment.objects.get().by == reader
        staff.post(staff_path("assign", submission.pk), sent)
        assert list(Mail.objects.values_list("kind", "to")) == [("assigned", manager.email)]
        back = staff_path("unassign", submission.pk)
        assert "No longer assigned to Boss." in staff.post(back, sent, follow=True).text
        assert "It had been taken back already." in staff.post(back, sent, follow=True).text
        assert Assignment.objects.count() == 0

    def test_nobody_learns_the_name_of_a_stranger(
        self, submission: Submission, staff: Client
    ) -> None:
        stranger = factories.user("stranger")
        sent = {"reviewer": stranger.pk}
        for name in ("assign", "unassign"):
            answer = staff.post(staff_path(name, submission.pk), sent, follow=True)
            assert "Stranger" not in answer.text

    def test_colleague_with_a_conflict_is_not_offered(
        self, submission: Submission, manager: User, staff: Client
    ) -> None:
        Conflict.objects.create(submission=submission, user=manager)
        page = staff.get(staff_path("submission", submission.pk))
        assert elements(page, "option", value=str(manager.pk)) == []
        answer = staff.post(staff_path("assign", submission.pk), {"reviewer": manager.pk})
        assert answer.status_code == 422
        assert "This colleague cannot review it" in answer.text


class TestConflict:
    def test_conflict_is_declared_after_a_question(
        self, submission: Submission, reader: User, staff: Client
    ) -> None:
        there = f"{staff_path('conflict', submission.pk)}?search=door"
        assert "Declare it" in staff.get(there).text
        answer = staff.post(there, {"reason": "My sister founded it", "sure": "on"}, follow=True)
        assert answer.redirect_chain == [("/en/staff/?search=door", 302)]
        assert "Door Ltd" not in answer.text
        conflict = Conflict.objects.get()
        assert (conflict.user, conflict.reason) == (reader, "My sister founded it")
        # The same form in another tab
        assert staff.post(there, {"reason": "Again", "sure": "on"}).status_code == 404

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ({"reason": "Shares"}, "Tick this to confirm."),
            ({"sure": "on"}, "Say in a few words what the conflict is."),
        ],
    )
    def test_conflict_has_to_be_meant(
        self, sent: dict[str, str], said: str, submission: Submission, staff: Client
    ) -> None:
        answer = staff.post(staff_path("conflict", submission.pk), sent)
        assert answer.status_code == 422
        assert said in answer.text
        assert sent.get("reason", "") in answer.text
        assert Conflict.objects.count() == 0


def test_manager_of_two_programmes_sees_both(cohort: Cohort, client_of: SignIn) -> None:
    person = factories.manager(cohort.accelerator)
    other = factories.cohort(factories.accelerator("Others"))
    other.accelerator.memberships.create(user=person, role="reviewer")
    client = client_of(person)
    for where in (cohort, other):
        seen = factories.submission(where)
        assert client.get(staff_path("submission", seen.pk)).status_code == 200
