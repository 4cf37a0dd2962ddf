"""How firmly the result may be worded, and what keeps it from being "clear"."""

from dataclasses import dataclass

from questionnaire.scoring.checks import MAX_IMPORTANCE
from questionnaire.scoring.means import MeanValues, strongest_answers
from questionnaire.scoring.outcome import Cap, CapReason, Elimination, Wording
from questionnaire.scoring.rules import Rules
from questionnaire.scoring.sample import DRAWS, Ints
from questionnaire.scoring.tally import SHARES, Tally, Wins
from questionnaire.scoring.types import STRATEGIES, Rubric, Strategy

# In percent, or in thousandths where a percent is too coarse: all tests compare integers.
NONE_OVER_PERCENT = 50
TIE_WITHIN_THOUSANDTHS = 5
CLEAR_PERCENT = 85
LEANING_PERCENT = 60
LEANING_LEAD_PERCENT = 15
UNSURE_VETO_PERCENT = 20

_ALL = SHARES * DRAWS


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the wording rests on."""

    rubric: Rubric
    rules: Rules
    mean: MeanValues
    ranking: tuple[Strategy, ...]
    answered: tuple[str, ...]
    total: int
    importance: dict[str, int | None]
    tensions: tuple[str, ...]
    eliminated: Elimination | None


def wording(tally: Tally, evidence: Evidence) -> tuple[Wording, tuple[Cap, ...]]:
    """Return the wording and, where "clear" became "leaning", the reasons why."""
    plain = _uncapped(tally, len(evidence.answered), evidence.total)
    caps = _caps(evidence) if plain is Wording.CLEAR else ()
    return (Wording.LEANING if caps else plain), caps


def none_compatible(none: int) -> bool:
    """Tell whether all strategies are ruled out in so many draws that none can be advised."""
    return none * 100 > NONE_OVER_PERCENT * DRAWS


def _uncapped(tally: Tally, answered: int, total: int) -> Wording:
    best, second, _ = sorted((int(count) for count in tally.wins), reverse=True)
    if none_compatible(tally.none):
        return Wording.NONE_COMPATIBLE
    if answered * 2 < total:
        return Wording.TOO_EARLY
    if (best - second) * 1000 <= TIE_WITHIN_THOUSANDTHS * _ALL:
        return Wording.TIE
    if best * 100 >= CLEAR_PERCENT * _ALL:
        return Wording.CLEAR
    leads = (best - second) * 100 >= LEANING_LEAD_PERCENT * _ALL
    if best * 100 >= LEANING_PERCENT * _ALL and leads:
        return Wording.LEANING
    return Wording.TOO_CLOSE_TO_CALL


def _caps(evidence: Evidence) -> tuple[Cap, ...]:
    return (
        *_weak_sets(evidence),
        *_touching_tensions(evidence),
        *_unsure_vetoes(evidence),
        *_eliminations(evidence),
    )


def _weak_sets(evidence: Evidence) -> list[Cap]:
    return [
        Cap(CapReason.WEAK_SET, key)
        for key, importance in evidence.importance.items()
        if importance == MAX_IMPORTANCE and evidence.mean.scores_under_one(key, evidence.ranking[0])
    ]


def _touching_tensions(evidence: Evidence) -> list[Cap]:
    strongest = strongest_answers(evidence.mean, evidence.answered, *evidence.ranking[:2])
    caps = []
    for tension in evidence.rubric.tensions:
        touched = strongest & {condition.question for condition in tension.when_all}
        if touched and tension.key in evidence.tensions:
            caps.append(Cap(CapReason.TENSION, tension.key, tuple(sorted(touched))))
    return caps


def _unsure_vetoes(evidence: Evidence) -> list[Cap]:
    """Return the vetoes that a "not sure" could trigger, whatever strategy they rule out."""
    caps = []
    for veto in evidence.rubric.vetoes:
        unsure = evidence.rules.unsure(veto)
        if unsure:
            fired = evidence.rules.could_fire(veto)
            if UNSURE_VETO_PERCENT * DRAWS <= fired * 100 < 100 * DRAWS:
                caps.append(Cap(CapReason.UNSURE_VETO, veto.key, unsure))
    return caps


def _eliminations(evidence: Evidence) -> list[Cap]:
    if evidence.eliminated is None:
        return []
    by_key = {veto.key: veto for veto in evidence.rubric.vetoes}
    return [
        Cap(
            CapReason.ELIMINATION,
            key,
            tuple(condition.question for condition in by_key[key].when_all),
        )
        for key in evidence.eliminated.vetoes
    ]


def ranking(wins: Ints | Wins, free: Ints | Wins, mean: MeanValues) -> tuple[Strategy, ...]:
    """Return the strategies best first: by draws won, those won without vetoes (`free`), value.

    Strategies level in all three stand in their fixed order.
    """

    def standing(strategy: Strategy) -> tuple[int, int, int]:
        at = STRATEGIES.index(strategy)
        return int(wins[at]), int(free[at]), mean.total(strategy)

    return tuple(sorted(STRATEGIES, key=standing, reverse=True))
