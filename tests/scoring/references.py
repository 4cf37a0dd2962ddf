"""The same figures by other means: exact volumes, and millions of plain random draws."""

from itertools import combinations
from math import factorial

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import ConvexHull

from questionnaire.scoring import STRATEGIES, Form, Question, Rubric
from questionnaire.scoring.engine import acceptability
from tests.scoring.rubrics import question, reference, rubric

Floats = NDArray[np.float64]

SETS = 5
PLAIN_DRAWS = 3_000_000
BLOCK = 250_000


def shares(scored: Rubric, form: Form, *, fit_noise: bool = True) -> Floats:
    """Return the engine's acceptabilities without vetoes, (3,)."""
    by_strategy = acceptability(scored, form, vetoes=False, fit_noise=fit_noise)
    return np.array([by_strategy[strategy] for strategy in STRATEGIES])


def polytope_errors(cases: int) -> tuple[list[float], list[float]]:
    """Return the largest error against exact volumes of each random case, and the volumes' sums.

    Five sets, three strategies, uniform weights, no fit noise.
    """
    random = np.random.Generator(np.random.PCG64(7))
    errors, sums = [], []
    for _ in range(cases):
        fits = random.integers(0, 5, size=(SETS, 5, 3))
        scored = rubric(
            *(
                [question(f"{k}{j}", (f[0], f[1], f[2]), (2, 2, 2)) for j, f in enumerate(part)]
                for k, part in enumerate(fits.tolist())
            )
        )
        found = shares(scored, Form({q.key: "a" for q in scored.scored}), fit_noise=False)
        exact = np.array([volume_won(fits.mean(axis=1), s) for s in range(3)])
        errors.append(float(np.abs(found - exact).max()))
        sums.append(float(exact.sum()))
    return errors, sums


def stated_error(forms: int) -> float:
    """Return the largest error of complete random forms with stated weights."""
    scored = reference()
    random = np.random.Generator(np.random.PCG64(13))
    drawn = [
        Form(
            {q.key: q.options[random.integers(len(q.options))].key for q in scored.scored},
            {part.key: int(random.integers(1, 6)) for part in scored.sets},
        )
        for _ in range(forms)
    ]
    return _largest_error(scored, drawn)


def unsure_error() -> float:
    """Return the largest error of forms without any answer, importance stated or not."""
    scored = reference()
    keys = [part.key for part in scored.sets]
    stated = Form(importance=dict(zip(keys, (5, 1, 3, 2, 4), strict=True)))
    return _largest_error(scored, [Form(), stated])


def _largest_error(scored: Rubric, forms: list[Form]) -> float:
    found = np.array([shares(scored, form) for form in forms])
    return float(np.abs(found - plain_draws(scored, forms)).max())


def volume_won(values: Floats, strategy: int) -> float:
    """Return the share of the weight simplex in which the strategy's value (sets, 3) is highest.

    It is a polytope: its corners are where four of the seven inequalities are equalities.
    """
    others = [other for other in range(3) if other != strategy]
    sides = np.vstack([np.eye(SETS), *[values[:, strategy] - values[:, other] for other in others]])
    corners = []
    for chosen in combinations(range(len(sides)), SETS - 1):
        system = np.vstack([sides[list(chosen)], np.ones(SETS)])
        if abs(np.linalg.det(system)) > 1e-12:
            corner = np.linalg.solve(system, np.eye(SETS)[-1])
            if (sides @ corner >= -1e-9).all():
                corners.append(corner[:-1])
    points = np.unique(np.round(corners, 9), axis=0) if corners else np.zeros((0, SETS - 1))
    if len(points) < SETS or np.linalg.matrix_rank(points - points[0], tol=1e-7) < SETS - 1:
        return 0.0
    return float(ConvexHull(points).volume) * factorial(SETS - 1)


def plain_draws(scored: Rubric, forms: list[Form]) -> Floats:
    """Return the shares of each form in 3 million random draws with float weights, (forms, 3)."""
    random = np.random.Generator(np.random.PCG64(11))
    won = np.zeros((len(forms), 3))
    for _ in range(PLAIN_DRAWS // BLOCK):
        block = _Block(scored, random)
        for at, form in enumerate(forms):
            value = block.values(form)
            top = value == value.max(axis=0)
            won[at] += (top / top.sum(axis=0)).sum(axis=1)
    return won / PLAIN_DRAWS


class _Block:
    """Some plain draws, which all forms share."""

    def __init__(self, scored: Rubric, random: np.random.Generator) -> None:
        self.sets = scored.sets
        self.gammas = {part.key: random.standard_gamma(3, BLOCK) for part in scored.sets}
        self.ones = {part.key: random.standard_exponential(BLOCK) for part in scored.sets}
        self.noise = {part.key: fit_noise(random, len(part.questions)) for part in scored.sets}
        self.options = {q.key: random.integers(len(q.options), size=BLOCK) for q in scored.scored}

    def values(self, form: Form) -> Floats:
        """Return the value of each strategy in each draw, (3, draws)."""
        value = np.zeros((3, BLOCK))
        for part in self.sets:
            stated = form.importance.get(part.key)
            weight = self.ones[part.key] if stated is None else stated * self.gammas[part.key]
            total = self.noise[part.key].copy()
            for one in part.questions:
                total += self._fits(one, form.answers.get(one.key))
            value += weight * total / len(part.questions)
        return value

    def _fits(self, one: Question, answer: str | None) -> NDArray[np.int8]:
        table = np.array([option.fits for option in one.options], dtype=np.int8).T
        return table[
            :,
            self.options[one.key]
            if answer is None
            else [[o.key for o in one.options].index(answer)],
        ]


def fit_noise(random: np.random.Generator, questions: int) -> NDArray[np.int8]:
    """Return the summed errors of the fits: as many fair coins as two per question, centred."""
    coins = random.integers(1 << 2 * questions, size=(3, BLOCK), dtype=np.uint32)
    return np.bitwise_count(coins).astype(np.int8) - np.int8(questions)
