"""A founder's versions side by side: what was answered differently, and what moved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from questionnaire.catalogue.values import FrozenQuestion, FrozenQuestionnaire, FrozenStrategy
from questionnaire.enums import Wording
from questionnaire.models import Submission
from questionnaire.results.answers import NOT_SURE, UNANSWERED, Said, answers_of_each
from questionnaire.results.charts import whole_percents
from questionnaire.results.presenting import SPECTRUM
from questionnaire.results.versions import versions_of
from questionnaire.scoring import Strategy


@dataclass(frozen=True)
class Version:
    """One version; a draft has no strategy, an empty wording and no percents."""

    number: int
    submission: Submission
    strategy: FrozenStrategy | None
    wording: str
    percents: Mapping[Strategy, int]


@dataclass(frozen=True)
class Share:
    """How often a strategy comes first in one version, in whole percents.

    `moved` is the difference in percent points from the version before, with its sign; "" when
    there is nothing to compare.
    """

    percent: int | None
    moved: str


@dataclass(frozen=True)
class Row:
    """One strategy across all versions."""

    strategy: FrozenStrategy
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class Change:
    """What was answered differently, or weighed differently: in words."""

    subject: str
    before: str
    after: str


@dataclass(frozen=True)
class Step:
    """From one version to the next."""

    before: Version
    after: Version
    answers: tuple[Change, ...]
    importance: tuple[Change, ...]


@dataclass(frozen=True)
class History:
    """All versions, oldest first."""

    versions: tuple[Version, ...]
    rows: tuple[Row, ...]
    steps: tuple[Step, ...]


def history_of(submission: Submission, questionnaire: FrozenQuestionnaire) -> History:
    """Return the versions that a submission is one of, in two queries.

    A revision stays on its questionnaire's version, so that one wording fits all.
    """
    return side_by_side(versions_of(submission), questionnaire)


def side_by_side(submissions: Sequence[Submission], questionnaire: FrozenQuestionnaire) -> History:
    """Return some versions of one founder's answers as a history, oldest first, in one query."""
    answers = answers_of_each(submissions, questionnaire)
    versions = [
        _version(number, submission, questionnaire)
        for number, submission in enumerate(submissions, 1)
    ]
    return History(
        versions=tuple(versions),
        rows=tuple(
            Row(questionnaire.strategies[strategy], _shares(versions, strategy))
            for strategy in SPECTRUM
        ),
        steps=tuple(_step(pair, questionnaire, answers) for pair in pairwise(versions)),
    )


def _version(number: int, submission: Submission, questionnaire: FrozenQuestionnaire) -> Version:
    if submission.is_open:
        return Version(number, submission, strategy=None, wording="", percents={})
    stored = submission.recommendation
    shares = {Strategy(key): share for key, share in stored.outcome["acceptability"].items()}
    return Version(
        number=number,
        submission=submission,
        strategy=questionnaire.strategies[Strategy(stored.strategy)] if stored.strategy else None,
        wording=str(Wording(stored.wording).label),
        percents=whole_percents(shares),
    )


def _shares(versions: Sequence[Version], strategy: Strategy) -> tuple[Share, ...]:
    percents = [version.percents.get(strategy) for version in versions]
    moves = [_moved(before, after) for before, after in pairwise(percents)]
    return tuple(map(Share, percents, ["", *moves]))


def _moved(before: int | None, after: int | None) -> str:
    if before is None or after is None:
        return ""
    return f"{after - before:+d}".replace("-", "−") if after != before else "±0"


def _step(
    pair: tuple[Version, Version],
    questionnaire: FrozenQuestionnaire,
    answers: Mapping[int, Mapping[str, Said]],
) -> Step:
    before, after = pair
    return Step(
        before=before,
        after=after,
        answers=_changed_answers(
            questionnaire, answers[before.submission.pk], answers[after.submission.pk]
        ),
        importance=_changed_importance(
            questionnaire, before.submission.importance, after.submission.importance
        ),
    )


def _changed_answers(
    questionnaire: FrozenQuestionnaire, before: Mapping[str, Said], after: Mapping[str, Said]
) -> tuple[Change, ...]:
    """Return the questions with another answer; a note that changed alone is not one."""
    return tuple(
        Change(question.text, _answer(question, old), _answer(question, new))
        for key, question in questionnaire.questions.items()
        for old, new in [(before.get(key, Said()).choice, after.get(key, Said()).choice)]
        if old != new
    )


def _changed_importance(
    questionnaire: FrozenQuestionnaire, before: Mapping[str, int], after: Mapping[str, int]
) -> tuple[Change, ...]:
    return tuple(
        Change(part.name, _level(before.get(part.key)), _level(after.get(part.key)))
        for part in questionnaire.scored_sets
        if before.get(part.key) != after.get(part.key)
    )


def _answer(question: FrozenQuestion, choice: str) -> str:
    if choice == UNANSWERED:
        return _("No answer yet")
    return _("Not sure yet") if choice == NOT_SURE else question.option(choice).text


def _level(level: int | None) -> str:
    if level is None:
        return _("No opinion")
    return _("%(level)s of 5") % {"level": level} if level else _("0: left out")
