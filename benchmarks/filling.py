"""Submissions by the million, to measure with; written by COPY, past all services."""

import itertools
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from django.contrib.auth.models import User
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max, Model

from questionnaire import scoring
from questionnaire.catalogue.files import read_content, shipped_directories
from questionnaire.catalogue.queries import frozen, published
from questionnaire.catalogue.services import load
from questionnaire.enums import MemberRole, Strategy, SubmissionStatus
from questionnaire.models import (
    Accelerator,
    Answer,
    Assignment,
    Cohort,
    Comment,
    Criterion,
    FounderInvitation,
    Membership,
    NamePart,
    Rating,
    ReadMark,
    Recommendation,
    Review,
    Submission,
    Venture,
)
from questionnaire.results.answers import Said, form_of
from questionnaire.results.cohorts import fold, name_parts

KEY = "release"
PER_COHORT, COHORTS, ANSWERED = 400, 10, 5
# So many cohorts are written at a time
BLOCK = 50
OPENED = datetime(2026, 5, 4, 9, tzinfo=UTC)
LASTS_MINUTES = 60 * 24 * 40
LANGUAGES = ("en", "de", "fr", "es", "it", "pt")
FIRST = (
    "Amber",
    "Birch",
    "Copper",
    "Harbour",
    "Lumen",
    "North",
    "Quiet",
    "River",
    "Stone",
    "Tidal",
)
SECOND = ("Analytics", "Care", "Fields", "Harbour", "Labs", "Learning", "Robotics", "Speech")
STATES = (
    *(SubmissionStatus.DRAFT,),
    *(SubmissionStatus.SUBMITTED,) * 3,
    *(SubmissionStatus.IN_REVIEW, SubmissionStatus.REVIEWED),
)
# So many different results, each computed from answers, are shared out
RESULTS = 60
DIGEST = "0" * 64
# One founder of so many was invited
INVITED = 4
REVIEWS = itertools.count(1)

Rows = dict[type[Model], list[dict[str, Any]]]


@dataclass(frozen=True)
class Filled:
    """The person who is measured, and somebody they work with; the cohorts that have answers.

    `shown` are submissions of these that the person may open.
    """

    reader: User
    colleague: User
    answered: tuple[Cohort, ...]
    shown: tuple[int, ...]


@dataclass(frozen=True)
class Result:
    """Answers to everything, by primary keys of question and option; and what comes of them.

    `brief` leaves out what no list and no statistic reads.
    """

    answers: tuple[tuple[int, int | None], ...]
    strategy: str
    wording: str
    whole: str
    brief: str


def fill(size: int) -> Filled:
    """Write submissions until there are so many; those of the person who is measured come first."""
    if not Accelerator.objects.exists():
        _begin()
    ours = Accelerator.objects.earliest("pk")
    while (missing := size - Submission.objects.count()) >= PER_COHORT:
        cohorts = _cohorts(min(BLOCK, missing // PER_COHORT))
        _write(cohorts, ours)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(
            no_style(), [Venture, Submission, Cohort, Review]
        ):
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE")
    reader, colleague = User.objects.filter(memberships__accelerator=ours).order_by("pk")[:2]
    answered = tuple(ours.cohorts.order_by("pk")[:ANSWERED])
    shown = Submission.objects.filter(cohort__in=answered).exclude(status=SubmissionStatus.DRAFT)
    return Filled(reader, colleague, answered, tuple(shown.values_list("pk", flat=True)[:50]))


def _begin() -> None:
    for directory in shipped_directories():
        load(read_content(directory))
    _accelerator()
    _write(_cohorts(COHORTS), Accelerator.objects.earliest("pk"))


def _accelerator() -> Accelerator:
    """Make an accelerator with four people, the first of them a manager."""
    made = Accelerator.objects.create(name="Accelerator")
    for number in range(4):
        name = f"person{number}.{made.pk}"
        person = User.objects.create(username=name, email=f"{name}@example.org", first_name=name)
        role = MemberRole.REVIEWER if number else MemberRole.MANAGER
        Membership.objects.create(accelerator=made, user=person, role=role)
    return made


def _cohorts(number: int) -> list[Cohort]:
    """Make cohorts, ten to an accelerator."""
    first = 1 + (Cohort.objects.aggregate(last=Max("pk"))["last"] or 0)
    made = []
    for pk in range(first, first + number):
        if (pk - 1) % COHORTS == 0 and pk > 1:
            _accelerator()
        made.append(
            Cohort(
                pk=pk,
                accelerator=Accelerator.objects.latest("pk"),
                name=f"Cohort {pk}",
                questionnaire_key=KEY,
                code=f"{pk:08}",
                opens_at=OPENED,
                languages=list(LANGUAGES),
            )
        )
    return Cohort.objects.bulk_create(made)


def _write(cohorts: Sequence[Cohort], ours: Accelerator) -> None:
    """Write all submissions of some cohorts, with what hangs on them."""
    pk = 1 + (Submission.objects.aggregate(last=Max("pk"))["last"] or 0)
    rng = random.Random(pk)  # noqa: S311 - nothing secret
    rows: Rows = {}
    for cohort in cohorts:
        author = _Author(rng, rows, cohort, ours)
        for number in range(PER_COHORT):
            author.write(pk + number)
        pk += PER_COHORT
    for model, lines in rows.items():
        _copy(model, lines)


class _Author:
    """Invents the submissions of one cohort; in ours, more of everything."""

    def __init__(self, rng: random.Random, rows: Rows, cohort: Cohort, ours: Accelerator) -> None:
        self.rng, self.rows, self.cohort = rng, rows, cohort
        members = cohort.accelerator.memberships.order_by("pk")
        self.members = list(members.values_list("user", flat=True))
        made = Criterion.objects.bulk_create(
            Criterion(cohort=cohort, key=key, name=key) for key in ("reasons", "team", "care")
        )
        self.criteria = [criterion.pk for criterion in made]
        self.is_ours = cohort.accelerator_id == ours.pk
        self.has_answers = self.is_ours and cohort.pk <= ANSWERED
        self.share = 0.5 if self.is_ours else 0.1

    def add(self, model: type[Model], **row: Any) -> None:
        """Keep a row to be written."""
        self.rows.setdefault(model, []).append(row)

    def write(self, pk: int) -> None:
        """Invent one submission, with all that hangs on it."""
        name = f"{self.rng.choice(FIRST)} {self.rng.choice(SECOND)} {self.rng.randrange(1000)}"
        state = self.rng.choice(STATES)
        began = OPENED + timedelta(minutes=self.rng.randrange(LASTS_MINUTES))
        self.add(Venture, id=pk, name=name, created_at=began)
        self._submit(pk, fold(name), state, began)
        for part in name_parts(fold(name)):
            self.add(NamePart, submission_id=pk, cohort_id=self.cohort.pk, part=part)
        if pk % INVITED == 0:
            self._invite(pk, began)
        result = self.rng.choice(results())
        if self.has_answers:
            self._answer(pk, result, began, is_draft=state == SubmissionStatus.DRAFT)
        if state != SubmissionStatus.DRAFT:
            self._recommend(pk, result, began)
            self._work(pk, began)

    def _submit(self, pk: int, name: str, state: SubmissionStatus, moment: datetime) -> None:
        self.add(
            Submission,
            id=pk,
            venture_id=pk,
            questionnaire_id=questionnaire(),
            cohort_id=self.cohort.pk,
            name_key=name,
            is_current=True,
            status=state.value,
            token_hash=f"{pk:064}",
            language=self.rng.choice(LANGUAGES),
            email="",
            links_mailed=0,
            importance="{}",
            created_at=moment,
            updated_at=moment,
            submitted_at=None if state == SubmissionStatus.DRAFT else moment,
        )

    def _invite(self, pk: int, moment: datetime) -> None:
        self.add(
            FounderInvitation,
            cohort_id=self.cohort.pk,
            email=f"founder{pk}@example.org",
            language="en",
            token_hash=f"{pk:064}",
            submission_id=pk,
            created_at=moment,
            reminders=0,
        )

    def _answer(self, pk: int, result: Result, moment: datetime, *, is_draft: bool) -> None:
        number = self.rng.randrange(len(result.answers)) if is_draft else len(result.answers)
        for question, option in result.answers[:number]:
            self.add(
                Answer,
                submission_id=pk,
                question_id=question,
                option_id=option,
                not_sure=option is None,
                note="A note. " * (question % 3),
                updated_at=moment,
            )

    def _recommend(self, pk: int, result: Result, moment: datetime) -> None:
        self.add(
            Recommendation,
            submission_id=pk,
            strategy=result.strategy,
            wording=result.wording,
            outcome=result.whole if self.is_ours else result.brief,
            engine_version="0",
            structure_digest=DIGEST,
            text_digest=DIGEST,
            sample_digest=DIGEST,
            created_at=moment,
        )

    def _work(self, pk: int, moment: datetime) -> None:
        """Let members be assigned, read, judge and comment."""
        one, other = self.rng.sample(self.members, 2)
        if self.rng.random() < self.share:
            self.add(Assignment, submission_id=pk, reviewer_id=one, at=moment)
            self.add(ReadMark, submission_id=pk, user_id=one, at=moment)
        if self.rng.random() < self.share:
            self._judge(pk, one, moment)
            self._judge(pk, other, moment)
            self.add(Comment, submission_id=pk, author_id=one, text="Hm.", at=moment)

    def _judge(self, pk: int, person: int, moment: datetime) -> None:
        review, strategy = next(REVIEWS), self.rng.choice(Strategy.values)
        self.add(
            Review,
            id=review,
            submission_id=pk,
            reviewer_id=person,
            strategy=strategy,
            first_strategy=strategy,
            why="Because.",
            was_blind=True,
            stated_at=moment,
            updated_at=moment,
        )
        for criterion in self.criteria:
            score = self.rng.randint(1, 5)
            self.add(Rating, review_id=review, criterion_id=criterion, score=score)


@cache
def questionnaire() -> int:
    """Return the primary key of the questionnaire that all answer."""
    return published(key=KEY).pk


@cache
def results() -> tuple[Result, ...]:
    """Return what random answers come to."""
    version = frozen(published(key=KEY), language="en")
    rng = random.Random(1)  # noqa: S311 - nothing secret
    found = []
    for _number in range(RESULTS):
        said = {
            key: Said(rng.choice([*(option.key for option in one.options), "not-sure"]))
            for key, one in version.questions.items()
        }
        form = form_of(said, {})
        outcome, explanation = scoring.evaluate_and_explain(version.rubric, form)
        whole = {**outcome.as_dict(), "explanation": explanation.as_dict()}
        brief = {key: whole[key] for key in ("acceptability", "tensions")}
        answers = [
            (one.pk, None if said[key].choice == "not-sure" else one.option(said[key].choice).pk)
            for key, one in version.questions.items()
        ]
        texts = json.dumps(whole), json.dumps(brief)
        found.append(Result(tuple(answers), outcome.strategy or "", outcome.wording, *texts))
    return tuple(found)


def _copy(model: type[Model], rows: Sequence[dict[str, Any]]) -> None:
    """Write rows by columns, all the same ones, in one stream."""
    columns = list(rows[0])
    names = ", ".join(columns)
    statement = f"COPY {model._meta.db_table} ({names}) FROM STDIN"  # noqa: SLF001 - Django's own
    connection.ensure_connection()
    with connection.connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([row[column] for column in columns])
