"""Writing a questionnaire's content into the rows of a new draft."""

from collections.abc import Callable
from typing import Any, TypeVar

from auditlog.context import disable_auditlog
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
from questionnaire.models.versioned import VersionedModel
from questionnaire.scoring import STRATEGIES, Strategy

# Every kind of row, each after those that it points to
KINDS: tuple[type[VersionedModel], ...] = (
    StrategyText,
    Source,
    QuestionSet,
    Question,
    QuestionSource,
    AnswerOption,
    Advice,
    AdviceSource,
    Rule,
    Condition,
    ConditionOption,
)
Row = TypeVar("Row", bound=VersionedModel)


def store_draft(content: Content, *, version: int) -> Questionnaire:
    """Write the content as a new draft and return it; run it in a transaction.

    Its rows do not enter the history one by one: who made the draft does that in one line.
    """
    with disable_auditlog():
        return _Writer(content).write(version)


class _Writer:
    """Makes the rows of one content, then writes each kind of them at once."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.rows: dict[type[VersionedModel], list[Any]] = {kind: [] for kind in KINDS}
        # What later rows point to
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
        self.make_rows()
        for kind in KINDS:
            kind.objects.bulk_create(self.rows[kind])
        return self.questionnaire

    def make_rows(self) -> None:
        structure = self.content.structure
        for strategy in STRATEGIES:
            self.add(self.strategy_row(strategy))
        for position, source in enumerate(structure.sources):
            self.sources[source.key] = self.add(self.source_row(source, position))
        for position, part in enumerate(structure.sets):
            self.add_set(part, position)
        for position, veto in enumerate(structure.vetoes):
            rule = Rule(kind=RuleKind.VETO, rules_out=veto.rules_out, key=veto.key)
            self.add_rule(rule, position, veto.when_all, lambda w, k: w.vetoes[k])
        for position, tension in enumerate(structure.tensions):
            rule = Rule(kind=RuleKind.TENSION, key=tension.key)
            self.add_rule(rule, position, tension.when_all, lambda w, k: w.tensions[k])

    def add(self, row: Row) -> Row:
        """Keep a row to be written with the others of its kind; return it."""
        self.rows[type(row)].append(row)
        return row

    def texts(self, of: Callable[[Words], dict[str, str]]) -> dict[str, str]:
        """Return the translated fields of a row: one value for each field and language."""
        return {
            build_localized_fieldname(name, language): text
            for language, words in self.content.words.items()
            for name, text in of(words).items()
        }

    def strategy_row(self, strategy: Strategy) -> StrategyText:
        texts = self.texts(lambda w: dict(w.strategies[strategy]))
        return StrategyText(questionnaire=self.questionnaire, strategy=strategy, **texts)

    def source_row(self, item: SourceItem, position: int) -> Source:
        return Source(
            questionnaire=self.questionnaire,
            key=item.key,
            position=position,
            citation=item.citation,
            url=item.url,
            **self.texts(lambda w: {"text": w.sources[item.key]}),
        )

    def add_set(self, item: SetItem, position: int) -> None:
        part = self.add(
            QuestionSet(
                questionnaire=self.questionnaire,
                key=item.key,
                kind=item.kind,
                position=position,
                **self.texts(lambda w: w.sets[item.key].model_dump(exclude={"advice"})),
            )
        )
        for place, question in enumerate(item.questions):
            self.add_question(part, question, place)
        for strategy in STRATEGIES:
            for place, step in enumerate(item.advice.of(strategy)):
                advice = self.add(self.advice_row(part, step, strategy, place))
                for at, key in enumerate(step.sources):
                    self.add(AdviceSource(advice=advice, source=self.sources[key], position=at))

    def advice_row(
        self, part: QuestionSet, step: AdviceItem, strategy: Strategy, position: int
    ) -> Advice:
        texts = self.texts(lambda w: {"text": w.sets[part.key].advice[step.key]})
        return Advice(
            question_set=part, key=step.key, strategy=strategy, position=position, **texts
        )

    def add_question(self, part: QuestionSet, item: QuestionItem, position: int) -> None:
        question = self.add(self.question_row(part, item, position))
        self.questions[item.key] = question
        for at, key in enumerate(item.sources):
            self.add(QuestionSource(question=question, source=self.sources[key], position=at))
        for at, option in enumerate(item.options):
            self.options[item.key, option.key] = self.add(self.option_row(question, option, at))

    def question_row(self, part: QuestionSet, item: QuestionItem, position: int) -> Question:
        return Question(
            question_set=part,
            key=item.key,
            position=position,
            covers=item.covers,
            changeable=item.changeable,
            **self.texts(lambda w: w.questions[item.key].model_dump(exclude={"options"})),
        )

    def option_row(self, question: Question, option: OptionItem, position: int) -> AnswerOption:
        fits = option.fits.model_dump() if option.fits else {}
        return AnswerOption(
            question=question,
            key=option.key,
            position=position,
            **{f"fit_{strategy}": fit for strategy, fit in fits.items()},
            **self.texts(lambda w: dict(w.questions[question.key].options[option.key])),
        )

    def add_rule(
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
        self.add(rule)
        for place, item in enumerate(conditions):
            question = self.questions[item.question]
            condition = self.add(Condition(rule=rule, question=question, position=place))
            for key in item.any_of:
                option = self.options[item.question, key]
                self.add(ConditionOption(condition=condition, option=option))
