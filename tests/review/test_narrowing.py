from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import User

from questionnaire.enums import SubmissionStatus, Wording
from questionnaire.models import Assignment, Cohort, Conflict, ReadMark, Submission
from questionnaire.review.filters import ME, NO_STRATEGY, NOBODY, Filters, Order
from questionnaire.review.narrowing import ORDERS, Cursor, narrowed
from tests.review import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small")]


@pytest.fixture
def cohort(small: object) -> Cohort:  # noqa: ARG001 - what it is of
    return factories.cohort(factories.accelerator(), is_blind=False)


@pytest.fixture
def reader(cohort: Cohort) -> User:
    return factories.member(cohort.accelerator)


def names(reader: User, cohort: Cohort, **asked: object) -> list[str]:
    """Return the names of what is found, in alphabetical order."""
    found = narrowed(reader, Filters(**asked), [cohort.pk])  # type: ignore[arg-type]
    return sorted(found.values_list("venture__name", flat=True))


def test_each_filter_finds_what_it_asks_for(reader: User, cohort: Cohort) -> None:
    one = factories.submission(cohort, "One", strategy="open", language="pt")
    factories.submission(
        cohort, "Two", strategy="", wording=Wording.TIE, status=SubmissionStatus.IN_REVIEW
    )
    other = factories.member(cohort.accelerator)
    Assignment.objects.create(submission=one, reviewer=other)
    ReadMark.objects.create(submission=one, user=reader)
    for asked, expected in (
        ({}, ["One", "Two"]),
        ({"state": SubmissionStatus.IN_REVIEW}, ["Two"]),
        ({"recommendation": "open"}, ["One"]),
        ({"recommendation": NO_STRATEGY}, ["Two"]),
        ({"wording": Wording.TIE}, ["Two"]),
        ({"language": "pt"}, ["One"]),
        ({"assigned": NOBODY}, ["Two"]),
        ({"assigned": ME}, []),
        ({"assigned": other.pk}, ["One"]),
        ({"unread": True}, ["Two"]),
        ({"search": "tw"}, ["Two"]),
    ):
        assert names(reader, cohort, **asked) == expected, asked
    assert names(other, cohort, assigned=ME) == ["One"]
    assert names(other, cohort, unread=True) == ["One", "Two"]


def test_days_are_included_whole(reader: User, cohort: Cohort) -> None:
    for moment in ("08-31T23:59:59", "09-01T00:00:00", "09-02T23:59:59", "09-03T00:00:00"):
        at = datetime.fromisoformat(f"2026-{moment}").replace(tzinfo=UTC)
        factories.submission(cohort, moment, submitted_at=at)
    days = {"since": date(2026, 9, 1), "until": date(2026, 9, 2)}
    assert names(reader, cohort, **days) == ["09-01T00:00:00", "09-02T23:59:59"]
    assert len(names(reader, cohort, since=date.min, until=date.max)) == 4


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("müller", True),
        ("MULLER", True),
        ("lab", True),
        ("labs  gmbh", True),
        ("& sons", True),
        ("100%_", True),
        ("100x", False),
        ("uller", False),
        ("muller gmbh", False),
        ("straße", True),
        ("STRASSE", True),
    ],
)
def test_search_finds_how_a_word_begins(
    search: str,
    *,
    found: bool,
    reader: User,
    cohort: Cohort,
) -> None:
    factories.submission(cohort, "Müller  Labs GmbH & Sons 100%_sure Straße")
    factories.submission(cohort, "")
    assert len(names(reader, cohort, search=search)) == int(found)


def test_machine_that_is_hidden_cannot_be_asked_for(reader: User, cohort: Cohort) -> None:
    Cohort.objects.update(is_blind=True)
    one = factories.submission(cohort, "One", strategy="open")
    factories.submission(cohort, "Two", strategy="open")
    factories.review(one, reader, "closed")
    asked = ({"recommendation": "open"}, {"wording": Wording.CLEAR})
    assert [names(reader, cohort, **filters) for filters in asked] == [["One"], ["One"]]
    assert names(reader, cohort, recommendation="closed") == []
    other = factories.member(cohort.accelerator)
    assert [names(other, cohort, **filters) for filters in asked] == [[], []]


def test_conflicts_drafts_and_earlier_versions_are_left_out(reader: User, cohort: Cohort) -> None:
    factories.submission(cohort, "Draft", status=SubmissionStatus.DRAFT)
    factories.submission(cohort, "Earlier", is_current=False)
    ours = factories.submission(cohort, "Ours")
    factories.submission(cohort, venture=ours.venture)
    factories.submission(cohort, "Theirs")
    Conflict.objects.create(submission=ours, user=reader)
    assert names(reader, cohort) == ["Theirs"]
    assert names(reader, cohort, search="ours") == []


@pytest.mark.parametrize("order", Order)
def test_place_is_followed_by_all_that_comes_after_it(
    order: Order, reader: User, cohort: Cohort
) -> None:
    moments = [factories.MOMENT + timedelta(microseconds=step) for step in (1, 1, 2, 0, 1)]
    for name, moment in zip(["b_x", "a", "b_x", "B_X", "ç"], moments, strict=True):
        factories.submission(cohort, name, submitted_at=moment)
    key = ORDERS[order][0].lstrip("-")
    rows = list(narrowed(reader, Filters(), [cohort.pk]).order_by(*ORDERS[order]))
    for number, row in enumerate(rows, 1):
        cursor = Cursor.read(str(Cursor.at(getattr(row, key), row.pk)))
        assert cursor is not None
        following = narrowed(reader, Filters(), [cohort.pk]).filter(cursor.condition(order))
        assert list(following.order_by(*ORDERS[order])) == rows[number:]


@pytest.mark.parametrize("text", ["", "x", "_", "2026_", "_x", "1_²", "1_" + "9" * 30])
def test_place_that_is_none_is_not_read(text: str) -> None:
    assert Cursor.read(text) is None


@pytest.mark.parametrize("text", ["when_1", "2026-09-01T12:00:00_1", "0001-01-01T00:00+14:00_1"])
def test_place_of_another_order_leaves_nothing_out(text: str, cohort: Cohort) -> None:
    factories.submission(cohort)
    cursor = Cursor.read(text)
    assert cursor is not None
    assert Submission.objects.filter(cursor.condition(Order.NEWEST)).count() == 1
