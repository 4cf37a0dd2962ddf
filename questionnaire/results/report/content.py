"""From a result to the data that the template sets: the words of the page, in its order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from questionnaire.catalogue.values import FrozenQuestionnaire
from questionnaire.results.report import parts
from questionnaire.results.report.notes import plain
from questionnaire.results.report.parts import Data, Sets
from questionnaire.results.shown import Result
from questionnaire.templatetags.ajar import locale_name, long_date

# So much of a digest tells two versions apart for a reader
SHORT = 8


@dataclass(frozen=True)
class Stamp:
    """Whose result it is, of when, and the digests of what it was computed from."""

    venture: str
    submitted_at: datetime
    digests: tuple[str, ...]


def report_data(
    *, result: Result, questionnaire: FrozenQuestionnaire, sets: Sets, stamp: Stamp
) -> Data:
    """Return all that the template needs but the paper, in the active language, fit for JSON."""
    language, _separator, region = locale_name().partition("_")
    return {
        "language": language,
        "region": region or None,
        "title": result.summary.headline,
        "hero": _hero(result, stamp),
        "parts": list(_parts(result, sets)),
        "footer": _footer(questionnaire, stamp),
    }


def _hero(result: Result, stamp: Stamp) -> Data:
    summary, date = result.summary, long_date(stamp.submitted_at)
    said = {"date": date, "name": plain(stamp.venture)}
    door = summary.door
    return {
        "kicker": _("Submitted on %(date)s for %(name)s") % said
        if stamp.venture
        else _("Submitted on %(date)s") % said,
        "title": summary.headline,
        "lede": " ".join(summary.lede),
        "caps": summary.caps,
        "sentence": summary.strategy.sentence if summary.strategy else "",
        "tone": summary.strategy.strategy if summary.strategy else "undecided",
        "door": {
            "leaf": door.leaf,
            "light": door.light,
            "handle_x": door.handle_x,
            "handle_y": door.handle_y,
            "label": _("A door, %(percent)s %% open") % {"percent": door.percent},
        },
    }


def _footer(questionnaire: FrozenQuestionnaire, stamp: Stamp) -> list[str]:
    said = {
        "date": long_date(stamp.submitted_at),
        "version": questionnaire.version,
        "digests": " ".join(digest[:SHORT] for digest in stamp.digests),
    }
    return [
        _("%(date)s · Questionnaire version %(version)s · Fingerprints %(digests)s") % said,
        _("Ajar supports your decision. It is not legal advice."),
    ]


def _parts(result: Result, sets: Sets) -> Iterator[Data]:
    """Yield the parts that have content, in the order of the page."""
    yield parts.certainty(result)
    vetoes = [parts.ruled_out(veto) for veto in result.vetoes]
    vetoes += [parts.ruled_out(veto, possible=True) for veto in result.possible_vetoes]
    if vetoes:
        yield {"kind": "points", "title": _("What is ruled out"), "points": vetoes}
    if any(side.reasons for side in result.sides):
        sides = [parts.side(side) for side in result.sides]
        yield {"kind": "reasons", "title": _("Why"), "sides": sides}
    if result.sets:
        yield parts.set_table(result)
    if result.explained:
        yield parts.flips(result.explained)
        if result.explained.find_out:
            yield parts.find_out(result.explained.find_out)
    if result.tensions:
        tensions = [parts.tension(tension) for tension in result.tensions]
        yield {"kind": "points", "title": _("Answers that pull apart"), "points": tensions}
    if result.next_steps:
        yield parts.next_steps(result)
    yield parts.answers(sets)
