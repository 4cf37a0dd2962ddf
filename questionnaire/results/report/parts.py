"""The parts of a report as data for the template: each says what its band of the page says."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from questionnaire.catalogue.values import (
    FrozenQuestion,
    FrozenSet,
    FrozenSource,
    FrozenStrategy,
)
from questionnaire.results.answers import ReadOver
from questionnaire.results.report.notes import lines_of
from questionnaire.results.shown import (
    Explained,
    FindOut,
    Result,
    RuledOut,
    SetPull,
    Side,
    Tension,
)

Data = dict[str, Any]
Sets = Sequence[tuple[FrozenSet, Sequence[ReadOver]]]


def certainty(result: Result) -> Data:
    """Return the three bars."""
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


def ruled_out(veto: RuledOut, *, possible: bool = False) -> Data:
    """Return a veto; a possible one says what it depends on."""
    condition = _("That depends on an answer that is still open. It would hold if:")
    return {
        "title": veto.title,
        "condition": condition if possible else "",
        "text": veto.rule.message,
        "questions": _questions(veto.questions),
    }


def tension(tension: Tension) -> Data:
    """Return two answers that pull apart."""
    return {
        "title": "",
        "condition": "",
        "text": tension.rule.message,
        "questions": _questions(tension.questions),
    }


def _questions(questions: Iterable[FrozenQuestion]) -> str:
    return f"{_('Your answers to:')} {' · '.join(question.text for question in questions)}"


def side(side: Side) -> Data:
    """Return what speaks for one strategy, all of it: paper has no disclosures."""
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


def set_table(result: Result) -> Data:
    """Return which way each set pulls, and its fits."""
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


def flips(explained: Explained) -> Data:
    """Return what would change the result."""
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


def find_out(questions: Sequence[FindOut]) -> Data:
    """Return the open questions, and where each answer would lead."""
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


def next_steps(result: Result) -> Data:
    """Return the next steps, set by set, with their sources."""
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


def answers(sets: Sets) -> Data:
    """Return every question with its answer and its whole note."""
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
