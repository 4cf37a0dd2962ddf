"""Writing a questionnaire's content into the rows of a new draft."""

from collections.abc import Callable
from typing import Any

from auditlog.context import disable_auditlog
from django.db.models import Model
from modeltranslation.utils import build_localized_fieldname

from questionnaire.catalogue.content import (
    AdviceItem,
    ConditionItem,
    Content,
    OptionItem,
    QuestionItem,
    SetItem,
    SourceItem,
    Words,
)
from questionnaire.enums import RuleKind
from questionnaire.models import (
    Advice,
    AdviceSource,
    AnswerOption,
    Condition,
    ConditionOption,
    Question,
    Questionnaire,
    QuestionSet,
    QuestionSource,
    Rule,
    Source,
    StrategyText,
)
from questionnaire.scoring import STRATEGIES, Strategy


def store_draft(content: Content, *, version: int) -> Questionnaire:
    """Write the content as a new draft and return it; run it in a transaction.

    Its rows do not enter the history one by one: who made the draft does that in one line.
    """
    with disable_auditlog():
        return _Writer(content).write(version)


class _Writer:
    """Writes one content; remembers the rows that later rows point to."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.sources: dict[str, Source] = {}
        self.questions: dict[str, Question] = {}
        self.options: dict[tuple[str, str], AnswerOption] = {}

    def write(self, version: int) -> Questionnaire:
        structure = self.content.structure
        self.questionnaire = Questionnaire(
            key=structure.key,
            version=version,
            source_language=structure.source_language,
            **self.texts(lambda w: {"title": w.title, "summary": w.summary}),
        )
        self.questionnaire.save()
        self.write_strategies()
        self.write_sources()
        for position, part in enumerate(structure.sets):
            self.write_set(part, position)
        for position, veto in enumerate(structure.vetoes):
            rule = Rule(kind=RuleKind.VETO, rules_out=veto.rules_out, key=veto.key)
            self.write_rule(rule, position, veto.when_all, lambda w, k: w.vetoes[k])
        for position, tension in enumerate(structure.tensions):
            rule = Rule(kind=RuleKind.TENSION, key=tension.key)
            self.write_rule(rule, position, tension.when_all, lambda w, k: w.tensions[k])
        return self.questionnaire

    def texts(self, of: Callable[[Words], dict[str, str]]) -> dict[str, str]:
        """Return the translated fields of a row: one value for each field and language."""
        return {
            build_localized_fieldname(name, language): text
            for language, words in self.content.words.items()
            for name, text in of(words).items()
        }

    def write_strategies(self) -> None:
        StrategyText.objects.bulk_create(self.strategy_row(strategy) for strategy in STRATEGIES)

    def strategy_row(self, strategy: Strategy) -> StrategyText:
        texts = self.texts(lambda w: dict(w.strategies[strategy]))
        return StrategyText(questionnaire=self.questionnaire, strategy=strategy, **texts)

    def write_sources(self) -> None:
        for position, item in enumerate(self.content.structure.sources):
            self.sources[item.key] = self.source_row(item, position)
        Source.objects.bulk_create(self.sources.values())

    def source_row(self, item: SourceItem, position: int) -> Source:
        return Source(
            questionnaire=self.questionnaire,
            key=item.key,
            position=position,
            citation=item.citation,
            url=item.url,
            **self.texts(lambda w: {"text": w.sources[item.key]}),
        )

    def write_set(self, item: SetItem, position: int) -> None:
        row = QuestionSet(
            questionnaire=self.questionnaire,
            key=item.key,
            kind=item.kind,
            position=position,
            **self.texts(lambda w: w.sets[item.key].model_dump(exclude={"advice"})),
        )
        row.save()
        self.write_questions(row, item.questions)
        for strategy in STRATEGIES:
            for place, step in enumerate(item.advice.of(strategy)):
                advice = self.advice_row(row, step)
                advice.strategy = strategy
                advice.position = place
                advice.save()
                self.write_links(AdviceSource, {"advice": advice}, step)

    def advice_row(self, part: QuestionSet, step: AdviceItem) -> Advice:
        texts = self.texts(lambda w: {"text": w.sets[part.key].advice[step.key]})
        return Advice(question_set=part, key=step.key, **texts)

    def write_questions(self, part: QuestionSet, items: tuple[QuestionItem, ...]) -> None:
        for position, item in enumerate(items):
            self.questions[item.key] = self.question_row(part, item, position)
        Question.objects.bulk_create(self.questions[item.key] for item in items)
        for item in items:
            self.write_links(QuestionSource, {"question": self.questions[item.key]}, item)
            for position, option in enumerate(item.options):
                self.options[item.key, option.key] = self.option_row(item, option, position)
        AnswerOption.objects.bulk_create(
            self.options[item.key, option.key] for item in items for option in item.options
        )

    def question_row(self, part: QuestionSet, item: QuestionItem, position: int) -> Question:
        return Question(
            question_set=part,
            key=item.key,
            position=position,
            covers=item.covers,
            changeable=item.changeable,
            **self.texts(lambda w: w.questions[item.key].model_dump(exclude={"options"})),
        )

    def option_row(self, item: QuestionItem, option: OptionItem, position: int) -> AnswerOption:
        fits = option.fits.model_dump() if option.fits else {}
        return AnswerOption(
            question=self.questions[item.key],
            key=option.key,
            position=position,
            **{f"fit_{strategy}": fit for strategy, fit in fits.items()},
            **self.texts(lambda w: dict(w.questions[item.key].options[option.key])),
        )

    def write_links(
        self, link: type[Model], owner: dict[str, Any], item: QuestionItem | AdviceItem
    ) -> None:
        link._default_manager.bulk_create(  # noqa: SLF001 - Django's own name
            link(source=self.sources[key], position=position, **owner)
            for position, key in enumerate(item.sources)
        )

    def write_rule(
        self,
        rule: Rule,
        position: int,
        conditions: tuple[ConditionItem, ...],
        message: Callable[[Words, str], str],
    ) -> None:
        rule.questionnaire = self.questionnaire
        rule.position = position
        for name, text in self.texts(lambda w: {"message": message(w, rule.key)}).items():
            setattr(rule, name, text)
        rule.save()
        for place, item in enumerate(conditions):
            question = self.questions[item.question]
            condition = Condition(rule=rule, question=question, position=place)
            condition.save()
            ConditionOption.objects.bulk_create(
                ConditionOption(condition=condition, option=self.options[item.question, key])
                for key in item.any_of
            )
