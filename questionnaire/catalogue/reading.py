"""Reading a questionnaire's content back from its rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from modeltranslation.utils import build_localized_fieldname

from questionnaire.catalogue.content import Content, Structure, Words
from questionnaire.catalogue.files import languages
from questionnaire.enums import RuleKind
from questionnaire.models import (
    FIT_FIELDS,
    Advice,
    AnswerOption,
    ConditionOption,
    Question,
    Questionnaire,
    QuestionSet,
    Rule,
)
from questionnaire.scoring import STRATEGIES


@dataclass(frozen=True)
class Ids:
    """The primary keys behind the keys of one version."""

    sets: Mapping[str, int]
    questions: Mapping[str, int]
    options: Mapping[tuple[str, str], int]


def read_rows(questionnaire: Questionnaire) -> tuple[Content, Ids]:
    """Return everything that a version says, and the primary keys of its parts."""
    rows = _Rows(questionnaire)
    structure = Structure.model_validate(rows.structure())
    words = {language: Words.model_validate(rows.words(language)) for language in languages()}
    return Content(structure=structure, words=words), rows.ids()


class _Rows:
    """All rows of one version, read once, each kind by one query."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.strategies = list(questionnaire.strategy_texts.all())
        self.sources = list(questionnaire.sources.all())
        self.sets = list(questionnaire.sets.all())
        self.questions = _grouped(
            Question.objects.filter(question_set__questionnaire=questionnaire)
            .prefetch_related("questionsource_set__source")
            .order_by("position"),
            "question_set_id",
        )
        self.options = _grouped(
            AnswerOption.objects.filter(question__question_set__questionnaire=questionnaire),
            "question_id",
        )
        self.advice = _grouped(
            Advice.objects.filter(question_set__questionnaire=questionnaire).prefetch_related(
                "advicesource_set__source"
            ),
            "question_set_id",
        )
        self.rules = list(
            questionnaire.rules.prefetch_related("conditions__question").order_by("position")
        )
        self.met_by = _grouped(
            ConditionOption.objects.filter(condition__rule__questionnaire=questionnaire)
            .select_related("option")
            .order_by("option__position"),
            "condition_id",
        )

    def ids(self) -> Ids:
        questions = [question for part in self.sets for question in self.questions[part.pk]]
        return Ids(
            sets={part.key: part.pk for part in self.sets},
            questions={question.key: question.pk for question in questions},
            options={
                (question.key, option.key): option.pk
                for question in questions
                for option in self.options[question.pk]
            },
        )

    def structure(self) -> dict[str, Any]:
        return {
            "key": self.questionnaire.key,
            "source_language": self.questionnaire.source_language,
            "sources": [
                {"key": row.key, "citation": row.citation, "url": row.url} for row in self.sources
            ],
            "sets": [self.set_item(row) for row in self.sets],
            "vetoes": [
                {**self.rule_item(rule), "rules_out": rule.rules_out}
                for rule in self.rules_of(RuleKind.VETO)
            ],
            "tensions": [self.rule_item(rule) for rule in self.rules_of(RuleKind.TENSION)],
        }

    def set_item(self, row: QuestionSet) -> dict[str, Any]:
        return {
            "key": row.key,
            "kind": row.kind,
            "questions": [self.question_item(question) for question in self.questions[row.pk]],
            "advice": {
                strategy.value: [
                    {"key": step.key, "sources": _source_keys(step.advicesource_set)}
                    for step in self.advice[row.pk]
                    if step.strategy == strategy
                ]
                for strategy in STRATEGIES
            },
        }

    def question_item(self, row: Question) -> dict[str, Any]:
        return {
            "key": row.key,
            "covers": row.covers,
            "changeable": row.changeable,
            "sources": _source_keys(row.questionsource_set),
            "options": [
                {"key": option.key, "fits": _fits(option)} for option in self.options[row.pk]
            ],
        }

    def rules_of(self, kind: RuleKind) -> list[Rule]:
        return [rule for rule in self.rules if rule.kind == kind]

    def rule_item(self, rule: Rule) -> dict[str, Any]:
        return {
            "key": rule.key,
            "when_all": [
                {
                    "question": condition.question.key,
                    "any_of": [link.option.key for link in self.met_by[condition.pk]],
                }
                for condition in rule.conditions.all()
            ],
        }

    def words(self, language: str) -> dict[str, Any]:
        questions = [question for part in self.sets for question in self.questions[part.pk]]
        names = ("name", "headline", "sentence")
        return {
            "language": language,
            **_texts(self.questionnaire, language, "title", "summary"),
            "strategies": {row.strategy: _texts(row, language, *names) for row in self.strategies},
            "sources": {row.key: _text(row, "text", language) for row in self.sources},
            "sets": {row.key: self.set_words(row, language) for row in self.sets},
            "questions": {row.key: self.question_words(row, language) for row in questions},
            "vetoes": self.messages(RuleKind.VETO, language),
            "tensions": self.messages(RuleKind.TENSION, language),
        }

    def set_words(self, row: QuestionSet, language: str) -> dict[str, Any]:
        advice = {step.key: _text(step, "text", language) for step in self.advice[row.pk]}
        return {**_texts(row, language, "name", "intro", "swing"), "advice": advice}

    def question_words(self, row: Question, language: str) -> dict[str, Any]:
        options = {
            option.key: _texts(option, language, "text", "reason")
            for option in self.options[row.pk]
        }
        return {**_texts(row, language, "text", "help", "why"), "options": options}

    def messages(self, kind: RuleKind, language: str) -> dict[str, str]:
        return {rule.key: _text(rule, "message", language) for rule in self.rules_of(kind)}


def _grouped(rows: Iterable[Any], attribute: str) -> Mapping[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, attribute)].append(row)
    return groups


def _text(row: Any, name: str, language: str) -> str:
    return getattr(row, build_localized_fieldname(name, language)) or ""


def _texts(row: Any, language: str, *names: str) -> dict[str, str]:
    return {name: _text(row, name, language) for name in names}


def _source_keys(links: Any) -> list[str]:
    return [link.source.key for link in links.all()]


def _fits(option: AnswerOption) -> dict[str, int] | None:
    fits = {name.removeprefix("fit_"): getattr(option, name) for name in FIT_FIELDS}
    return None if None in fits.values() else fits
