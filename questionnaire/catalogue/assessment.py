"""Whether a questionnaire may be published, and how fair it is: every check as a value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from questionnaire.catalogue.checks import problems
from questionnaire.catalogue.content import Content, Words
from questionnaire.catalogue.problems import Kind, Problem
from questionnaire.catalogue.rubric import rubric_of
from questionnaire.scoring import Reason, calibrate
from questionnaire.scoring.wording import LEANING_PERCENT


class Must(StrEnum):
    """The checks that refuse a questionnaire when they fail, in the order they are listed in."""

    COMPLETE = "complete"
    """Every text that a founder may read stands in every language (reasons: see FITS)."""
    SCORABLE = "scorable"
    """There are enough sets, questions, options and conditions, and not too many."""
    REFERENCES = "references"
    """What is pointed to exists, and stands there once."""
    FITS = "fits_and_reasons"
    """Each scored option has three fits, and a reason in every language; a fact has no fits."""
    REACHABLE = "reachable"
    """Each strategy is recommended to somebody: with the answers that favour it most."""


_CHECK_OF_KIND: Mapping[Kind | Reason, Must] = {
    Kind.FILE_MISSING: Must.COMPLETE,
    Kind.MISSING: Must.COMPLETE,
    Kind.EMPTY: Must.COMPLETE,
    Kind.TWICE: Must.REFERENCES,
    Kind.NOWHERE: Must.REFERENCES,
    Kind.NO_SOURCE: Must.REFERENCES,
    Kind.NOT_SPOKEN: Must.REFERENCES,
    Reason.UNKNOWN_QUESTION: Must.REFERENCES,
    Reason.UNKNOWN_OPTION: Must.REFERENCES,
    Reason.FITS_MISSING: Must.FITS,
    Reason.FITS_UNWANTED: Must.FITS,
}


@dataclass(frozen=True)
class Check:
    """One check: a `Must`, or a row of the calibration, which only should pass.

    `key` is the `Must` or the key of the row. `passed` is None when nothing can be said, since the
    questionnaire cannot be scored. `problems` are what made a check fail; a check that measures
    has `figures` instead: what was measured, with its bounds.
    """

    key: str
    must: bool
    passed: bool | None
    problems: tuple[Problem, ...] = ()
    figures: calibrate.Check | None = None


@dataclass(frozen=True)
class Coverage:
    """How far one language is: places of texts, as in `Problem.place`.

    `missing` also holds what may stay empty, but says something in another language; `same` says
    what the source says, word for word (always empty for the source's own language).
    """

    language: str
    texts: int
    missing: tuple[str, ...]
    same: tuple[str, ...]


@dataclass(frozen=True)
class Assessment:
    """All checks of one content: those that it must pass, then those that it should."""

    checks: tuple[Check, ...]
    coverage: tuple[Coverage, ...]

    @property
    def refused(self) -> bool:
        """Whether it may not be published."""
        return any(check.must and check.passed is False for check in self.checks)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, check after check."""
        return tuple(problem for check in self.checks for problem in check.problems)

    @property
    def musts(self) -> tuple[Check, ...]:
        """The checks that refuse a questionnaire when they fail."""
        return tuple(check for check in self.checks if check.must)

    @property
    def shoulds(self) -> tuple[Check, ...]:
        """The rows of the calibration; none when the questionnaire cannot be scored."""
        return tuple(check for check in self.checks if not check.must)


def assess(content: Content) -> Assessment:
    """Return every check of a questionnaire; takes a few seconds where it can be scored."""
    found = problems(content)
    rows: tuple[calibrate.Check, ...] = ()
    if not any(problem.language is None for problem in found):
        rows = calibrate.calibrate(rubric_of(content.structure))
    checks = (
        *(_must(must, found) for must in Must if must is not Must.REACHABLE),
        _reachable(rows),
        *(Check(row.key, must=False, passed=row.passed, figures=row) for row in rows),
    )
    return Assessment(checks, tuple(_coverage(content, found)))


def _must(must: Must, found: list[Problem]) -> Check:
    mine = tuple(problem for problem in found if _check_of(problem) is must)
    return Check(must, must=True, passed=not mine, problems=mine)


def _check_of(problem: Problem) -> Must:
    is_reason = problem.place.startswith("questions.") and problem.place.endswith(".reason")
    if problem.kind is Kind.EMPTY and is_reason:
        return Must.FITS
    return _CHECK_OF_KIND.get(problem.kind, Must.SCORABLE)


def _reachable(rows: tuple[calibrate.Check, ...]) -> Check:
    """Tell whether each strategy's best answers give it the share that a recommendation takes."""
    for row in rows:
        if row.key == "best_answers":
            figures = calibrate.Check(Must.REACHABLE, row.figures, low=LEANING_PERCENT / 100)
            return Check(Must.REACHABLE, must=True, passed=figures.passed, figures=figures)
    return Check(Must.REACHABLE, must=True, passed=None)


def _coverage(content: Content, found: list[Problem]) -> Iterator[Coverage]:
    said = {language: dict(_texts(words)) for language, words in content.words.items()}
    # In the order of the content; a text that no language has yet is known by its problems
    places = list(
        dict.fromkeys(
            [place for texts in said.values() for place, text in texts.items() if text.strip()]
            + [problem.place for problem in found if problem.kind is Kind.EMPTY]
        )
    )
    source = said.get(content.structure.source_language, {})
    for language, texts in said.items():
        missing = [place for place in places if not texts.get(place, "").strip()]
        same = [
            place
            for place in places
            if texts is not source and place not in missing and texts[place] == source.get(place)
        ]
        yield Coverage(language, len(places), tuple(missing), tuple(same))


def _texts(words: Words) -> Iterator[tuple[str, str]]:
    """Yield every text of one language with its place."""
    data = words.model_dump(mode="json", exclude={"language"})
    pending: list[tuple[str, object]] = list(data.items())
    while pending:
        place, value = pending.pop(0)
        if isinstance(value, dict):
            pending[:0] = [(f"{place}.{key}", part) for key, part in value.items()]
        else:
            yield place, str(value)
