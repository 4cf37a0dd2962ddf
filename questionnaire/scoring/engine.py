"""From a form to its outcome: the one place where a form is scored."""

import numpy as np

from questionnaire.scoring import draws, means, tally, wording
from questionnaire.scoring.digest import rubric_digest
from questionnaire.scoring.forms import Reading, read
from questionnaire.scoring.outcome import Elimination, Outcome, Shares, Wording
from questionnaire.scoring.rules import Rules
from questionnaire.scoring.sample import DRAWS, SAMPLE_DIGEST, Ints
from questionnaire.scoring.types import STRATEGIES, Form, Rubric, Strategy
from questionnaire.scoring.wording import Evidence

ENGINE_VERSION = "1.0"
"""Changes whenever the same form could get another outcome."""

WITHOUT_STRATEGY = (Wording.NONE_COMPATIBLE, Wording.TOO_EARLY, Wording.TIE)

# Normalised weights are kept in fixed point, so that what is made of them is exact.
_WEIGHT_BITS = 24
_CENTRAL_BITS = 20


def evaluate(rubric: Rubric, form: Form) -> Outcome:
    """Score the form; raise ScoringError, naming the place, when it does not fit the rubric.

    The same rubric and form give the same outcome, bit for bit, on every run and platform.
    A set with importance 0 is left out of the scoring, but its answers still feed vetoes and
    tensions, and its unanswered questions are sampled for them like any others.
    """
    return Scored(rubric, read(rubric, form)).outcome()


def wording_of(rubric: Rubric, form: Form) -> Wording:
    """Return only the wording of the outcome; raise ScoringError as evaluate does."""
    return Scored(rubric, read(rubric, form)).worded[0]


def acceptability(
    rubric: Rubric, form: Form, *, vetoes: bool = True, fit_noise: bool = True
) -> Shares:
    """Return only the share of draws that each strategy wins; raise ScoringError as evaluate does.

    `fit_noise=False` takes the editors' fits as certain, for comparison with exact results.
    """
    reading = read(rubric, form)
    prepared = draws.prepare(rubric)
    sums = draws.set_sums(prepared, reading, fit_noise=fit_noise)
    values = draws.values(prepared, draws.weights(prepared, reading), sums)
    ruled_out = Rules(rubric, prepared, reading).ruled_out() if vetoes else None
    return tally.by_strategy(tally.tally(tally.orders(values, ruled_out)).wins)


class Scored:
    """A form in all its draws, from which each figure of the outcome is read."""

    def __init__(self, rubric: Rubric, reading: Reading) -> None:
        prepared = draws.prepare(rubric)
        self.prepared = prepared
        self.rubric = rubric
        self.reading = reading
        self.sums = draws.set_sums(prepared, reading)
        self.weights = draws.weights(prepared, reading)
        self.values = draws.values(prepared, self.weights, self.sums)
        self.rules = Rules(rubric, prepared, reading)
        self.ruled_out = self.rules.ruled_out()
        self.orders = tally.orders(self.values, self.ruled_out)
        self.tally = tally.tally(self.orders)
        self.free = self.tally
        if self.ruled_out.any():
            self.free = tally.tally(tally.orders(self.values))
        self.mean = means.mean_values(rubric, reading)
        self.ranking = wording.ranking(self.tally.wins, self.free.wins, self.mean)
        none = wording.none_compatible(self.tally.none)
        self.leader = None if none else self.ranking[0]
        self.evidence = self._evidence()
        self.worded = wording.wording(self.tally, self.evidence)

    def outcome(self) -> Outcome:
        """Put everything together."""
        central = self._central_weights()
        return Outcome(
            strategy=None if self.worded[0] in WITHOUT_STRATEGY else self.ranking[0],
            wording=self.worded[0],
            acceptability=tally.by_strategy(self.tally.wins),
            ranking=self.ranking,
            runner_up=self.ranking[1],
            ranks=self._ranks(),
            pairwise=self._pairwise(),
            central_weights={s: self._named(row) for s, row in central.items()},
            confidence={s: self._confidence(s, row) for s, row in central.items()},
            none_compatible=self.tally.none / DRAWS,
            veto_probability=self.rules.probability(),
            vetoes_certain=tuple(key for key, fired in self.rules.fires.items() if fired.all()),
            eliminated=self.evidence.eliminated,
            acceptability_without_vetoes=tally.by_strategy(self.free.wins),
            tensions=self.evidence.tensions,
            caps=self.worded[1],
            values={s: self.mean.value(s) for s in STRATEGIES},
            set_values={key: self.mean.set_value(key) for key in self.mean.set_parts},
            contributions=means.contributions(self.mean, self.ranking),
            answered=len(self.evidence.answered),
            total=self.evidence.total,
            unsure=self._unsure(),
            importance=self.evidence.importance,
            engine_version=ENGINE_VERSION,
            rubric_digest=rubric_digest(self.rubric),
            sample_digest=SAMPLE_DIGEST,
        )

    def _evidence(self) -> Evidence:
        choices = self._choices()
        keys = (part.key for part in self.rubric.sets)
        return Evidence(
            rubric=self.rubric,
            rules=self.rules,
            mean=self.mean,
            ranking=self.ranking,
            answered=tuple(key for key in self.mean.parts if choices[key] is not None),
            total=len(self.mean.parts),
            importance=dict(zip(keys, self.reading.importance, strict=True)),
            tensions=tuple(t.key for t in self.rubric.tensions if self.rules.holds(t)),
            eliminated=self._eliminated(),
        )

    def _choices(self) -> dict[str, int | None]:
        keys = (question.key for question in self.rubric.questions)
        return dict(zip(keys, self.reading.choices, strict=True))

    def _unsure(self) -> tuple[str, ...]:
        choices = self._choices()
        facts = [self.rubric.questions[at].key for at in sorted(self.reading.unsure_facts)]
        return (*(key for key in self.mean.parts if choices[key] is None), *facts)

    def _eliminated(self) -> Elimination | None:
        """Return the strategy that vetoes took the first place from, if they did."""
        first = wording.ranking(self.free.wins, self.free.wins, self.mean)[0]
        responsible = tuple(
            veto.key
            for veto in self.rubric.vetoes
            if veto.rules_out is first and self.rules.fires[veto.key].any()
        )
        return Elimination(first, responsible) if responsible and first != self.ranking[0] else None

    def _ranks(self) -> dict[Strategy, tuple[float, float, float]]:
        rows = zip(STRATEGIES, self.tally.ranks, strict=True)
        return {s: (tally.share(r[0]), tally.share(r[1]), tally.share(r[2])) for s, r in rows}

    def _pairwise(self) -> dict[Strategy, Shares]:
        return {
            s: {t: won for t, won in tally.by_strategy(row).items() if t != s}
            for s, row in zip(STRATEGIES, self.tally.pairs, strict=True)
        }

    def _central_weights(self) -> dict[Strategy, Ints | None]:
        """Return each strategy's mean weights of the draws that it wins, (K,), as integers."""
        # Whole numbers below 2**53, so the sums are exact in float64, in whatever order.
        parts = np.floor(self.weights * 2.0**_WEIGHT_BITS / self.weights.sum(axis=0))
        summed = np.array([tally.won(self.orders, part) for part in parts])
        return {
            s: _rescaled(column) if column.any() else None
            for s, column in zip(STRATEGIES, summed.T, strict=True)
        }

    def _named(self, row: Ints | None) -> dict[str, float] | None:
        if row is None:
            return None
        whole = int(row.sum())
        keys = (part.key for part in self.rubric.sets)
        return {
            key: int(weight) / whole
            for key, weight in zip(keys, row, strict=True)
            if key in self.mean.set_parts
        }

    def _confidence(self, strategy: Strategy, row: Ints | None) -> float | None:
        """Return the share of draws won when the weights are the strategy's central ones."""
        if row is None:
            return None
        values = draws.values(self.prepared, row[:, np.newaxis], self.sums)
        wins = tally.tally(tally.orders(values, self.ruled_out)).wins
        return tally.share(wins[STRATEGIES.index(strategy)])


def _rescaled(column: Ints) -> Ints:
    """Return weights in proportion, adding up to about 2**20."""
    whole = int(column.sum())
    return np.array([(int(weight) << _CENTRAL_BITS) // whole for weight in column])
