"""From a result to the data that the template sets: the words of the page, in its order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from questionnaire.catalogue.values import (
    FrozenQuestion,
    FrozenQuestionnaire,
    FrozenSet,
    FrozenSource,
    FrozenStrategy,
)
from questionnaire.results.answers import ReadOver
from questionnaire.results.report.notes import lines_of, plain
from questionnaire.results.shown import (
    Explained,
    FindOut,
    Result,
    RuledOut,
    SetPull,
    Side,
    Tension,
)
from questionnaire.templatetags.ajar import locale_name, long_date

Data = dict[str, Any]
Sets = Sequence[tuple[FrozenSet, Sequence[ReadOver]]]
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
    yield _certainty(result)
    vetoes = [_ruled_out(veto) for veto in result.vetoes]
    vetoes += [_ruled_out(veto, possible=True) for veto in result.possible_vetoes]
    if vetoes:
        yield {"kind": "points", "title": _("What is ruled out"), "points": vetoes}
    if any(side.reasons for side in result.sides):
        sides = [_side(side) for side in result.sides]
        yield {"kind": "reasons", "title": _("Why"), "sides": sides}
    if result.sets:
        yield _set_table(result)
    if result.explained:
        yield _flips(result.explained)
        if result.explained.find_out:
            yield _find_out(result.explained.find_out)
    if result.tensions:
        tensions = [_tension(tension) for tension in result.tensions]
        yield {"kind": "points", "title": _("Answers that pull apart"), "points": tensions}
    if result.next_steps:
        yield _next_steps(result)
    yield _answers(sets)


def _certainty(result: Result) -> Data:
    return {
        "kind": "certainty",
        "title": _("How sure is that?"),
        "bars": [
            {
                "strategy": bar.strategy.strategy,
                "name": bar.strategy.name,
                "percent": bar.percent,
                "length": float(bar.span.length),
            }
            for bar in result.summary.bars
        ],
        "caption": _("Out of 100 readings, how often each strategy comes first."),
    }


def _ruled_out(veto: RuledOut, *, possible: bool = False) -> Data:
    condition = _("That depends on an answer that is still open. It would hold if:")
    return {
        "title": veto.title,
        "condition": condition if possible else "",
        "text": veto.rule.message,
        "questions": _questions(veto.questions),
    }


def _tension(tension: Tension) -> Data:
    return {
        "title": "",
        "condition": "",
        "text": tension.rule.message,
        "questions": _questions(tension.questions),
    }


def _questions(questions: Iterable[FrozenQuestion]) -> str:
    return f"{_('Your answers to:')} {' · '.join(question.text for question in questions)}"


def _side(side: Side) -> Data:
    return {
        "strategy": side.strategy,
        "title": side.title,
        "none": _("None of your answers."),
        "reasons": [
            {
                "question": reason.question.text,
                "answer": reason.option.text,
                "reason": reason.option.reason,
            }
            for reason in side.reasons
        ],
    }


def _set_table(result: Result) -> Data:
    ends = {"first": result.summary.first.name, "second": result.summary.second.name}
    return {
        "kind": "set-table",
        "title": _("Set by set"),
        "caption": _(
            "Which way each set pulls: %(first)s to the right, %(second)s to the left. The longer "
            "the bar, the more it counts."
        )
        % ends,
        "set": _("Set"),
        "towards": _("Pulls towards"),
        "columns": [bar.strategy.name for bar in result.summary.bars],
        "rows": [_set_row(pull) for pull in result.sets],
        "scale": _(
            "How well each strategy fits your answers, from 0 (works against it) to 4 (clearly "
            "favours it)."
        ),
    }


def _set_row(pull: SetPull) -> Data:
    return {
        "name": pull.part.name,
        **_towards(pull.towards, otherwise="–"),
        "start": float(pull.span.start),
        "length": float(pull.span.length),
        "values": [number_format(value, 1) for value in pull.values],
    }


def _towards(strategy: FrozenStrategy | None, *, otherwise: str) -> Mapping[str, str | None]:
    if strategy is None:
        return {"strategy": None, "towards": otherwise}
    return {"strategy": strategy.strategy, "towards": strategy.name}


def _leads_to(strategy: FrozenStrategy | None, percent: int) -> Data:
    """Return which strategy comes first then, and how often."""
    if strategy is None:
        return {"strategy": None, "towards": _("None of the three")}
    said = {"name": strategy.name, "percent": percent}
    return {"strategy": strategy.strategy, "towards": _("%(name)s, %(percent)s of 100") % said}


def _flips(explained: Explained) -> Data:
    return {
        "kind": "changes",
        "title": _("What would change it"),
        "lede": explained.robustness,
        "groups": [
            {
                "title": group.title,
                "sentence": "",
                "changes": [
                    {"text": flip.sentence, **_leads_to(flip.towards, flip.percent)}
                    for flip in group.flips
                ],
            }
            for group in explained.groups
        ],
        "caption": f"{explained.flips_note} {explained.shift}",
    }


def _find_out(questions: Sequence[FindOut]) -> Data:
    return {
        "kind": "changes",
        "title": _("What to find out first"),
        "lede": "",
        "groups": [
            {
                "title": item.question.text,
                "sentence": item.sentence,
                "changes": [
                    {"text": found.option.text, **_leads_to(found.towards, found.percent)}
                    for found in item.findings
                ],
            }
            for item in questions
        ],
        "caption": _(
            "Each of these was scored with every answer it could have, never with a made-up "
            "average."
        ),
    }


def _next_steps(result: Result) -> Data:
    return {
        "kind": "steps",
        "title": _("Next steps"),
        "groups": [
            {
                "title": group.part.name,
                "steps": [
                    {"text": step.text, "sources": [_source(source) for source in step.sources]}
                    for step in group.steps
                ],
            }
            for group in result.next_steps
        ],
    }


def _source(source: FrozenSource) -> Data:
    return {"text": source.text, "citation": source.citation, "url": source.url}


def _answers(sets: Sets) -> Data:
    return {
        "kind": "answers",
        "title": _("All your answers"),
        "groups": [
            {"title": part.name, "answers": [_answer(item) for item in items]}
            for part, items in sets
        ],
    }


def _answer(item: ReadOver) -> Data:
    chosen = not (item.is_open or item.is_unsure)
    unchosen = _("Not sure yet") if item.is_unsure else _("No answer yet")
    return {
        "question": item.question.text,
        "chosen": chosen,
        "answer": item.text if chosen else unchosen,
        "note": lines_of(item.said.note),
    }
