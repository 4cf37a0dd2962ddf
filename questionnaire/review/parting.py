"""Where a reviewer and the machine part: the answers that speak for the one or for the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from questionnaire.catalogue.values import FrozenQuestionnaire
from questionnaire.results.answers import Said
from questionnaire.results.presenting import speaking_for
from questionnaire.results.shown import Side
from questionnaire.scoring import Strategy


@dataclass(frozen=True)
class Parting:
    """What speaks for the machine's first strategy against a reviewer's, and what for theirs."""

    machine: Side
    reviewer: Side


def parting(
    outcome: Mapping[str, Any],
    questionnaire: FrozenQuestionnaire,
    answers: Mapping[str, Said],
    theirs: str,
) -> Parting | None:
    """Return the answers on which a reviewer and a stored outcome part; None where they agree.

    Each answer counts as the scoring weighs it at mean weights: by how much it fits the one
    strategy better than the other. Where no strategy is recommended, the reviewer's is set against
    the one that comes first in the ranking.
    """
    own = Strategy(theirs)
    against = {Strategy(one["other"]): one for one in outcome["contributions"]}
    if own not in against:
        return None
    difference = against[own]
    machine = Strategy(difference["winner"])
    return Parting(
        speaking_for(machine, 1, difference, questionnaire, answers),
        speaking_for(own, -1, difference, questionnaire, answers),
    )
