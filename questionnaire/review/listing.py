"""The list of cohorts, with how many founders are in each."""

from typing import Any

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery

from questionnaire.models import Cohort, FounderInvitation, Submission
from questionnaire.review.access import SHOWN

MAX_COUNT = 10_000


class BoundedNumber(Subquery):
    """How many rows a query finds; it stops counting after MAX_COUNT, at one more."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def with_counts(cohorts: QuerySet[Cohort]) -> QuerySet[Any]:
    """Add to each cohort how many founders are `invited` and have `submitted`.

    A number of MAX_COUNT + 1 means that there are more than MAX_COUNT.
    """
    submissions = Submission.objects.filter(cohort=OuterRef("pk"), is_current=True)
    return cohorts.annotate(
        invited=_number(FounderInvitation.objects.filter(cohort=OuterRef("pk"))),
        submitted=_number(submissions.filter(status__in=SHOWN)),
    )


def _number(rows: QuerySet[FounderInvitation] | QuerySet[Submission]) -> BoundedNumber:
    return BoundedNumber(rows.order_by().values("pk")[: MAX_COUNT + 1])
