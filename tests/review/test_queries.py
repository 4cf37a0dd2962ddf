from typing import Any

import pytest
from django.contrib.auth.models import User

from questionnaire.enums import Strategy, SubmissionStatus, Wording
from questionnaire.models import Accelerator, Assignment, Cohort, Comment, Conflict, ReadMark
from questionnaire.review import queries
from questionnaire.review.access import SHOWN
from questionnaire.review.filters import ME, Filters, Order
from questionnaire.review.queries import BoundedCount, Machine
from tests.conftest import Queries
from tests.review import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small")]


@pytest.fixture
def home(small: object) -> Accelerator:  # noqa: ARG001 - what its cohorts answer
    return factories.accelerator()


@pytest.fixture
def reader(home: Accelerator) -> User:
    return factories.member(home)


@pytest.fixture
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PAGE", 3)


def names(page: queries.Page) -> list[str]:
    return [row.venture for row in page.rows]


def test_row_says_everything_that_the_list_shows(home: Accelerator, reader: User) -> None:
    cohort = factories.cohort(home, is_blind=False)
    submission = factories.submission(cohort, "Door Ltd", language="pt")
    other = factories.member(home)
    Assignment.objects.create(submission=submission, reviewer=other)
    Assignment.objects.create(submission=submission, reviewer=reader)
    Comment.objects.create(submission=submission, author=other, text="Good.")
    ReadMark.objects.create(submission=submission, user=reader)
    factories.review(submission, other)
    assert submission.submitted_at is not None
    (row,) = queries.queue(user=reader, filters=Filters()).rows
    assert row == queries.Row(
        pk=submission.pk,
        venture="Door Ltd",
        cohort=cohort,
        state=SubmissionStatus.SUBMITTED,
        language="pt",
        submitted_at=submission.submitted_at,
        machine=Machine(Strategy.OPEN, Wording.CLEAR, 0.8),
        reviewers=(other, reader),
        reviews=1,
        comments=1,
        is_read=True,
        has_stated=False,
    )


def test_machine_is_hidden_in_the_list_until_one_has_stated_a_strategy(
    home: Accelerator, reader: User
) -> None:
    cohort = factories.cohort(home)
    stated = factories.submission(cohort, strategy="", wording=Wording.TIE)
    factories.submission(cohort)
    factories.review(stated, reader)
    rows = queries.queue(user=reader, filters=Filters()).rows
    assert [row.machine for row in rows] == [None, Machine(None, Wording.TIE, None)]
    told = queries.with_machine(reader, queries.filtered(user=reader, filters=Filters()))
    assert [queries.machine_of(row) for row in told] == [row.machine for row in rows]


@pytest.mark.parametrize("submissions", [1, 3])
@pytest.mark.parametrize("cohorts", [1, 3])
def test_page_takes_five_queries(
    cohorts: int, submissions: int, home: Accelerator, reader: User, count_queries: Queries
) -> None:
    for _number in range(cohorts):
        cohort = factories.cohort(home)
        for _submission in range(submissions):
            submission = factories.submission(cohort)
            Assignment.objects.create(submission=submission, reviewer=reader)
            factories.review(submission, reader)
    asked = Filters(recommendation="open", assigned=ME, unread=True, search="door")
    with count_queries() as said:
        page = queries.queue(user=reader, filters=asked)
    assert (len(page.rows), len(said)) == (cohorts * submissions, 5)


def test_nobody_sees_the_queue_of_another_accelerator(home: Accelerator, reader: User) -> None:
    elsewhere = factories.accelerator("Elsewhere")
    theirs = factories.cohort(elsewhere)
    factories.submission(theirs, "Theirs")
    stranger = factories.member(elsewhere)
    nothing = dict.fromkeys(SHOWN, BoundedCount(0, is_exact=True))
    for filters in (Filters(), Filters(cohort=theirs.pk), Filters(search="Theirs")):
        page = queries.queue(user=reader, filters=filters)
        assert (page.rows, page.counts, page.cohorts) == ((), nothing, ())
        assert list(queries.filtered(user=reader, filters=filters)) == []
    factories.submission(factories.cohort(home), "Ours")
    assert names(queries.queue(user=reader, filters=Filters())) == ["Ours"]
    assert names(queries.queue(user=stranger, filters=Filters())) == ["Theirs"]
    assert names(queries.queue(user=reader, filters=Filters(cohort=theirs.pk))) == []


@pytest.mark.usefixtures("short_pages")
@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("branches", [0, 40], ids=["at once", "cohort by cohort"])
def test_pages_show_everything_once_and_in_order(
    branches: int,
    order: Order,
    home: Accelerator,
    reader: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(queries, "MAX_BRANCHES", branches)
    cohorts = [factories.cohort(home), factories.cohort(home), factories.cohort(home)]
    for number in range(10):
        name = "abcab"[number % 5]
        factories.submission(cohorts[number % 3], name, submitted_at=factories.MOMENT)
    filters = Filters(order=order)
    found: list[int] = []
    cursor = ""
    sizes: list[int] = []
    while not sizes or cursor:
        page = queries.queue(user=reader, filters=filters, cursor=cursor)
        found += [row.pk for row in page.rows]
        sizes.append(len(page.rows))
        cursor = page.next_cursor
    assert found == [row.pk for row in queries.filtered(user=reader, filters=filters)]
    assert (len(set(found)), sizes) == (10, [3, 3, 3, 1])


@pytest.mark.usefixtures("short_pages")
def test_full_last_page_is_followed_by_none(home: Accelerator, reader: User) -> None:
    cohort = factories.cohort(home)
    for _number in range(3):
        factories.submission(cohort)
    assert queries.queue(user=reader, filters=Filters()).next_cursor == ""


def test_place_that_makes_no_sense_is_the_beginning(home: Accelerator, reader: User) -> None:
    factories.submission(factories.cohort(home), "Door")
    for cursor in ("x", "_", "when_7"):
        assert names(queries.queue(user=reader, filters=Filters(), cursor=cursor)) == ["Door"]


def test_counts_are_those_of_each_state_under_the_other_filters(
    home: Accelerator, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MAX_COUNT", 2)
    cohorts = [factories.cohort(home), factories.cohort(home)]
    for cohort in cohorts:
        factories.submission(cohort, language="pt")
        factories.submission(cohort, language="pt", status=SubmissionStatus.IN_REVIEW)
        factories.submission(cohort, status=SubmissionStatus.IN_REVIEW)
        factories.submission(cohort, language="pt", status=SubmissionStatus.DRAFT)
    Conflict.objects.create(submission=factories.submission(cohorts[0], language="pt"), user=reader)

    def counts(**asked: Any) -> list[BoundedCount]:
        return list(queries.queue(user=reader, filters=Filters(**asked)).counts.values())

    two, none = BoundedCount(2, is_exact=True), BoundedCount(0, is_exact=True)
    assert counts() == [two, BoundedCount(2, is_exact=False), none]
    assert counts(language="pt", state=SubmissionStatus.REVIEWED) == [two, two, none]
    one = BoundedCount(1, is_exact=True)
    assert counts(language="pt", cohort=cohorts[0].pk) == [one, one, none]


@pytest.mark.parametrize("order", Order)
def test_next_is_what_follows_in_the_queue(order: Order, home: Accelerator, reader: User) -> None:
    cohorts: list[Cohort] = [factories.cohort(home), factories.cohort(home)]
    for number, name in enumerate(["d", "b", "a", "c"]):
        factories.submission(cohorts[number % 2], name)
    rows = list(queries.filtered(user=reader, filters=Filters(order=order)))
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        found = queries.next_in_queue(user=reader, filters=Filters(order=order), after=row)
        assert found == (following.pk if following else None)


def test_next_follows_a_submission_that_has_left_the_queue(home: Accelerator, reader: User) -> None:
    cohort = factories.cohort(home)
    last, done = factories.submission(cohort), factories.submission(cohort)
    factories.submission(cohort)
    done.status = SubmissionStatus.REVIEWED
    done.save()
    asked = Filters(state=SubmissionStatus.SUBMITTED)
    assert queries.next_in_queue(user=reader, filters=asked, after=done) == last.pk
    stranger = factories.user()
    assert queries.next_in_queue(user=stranger, filters=asked, after=done) is None
