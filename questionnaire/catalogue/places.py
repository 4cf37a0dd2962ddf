"""Saying in words where in a questionnaire a text stands; see catalogue.texts for places."""

from collections.abc import Mapping

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from questionnaire.enums import Strategy
from questionnaire.models import AnswerOption, Question, Questionnaire, QuestionSet, StrategyText

OWNERS: Mapping[str, Promise] = {
    # Translators: a part of a questionnaire and the key (short name) that it has
    "sets": gettext_lazy("Set %(key)s"),
    "questions": gettext_lazy("Question %(key)s"),
    # Translators: a veto is a rule that rules a strategy out
    "vetoes": gettext_lazy("Veto %(key)s"),
    # Translators: a tension is a rule: two answers that pull apart
    "tensions": gettext_lazy("Tension %(key)s"),
    "sources": gettext_lazy("Source %(key)s"),
}
PARTS: Mapping[str, Promise] = {
    "options": gettext_lazy("answer “%(key)s”"),
    "advice": gettext_lazy("next step “%(key)s”"),
}
MODELS: Mapping[str, type[Model]] = {
    "": Questionnaire,
    "strategies": StrategyText,
    "sets": QuestionSet,
    "questions": Question,
    "options": AnswerOption,
}


def in_words(place: str) -> str:
    """Return a place in the reader's language, such as "Question F1, answer “grants”: reason".

    A place that no questionnaire can have is returned as it is.
    """
    part = part_in_words(place)
    if not part:
        return owner_in_words(place)
    said = {"owner": owner_in_words(place), "part": part}
    # Translators: a part of a questionnaire, and which of its texts: "Question F1: hint"
    return _("%(owner)s: %(part)s") % said


def quoted(text: str) -> str:
    """Return a text in the quotation marks of the reader's language."""
    # Translators: only the quotation marks; the text may be in any language
    return _("“%(text)s”") % {"text": text}


def owner_of(place: str) -> str:
    """Return the place of the question, set, rule, source or strategy; "" for the whole."""
    steps = place.split(".")
    return ".".join(steps[:2]) if len(steps) > 1 else ""


def owner_in_words(place: str) -> str:
    """Return the owner of a place in words: "Question F1"."""
    kind, _dot, rest = place.partition(".")
    key = rest.partition(".")[0]
    if not rest:
        return _("The questionnaire as a whole") if kind in {"", "title", "summary"} else place
    if kind == "strategies":
        label = dict(Strategy.choices).get(key, key)
        # Translators: the wording of a strategy (open, closed or hybrid)
        return _("Strategy %(name)s") % {"name": label}
    return str(OWNERS[kind]) % {"key": key} if kind in OWNERS else place


def part_in_words(place: str) -> str:
    """Return which text of its owner stands at a place: "hint"; "" when it has only one."""
    kind, *steps = place.split(".")
    if not steps:
        return _label("", kind)
    names = []
    below = steps[1:]
    if len(below) > 1 and below[0] in PARTS:
        kind = below[0]
        names = [str(PARTS[kind]) % {"key": below[1]}]
        below = below[2:]
    if below and not (kind == "options" and below == ["text"]):
        names.append(_label(kind, below[0]))
    return ", ".join(names)


def _label(kind: str, field: str) -> str:
    """Return what the admin calls a field; the field's own name if there is none."""
    model = MODELS.get(kind)
    if model is None or field not in getattr(model, "translated", ()):
        return field
    return str(getattr(model._meta.get_field(field), "verbose_name", field))  # noqa: SLF001 - Django's own name
