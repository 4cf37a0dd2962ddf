"""Every text of a questionnaire that exists once per language, by the place where it stands.

A place is written like the keys of the language files: "title", "strategies.open.name",
"sets.funding.advice.publish_weights", "questions.F1.options.grants.text", "vetoes.V1".
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from unicodedata import category

from questionnaire.catalogue.files import languages
from questionnaire.enums import RuleKind, SetKind, TranslationStatus
from questionnaire.models import (
    Advice,
    AnswerOption,
    Question,
    Questionnaire,
    QuestionSet,
    Translated,
)

PLACES_OF_RULES = {RuleKind.VETO: "vetoes", RuleKind.TENSION: "tensions"}
WRITTEN_CONTROLS = frozenset("\n\r\t")


def can_be_shown(text: str) -> bool:
    """Return whether a text has no control characters, such as some word processors leave in it."""
    return not any(category(sign) == "Cc" and sign not in WRITTEN_CONTROLS for sign in text)


@dataclass(frozen=True)
class Text:
    """A field of a row that keeps a text in each language."""

    place: str
    row: Translated
    field: str
    source_language: str
    # Whether it may not be empty when the questionnaire is published
    required: bool = True

    def say(self, language: str) -> str:
        """Return the text in a language; "" when there is none."""
        return self.row.say(self.field, language)

    def status(self, language: str) -> TranslationStatus:
        """Return how the text in a language stands to its source."""
        if self.required and not self.say(language).strip():
            return TranslationStatus.MISSING
        return self.row.translation_status(
            self.field, language, source_language=self.source_language
        )

    def max_length(self) -> int | None:
        """Return how many characters the column takes; None for any number."""
        length: int | None = getattr(self.row._meta.get_field(self.field), "max_length", None)  # noqa: SLF001 - Django's own name
        return length


def texts_of(questionnaire: Questionnaire) -> list[Text]:
    """Return all texts of a version in the order in which a founder meets them, in 7 queries."""
    return list(_Texts(questionnaire).all())


def status_counts(texts: Iterable[Text]) -> Mapping[str, Counter[TranslationStatus]]:
    """Return by language how many texts stand how to their source; the source's own too."""
    listed = list(texts)
    return {language: Counter(text.status(language) for text in listed) for language in languages()}


class _Texts:
    """Goes through the rows of one version."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire

    def all(self) -> Iterator[Text]:
        version = self.questionnaire
        yield from self._row("", version)
        for strategy in version.strategy_texts.order_by("pk"):
            yield from self._row(f"strategies.{strategy.strategy}.", strategy)
        for part in version.sets.prefetch_related("advice"):
            yield from self._set(part)
        for question in (
            Question.objects.filter(question_set__questionnaire=version)
            .select_related("question_set")
            .prefetch_related("options")
            .order_by("question_set__position", "question_set", "position", "pk")
        ):
            yield from self._question(question)
        for rule in version.rules.order_by("-kind", "position", "pk"):
            kind = PLACES_OF_RULES[RuleKind(rule.kind)]
            yield self._text(f"{kind}.{rule.key}", rule, "message")
        for source in version.sources.all():
            yield self._text(f"sources.{source.key}", source, "text")

    def _set(self, part: QuestionSet) -> Iterator[Text]:
        place = f"sets.{part.key}"
        scored = part.kind == SetKind.SCORED
        yield from self._row(f"{place}.", part, {"swing": scored})
        steps: Iterable[Advice] = part.advice.all()
        for step in steps:
            yield self._text(f"{place}.advice.{step.key}", step, "text")

    def _question(self, question: Question) -> Iterator[Text]:
        place = f"questions.{question.key}"
        yield from self._row(f"{place}.", question, {"help": False})
        scored = question.question_set.kind == SetKind.SCORED
        options: Iterable[AnswerOption] = question.options.all()
        for option in options:
            yield from self._row(f"{place}.options.{option.key}.", option, {"reason": scored})

    def _row(
        self, place: str, row: Translated, required: Mapping[str, bool] | None = None
    ) -> Iterator[Text]:
        for field in row.translated:
            yield self._text(
                f"{place}{field}", row, field, required=(required or {}).get(field, True)
            )

    def _text(self, place: str, row: Translated, field: str, *, required: bool = True) -> Text:
        return Text(place, row, field, self.questionnaire.source_language, required)
