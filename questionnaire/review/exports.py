"""What is exported of a filtered list: read in blocks, by the rules of every other page.

A person exports what they may see: no submission behind a conflict, and no recommendation, nor
anybody else's review, that is hidden from them. What is hidden is empty, and said to be hidden.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Avg, Count
from django.utils.translation import gettext as _
from django.utils.translation import override

from questionnaire.catalogue.queries import frozen
from questionnaire.catalogue.values import FrozenQuestion, FrozenQuestionnaire
from questionnaire.enums import ExportFormat
from questionnaire.models import Assignment, Cohort, Export, Questionnaire, Review, Submission
from questionnaire.results.answers import Said, answers_of_each
from questionnaire.review.access import cohorts_of
from questionnaire.review.comments import name_of
from questionnaire.review.filters import Filters
from questionnaire.review.narrowing import ORDERS, Cursor, narrowed
from questionnaire.review.queries import SORTED_BY, Machine, machine_of, with_machine

BLOCK = 500


@dataclass(frozen=True)
class Part:
    """The columns of one questionnaire: the questions and scored sets of all its versions."""

    key: str
    questions: tuple[FrozenQuestion, ...]
    sets: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """What is going to be exported, counted; `numbers` is how many rows each accelerator has."""

    user: User
    filters: Filters
    language: str
    cohorts: tuple[Cohort, ...]
    versions: Mapping[int, FrozenQuestionnaire]
    numbers: Mapping[int, int]
    # What stands for an answer that is open, and for a recommendation that is hidden
    not_sure: str
    hidden: str

    @property
    def rows(self) -> int:
        """How many submissions there are."""
        return sum(self.numbers.values())

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The questionnaires in alphabetical order; of a question, the newest version's words."""
        kept: dict[str, tuple[dict[str, FrozenQuestion], dict[str, None]]] = {}
        newest_first = sorted(self.versions.values(), key=lambda one: (one.key, -one.version))
        for version in newest_first:
            questions, sets = kept.setdefault(version.key, ({}, {}))
            for key, question in version.questions.items():
                questions.setdefault(key, question)
            sets.update(dict.fromkeys(part.key for part in version.scored_sets))
        return tuple(
            Part(key, tuple(questions.values()), tuple(sets))
            for key, (questions, sets) in kept.items()
        )


@dataclass(frozen=True)
class Record:
    """One submission with all that is exported of it.

    `machine` is None while it is hidden; then `reviews` has nobody else's, either.
    """

    submission: Submission
    cohort: Cohort
    questionnaire: FrozenQuestionnaire
    machine: Machine | None
    answers: Mapping[str, Said]
    assigned: tuple[str, ...]
    reviews: tuple[Review, ...]

    @property
    def mean_score(self) -> float | None:
        """The mean of the means of those reviews that rate by the rubric."""
        means = [float(mean) for one in self.reviews if (mean := mean_of(one)) is not None]
        return sum(means) / len(means) if means else None

    def words(self, key: str) -> str:
        """Return an answer in words: those of the version that was answered; "" without one."""
        said = self.answers.get(key, Said())
        options = self.questionnaire.questions[key].options if said.choice else ()
        return next((option.text for option in options if option.key == said.choice), "")


def mean_of(review: Any) -> float | None:
    """Return the mean of the scores of a review; None without any."""
    return None if review.mean is None else float(review.mean)


def plan(*, user: User, filters: Filters, language: str) -> Plan:
    """Count what the filters list, in three queries, and read the words of its questionnaires."""
    cohorts = tuple(one for one in cohorts_of(user) if filters.cohort in (None, one.pk))
    listed = narrowed(user, filters, [one.pk for one in cohorts]).order_by()
    rows = listed.values_list("cohort", "questionnaire").annotate(number=Count("pk"))
    numbers: defaultdict[int, int] = defaultdict(int)
    homes = {one.pk: one.accelerator_id for one in cohorts}
    found = list(rows)
    for cohort, _version, number in found:
        numbers[homes[cohort]] += number
    filled = {cohort for cohort, _version, _number in found}
    stored = Questionnaire.objects.filter(pk__in={version for _cohort, version, _number in found})
    with override(language):
        not_sure = _("Not sure yet")
        hidden = _("Hidden until you have stated a strategy of your own, and why.")
    return Plan(
        user=user,
        filters=filters,
        language=language,
        cohorts=tuple(one for one in cohorts if one.pk in filled),
        versions={row.pk: frozen(row, language=language) for row in stored},
        numbers=dict(numbers),
        not_sure=not_sure,
        hidden=hidden,
    )


@transaction.atomic
def log(planned: Plan, file_format: ExportFormat) -> list[Export]:
    """Note for each accelerator who exports how many of its submissions, before any leaves."""
    return [
        Export.objects.create(
            by=planned.user,
            accelerator_id=accelerator,
            format=file_format,
            filters=planned.filters.as_texts(),
            rows=number,
        )
        for accelerator, number in sorted(planned.numbers.items())
    ]


def records(planned: Plan) -> Iterator[Record]:
    """Yield what was planned, cohort by cohort, each in the order that the filters ask for.

    Read in blocks of BLOCK submissions, four queries each, so that memory does not grow with the
    list. What is submitted meanwhile, to a version that was not planned, is left out.
    """
    for cohort in planned.cohorts:
        cursor: Cursor | None = None
        while block := _block(planned, cohort, cursor):
            yield from _completed(planned, cohort, block)
            if len(block) < BLOCK:
                break
            last = block[-1]
            cursor = Cursor.at(getattr(last, SORTED_BY[planned.filters.order]), last.pk)


def _block(planned: Plan, cohort: Cohort, cursor: Cursor | None) -> list[Submission]:
    filters = replace(planned.filters, cohort=cohort.pk)
    submissions = narrowed(planned.user, filters, [cohort.pk])
    if cursor is not None:
        submissions = submissions.filter(cursor.condition(filters.order))
    submissions = with_machine(planned.user, submissions).select_related("venture")
    return list(submissions.order_by(*ORDERS[filters.order])[:BLOCK])


def _completed(planned: Plan, cohort: Cohort, block: Sequence[Submission]) -> Iterator[Record]:
    known = [one for one in block if one.questionnaire_id in planned.versions]
    answers = _answers(planned, known)
    assigned: dict[int, list[str]] = {one.pk: [] for one in known}
    for row in Assignment.objects.filter(submission__in=known).select_related("reviewer"):
        assigned[row.submission_id].append(name_of(row.reviewer))
    reviews: dict[int, list[Review]] = {one.pk: [] for one in known}
    stated = Review.objects.filter(submission__in=known).select_related("reviewer")
    for review in stated.annotate(mean=Avg("ratings__score")).order_by("stated_at", "pk"):
        reviews[review.submission_id].append(review)
    for submission in known:
        machine = machine_of(submission)
        is_hidden = machine is None
        yield Record(
            submission=submission,
            cohort=cohort,
            questionnaire=planned.versions[submission.questionnaire_id],
            machine=machine,
            answers=answers[submission.pk],
            assigned=tuple(sorted(assigned[submission.pk])),
            reviews=() if is_hidden else tuple(reviews[submission.pk]),
        )


def _answers(planned: Plan, block: Sequence[Submission]) -> dict[int, dict[str, Said]]:
    """Return what each submission says, in one query for each version among them."""
    by_version: defaultdict[int, list[Submission]] = defaultdict(list)
    for submission in block:
        by_version[submission.questionnaire_id].append(submission)
    answers: dict[int, dict[str, Said]] = {}
    for version, submissions in by_version.items():
        answers |= answers_of_each(submissions, planned.versions[version])
    return answers
