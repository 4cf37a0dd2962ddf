"""Past submissions under a draft: which results would change, from what to what.

Answers are read by key, so that submissions of every version can be replayed. An answer that the
draft does not offer any more counts like "not sure yet", as it would for somebody who goes on.
"""

import json
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db import transaction
from django.db.models import Aggregate, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from numpy.typing import NDArray

from questionnaire import scoring
from questionnaire.catalogue.reading import read_rows
from questionnaire.catalogue.rubric import rubric_of
from questionnaire.models import Answer, AnswerOption, Questionnaire, Recommendation, Replay
from questionnaire.scoring.sample import Ints

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# How many submissions one step takes: about half a second
STEP = 5_000
# How many of those that changed are remembered one by one
REMEMBERED = 500
NOT_ANSWERED = NOT_STATED = -1
NOTHING_SAID = "{}"


def replayable(draft: Questionnaire) -> QuerySet[Recommendation]:
    """Return the recommendations that a draft can be tried on: all of its key, of every version."""
    return Recommendation.objects.filter(submission__questionnaire__key=draft.key)


def rubric_of_draft(draft: Questionnaire) -> scoring.Rubric:
    """Return what the draft scores by; raise scoring.ScoringError when it cannot yet."""
    content, _ids = read_rows(draft)
    return rubric_of(content.structure)


def begin(*, draft: Questionnaire, by: "User | None") -> Replay:
    """Begin a replay; raise scoring.ScoringError when the draft cannot be scored."""
    return Replay.objects.create(
        draft=draft,
        structure_digest=scoring.rubric_digest(rubric_of_draft(draft)),
        by=by,
        total=replayable(draft).count(),
    )


def is_of(row: Replay, draft: Questionnaire) -> bool:
    """Tell whether a replay tells of the draft as it scores now."""
    try:
        return row.structure_digest == scoring.rubric_digest(rubric_of_draft(draft))
    except scoring.ScoringError:
        return False


class DraftChangedError(Exception):
    """The draft scores in another way than when its replay was begun, or is gone."""


@transaction.atomic
def go_on(started: Replay) -> Replay:
    """Replay the next submissions, and return the replay as it stands then.

    Raises DraftChangedError when the draft was edited or deleted since; a process that has read it
    before it was edited goes on with what it read.
    """
    row = Replay.objects.select_for_update().filter(pk=started.pk).first()
    if row is None:
        raise DraftChangedError
    if row.finished_at:
        return row
    rubric = _rubric_of(row.draft_id, row.structure_digest)
    stored = list(
        replayable(row.draft)
        .filter(submission__gt=row.last_pk)
        .order_by("submission")
        # As text: for most it says nothing, which takes no reading
        .annotate(importance=Cast("submission__importance", TextField()))
        .values_list("submission_id", "strategy", "wording", "importance")[:STEP]
    )
    if stored:
        _take(row, rubric, stored)
    row.done = min(row.total, row.done + len(stored))
    if len(stored) < STEP:
        # Some may have been deleted, or submitted, meanwhile
        row.done = row.total
        row.finished_at = timezone.now()
    row.save()
    return row


@lru_cache(maxsize=4)
def _rubric_of(draft_pk: int, digest: str) -> scoring.Rubric:
    """Return what a draft scored by when its replay was begun: reading it takes a while."""
    draft = Questionnaire.objects.get(pk=draft_pk)
    try:
        rubric = rubric_of_draft(draft)
    except scoring.ScoringError as error:
        raise DraftChangedError from error
    if scoring.rubric_digest(rubric) != digest:
        raise DraftChangedError
    return rubric


def _take(
    row: Replay,
    rubric: scoring.Rubric,
    stored: Sequence[tuple[int, str, str, str]],
) -> None:
    """Note how the results of these submissions move."""
    pks = [pk for pk, *_ in stored]
    importance = _importance(rubric, [given for *_, given in stored])
    replayed = scoring.archive_advice(rubric, _answers(row, rubric, pks), importance)
    now = [str(scoring.ADVICE[at] or "") for at in replayed.advice.tolist()]
    moves = [
        (pk, strategy or wording, after)
        for (pk, strategy, wording, _given), after in zip(stored, now, strict=True)
    ]
    counted = Counter({(before, after): count for before, after, count in row.moves})
    counted.update((before, after) for _pk, before, after in moves)
    row.moves = [[*move, count] for move, count in sorted(counted.items())]
    row.changed = [*row.changed, *(list(m) for m in moves if m[1] != m[2])][:REMEMBERED]
    row.last_pk = pks[-1]


def _importance(rubric: scoring.Rubric, given: Sequence[str]) -> Ints:
    """Return the importance of each set for each submission, (submissions, sets), given as JSON."""
    keys = [part.key for part in rubric.sets]
    importance = np.full((len(given), len(keys)), NOT_STATED, dtype=np.int64)
    for row, said in enumerate(given):
        if said != NOTHING_SAID:
            levels = json.loads(said)
            importance[row] = [levels.get(key, NOT_STATED) for key in keys]
    return importance


def _answers(row: Replay, rubric: scoring.Rubric, pks: Sequence[int]) -> Ints:
    """Return the options that submissions chose, by position, (submissions, questions)."""
    answers = np.full((len(pks), len(rubric.questions)), NOT_ANSWERED, dtype=np.int64)
    options, columns, positions = _offered(row.draft, rubric)
    given = (
        Answer.objects.filter(submission__gte=pks[0], submission__lte=pks[-1])
        .filter(option__isnull=False)
        .order_by()
        .values_list("submission")
        .annotate(options=_Joined("option"))
    )
    # Others' answers lie between these: drafts, and submissions of other questionnaires
    at = {pk: row for row, pk in enumerate(pks)}
    mine = [(at[pk], said) for pk, said in given.iterator(STEP) if pk in at]
    counts = [said.count(",") + 1 for _row, said in mine]
    rows = np.repeat(np.array([row for row, _said in mine], dtype=np.int64), counts)
    chosen = np.fromstring(",".join(said for _row, said in mine), dtype=np.int64, sep=",")
    found, is_offered = _positions(options, chosen)
    found = found[is_offered]
    answers[rows[is_offered], columns[found]] = positions[found]
    return answers


class _Joined(Aggregate):
    """Whole numbers of a group as one text, with commas: twice as fast to read as row by row."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, *args: Any, **options: Any) -> Any:
        """Return the same in PostgreSQL's words."""
        return self.as_sql(
            *args,
            **options,
            function="STRING_AGG",
            template="%(function)s(%(expressions)s::text, ',')",
        )


def _positions(ordered: Ints, wanted: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """Return where each wanted number stands among ordered ones, and whether it does."""
    places = np.searchsorted(ordered, wanted).clip(max=len(ordered) - 1)
    return places, ordered[places] == wanted


def _offered(draft: Questionnaire, rubric: scoring.Rubric) -> tuple[Ints, Ints, Ints]:
    """Return the options of all versions that the draft offers too: three arrays of one length.

    Their primary keys in order, the columns of their questions, and their positions in the draft.
    """
    places = {
        (question.key, option.key): (column, position)
        for column, question in enumerate(rubric.questions)
        for position, option in enumerate(question.options)
    }
    rows = (
        AnswerOption.objects.filter(question__question_set__questionnaire__key=draft.key)
        .order_by("pk")
        .values_list("pk", "question__key", "key")
    )
    known = [(pk, *places[keys]) for pk, *rest in rows if (keys := tuple(rest)) in places]
    options, columns, positions = np.array(known, dtype=np.int64).reshape(-1, 3).T
    return options, columns, positions
