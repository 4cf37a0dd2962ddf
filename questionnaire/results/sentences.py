"""What a result says, as whole sentences: none is glued together from fragments."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from questionnaire.scoring import CapReason, Strategy, Wording

BEST_FIT: Mapping[Strategy, Promise] = {
    Strategy.OPEN: gettext_lazy("Your answers fit an open strategy best."),
    Strategy.CLOSED: gettext_lazy("Your answers fit a closed strategy best."),
    Strategy.HYBRID: gettext_lazy("Your answers fit a deliberate mix best."),
}
SPEAKS_FOR: Mapping[Strategy, Promise] = {
    Strategy.OPEN: gettext_lazy("Speaks for open"),
    Strategy.CLOSED: gettext_lazy("Speaks for closed"),
    Strategy.HYBRID: gettext_lazy("Speaks for hybrid"),
}
RULED_OUT: Mapping[Strategy, Promise] = {
    Strategy.OPEN: gettext_lazy("Open is ruled out"),
    Strategy.CLOSED: gettext_lazy("Closed is ruled out"),
    Strategy.HYBRID: gettext_lazy("Hybrid is ruled out"),
}
MAY_BE_RULED_OUT: Mapping[Strategy, Promise] = {
    Strategy.OPEN: gettext_lazy("Open may be ruled out"),
    Strategy.CLOSED: gettext_lazy("Closed may be ruled out"),
    Strategy.HYBRID: gettext_lazy("Hybrid may be ruled out"),
}
# The strategy that was best, then the one that is left
ELIMINATED: Mapping[tuple[Strategy, Strategy], Promise] = {
    (Strategy.OPEN, Strategy.CLOSED): gettext_lazy(
        "Taken alone, your answers fit open best. But open is ruled out, which leaves closed."
    ),
    (Strategy.OPEN, Strategy.HYBRID): gettext_lazy(
        "Taken alone, your answers fit open best. But open is ruled out, which leaves hybrid."
    ),
    (Strategy.CLOSED, Strategy.OPEN): gettext_lazy(
        "Taken alone, your answers fit closed best. But closed is ruled out, which leaves open."
    ),
    (Strategy.CLOSED, Strategy.HYBRID): gettext_lazy(
        "Taken alone, your answers fit closed best. But closed is ruled out, which leaves hybrid."
    ),
    (Strategy.HYBRID, Strategy.OPEN): gettext_lazy(
        "Taken alone, your answers fit hybrid best. But hybrid is ruled out, which leaves open."
    ),
    (Strategy.HYBRID, Strategy.CLOSED): gettext_lazy(
        "Taken alone, your answers fit hybrid best. But hybrid is ruled out, which leaves closed."
    ),
}


def headline(wording: Wording, own: str, first: str, second: str) -> str:
    """Return the title of a result; `own` is the recommended strategy's headline, if any."""
    if wording in (Wording.CLEAR, Wording.LEANING):
        return own
    if wording is Wording.TOO_EARLY:
        return _("Too early to say")
    if wording is Wording.NONE_COMPATIBLE:
        return _("Your answers rule out all three")
    names = {"first": first, "second": second}
    if wording is Wording.TIE:
        return _("A tie: %(first)s and %(second)s") % names
    return _("Too close to call: %(first)s or %(second)s") % names


def certainty(
    wording: Wording, *, first: str, second: str, first_percent: int, second_percent: int
) -> str:
    """Return the sentence that says how sure the result is, in readings out of 100."""
    numbers = {
        "first": first,
        "second": second,
        "count": first_percent,
        "other_count": second_percent,
    }
    return str(_CERTAINTY[wording]) % numbers


_CERTAINTY: Mapping[Wording, Promise] = {
    Wording.CLEAR: gettext_lazy(
        "That holds in %(count)s of 100 plausible readings of what matters to you, so we call it "
        "clear."
    ),
    Wording.LEANING: gettext_lazy(
        "That holds in %(count)s of 100 plausible readings of what matters to you: a lean, not "
        "yet a clear result."
    ),
    Wording.TOO_CLOSE_TO_CALL: gettext_lazy(
        "%(first)s comes first in %(count)s of 100 plausible readings of what matters to you, "
        "%(second)s in %(other_count)s. Nobody could call that in good faith; what speaks for "
        "each is below."
    ),
    Wording.TIE: gettext_lazy(
        "%(first)s and %(second)s come first equally often, each in about %(count)s of 100 "
        "plausible readings of what matters to you. What speaks for each is below."
    ),
    Wording.TOO_EARLY: gettext_lazy(
        "More than half of the questions are still open or marked “not sure yet”. What the answers "
        "already say is below; give a few more, and a recommendation follows."
    ),
    Wording.NONE_COMPATIBLE: gettext_lazy(
        "Taken together, your answers leave no strategy that could work. Something has to give: "
        "below is what rules out each, and which answers are behind it."
    ),
}
CAPS: Mapping[CapReason, Promise] = {
    CapReason.WEAK_SET: gettext_lazy(
        "It would be clear, but it scores low in a set that you rated most important: %(name)s."
    ),
    CapReason.TENSION: gettext_lazy(
        "It would be clear, but two of the answers that carry it most pull apart."
    ),
    CapReason.UNSURE_VETO: gettext_lazy(
        "It would be clear, but an answer that you are not sure of yet could rule a strategy out."
    ),
    CapReason.ELIMINATION: gettext_lazy(
        "It would be clear, but it came first only because another strategy was ruled out."
    ),
}
