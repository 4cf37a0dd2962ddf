"""A cohort in numbers: how far its founders are, what comes out, and who judges how."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from django.contrib.auth.models import User
from django.db.models import (
    Case,
    Count,
    F,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
    Window,
)
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Coalesce

from questionnaire.enums import Strategy, SubmissionStatus, Wording
from questionnaire.models import (
    Answer,
    Cohort,
    FounderInvitation,
    Question,
    QuestionSet,
    Rating,
    Recommendation,
    Review,
    Submission,
)
from questionnaire.review.access import SHOWN, visible
from questionnaire.review.agreement import Agreement, Pair, agreement_of
from questionnaire.review.blindness import machine_visible_to
from questionnaire.review.suppression import FEWEST, Counts, hide_small

MAX_DISAGREEMENTS = 10
# So many numbers still fit well into one query
MANY = 10_000
# Where a draft stands whose questions are all answered
AT_THE_END = ""


@dataclass(frozen=True)
class Funnel:
    """How many founders have come how far; `stuck` counts drafts by the set that comes next."""

    invited: int
    started: int
    submitted: int
    in_review: int
    reviewed: int
    stuck: Counts[str]


@dataclass(frozen=True)
class Spread:
    """What the machine recommends, "" for no strategy, and how firmly."""

    strategies: Counts[str]
    wordings: Counts[str]


@dataclass(frozen=True)
class Severity:
    """How a reviewer scores: `gap` is by how much above the others' scores of the same, on average.

    `mean` is None for fewer than FEWEST scores, `gap` for fewer than FEWEST that others gave too.
    """

    reviewer: User
    scores: int
    mean: float | None
    shared: int
    gap: float | None


@dataclass(frozen=True)
class Disagreement:
    """A review whose strategy the machine finds right in a `share` of the plausible readings."""

    review: Review
    machine: Strategy
    share: float


def submitted_in(cohort: Cohort) -> QuerySet[Submission]:
    """Return what is counted: of each founder the version that stands."""
    return Submission.objects.filter(cohort=cohort, is_current=True, status__in=SHOWN)


def funnel(cohort: Cohort) -> Funnel:
    """Return how far the founders of a cohort are, in four queries."""
    versions = Submission.objects.filter(cohort=cohort).exclude(status=SubmissionStatus.WITHDRAWN)
    current = Q(is_current=True)
    numbers = versions.aggregate(
        started=Count("pk", filter=Q(previous=None)),
        submitted=Count("pk", filter=current & Q(status__in=SHOWN)),
        in_review=Count("pk", filter=current & Q(status=SubmissionStatus.IN_REVIEW)),
        reviewed=Count("pk", filter=current & Q(status=SubmissionStatus.REVIEWED)),
    )
    invited = FounderInvitation.objects.filter(cohort=cohort).count()
    return Funnel(invited=invited, stuck=_stuck(cohort), **numbers)


def _stuck(cohort: Cohort) -> Counts[str]:
    """Count the first drafts by the set of the first question that has no answer.

    Every set has its cell, in the order of the walk: one that is left out would tell of a 0.
    """
    answered = Answer.objects.filter(Q(option__isnull=False) | Q(not_sure=True))
    open_questions = Question.objects.filter(
        question_set__questionnaire=OuterRef("questionnaire")
    ).exclude(pk__in=answered.filter(submission=OuterRef(OuterRef("pk"))).values("question"))
    first = open_questions.order_by("question_set__position", "position", "pk")
    drafts = Submission.objects.filter(
        cohort=cohort, is_current=True, status=SubmissionStatus.DRAFT, previous=None
    ).annotate(at=Coalesce(Subquery(first.values("question_set__key")[:1]), Value(AT_THE_END)))
    sets = QuestionSet.objects.filter(questionnaire__in=drafts.order_by().values("questionnaire"))
    keys = sets.order_by("position", "pk").values_list("key", flat=True)
    return hide_small({**dict.fromkeys((*keys, AT_THE_END), 0), **_counted(drafts, "at")})


def spread(cohort: Cohort) -> Spread:
    """Return what the machine recommends in a cohort, in two queries; every value has a cell."""
    said = Recommendation.objects.filter(submission__in=submitted_in(cohort))
    strategies = {**dict.fromkeys((*Strategy.values, ""), 0), **_counted(said, "strategy")}
    wordings = {**dict.fromkeys(Wording.values, 0), **_counted(said, "wording")}
    return Spread(hide_small(strategies), hide_small(wordings))


def _counted(rows: QuerySet[Any], field: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(field).annotate(number=Count("pk")))


def people_against_machine(cohort: Cohort) -> Agreement | None:
    """Return how far what people stated first agrees with the machine, in one query.

    Each review counts, but for submissions for which the machine names no strategy: people cannot
    say that. None for reviews of fewer than FEWEST submissions: it would tell of single ones.
    """
    reviews = Review.objects.filter(submission__in=submitted_in(cohort))
    reviews = reviews.exclude(submission__recommendation__strategy="").order_by()
    rows = reviews.values_list(
        "submission", "first_strategy", "submission__recommendation__strategy"
    )
    tables: defaultdict[int, dict[Pair, int]] = defaultdict(dict)
    for submission, person, machine, number in rows.annotate(Count("pk")):
        tables[submission][person, machine] = number
    return agreement_of(tables.values()) if len(tables) >= FEWEST else None


def strongest_disagreements(*, cohort: Cohort, user: User) -> Sequence[Disagreement]:
    """Return the reviews that the machine contradicts most firmly, in two queries.

    Only of submissions that the person may see, and whose recommendation is not hidden from them.
    """
    seen = _few(visible(user).filter(machine_visible_to(user), cohort=cohort, is_current=True))
    outcome = KeyTransform("acceptability", "submission__recommendation__outcome")
    shares = [
        When(first_strategy=strategy, then=Cast(KeyTextTransform(strategy, outcome), FloatField()))
        for strategy in Strategy.values
    ]
    reviews = (
        Review.objects.filter(submission__in=seen)
        .exclude(submission__recommendation__strategy__in=["", F("first_strategy")])
        .annotate(share=Case(*shares), machine=F("submission__recommendation__strategy"))
        .select_related("submission__venture", "reviewer")
        .order_by("share", "-submission__submitted_at", "pk")
    )
    return [
        Disagreement(review, Strategy(review.machine), review.share)
        for review in reviews[:MAX_DISAGREEMENTS]
    ]


def _few(submissions: QuerySet[Submission]) -> QuerySet[Submission] | list[int]:
    """Return the submissions' numbers where they are few, or else how to find them.

    With numbers, PostgreSQL goes by the indexes; with the query inside another that joins several
    tables, it reads all reviews there are.
    """
    numbers = list(submissions.order_by().values_list("pk", flat=True)[: MANY + 1])
    return submissions if len(numbers) > MANY else numbers


def severity(cohort: Cohort) -> list[Severity]:
    """Return how each reviewer of a cohort scores, the most severe first, in three queries."""
    same = [F("review__submission"), F("criterion")]
    ratings = Rating.objects.filter(review__submission__in=_few(submitted_in(cohort))).annotate(
        total=Window(Sum("score"), partition_by=same),
        given=Window(Count("pk"), partition_by=same),
    )
    scores: defaultdict[int, list[int]] = defaultdict(list)
    gaps: defaultdict[int, list[float]] = defaultdict(list)
    rows = ratings.order_by().values_list("review__reviewer", "score", "total", "given")
    for reviewer, score, total, given in rows.iterator():
        scores[reviewer].append(score)
        if given > 1:
            gaps[reviewer].append(score - (total - score) / (given - 1))
    people = User.objects.filter(pk__in=scores)
    found = [_severity(person, scores[person.pk], gaps[person.pk]) for person in people]
    return sorted(found, key=lambda one: (one.gap is None, one.gap or 0.0, one.reviewer.pk))


def _severity(person: User, scores: Sequence[int], gaps: Sequence[float]) -> Severity:
    return Severity(
        reviewer=person,
        scores=len(scores),
        mean=fmean(scores) if len(scores) >= FEWEST else None,
        shared=len(gaps),
        gap=fmean(gaps) if len(gaps) >= FEWEST else None,
    )
