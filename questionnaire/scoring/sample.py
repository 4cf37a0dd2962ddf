"""The sample: 16,384 draws, the same for every form and for ever, with no random generator.

A rank-1 Korobov lattice (Korobov 1959): point i has position `i * a**j mod n` in coordinate j, and
stands for the uniform number `(2 * position + 1) / 2n`. Everything that a draw needs is an integer
function of its position, so that every platform and every numpy gets the same integers.
"""

import hashlib
import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

DRAWS = 16_384
MULTIPLIER = 5_069
FRACTION_BITS = 16
DIGEST_COORDINATES = 64


def positions(coordinate: int) -> Ints:
    """Return the position 0..n-1 of each draw in this coordinate; each position occurs once."""
    step = pow(MULTIPLIER, coordinate, DRAWS)
    return np.arange(DRAWS, dtype=np.int64) * step % DRAWS


@cache
def exponential_table() -> Ints:
    """Return -ln(1 - u) of each position in 16-bit fixed point.

    The logarithm is the only inexact step; no rounding sits near a tie (a test shows it), so its
    last digits, where platforms may differ, do not matter.
    """
    table = [
        round(-math.log1p(-(2 * position + 1) / (2 * DRAWS)) * (1 << FRACTION_BITS))
        for position in range(DRAWS)
    ]
    return np.array(table, dtype=np.int64)


def exponential(coordinate: int) -> Ints:
    """Return a standard exponential variable in 16-bit fixed point, shape (n,)."""
    return exponential_table()[positions(coordinate)]


def choice(coordinate: int, count: int) -> Ints:
    """Return one of 0..count-1 for each draw, all equally likely, shape (n,)."""
    return (2 * positions(coordinate) + 1) * count // (2 * DRAWS)


def noise(coordinate: int, questions: int) -> Ints:
    """Return the summed error of as many fits, Binomial(2 * questions, 1/2) - questions.

    Each fit is off by -1, 0 or +1 with odds 1:2:1. Shape (n,).
    """
    return _noise_table(questions)[positions(coordinate)]


@cache
def _noise_table(questions: int) -> Ints:
    trials = 2 * questions
    table = np.empty(DRAWS, dtype=np.int64)
    start, below = 0, 0
    for successes in range(trials + 1):
        below += math.comb(trials, successes)
        # positions with (2 * position + 1) / 2n < below / 2**trials
        end = (2 * DRAWS * below + (1 << trials) - 1) // (1 << trials) // 2
        table[start:end] = successes - questions
        start = end
    return table


def sample_digest() -> str:
    """Return the SHA-256 of the exponentials of the first 64 coordinates, as little-endian int64.

    They hold the table and the order of the draws, on which all other variables rest too.
    """
    digest = hashlib.sha256()
    for coordinate in range(DIGEST_COORDINATES):
        digest.update(exponential(coordinate).astype("<i8").tobytes())
    return digest.hexdigest()


SAMPLE_DIGEST = sample_digest()
