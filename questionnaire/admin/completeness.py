"""How many texts versions still lack in each language: counted by the database.

Only texts count that keep a version from being published: a hint may be missing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from modeltranslation.utils import build_localized_fieldname

from questionnaire.catalogue.files import languages
from questionnaire.enums import SetKind
from questionnaire.models import (
    Advice,
    AnswerOption,
    Question,
    Questionnaire,
    QuestionSet,
    Rule,
    Source,
    StrategyText,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MODELS: tuple[Any, ...] = (
    Questionnaire,
    StrategyText,
    Source,
    QuestionSet,
    Question,
    AnswerOption,
    Advice,
    Rule,
)
# The rows whose text may stay empty, as in catalogue.texts; no row where nothing is named
MAY_BE_EMPTY: Mapping[tuple[type, str], Q] = {
    (Question, "help"): Q(),
    (QuestionSet, "swing"): ~Q(kind=SetKind.SCORED),
    (AnswerOption, "reason"): ~Q(question__question_set__kind=SetKind.SCORED),
}


def missing_texts(versions: Iterable[int]) -> Mapping[int, Counter[str]]:
    """Return by version, then by language, how many texts are missing; in 8 queries."""
    wanted = list(versions)
    missing: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for model in MODELS:
        owner = "pk" if model is Questionnaire else f"{model.owner_path}__pk"
        counts = {
            f"without_{field}_{language}": Count("pk", filter=_lacks(model, field, language))
            for field, language in _required(model)
        }
        rows = model.objects.filter(**{f"{owner}__in": wanted}).order_by()
        for found in rows.values(owner).annotate(**counts):
            for field, language in _required(model):
                missing[found[owner]][language] += found[f"without_{field}_{language}"]
    return missing


def _required(model: Any) -> list[tuple[str, str]]:
    """Return the texts, in each language, that some rows may not lack."""
    fields = [field for field in model.translated if MAY_BE_EMPTY.get((model, field)) != Q()]
    return [(field, language) for field in fields for language in languages()]


def _lacks(model: Any, field: str, language: str) -> Q:
    column = build_localized_fieldname(field, language)
    empty = Q(**{column: ""}) | Q(**{f"{column}__isnull": True})
    excused = MAY_BE_EMPTY.get((model, field))
    return empty & ~excused if excused else empty
