"""From a form to the explanation of its outcome: what would change it, and what would not."""

from questionnaire.scoring.engine import Scored
from questionnaire.scoring.explanation import Explanation, Flip, Robustness
from questionnaire.scoring.flips import flips, other_options
from questionnaire.scoring.forms import read
from questionnaire.scoring.information import find_out
from questionnaire.scoring.outcome import Outcome
from questionnaire.scoring.pairs import count_pairs, likeliest
from questionnaire.scoring.rescoring import Moves, Rescored, Rescoring
from questionnaire.scoring.shifts import weight_shifts
from questionnaire.scoring.tally import share
from questionnaire.scoring.types import Form, Rubric

PAIRS_TRIED = 400
PAIRS_SHOWN = 5


def explain(rubric: Rubric, form: Form, *, pairs: bool = True) -> Explanation:
    """Explain the form's outcome; raise ScoringError, naming the place, as evaluate does.

    `pairs=False` leaves out the search for pairs of changes, most of the time it takes.
    The same rubric and form give the same explanation, bit for bit, on every run and platform.
    """
    return _Explaining(Scored(rubric, read(rubric, form))).explanation(pairs=pairs)


def evaluate_and_explain(
    rubric: Rubric, form: Form, *, pairs: bool = True
) -> tuple[Outcome, Explanation]:
    """Return what evaluate and explain return, with one pass over the draws."""
    scored = Scored(rubric, read(rubric, form))
    return scored.outcome(), _Explaining(scored).explanation(pairs=pairs)


class _Explaining:
    """A scored form with every other answer to one question, from which the parts are read."""

    def __init__(self, scored: Scored) -> None:
        self.scored = scored
        self.rescoring = Rescoring(scored)
        self.moves = other_options(scored)
        self.single: dict[Moves, Rescored] = {
            (move,): self.rescoring.single(move) for move in self.moves
        }
        self.flips = flips(scored, self.single)

    def explanation(self, *, pairs: bool) -> Explanation:
        """Put everything together."""
        limit = PAIRS_TRIED if pairs and not self.flips else 0
        tried = likeliest(self.scored, self.moves, limit)
        double = flips(self.scored, self.rescoring.pairs(tried))
        return Explanation(
            leader=self.scored.leader,
            flips=self.flips,
            pairs=double[:PAIRS_SHOWN],
            weight_shifts=weight_shifts(self.scored),
            find_out=find_out(self.scored, self.single),
            robustness=self._robustness(double, len(tried), pairs=pairs),
        )

    def _robustness(self, double: tuple[Flip, ...], tried: int, *, pairs: bool) -> Robustness:
        best, second, _ = sorted((int(won) for won in self.scored.tally.wins), reverse=True)
        possible = count_pairs(self.moves)
        fewest = next((at for at, one in enumerate((self.flips, double), start=1) if one), None)
        return Robustness(
            lead=share(best - second),
            single_changes=len(self.moves),
            flipping=len(self.flips),
            flipping_share=len(self.flips) / len(self.moves),
            pairs_possible=possible,
            pairs_tried=tried,
            exhaustive=tried == possible,
            fewest_changes=fewest,
            robust=fewest is None if fewest or pairs else None,
        )
