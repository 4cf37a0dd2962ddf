"""The queue: what a person has to read, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import (
    Case,
    Exists,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)

from questionnaire.enums import Strategy, SubmissionStatus, Wording
from questionnaire.models import Cohort, Comment, Membership, ReadMark, Review, Submission
from questionnaire.review.access import SHOWN, Person, cohorts_of
from questionnaire.review.blindness import machine_visible_to
from questionnaire.review.filters import Filters, Order
from questionnaire.review.narrowing import ORDERS, Cursor, narrowed, turned

PAGE = 50
MAX_COUNT = 10_000
# Beyond that many cohorts, planning the query costs more than it saves
MAX_BRANCHES = 40

SORTED_BY = {
    Order.NEWEST: "submitted_at",
    Order.OLDEST: "submitted_at",
    Order.NAME: "name_key",
}


@dataclass(frozen=True)
class Machine:
    """What the machine recommends; `share` of the plausible readings in which its strategy wins."""

    strategy: Strategy | None
    wording: Wording
    share: float | None


@dataclass(frozen=True)
class Row:
    """One submission as the list shows it; `machine` is None while it is hidden."""

    pk: int
    venture: str
    cohort: Cohort
    state: SubmissionStatus
    language: str
    submitted_at: datetime
    machine: Machine | None
    reviewers: tuple[User, ...]
    reviews: int
    comments: int
    is_read: bool
    has_stated: bool


@dataclass(frozen=True)
class BoundedCount:
    """A number that is exact up to MAX_COUNT; beyond, there are more than that."""

    number: int
    is_exact: bool


@dataclass(frozen=True)
class Page:
    """A page of the queue, and whom a person works with.

    `next_cursor` is "" on the last page; `previous_cursor`, to be asked for as `before`, on the
    first.
    """

    rows: tuple[Row, ...]
    next_cursor: str
    previous_cursor: str
    counts: Mapping[SubmissionStatus, BoundedCount]
    cohorts: tuple[Cohort, ...]
    people: tuple[User, ...]


class _CountRows(Subquery):
    """How many rows a query finds, as a value of another query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def queue(*, user: Person, filters: Filters, cursor: str = "", before: str = "") -> Page:
    """Return the page of the queue after a place, or before one, in 5 queries at most.

    `counts` are those of each state under the other filters.
    """
    cohorts = tuple(cohorts_of(user))
    chosen = _chosen(cohorts, filters)
    if not chosen:
        nothing = BoundedCount(0, is_exact=True)
        people, _reviewers = _people(user, [])
        return Page((), "", "", dict.fromkeys(SHOWN, nothing), cohorts, people)
    shown, earlier, later = _window(user, filters, chosen, cursor, before)
    pks = [place.pk for place in shown]
    people, reviewers = _people(user, pks)
    return Page(
        rows=_rows(user, pks, reviewers),
        next_cursor=str(shown[-1]) if shown and later else "",
        previous_cursor=str(shown[0]) if shown and earlier else "",
        counts=_counts(user, filters, chosen),
        cohorts=cohorts,
        people=people,
    )


def next_in_queue(*, user: Person, filters: Filters, after: Submission) -> int | None:
    """Return the primary key of the submission that follows in the queue; None after the last.

    `after` need not be in the queue any more: its place is where it would be.
    """
    chosen = _chosen(tuple(cohorts_of(user)), filters)
    value = getattr(after, SORTED_BY[filters.order])
    places = _places(user, filters, chosen, Cursor.at(value, after.pk)) if chosen else []
    return places[0].pk if places else None


def filtered(*, user: Person, filters: Filters) -> QuerySet[Submission]:
    """Return all that the queue lists, in its order: for exports and for work in bulk."""
    chosen = _chosen(tuple(cohorts_of(user)), filters)
    return narrowed(user, filters, chosen).order_by(*ORDERS[filters.order])


def with_machine(user: Person, submissions: QuerySet[Submission]) -> QuerySet[Submission]:
    """Tell what the machine recommends, as `machine_...`; None where it is hidden from a person."""
    shown = machine_visible_to(user)
    return submissions.annotate(
        machine_strategy=Case(When(shown, then=F("recommendation__strategy"))),
        machine_wording=Case(When(shown, then=F("recommendation__wording"))),
        machine_shares=Case(When(shown, then=F("recommendation__outcome__acceptability"))),
    )


def _chosen(cohorts: Sequence[Cohort], filters: Filters) -> list[int]:
    """Return the cohorts that are searched: a person's own, or the one that is asked for."""
    return [cohort.pk for cohort in cohorts if filters.cohort in (None, cohort.pk)]


def _window(
    user: Person, filters: Filters, cohorts: Sequence[int], cursor: str, before: str
) -> tuple[list[Cursor], bool, bool]:
    """Return the places of a page, and whether there are any before it and after it.

    What a reader has just come from is taken to be there still.
    """
    end = Cursor.read(before)
    if end is not None:
        places = _places(user, filters, cohorts, end, backwards=True)
        return places[:PAGE][::-1], len(places) > PAGE, True
    start = Cursor.read(cursor)
    places = _places(user, filters, cohorts, start)
    return places[:PAGE], start is not None, len(places) > PAGE


def _places(
    user: Person,
    filters: Filters,
    cohorts: Sequence[int],
    cursor: Cursor | None,
    *,
    backwards: bool = False,
) -> list[Cursor]:
    """Return the places of a page, and of one more that tells whether another page follows.

    Each cohort's index is read for itself, and no further than a page: nothing is sorted but what
    comes of that, however many submissions there are. `backwards` begins with what is nearest.
    """
    order: Sequence[str] = ORDERS[filters.order]
    sorted_by = SORTED_BY[filters.order]
    if backwards:
        order = turned(order)
    beyond = cursor.condition(filters.order, backwards=backwards) if cursor else Q()

    def first_of(chosen: Sequence[int]) -> QuerySet[Submission]:
        return narrowed(user, filters, chosen).filter(beyond).order_by(*order)[: PAGE + 1]

    if len(cohorts) == 1 or len(cohorts) > MAX_BRANCHES:
        found = first_of(cohorts).values_list(sorted_by, "pk")
    else:
        branches = [
            Submission.objects.filter(pk__in=first_of([cohort]).values("pk")).values_list(
                sorted_by, "pk"
            )
            for cohort in cohorts
        ]
        found = branches[0].union(*branches[1:], all=True).order_by(*order)[: PAGE + 1]
    return [Cursor.at(value, pk) for value, pk in found]


def _people(user: Person, pks: Sequence[int]) -> tuple[tuple[User, ...], dict[int, list[User]]]:
    """Return whom a person works with, and who is assigned to some submissions, in one query."""
    colleague = Membership.objects.filter(
        user=OuterRef("pk"), accelerator__memberships__user=user.pk
    )
    # No submission has the primary key 0
    here = Q(assignments__submission__in=list(pks) or [0])
    found = User.objects.annotate(
        is_colleague=Exists(colleague), assigned=FilteredRelation("assignments", condition=here)
    ).filter(Q(is_colleague=True) | Q(assigned__isnull=False))
    rows = found.annotate(to=F("assigned__submission")).order_by("assigned__at", "assigned__pk")
    people: dict[int, User] = {}
    reviewers: dict[int, list[User]] = {}
    for person in rows:
        if person.is_colleague:
            people[person.pk] = person
        reviewers.setdefault(person.to, []).append(person)
    by_name = sorted(people.values(), key=lambda one: (one.get_full_name() or one.email, one.pk))
    return tuple(by_name), reviewers


def _rows(
    user: Person, pks: Sequence[int], reviewers: Mapping[int, Sequence[User]]
) -> tuple[Row, ...]:
    """Return the rows of some submissions in this order, in one query."""
    submissions = with_machine(user, Submission.objects.filter(pk__in=pks))
    mine = {"submission": OuterRef("pk")}
    submissions = submissions.select_related("venture", "cohort__accelerator").annotate(
        review_count=_number_of(Review),
        comment_count=_number_of(Comment),
        is_read=Exists(ReadMark.objects.filter(user=user.pk, **mine)),
        has_stated=Exists(Review.objects.filter(reviewer=user.pk, **mine)),
    )
    found = {submission.pk: submission for submission in submissions}
    return tuple(_row(found[pk], tuple(reviewers.get(pk, ()))) for pk in pks if pk in found)


def _number_of(model: Any) -> _CountRows:
    return _CountRows(model.objects.filter(submission=OuterRef("pk")).values("pk"))


def _row(submission: Any, reviewers: tuple[User, ...]) -> Row:
    return Row(
        pk=submission.pk,
        venture=submission.venture.name,
        cohort=submission.cohort,
        state=SubmissionStatus(submission.status),
        language=submission.language,
        submitted_at=submission.submitted_at,
        machine=machine_of(submission),
        reviewers=reviewers,
        reviews=submission.review_count,
        comments=submission.comment_count,
        is_read=submission.is_read,
        has_stated=submission.has_stated,
    )


def machine_of(submission: Any) -> Machine | None:
    """Return what `with_machine` told of a submission; None while it is hidden."""
    if submission.machine_wording is None:
        return None
    strategy = Strategy(submission.machine_strategy) if submission.machine_strategy else None
    shares = submission.machine_shares or {}
    return Machine(strategy, Wording(submission.machine_wording), shares.get(strategy))


def _counts(
    user: Person, filters: Filters, cohorts: Sequence[int]
) -> dict[SubmissionStatus, BoundedCount]:
    """Count each state under the other filters, in one query that stops counting at MAX_COUNT."""
    numbers = {
        state.value: _CountRows(
            narrowed(user, replace(filters, state=state), cohorts).values("pk")[: MAX_COUNT + 1]
        )
        for state in SHOWN
    }
    # Any row will do: the numbers are values that have nothing to do with it
    counted = Cohort.objects.filter(pk=cohorts[0]).values(
        **{f"in_{name}": value for name, value in numbers.items()}
    )
    row: Mapping[str, Any] = counted.get()
    return {
        state: BoundedCount(
            min(row[f"in_{state.value}"], MAX_COUNT), is_exact=row[f"in_{state.value}"] <= MAX_COUNT
        )
        for state in SHOWN
    }
