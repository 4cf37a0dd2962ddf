"""Filters and orders as conditions on submissions; what is hidden from a person is not asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from questionnaire.models import Assignment, NamePart, ReadMark, Submission
from questionnaire.results.cohorts import fold
from questionnaire.review.access import SHOWN, Person, without_conflicts
from questionnaire.review.blindness import machine_visible_to
from questionnaire.review.filters import ME, NO_STRATEGY, NOBODY, Filters, Order

ORDERS = {
    Order.NEWEST: ("-submitted_at", "-pk"),
    Order.OLDEST: ("submitted_at", "pk"),
    Order.NAME: ("name_key", "pk"),
}
MARK = "_"


def turned(order: Sequence[str]) -> list[str]:
    """Return an order the other way round."""
    return [field[1:] if field.startswith("-") else f"-{field}" for field in order]


def narrowed(user: Person, filters: Filters, cohorts: Sequence[int]) -> QuerySet[Submission]:
    """Return the submissions of a person's cohorts that the filters ask for, in no order.

    `cohorts` must be among those of `access.cohorts_of`; conflicts are left out here.
    """
    submissions = Submission.objects.filter(is_current=True, cohort__in=cohorts)
    submissions = without_conflicts(user, submissions)
    state = [filters.state] if filters.state else SHOWN
    submissions = submissions.filter(_said(filters), _dated(filters), status__in=state)
    submissions = submissions.filter(_worked_on(user, filters))
    if filters.search:
        parts = NamePart.objects.filter(cohort__in=cohorts, part__startswith=fold(filters.search))
        submissions = submissions.filter(pk__in=parts.values("submission"))
    if filters.asks_for_machine:
        submissions = submissions.filter(machine_visible_to(user), _recommended(filters))
    return submissions


def _said(filters: Filters) -> Q:
    return Q(language=filters.language) if filters.language else Q()


def _dated(filters: Filters) -> Q:
    condition = Q()
    if filters.since:
        condition &= Q(submitted_at__gte=_midnight(filters.since))
    if filters.until and filters.until < date.max:
        condition &= Q(submitted_at__lt=_midnight(filters.until + timedelta(days=1)))
    return condition


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone()).astimezone(UTC)


def _worked_on(user: Person, filters: Filters) -> Q:
    condition = Q()
    assigned = Assignment.objects.filter(submission=OuterRef("pk"))
    if filters.assigned == NOBODY:
        condition &= ~Q(Exists(assigned))
    elif filters.assigned:
        reviewer = user.pk if filters.assigned == ME else int(filters.assigned)
        condition &= Q(Exists(assigned.filter(reviewer=reviewer)))
    if filters.unread:
        read = ReadMark.objects.filter(submission=OuterRef("pk"), user=user.pk)
        condition &= ~Q(Exists(read))
    return condition


def _recommended(filters: Filters) -> Q:
    condition = Q()
    if filters.recommendation:
        strategy = "" if filters.recommendation == NO_STRATEGY else filters.recommendation
        condition &= Q(recommendation__strategy=strategy)
    if filters.wording:
        condition &= Q(recommendation__wording=filters.wording)
    return condition


@dataclass(frozen=True)
class Cursor:
    """A place in the queue, after one submission: what it is sorted by, and its primary key."""

    value: str
    pk: int

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the place that an address names; None for nonsense."""
        value, mark, pk = text.replace("\0", "").rpartition(MARK)
        is_number = pk.isascii() and pk.isdigit() and len(pk) <= len(str(2**62)) - 1
        return cls(value, int(pk)) if mark and is_number else None

    @classmethod
    def at(cls, value: str | datetime, pk: int) -> Self:
        """Return the place after a submission, given what it is sorted by."""
        if isinstance(value, datetime):
            return cls(value.astimezone(UTC).isoformat(), pk)
        return cls(value, pk)

    def __str__(self) -> str:
        return f"{self.value}{MARK}{self.pk}"

    def condition(self, order: Order, *, backwards: bool = False) -> Q:
        """Return what lies after this place, or before; everything for one that cannot be.

        The first bound alone would let through too much; it is what an index can look up.
        """
        field = ORDERS[order][0].removeprefix("-")
        value = self.value if order == Order.NAME else moment_of(self.value)
        if value is None:
            return Q()
        way = "lt" if (order == Order.NEWEST) != backwards else "gt"
        beyond = Q(**{f"{field}__{way}": value})
        same = Q(**{field: value, f"pk__{way}": self.pk})
        return Q(**{f"{field}__{way}e": value}) & (beyond | same)


def moment_of(text: str) -> datetime | None:
    """Return the moment that an address names; None for what is none in any database."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
