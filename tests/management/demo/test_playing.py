from questionnaire.management.demo.playing import RETHOUGHT, Entry
from questionnaire.management.demo.staff import Staff
from questionnaire.models import FounderInvitation, Recommendation
from tests.management.demo.conftest import FOUNDERS


def test_play_leaves_out_who_has_only_been_invited(entries: list[Entry]) -> None:
    assert [entry.founder for entry in entries] == FOUNDERS[:4]
    waiting = FounderInvitation.objects.filter(submission=None).order_by("email")
    assert [row.email for row in waiting] == ["vento@example.org", "vigna@example.org"]


def test_play_lets_some_come_with_the_code(entries: list[Entry]) -> None:
    invited = [hasattr(entry.submission, "founder_invitation") for entry in entries]
    assert invited == [False, True, True, True]


def test_play_submits_in_the_founders_language(entries: list[Entry], staff: Staff) -> None:
    found = [(one.submission.language, one.submission.status) for one in entries]
    assert found == [("es", "submitted"), ("en", "submitted"), ("de", "submitted"), ("fr", "draft")]
    assert {entry.submission.cohort for entry in entries} == {staff.opened}
    submitted = [entry.submission for entry in entries[:3]]
    assert Recommendation.objects.filter(submission__in=submitted).count() == 3


def test_play_lets_the_first_think_again_about_one_answer(entries: list[Entry]) -> None:
    revised = entries[0].submission
    assert revised.previous is not None
    said = [
        dict(one.answers.values_list("question__key", "option__key"))
        for one in (revised.previous, revised)
    ]
    assert {key for key in said[0] if said[0][key] != said[1][key]} == {RETHOUGHT[0]}


def test_play_begins_within_the_time_of_the_cohort(entries: list[Entry], staff: Staff) -> None:
    assert all(staff.opened.opens_at < entry.began for entry in entries)
