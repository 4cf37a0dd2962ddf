"""Who reviews what: assigned by hand, in bulk or in balance; and who must not."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count

from questionnaire.enums import SubmissionStatus
from questionnaire.models import (
    Accelerator,
    Assignment,
    Cohort,
    Conflict,
    Membership,
    ReadMark,
    Submission,
)
from questionnaire.review.access import (
    members_who_may_see,
    submission_for,
    visible,
)

# What still has to be done counts as load; what is reviewed does not
TO_DO = (SubmissionStatus.SUBMITTED, SubmissionStatus.IN_REVIEW)


class CannotReviewError(Exception):
    """The person does not work for the accelerator, or has declared a conflict."""


@dataclass(frozen=True)
class Balanced:
    """What an automatic assignment did, and the submissions that lack a reviewer for conflicts."""

    assigned: tuple[tuple[int, int], ...]
    short: tuple[int, ...]


@transaction.atomic
def assign(*, submission: Submission, reviewer: User, by: User) -> bool:
    """Assign a submission; return whether it is new. Raises CannotReviewError, and Http404."""
    locked = submission_for(by, submission.pk, lock=True)
    if not members_who_may_see(locked).filter(user=reviewer).exists():
        raise CannotReviewError
    _assignment, is_new = Assignment.objects.get_or_create(
        submission=locked, reviewer=reviewer, defaults={"by": by}
    )
    return is_new


@transaction.atomic
def unassign(*, submission: Submission, reviewer: User, by: User) -> None:
    """Take an assignment back; without one, nothing changes. Raises Http404."""
    locked = submission_for(by, submission.pk, lock=True)
    Assignment.objects.filter(submission=locked, reviewer=reviewer).delete()


@transaction.atomic
def assign_many(*, pks: Sequence[int], reviewer: User, by: User) -> tuple[int, int]:
    """Assign many submissions; return how many are assigned then, and how many cannot be.

    Those that `by` may not see are left out, and counted nowhere.
    """
    locked = _locked(visible(by).filter(pk__in=pks).values_list("pk", flat=True))
    theirs = set(visible(reviewer).filter(pk__in=locked).values_list("pk", flat=True))
    Assignment.objects.bulk_create(
        (Assignment(submission_id=pk, reviewer=reviewer, by=by) for pk in locked if pk in theirs),
        ignore_conflicts=True,
    )
    return len(theirs), len(locked) - len(theirs)


@transaction.atomic
def balance(*, cohort: Cohort, by: User, reviewers: Sequence[User], each: int) -> Balanced:
    """Assign the cohort's open submissions until each has `each` reviewers out of `reviewers`.

    The oldest comes first, and goes to whoever has least to do in the whole accelerator, of two to
    the one with the lower primary key; never to somebody with a conflict. Those whom nobody else
    may review are `short`. Raises CannotReviewError when a reviewer is no member.
    """
    _lock_accelerator(cohort.accelerator_id)
    people = sorted({reviewer.pk for reviewer in reviewers})
    members = Membership.objects.filter(accelerator=cohort.accelerator_id, user__in=people)
    if members.count() != len(people):
        raise CannotReviewError
    submissions = Submission.objects.filter(cohort=cohort, is_current=True, status__in=TO_DO)
    ventures = dict(submissions.order_by("submitted_at", "pk").values_list("pk", "venture"))
    assigned: dict[int, set[int]] = {pk: set() for pk in ventures}
    for submission, person in _pairs(Assignment.objects.filter(submission__in=submissions)):
        assigned[submission].add(person)
    conflicted = _conflicted(cohort)
    barred = {pk: conflicted.get(venture, set()) for pk, venture in ventures.items()}
    plan = planned(assigned, barred, _load(cohort.accelerator_id, people), each)
    Assignment.objects.bulk_create(
        Assignment(submission_id=submission, reviewer_id=person, by=by)
        for submission, person in plan.assigned
    )
    return plan


def planned(
    assigned: Mapping[int, Collection[int]],
    barred: Mapping[int, Collection[int]],
    load: Mapping[int, int],
    each: int,
) -> Balanced:
    """Say who is to review what, given who does already, who must not, and how much all have to do.

    One submission after the other gets all its reviewers: that way loads that were the same stay
    within one of each other, as long as there are no conflicts.
    """
    loads = dict(load)
    now = {submission: set(people) for submission, people in assigned.items()}
    new: list[tuple[int, int]] = []
    for submission, people in now.items():
        free = loads.keys() - people - set(barred.get(submission, ()))
        by_load = sorted(free, key=lambda person: (loads[person], person))
        for chosen in by_load[: max(0, each - len(people))]:
            people.add(chosen)
            loads[chosen] += 1
            new.append((submission, chosen))
    short = tuple(submission for submission, people in now.items() if len(people) < each)
    return Balanced(tuple(new), short)


@transaction.atomic
def declare_conflict(*, submission: Submission, user: User, reason: str = "") -> None:
    """Close all that a venture submitted to a person, for good: they are assigned none of it.

    What they have said about it before stays. Raises Http404 for what they may not see.
    """
    locked = submission_for(user, submission.pk, lock=True)
    Conflict.objects.create(submission=locked, user=user, reason=reason.strip())
    theirs = {"submission__venture": locked.venture_id}
    Assignment.objects.filter(reviewer=user, **theirs).delete()
    ReadMark.objects.filter(user=user, **theirs).delete()


def _locked(pks: Iterable[int]) -> list[int]:
    rows = Submission.objects.select_for_update().filter(pk__in=list(pks)).order_by("pk")
    return [row.pk for row in rows]


def _lock_accelerator(pk: int) -> None:
    """Let nobody else balance at the same time: the load would be counted twice."""
    list(Accelerator.objects.select_for_update(no_key=True).filter(pk=pk))


def _pairs(assignments: Iterable[Assignment]) -> Iterable[tuple[int, int]]:
    return ((row.submission_id, row.reviewer_id) for row in assignments)


def _conflicted(cohort: Cohort) -> dict[int, set[int]]:
    """Return who has a conflict, by venture."""
    conflicts = Conflict.objects.filter(submission__cohort=cohort)
    found: dict[int, set[int]] = {}
    for venture, person in conflicts.values_list("submission__venture", "user"):
        found.setdefault(venture, set()).add(person)
    return found


def _load(accelerator: int, people: Sequence[int]) -> Counter[int]:
    """Return how much each is assigned that is not reviewed yet."""
    waiting = Assignment.objects.filter(
        reviewer__in=people,
        submission__cohort__accelerator=accelerator,
        submission__is_current=True,
        submission__status__in=TO_DO,
    )
    counted = waiting.values("reviewer").annotate(number=Count("pk")).order_by()
    load = Counter(dict.fromkeys(people, 0))
    load.update({row["reviewer"]: row["number"] for row in counted})
    return load
