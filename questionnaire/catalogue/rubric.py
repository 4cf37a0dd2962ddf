"""From a questionnaire's structure to what the scoring understands."""

from collections.abc import Iterable

from questionnaire import scoring
from questionnaire.catalogue.content import ConditionItem, QuestionItem, Structure


def rubric_of(structure: Structure) -> scoring.Rubric:
    """Return the rubric; raise scoring.ScoringError, naming the place, when it cannot be scored."""
    return scoring.Rubric(
        key=structure.key,
        sets=tuple(
            scoring.QuestionSet(part.key, _questions(part.questions))
            for part in structure.sets
            if part.kind == "scored"
        ),
        facts=tuple(
            question
            for part in structure.sets
            if part.kind == "facts"
            for question in _questions(part.questions)
        ),
        vetoes=tuple(
            scoring.Veto(veto.key, veto.rules_out, _conditions(veto.when_all))
            for veto in structure.vetoes
        ),
        tensions=tuple(
            scoring.Tension(tension.key, _conditions(tension.when_all))
            for tension in structure.tensions
        ),
    )


def _questions(items: Iterable[QuestionItem]) -> tuple[scoring.Question, ...]:
    return tuple(
        scoring.Question(
            item.key,
            tuple(
                scoring.Option(
                    option.key,
                    (fits.open, fits.closed, fits.hybrid) if fits else None,
                )
                for option in item.options
                for fits in (option.fits,)
            ),
            changeable=item.changeable,
        )
        for item in items
    )


def _conditions(items: Iterable[ConditionItem]) -> tuple[scoring.Condition, ...]:
    return tuple(scoring.Condition(item.question, frozenset(item.any_of)) for item in items)
