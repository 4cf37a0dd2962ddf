"""How fast past submissions are replayed under a draft: `python -m benchmarks.replay`.

A throw-away database (SQLite, or the one that DATABASE_URL names) gets 100,000 invented submissions
of the shipped questionnaire: three answers in ten are "not sure yet", and a third of the founders
say what matters most. Beside the replay stands the reading of one column of the same answers,
measured in the same run.
"""

import os
import resource
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

# Django comes first
import numpy as np  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from questionnaire.catalogue.drafts import copy_to_draft  # noqa: E402
from questionnaire.catalogue.files import read_content, shipped_directories  # noqa: E402
from questionnaire.catalogue.services import load  # noqa: E402
from questionnaire.models import (  # noqa: E402
    AnswerOption,
    Question,
    Questionnaire,
    Recommendation,
    Submission,
    Venture,
)
from questionnaire.results import replay  # noqa: E402

SUBMISSIONS = 100_000
AT_A_TIME = 2_500
UNSURE = 0.3
TARGET = 10
SEED = 2026
NOW = datetime(2026, 11, 21, tzinfo=UTC)
INSERT = (
    "INSERT INTO questionnaire_answer"
    " (submission_id, question_id, option_id, not_sure, note, updated_at)"
    " VALUES (%s, %s, %s, %s, %s, %s)"
)


def fill(questionnaire: Questionnaire, count: int) -> None:
    """Store invented submissions, each with a recommendation of hybrid."""
    random = np.random.default_rng(SEED)
    venture = Venture.objects.create(name="Invented")
    questions = [
        (pk, list(AnswerOption.objects.filter(question=pk).values_list("pk", flat=True)))
        for pk in Question.objects.filter(question_set__questionnaire=questionnaire)
        .order_by("pk")
        .values_list("pk", flat=True)
    ]
    sets = list(questionnaire.sets.filter(kind="scored").values_list("key", flat=True))
    for start in range(0, count, AT_A_TIME):
        rows = Submission.objects.bulk_create(
            Submission(
                venture=venture,
                questionnaire=questionnaire,
                status="submitted",
                submitted_at=questionnaire.published_at,
                token_hash=f"{start + at:064x}",
                language="en",
                importance=importance(random, sets) if at % 3 == 0 else {},
            )
            for at in range(min(AT_A_TIME, count - start))
        )
        Recommendation.objects.bulk_create(
            Recommendation(submission=row, strategy="hybrid", wording="leaning", outcome={})
            for row in rows
        )
        with transaction.atomic(), connection.cursor() as cursor:
            # Django's rows would take longer to make than the replay takes to read
            given = list(answers(random, [row.pk for row in rows], questions))
            cursor.executemany(INSERT, given)


def importance(random: np.random.Generator, sets: list[str]) -> dict[str, int]:
    """Return how much each set matters to somebody."""
    return {
        key: int(level) for key, level in zip(sets, random.integers(1, 6, len(sets)), strict=True)
    }


def answers(
    random: np.random.Generator, submissions: list[int], questions: list[tuple[int, list[int]]]
) -> Iterator[tuple[Any, ...]]:
    """Yield an answer of each submission to each question, as INSERT takes it."""
    for pk, options in questions:
        chosen = random.integers(len(options), size=len(submissions)).tolist()
        unsure = (random.random(len(submissions)) < UNSURE).tolist()
        for submission, at, is_unsure in zip(submissions, chosen, unsure, strict=True):
            yield submission, pk, None if is_unsure else options[at], is_unsure, "", NOW


def seconds_to_count() -> float:
    """Return how long the database takes to go through one column of all answers."""
    begun = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), sum(option_id) FROM questionnaire_answer")
        cursor.fetchone()
    return time.perf_counter() - begun


def main() -> None:
    """Print how long a replay takes, in all and at most in one step, and how much memory."""
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        questionnaire, _is_new = load(read_content(shipped_directories()[0]))
        fill(questionnaire, SUBMISSIONS)
        draft = copy_to_draft(questionnaire)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        steps = []
        row = replay.begin(draft=draft, by=None)
        while not row.finished_at:
            begun = time.perf_counter()
            row = replay.go_on(row)
            steps.append(time.perf_counter() - begun)
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        whole, counted = sum(steps), seconds_to_count()
        print(f"{connection.vendor}: {row.done:,} submissions replayed in {whole:.1f} s")
        print(f"  must be <= {TARGET} s; {whole / counted:.0f} times counting their answers")
        print(
            f"  {len(steps)} steps, the longest {max(steps):.2f} s; memory grew by {grown:.0f} MB"
        )
        print(f"  moves: {row.moves}")
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
