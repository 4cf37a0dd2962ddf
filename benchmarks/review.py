"""What staff wait for, with few submissions and with many: `python -m benchmarks.review`.

    python -m benchmarks.review [FEW] [MANY]        10,000 and 1,000,000 unless told otherwise

On PostgreSQL: a throw-away server, or the one of DATABASE_URL (in a database of its own, which is
deleted at the end). One accelerator stays the same, with ten cohorts of 400 submissions, five of
them with answers: a person who works there is measured. All other submissions belong to others, so
that nothing but the size of the tables differs between the two columns of figures.
"""

import os
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

import django
import numpy as np

from tests import postgres

if "DATABASE_URL" not in os.environ:
    sys.exit(postgres.main([sys.executable, "-m", "benchmarks.review", *sys.argv[1:]]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

# Django comes first
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils.translation import override  # noqa: E402

from benchmarks.filling import Filled, fill  # noqa: E402
from questionnaire.enums import Strategy, SubmissionStatus, Wording  # noqa: E402
from questionnaire.review import dividing, export_files, exports, statistics, workbook  # noqa: E402
from questionnaire.review.filters import ME, NOBODY, Filters, Order  # noqa: E402
from questionnaire.review.queries import queue  # noqa: E402

FEW, MANY = 10_000, 1_000_000
REPEATS = 5
# So many times as long may a page take with many submissions as with few
TARGET = 2.0
MEGABYTE = 1 << 20

Figures = dict[str, float]


def varied(filled: Filled) -> list[Filters]:
    """Return what people filter by, alone and together."""
    cohort = filled.answered[0].pk
    middle = filled.answered[0].opens_at.date() + timedelta(days=20)
    one_by_one = [
        Filters(),
        *(Filters(state=state) for state in list(SubmissionStatus)[1:4]),
        *(Filters(recommendation=strategy) for strategy in Strategy.values),
        *(Filters(wording=wording) for wording in (Wording.CLEAR, Wording.TIE)),
        *(Filters(language=language) for language in ("en", "pt")),
        *(Filters(assigned=who) for who in (ME, NOBODY, filled.colleague.pk)),
        *(Filters(order=order) for order in Order),
        Filters(unread=True),
        Filters(since=middle),
        Filters(until=middle),
    ]
    together = [
        Filters(state=SubmissionStatus.SUBMITTED, assigned=ME, unread=True),
        Filters(recommendation=Strategy.OPEN, wording=Wording.CLEAR, language="de"),
        Filters(since=middle, order=Order.NAME, assigned=NOBODY),
    ]
    alone = one_by_one + together
    return alone + [replace(filters, cohort=cohort) for filters in alone]


def searches() -> list[Filters]:
    """Return searches: for what is common, for what is rare, and for what is not there."""
    words = ("a", "har", "harbour", "lumen 12", "north", "zzz")
    return [Filters(search=word) for word in words]


def milliseconds(run: Callable[[], object]) -> float:
    """Return how long a run takes."""
    start = time.perf_counter()
    run()
    return 1000 * (time.perf_counter() - start)


def percentiles(name: str, runs: Iterable[Callable[[], object]]) -> Figures:
    """Return the median and the 95th percentile over all runs, each repeated; each warmed up."""
    times = []
    for run in runs:
        run()
        times += [milliseconds(run) for _ in range(REPEATS)]
    return {f"{name}, p50": np.percentile(times, 50), f"{name}, p95": np.percentile(times, 95)}


def pages(filled: Filled) -> Figures:
    """Return the times of whole requests, in milliseconds."""
    client = Client()
    client.force_login(filled.reader)

    def get(name: str, *args: int, query: str = "") -> Callable[[], object]:
        with override("en"):
            path = reverse(f"review:{name}", args=args)
        return lambda: _found(client, f"{path}?{query}")

    seen = [get("submission", pk) for pk in filled.shown[:10]]
    return {
        **percentiles("queue", [get("queue", query=one.query()) for one in varied(filled)]),
        **percentiles("search", [get("queue", query=one.query()) for one in searches()]),
        **percentiles("submission", seen),
        **percentiles("cohort", [get("cohort", one.pk) for one in filled.answered]),
        **percentiles("cohorts", [get("cohorts")]),
    }


def _found(client: Client, path: str) -> None:
    response = client.get(path)
    if response.status_code != 200:  # noqa: PLR2004 - what a page that is there answers
        raise RuntimeError(f"{path}: {response.status_code}")


def parts(filled: Filled) -> Figures:
    """Return the times of what the pages ask the database for, in milliseconds."""
    reader, cohorts = filled.reader, filled.answered
    of_cohort: Mapping[str, Callable[..., object]] = {
        "funnel": statistics.funnel,
        "spread": statistics.spread,
        "division": dividing.division,
        "tensions": dividing.tensions,
        "people against machine": statistics.people_against_machine,
        "disagreements": lambda one: statistics.strongest_disagreements(cohort=one, user=reader),
        "severity": statistics.severity,
    }
    return {
        **percentiles(
            "queue alone",
            [lambda one=one: queue(user=reader, filters=one) for one in varied(filled)],  # type: ignore[misc]
        ),
        **{
            name: figure
            for part, ask in of_cohort.items()
            for name, figure in percentiles(
                part,
                [lambda one=one, ask=ask: ask(one) for one in cohorts],  # type: ignore[misc]
            ).items()
        },
    }


def export(filled: Filled) -> Figures:
    """Return how many rows a second each format writes, and the most memory it takes, in MB."""
    formats: Mapping[str, Callable[[exports.Plan], object]] = {
        "CSV": lambda planned: sum(1 for _line in export_files.as_csv(planned)),
        "JSON": lambda planned: sum(1 for _line in export_files.as_json(planned)),
        "XLSX": lambda planned: sum(1 for _part in workbook.as_xlsx(planned)),
    }
    figures: Figures = {}
    whole = exports.plan(user=filled.reader, filters=Filters(), language="en")
    cohort = Filters(cohort=filled.answered[0].pk)
    part = exports.plan(user=filled.reader, filters=cohort, language="en")
    for name, write in formats.items():
        took = milliseconds(lambda write=write: write(whole)) / 1000  # type: ignore[misc]
        figures[f"{name}, rows a second"] = whole.rows / took
        figures[f"{name}, MB for {part.rows} rows"] = _peak(write, part)
        figures[f"{name}, MB for {whole.rows} rows"] = _peak(write, whole)
    return figures


def _peak(write: Callable[[exports.Plan], object], planned: exports.Plan) -> float:
    tracemalloc.start()
    write(planned)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / MEGABYTE


def measure(filled: Filled) -> Figures:
    """Return all figures; those whose ratio counts come first."""
    return {**pages(filled), **parts(filled), **export(filled)}


def show(few: int, many: int, before: Figures, after: Figures) -> None:
    """Print the figures side by side, and what became of each."""
    print(f"{'':36}{few:>12,}{many:>12,}{'ratio':>8}")
    for name, figure in before.items():
        ratio = after[name] / figure
        is_time = name.endswith(("p50", "p95"))
        verdict = ("met" if ratio <= TARGET else "MISSED") if is_time else ""
        unit = "ms" if is_time else ""
        print(f"{name:36}{figure:10.1f}{unit:2}{after[name]:10.1f}{unit:2}{ratio:8.2f} {verdict}")


def main() -> None:
    """Fill a database of its own, measure, fill further, measure again."""
    sizes = [int(number.replace(",", "")) for number in sys.argv[1:]]
    few, many = sizes or (FEW, MANY)
    name = connection.settings_dict["NAME"]
    setup_test_environment()
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        figures = []
        for size in (few, many):
            started = time.perf_counter()
            filled = fill(size)
            print(f"{size:,} submissions are there after {time.perf_counter() - started:.0f} s")
            figures.append(measure(filled))
        show(few, many, *figures)
    finally:
        connection.creation.destroy_test_db(str(name), verbosity=0)


if __name__ == "__main__":
    main()
