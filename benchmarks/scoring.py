"""How fast and how exact the scoring is: `python -m benchmarks.scoring`.

Speed is shown in milliseconds and as a ratio to a reference operation measured in the same run, so
that figures from different machines can be compared. See README.md here for the targets.
"""

import time
import tracemalloc
from collections.abc import Callable

import numpy as np
import yaml

from questionnaire.catalogue.content import Structure
from questionnaire.catalogue.files import shipped_directories
from questionnaire.catalogue.rubric import rubric_of
from questionnaire.scoring import (
    Form,
    Option,
    Rubric,
    archive_acceptabilities,
    archive_advice,
    evaluate,
    evaluate_and_explain,
)
from questionnaire.scoring.batch import acceptabilities, at_mean_weights
from questionnaire.scoring.calibrate import calibrate
from questionnaire.scoring.engine import acceptability
from questionnaire.scoring.sample import DRAWS
from tests.scoring import references
from tests.scoring.archives import random_archive
from tests.scoring.rubrics import reference

FORMS = 1_000_000
ARCHIVED = 100_000
REPEATS = 200


def milliseconds(run: Callable[[], object], repeats: int = REPEATS) -> float:
    """Return the median time of a run, after one to warm up."""
    run()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return float(np.median(times)) * 1000


def reference_operation() -> float:
    """Return the time of one sort of the sample's size, in milliseconds."""
    numbers = np.random.Generator(np.random.PCG64(1)).integers(1 << 40, size=DRAWS)
    return milliseconds(lambda: np.sort(numbers))


def forms(rubric: Rubric) -> dict[str, Form]:
    """Return a complete form, one with half the answers, and a blank one."""
    answers = {q.key: q.options[at % 4].key for at, q in enumerate(rubric.scored)}
    half = {key: option if at % 2 else None for at, (key, option) in enumerate(answers.items())}
    stated = {part.key: 1 + at for at, part in enumerate(rubric.sets)}
    return {"complete": Form(answers, stated), "half": Form(half, stated), "blank": Form()}


def show(name: str, figure: float, target: float, unit: str, sort: float | None = None) -> None:
    """Print one line: figure, target, and the ratio to the reference operation if there is one."""
    ratio = "" if sort is None else f"{figure / sort:10.1f} sorts"
    met = "met" if figure <= target else "MISSED"
    print(f"{name:44}{figure:10.4g} {unit:4}{target:8g} {unit:4}{met:8}{ratio}")


def speed() -> None:
    """Print the times of one form, of a million forms and of a calibration."""
    sort = reference_operation()
    rubric = reference()
    print(f"{'sort of 16,384 integers':44}{sort:10.4g} ms")
    for name, form in forms(rubric).items():
        alone = milliseconds(lambda form=form: acceptability(rubric, form))  # type: ignore[misc]
        whole = milliseconds(lambda form=form: evaluate(rubric, form))  # type: ignore[misc]
        show(f"acceptability, {name} form", alone, 3, "ms", sort)
        show(f"outcome, {name} form", whole, 15, "ms", sort)
    random = np.random.Generator(np.random.PCG64(2))
    columns = [random.integers(len(q.options), size=FORMS) for q in rubric.questions]
    answers = np.stack(columns, axis=1)
    mean = milliseconds(lambda: at_mean_weights(rubric, answers), 1)
    show("a million forms at mean weights", mean / 1000, 2, "s", sort / 1000)
    many = milliseconds(lambda: acceptabilities(rubric, answers), 1)
    show("a million forms at 1,024 weights each", many / 1000, 10, "s", sort / 1000)
    check = milliseconds(lambda: calibrate.__wrapped__(rubric), 1)
    show("calibration of a questionnaire", check / 1000, 5, "s", sort / 1000)


def explanations() -> None:
    """Print the times of outcome and explanation together, for each shipped questionnaire."""
    sort = reference_operation()
    for path in shipped_directories():
        structure = yaml.safe_load((path / "structure.yaml").read_text(encoding="utf-8"))
        rubric = rubric_of(Structure.model_validate(structure))
        for name, form in forms(rubric).items():
            both = milliseconds(lambda r=rubric, f=form: evaluate_and_explain(r, f, pairs=False))  # type: ignore[misc]
            show(f"explained, {name} form of {path.name}", both, 15, "ms", sort)
        form = one_sided(rubric)
        with_pairs = milliseconds(lambda r=rubric, f=form: evaluate_and_explain(r, f), 20)  # type: ignore[misc]
        show(f"with 400 pairs of {path.name}", with_pairs, 150, "ms", sort)


def one_sided(rubric: Rubric) -> Form:
    """Return the form that speaks most for closed, which no single answer changes."""

    def lead(option: Option) -> int:
        open_, closed, hybrid = option.fits or (0, 0, 0)
        return closed - max(open_, hybrid)

    return Form({q.key: max(q.options, key=lead).key for q in rubric.scored})


def archives() -> None:
    """Print the times and the memory of replaying an archive under each shipped questionnaire.

    30 % of its answers are missing, a third of its forms state importance. Memory is what is
    allocated on top of the archive itself at the worst moment, the result included.
    """
    sort = reference_operation()
    for path in shipped_directories():
        structure = yaml.safe_load((path / "structure.yaml").read_text(encoding="utf-8"))
        rubric = rubric_of(Structure.model_validate(structure))
        archive = random_archive(rubric, ARCHIVED, seed=3)
        for name, run, target in (
            ("at 1,024 weights each", archive_acceptabilities, 3),
            ("advised", archive_advice, 6),
        ):
            whole = milliseconds(lambda r=rubric, a=archive, f=run: f(r, *a), 3)  # type: ignore[misc]
            show(f"100,000 archived forms {name}", whole / 1000, target, "s", sort / 1000)
            tracemalloc.start()
            run(rubric, *archive)
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            size = sum(array.nbytes for array in archive)
            show("memory it takes", peak / 1e6, 100, "MB")
            print(f"{'  as a ratio to the archive':44}{peak / size:10.4g}")


def accuracy() -> None:
    """Print the largest errors against exact volumes and plain draws."""
    errors, _ = references.polytope_errors(cases=100)
    show("error against exact volumes, 100 cases", max(errors), 0.005, "")
    show("error with stated weights, 12 forms", references.stated_error(forms=12), 0.006, "")
    show("error with all questions unsure", references.unsure_error(), 0.012, "")


if __name__ == "__main__":
    print(f"{'':44}{'measured':>12}{'target':>12}")
    speed()
    explanations()
    archives()
    accuracy()
