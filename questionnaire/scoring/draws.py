"""The value model in every draw: V(s) = sum over sets of weight times mean fit, in exact int64.

The additive value model is Keeney & Raiffa's (1976), its exploration SMAA-2's (Lahdelma & Salminen
2001). Means over sets of different sizes become integers when multiplied by L, the least common
multiple of the sizes; weights need no normalising to compare strategies.

Coordinates of the sample, for K sets and Q questions (facts last): 0..3K-1 exponentials of the
weights, 3K..6K-1 noise of the fits, 6K..6K+Q-1 options of questions that are not answered.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from questionnaire.scoring import sample
from questionnaire.scoring.forms import Reading
from questionnaire.scoring.sample import DRAWS, Ints
from questionnaire.scoring.types import STRATEGIES, Question, Rubric

Number = TypeVar("Number", np.int8, np.int64)
Small = NDArray[np.int16]
"""Sums of fits: two bytes hold them, and keep what every form reads in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Draws:
    """What the draws hold for a rubric, whatever the form.

    `scales`: L / number of questions, per set. `members`: per set, the indices of its questions.
    `exponentials`: (3, K, n). `noise`: (K, 3, n). `fits`: per scored question its table
    (3, options). `sampled`: the fits of its sampled option, (3, n). `steps`: twice the leads that
    these give, (3, n). `options`: per question, facts too, the sampled option, (n,).
    """

    scales: Ints
    members: tuple[range, ...]
    exponentials: Ints
    noise: Small
    fits: tuple[Small, ...]
    sampled: tuple[Small, ...]
    steps: tuple[NDArray[np.int8], ...]
    options: tuple[NDArray[np.int8], ...]


@lru_cache(maxsize=8)
def prepare(rubric: Rubric) -> Draws:
    """Return the draws for this rubric; computed once and kept, a few megabytes each."""
    count = len(rubric.sets)
    sizes = [len(part.questions) for part in rubric.sets]
    starts = [sum(sizes[:at]) for at in range(count)]
    noise = [
        [sample.noise(3 * (count + k) + s, size) for s in range(len(STRATEGIES))]
        for k, size in enumerate(sizes)
    ]
    exponentials = [[sample.exponential(r * count + k) for k in range(count)] for r in range(3)]
    options = tuple(
        sample.choice(6 * count + at, len(question.options)).astype(np.int8)
        for at, question in enumerate(rubric.questions)
    )
    fits = tuple(_fits(question) for question in rubric.scored)
    # One row per strategy; indexing leaves columns, which take several times as long to read.
    sampled = tuple(
        np.ascontiguousarray(table[:, chosen]) for table, chosen in zip(fits, options, strict=False)
    )
    return Draws(
        scales=np.array([math.lcm(*sizes) // size for size in sizes]),
        members=tuple(range(at, at + size) for at, size in zip(starts, sizes, strict=True)),
        exponentials=np.array(exponentials),
        noise=np.array(noise, dtype=np.int16),
        fits=fits,
        sampled=sampled,
        steps=tuple(half_steps(own) for own in sampled),
        options=options,
    )


def _fits(question: Question) -> Small:
    return np.array([option.fits for option in question.options], dtype=np.int16).T


def leads(numbers: NDArray[Number]) -> NDArray[Number]:
    """Return by how much open leads closed and hybrid, and closed hybrid, (3, n)."""
    found = np.empty_like(numbers)
    np.subtract(numbers[0], numbers[1:], out=found[:2])
    np.subtract(numbers[1], numbers[2], out=found[2])
    return found


def half_steps(fits: Small) -> NDArray[np.int8]:
    """Return twice the leads that fits give, at most 8."""
    return 2 * leads(fits.astype(np.int8))


def weights(draws: Draws, reading: Reading) -> Ints:
    """Return the weight of each set in each draw, not normalised, (K, n).

    Nothing stated: one exponential each, which is uniform on the simplex. Stated: importance times
    a Gamma(3) variable. A set left out has weight 0.
    """
    if reading.stated:
        factors = np.array(reading.importance, dtype=np.int64)
        variables = draws.exponentials.sum(axis=0)
    else:
        factors = np.array([value is None for value in reading.importance], dtype=np.int64)
        variables = draws.exponentials[0]
    weighted: Ints = variables * factors[:, np.newaxis]
    return weighted


def set_sums(draws: Draws, reading: Reading, *, fit_noise: bool = True) -> Small:
    """Return the summed fits of each set and strategy in each draw, (K, 3, n).

    `fit_noise=False` takes the fits as certain; it is there to compare with exact results.
    """
    sums = draws.noise.copy() if fit_noise else np.zeros_like(draws.noise)
    for at, members in enumerate(draws.members):
        for index in members:
            sums[at] += question_fits(draws, reading, index)
    return sums


def question_fits(draws: Draws, reading: Reading, index: int) -> Small:
    """Return the fits of a scored question: of its answer (3, 1), or sampled (3, n)."""
    choice = reading.choices[index]
    return draws.sampled[index] if choice is None else draws.fits[index][:, [choice]]


def values(draws: Draws, weight: Ints, sums: Small) -> Ints:
    """Return L times the weighted value of each strategy in each draw, (3, n).

    `weight` is (K, n), or (K, 1) for the same weights in all draws.
    """
    total = np.zeros((len(STRATEGIES), DRAWS), dtype=np.int64)
    part = np.empty_like(total)
    for scaled, own in zip(weight * draws.scales[:, np.newaxis], sums, strict=True):
        total += np.multiply(scaled, own, out=part)
    return total
