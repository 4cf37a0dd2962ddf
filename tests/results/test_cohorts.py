from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.models import Assignment, Cohort, FounderInvitation, NamePart
from questionnaire.results import cohorts
from questionnaire.review.inviting import Address, invite_founders
from tests import factories as everywhere
from tests.review import factories


@pytest.fixture
def cohort(small: object) -> Cohort:  # noqa: ARG001 - what its founders answer
    return factories.cohort(factories.accelerator(), code="ABCDEFGH")


def invited(cohort: Cohort) -> FounderInvitation:
    addresses = [Address("ana@example.org", "pt")]
    return invite_founders(cohort=cohort, addresses=addresses).new[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "code",
    [
        "ABCDEFGH",
        "abcd efgh",
        " abcd-efgh ",
        "ab.cd–ef gh",
        "“ABCDEFGH”",
        "ABCD\u200bEFGH",
        "ＡＢＣＤＥＦＧＨ",
        "https://ajar.example/pt/join/abcd-efgh/?utm=x",
    ],
)
def test_code_is_read_however_it_is_typed(code: str, cohort: Cohort) -> None:
    assert cohorts.cohort_for_code(code) == cohort


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["", "ABCDEFGJ", "ABCDEFG", "%", "\0", "/join//"])
def test_code_of_nothing_is_not_found(code: str, cohort: Cohort) -> None:
    assert cohort.code != code
    with pytest.raises(Http404):
        cohorts.cohort_for_code(code)


@pytest.mark.django_db
def test_invitation_is_found_by_its_token_alone(cohort: Cohort) -> None:
    invitation = invited(cohort)
    token = cohorts.founder_token(invitation)
    assert cohorts.invitation_for_token(token) == invitation
    for wrong in (invitation.token_hash, "", cohorts.draft_token(token)):
        with pytest.raises(Http404):
            cohorts.invitation_for_token(wrong)


@pytest.mark.django_db
def test_draft_token_is_another_secret_of_the_same_length(cohort: Cohort) -> None:
    token = cohorts.founder_token(invited(cohort))
    assert len(token) == len(cohorts.draft_token(token)) == 48
    assert cohorts.draft_token(token) == cohorts.draft_token(token) != token


@pytest.mark.django_db
def test_questionnaire_is_the_version_that_is_published_now(cohort: Cohort) -> None:
    assert cohorts.questionnaire_of(cohort).version == 1
    everywhere.published(title="New")
    assert cohorts.questionnaire_of(cohort).version == 2


@pytest.mark.django_db
def test_cohort_lets_in_while_it_is_open(cohort: Cohort) -> None:
    now, hour = timezone.now(), timedelta(hours=1)
    cohorts.refuse_closed(None)
    cohorts.refuse_closed(cohort)
    for opens_at, closes_at in ((now + hour, None), (now - 2 * hour, now - hour)):
        cohort.opens_at, cohort.closes_at = opens_at, closes_at
        with pytest.raises(cohorts.CohortClosedError) as caught:
            cohorts.refuse_closed(cohort)
        assert caught.value.cohort == cohort


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Müller\t& Söhne ", "muller & sohne"),
        ("STRASSE straße", "strasse strasse"),
        ("ﬃ Ⅳ", "ffi iv"),
        ("Ελλάς", "ελλασ"),
        ("", ""),
    ],
)
def test_names_are_folded(text: str, folded: str) -> None:
    assert cohorts.fold(text) == folded


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    folded = cohorts.fold(text)
    assert cohorts.fold(folded) == folded == cohorts.fold(text.upper().lower())


def test_every_word_begins_a_part() -> None:
    assert cohorts.name_parts("green door labs") == ["green door labs", "door labs", "labs"]
    assert cohorts.name_parts("") == []


@pytest.mark.django_db
def test_name_is_kept_for_sorting_and_searching(cohort: Cohort) -> None:
    row = factories.submission(cohort, "Green Döor")
    row.refresh_from_db()
    assert row.name_key == "green door"
    row.venture.name = "ﷺ" * 120
    cohorts.index_name(row)
    assert len(row.name_key) == 360
    assert NamePart.objects.filter(submission=row, part__startswith="green").count() == 0


@pytest.mark.django_db
def test_revision_takes_the_place_and_the_reviewers(cohort: Cohort) -> None:
    first = factories.submission(cohort)
    reviewer = factories.member(cohort.accelerator)
    Assignment.objects.create(submission=first, reviewer=reviewer)
    second = factories.submission(cohort, venture=first.venture, previous=first)
    cohorts.succeed(first)
    first.refresh_from_db()
    assert first.is_current
    cohorts.succeed(second)
    first.refresh_from_db()
    assert (first.is_current, second.is_current) == (False, True)
    assert [row.submission for row in Assignment.objects.all()] == [second]


@pytest.mark.django_db
def test_reminders_stop_once_and_for_all(cohort: Cohort) -> None:
    invitation = invited(cohort)
    token = cohorts.founder_token(invitation)
    assert cohorts.stop_reminders(token=token) == invitation
    stopped = FounderInvitation.objects.get().stopped_at
    cohorts.stop_reminders(token=token)
    assert FounderInvitation.objects.get().stopped_at == stopped
    assert stopped is not None
    with pytest.raises(Http404):
        cohorts.stop_reminders(token="x" * 48)
