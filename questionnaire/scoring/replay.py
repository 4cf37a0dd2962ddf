"""Replaying an archive: what each stored form would be advised under a rubric.

Most forms are decided by one draw in 32. Where the answer is so near that other draws could change
it, as many again are asked, and so on until all have been.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from questionnaire.scoring.archive import Archive, how_many, read, wins
from questionnaire.scoring.outcome import Wording
from questionnaire.scoring.sample import Ints
from questionnaire.scoring.tally import SHARES, Flags, Floats
from questionnaire.scoring.types import STRATEGIES, Rubric, Strategy
from questionnaire.scoring.wording import NONE_OVER_PERCENT, TIE_WITHIN_THOUSANDTHS

ADVICE: tuple[Strategy | Wording | None, ...] = (
    *STRATEGIES,
    Wording.NONE_COMPATIBLE,
    Wording.TOO_EARLY,
    Wording.TIE,
    None,
)
"""What a form may be advised: a strategy, why there is none, or None when it cannot be scored."""

_NONE, _EARLY, _TIE, _UNSCORABLE = range(len(STRATEGIES), len(ADVICE))

# The draws asked one after the other; advice stands when it is further than this, as a share of the
# draws asked so far, from being another one. Each number is a seventh or more above the largest
# lead at which advice was seen to change later: 0.089, 0.060, 0.048, 0.029 and 0.013, in 360,000
# random forms of the shipped questionnaire and the reference bank.
PASSES = (
    (slice(0, None, 32), 0.102),
    (slice(16, None, 32), 0.069),
    (slice(8, None, 16), 0.056),
    (slice(4, None, 8), 0.034),
    (slice(2, None, 4), 0.016),
    (slice(1, None, 2), 0.0),
)


@dataclass(frozen=True, slots=True)
class Replay:
    """What the engine would say to each form.

    `advice` (forms,) holds positions in `ADVICE`; `acceptability` (forms, 3) is NaN where a form
    cannot be scored; `draws` (forms,) says how many draws the two rest on.
    """

    advice: NDArray[np.int8]
    acceptability: Floats
    draws: Ints


def archive_advice(rubric: Rubric, answers: Ints, importance: Ints) -> Replay:
    """Return what each form is advised now: Outcome.strategy, or the wording that says why none is.

    The arguments are those of `archive_acceptabilities`. Where `draws` is 16,384 everything is
    exactly the engine's. A form stops at fewer (512, and their doubles) when the lead of the first,
    less what a tie is, is over a margin there, and the share of draws in which all three are ruled
    out is as far from a half (or is 0 or 1, being settled by given answers). That is measured, not
    proven: see `PASSES`.
    How firmly a recommendation may be worded is not told: the caps on "clear" need one form at a
    time (`wording_of`). Raises ScoringError.
    """
    archive = read(rubric, answers, importance)
    early = _too_early(rubric, archive)
    advice = np.full(len(answers), _UNSCORABLE, dtype=np.int8)
    shares = np.full((len(answers), len(STRATEGIES)), np.nan)
    draws = np.zeros(len(answers), dtype=np.int64)
    open_ = np.flatnonzero(archive.scorable)
    won, used = np.zeros((len(open_), len(STRATEGIES)), dtype=np.int64), 0
    for some, margin in PASSES:
        won, used = won + wins(rubric, archive.only(open_), some), used + how_many(some)
        advice[open_] = _advice(won, early[open_], used)
        shares[open_] = won / (SHARES * used)
        draws[open_] = used
        near = _near(shares[open_], early[open_], margin)
        open_, won = open_[near], won[near]
    return Replay(advice, shares, draws)


def _too_early(rubric: Rubric, archive: Archive) -> Flags:
    """Return where under half of the scored questions in the sets left in are answered."""
    owners = [at for at, part in enumerate(rubric.sets) for _ in part.questions]
    asked = archive.factors[:, owners] > 0
    answered = asked & (archive.answers[:, : len(owners)] >= 0)
    flags: Flags = answered.sum(axis=1) * 2 < asked.sum(axis=1)
    return flags


def _advice(won: Ints, early: Flags, draws: int) -> NDArray[np.int8]:
    """Decide as wording.wording does, in the same integers."""
    _, second, best = np.sort(won, axis=1).T
    none = SHARES * draws - won.sum(axis=1)
    advice: NDArray[np.int8] = won.argmax(axis=1).astype(np.int8)
    advice[(best - second) * 1000 <= TIE_WITHIN_THOUSANDTHS * SHARES * draws] = _TIE
    advice[early] = _EARLY
    advice[none * 100 > NONE_OVER_PERCENT * SHARES * draws] = _NONE
    return advice


def _near(shares: Floats, early: Flags, margin: float) -> Flags:
    """Return where other advice is within the margin, or a tie is found."""
    _, second, best = np.sort(shares, axis=1).T
    none = 1 - shares.sum(axis=1)
    varies = (none > 0) & (none < 1)  # vetoes that fire in all draws or none are sure
    doubtful = varies & (np.abs(none - NONE_OVER_PERCENT / 100) < margin)
    decided_by_none = none >= NONE_OVER_PERCENT / 100 + margin
    close = best - second < TIE_WITHIN_THOUSANDTHS / 1000 + margin
    near: Flags = doubtful | (close & ~early & ~decided_by_none)
    return near
