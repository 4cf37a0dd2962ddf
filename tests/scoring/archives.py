"""Archives to test with: forms as the arrays that batch functions take, and back."""

import numpy as np

from questionnaire.scoring import Form, Rubric
from questionnaire.scoring.sample import Ints

NOT_GIVEN = -1


def arrays(rubric: Rubric, forms: list[Form]) -> tuple[Ints, Ints]:
    """Return the forms' answers (forms, questions) and importance (forms, sets)."""
    positions = {
        q.key: {option.key: at for at, option in enumerate(q.options)} for q in rubric.questions
    }
    answers = [
        [
            NOT_GIVEN if form.answers.get(key) is None else known[str(form.answers[key])]
            for key, known in positions.items()
        ]
        for form in forms
    ]
    rated = [[form.importance.get(part.key) for part in rubric.sets] for form in forms]
    importance = [[NOT_GIVEN if value is None else value for value in row] for row in rated]
    return np.array(answers, dtype=np.int64), np.array(importance, dtype=np.int64)


def random_archive(rubric: Rubric, count: int, seed: int, unsure: float = 0.3) -> tuple[Ints, Ints]:
    """Return forms with this share of unsure answers, a third of them with importance."""
    random = np.random.Generator(np.random.PCG64(seed))
    columns = [random.integers(len(q.options), size=count) for q in rubric.questions]
    answers = np.stack(columns, axis=1)
    answers[random.random(answers.shape) < unsure] = NOT_GIVEN
    importance = random.integers(NOT_GIVEN, 6, size=(count, len(rubric.sets)))
    importance[random.random(count) < 2 / 3] = NOT_GIVEN
    return answers, importance


def form_of(rubric: Rubric, answers: Ints, importance: Ints) -> Form:
    """Return one row of each as a form."""
    given = zip(rubric.questions, answers, strict=True)
    rated = zip(rubric.sets, importance, strict=True)
    return Form(
        {q.key: q.options[at].key if at != NOT_GIVEN else None for q, at in given},
        {part.key: int(value) if value != NOT_GIVEN else None for part, value in rated},
    )
