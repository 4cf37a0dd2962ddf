"""How fast a result is set as a PDF: `python -m benchmarks.report`.

Each report carries another note in every answer, so that nothing typst remembers of the last one
spares it much. Beside it stands the scoring of the same answers, measured in the same run. The
compiler, its fonts and its templates are read once per process; that first report stands by itself.
"""

import itertools
import os
import time
from collections import defaultdict
from datetime import UTC, datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

# Django comes first
from benchmarks.scoring import milliseconds, show  # noqa: E402
from questionnaire import scoring  # noqa: E402
from questionnaire.catalogue.files import read_content, shipped_directories  # noqa: E402
from questionnaire.catalogue.reading import Ids  # noqa: E402
from questionnaire.catalogue.values import FrozenQuestionnaire, freeze  # noqa: E402
from questionnaire.results.answers import Said, form_of, read_over  # noqa: E402
from questionnaire.results.presenting import present  # noqa: E402
from questionnaire.results.report import Stamp, render_report  # noqa: E402
from questionnaire.results.samples import sample_of  # noqa: E402

REPEATS = 20
TARGET = 300
LONGEST_NOTE = 2_000
SENTENCE = "What we thought about it, and what we would like to know before we decide. "
STAMP = Stamp("An invented startup", datetime(2026, 11, 21, tzinfo=UTC), ("0" * 64,) * 3)


def shipped(language: str) -> FrozenQuestionnaire:
    """Return the questionnaire that comes with the product, without a database."""
    content = read_content(shipped_directories()[0])
    ids = Ids(sets=defaultdict(int), questions=defaultdict(int), options=defaultdict(int))
    return freeze(content, ids, pk=0, version=1, language=language)


def report(questionnaire: FrozenQuestionnaire, note: str) -> bytes:
    """Return the sample's report with a note in every answer."""
    sample = sample_of(questionnaire)
    answers = {key: Said(said.choice, note) for key, said in sample.answers.items()}
    return render_report(
        result=present(sample.outcome, questionnaire, answers),
        questionnaire=questionnaire,
        sets=read_over(questionnaire, answers),
        stamp=STAMP,
    )


def main() -> None:
    """Print the times of the first report, of further ones, and of the longest."""
    english = shipped("en")
    sample = sample_of(english)
    form = form_of(sample.answers, sample.importance)
    scored = milliseconds(lambda: scoring.evaluate(english.rubric, form), REPEATS)
    print(f"{'':44}{'measured':>12}{'target':>12}")
    print(f"{'scoring of the same answers':44}{scored:10.4g} ms")
    started = time.perf_counter()
    report(english, "The first")
    first = 1000 * (time.perf_counter() - started)
    number = itertools.count()
    short = milliseconds(lambda: report(english, f"Note {next(number)}"), REPEATS)
    long = SENTENCE * (LONGEST_NOTE // len(SENTENCE))
    longest = milliseconds(lambda: report(english, f"{next(number)} {long}"), REPEATS)
    for name, figure in (
        ("the first report of a process", first),
        ("a report, a short note to each answer", short),
        ("a report, 2,000 characters to each answer", longest),
    ):
        show(name, figure, TARGET, "ms")
        print(f"{'':44}{figure / scored:10.4g} times the scoring")


if __name__ == "__main__":
    main()
