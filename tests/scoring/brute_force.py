"""What flips, found by scoring every changed form from the start."""

from itertools import combinations

from questionnaire.scoring import (
    Flip,
    Form,
    Kind,
    Option,
    Outcome,
    Rubric,
    Strategy,
    Wording,
    evaluate,
)
from tests.scoring.rubrics import (
    question,
    reference,
    rubric,
)
from tests.scoring.test_properties import fits_of

ORDER = list(Kind)

Answers = tuple[tuple[str, str], ...]


def leader(outcome: Outcome) -> Strategy | None:
    """Return who counts as first."""
    return None if outcome.wording is Wording.NONE_COMPATIBLE else outcome.ranking[0]


def other_answers(scored: Rubric, form: Form) -> list[tuple[str, str]]:
    return [
        (one.key, option.key)
        for one in scored.questions
        for option in one.options
        if option.key != form.answers.get(one.key)
    ]


def new_leader(scored: Rubric, form: Form, answers: Answers) -> Strategy | None:
    changed = Form({**form.answers, **dict(answers)}, form.importance)
    return leader(evaluate(scored, changed))


def flipping(scored: Rubric, form: Form, changes: list[Answers]) -> dict[Answers, Strategy | None]:
    """Return which of the changes put another strategy first, by scoring each changed form."""
    before = leader(evaluate(scored, form))
    after = {answers: new_leader(scored, form, answers) for answers in changes}
    return {answers: first for answers, first in after.items() if first != before}


def listed(flips: tuple[Flip, ...]) -> dict[Answers, Strategy | None]:
    return {tuple((c.question, c.option) for c in flip.changes): flip.leader for flip in flips}


def pairs_of(answers: list[tuple[str, str]]) -> list[Answers]:
    return [(a, b) for a, b in combinations(answers, 2) if a[0] != b[0]]


def check_order(flips: tuple[Flip, ...]) -> None:
    keys = [
        (ORDER.index(flip.kind), -flip.acceptability[flip.leader] if flip.leader else 0.0)
        for flip in flips
    ]
    assert keys == sorted(keys)


def two_questions_against_open() -> Rubric:
    """Make a rubric in which open gives way only when both p and q are answered otherwise."""
    rows = (4, 1, 0), (1, 4, 0)
    return rubric(
        [question("p", *rows)],
        [question("q", *rows)],
        [question("r", (4, 1, 0), (4, 0, 0))],
    )


def robust_reference() -> tuple[Rubric, Form]:
    """Answer the reference bank as one who closes, which no single answer changes."""

    def lead(option: Option) -> int:
        open_, closed, hybrid = fits_of(option)
        return closed - max(open_, hybrid)

    answers = {one.key: max(one.options, key=lead).key for one in reference().scored}
    return reference(), Form(answers)
