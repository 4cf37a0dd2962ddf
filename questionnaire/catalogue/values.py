"""A questionnaire in one language, frozen: what the walk and the result show."""

from dataclasses import dataclass
from functools import cached_property

from questionnaire import scoring
from questionnaire.catalogue.content import (
    AdviceItem,
    Content,
    QuestionItem,
    SetItem,
    Structure,
    TensionItem,
    VetoItem,
    Words,
)
from questionnaire.catalogue.reading import Ids
from questionnaire.catalogue.rubric import rubric_of
from questionnaire.scoring import STRATEGIES, Strategy

# Reading a question and its answers, and choosing one
SECONDS_PER_QUESTION = 35


@dataclass(frozen=True)
class FrozenSource:
    """What holds, and where it was read."""

    key: str
    text: str
    citation: str
    url: str


@dataclass(frozen=True)
class FrozenOption:
    """An answer on offer."""

    key: str
    pk: int
    text: str
    reason: str


@dataclass(frozen=True)
class FrozenQuestion:
    """A question with its answers."""

    key: str
    pk: int
    set_key: str
    text: str
    help: str
    why: str
    changeable: bool
    sources: tuple[FrozenSource, ...]
    options: tuple[FrozenOption, ...]

    def option(self, key: str) -> FrozenOption:
        """Return the option with this key; raise KeyError if there is none."""
        for option in self.options:
            if option.key == key:
                return option
        raise KeyError(key)


@dataclass(frozen=True)
class FrozenAdvice:
    """A next step."""

    key: str
    text: str
    sources: tuple[FrozenSource, ...]


@dataclass(frozen=True)
class FrozenSet:
    """One step of the walk."""

    key: str
    pk: int
    scored: bool
    name: str
    intro: str
    swing: str
    questions: tuple[FrozenQuestion, ...]
    advice: dict[Strategy, tuple[FrozenAdvice, ...]]


@dataclass(frozen=True)
class FrozenStrategy:
    """What a strategy means in this questionnaire."""

    strategy: Strategy
    name: str
    headline: str
    sentence: str


@dataclass(frozen=True)
class FrozenRule:
    """A veto (it rules a strategy out) or a tension (it does not), and what to say of it."""

    key: str
    rules_out: Strategy | None
    message: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class FrozenQuestionnaire:
    """One version in one language."""

    pk: int
    key: str
    version: int
    language: str
    structure: Structure
    text_digest: str
    title: str
    summary: str
    strategies: dict[Strategy, FrozenStrategy]
    sources: tuple[FrozenSource, ...]
    sets: tuple[FrozenSet, ...]
    vetoes: dict[str, FrozenRule]
    tensions: dict[str, FrozenRule]

    @cached_property
    def rubric(self) -> scoring.Rubric:
        """What the scoring reads; raises scoring.ScoringError while a draft cannot be scored."""
        return rubric_of(self.structure)

    @cached_property
    def structure_digest(self) -> str:
        """SHA-256, in hexadecimal, of the rubric."""
        return scoring.rubric_digest(self.rubric)

    @cached_property
    def questions(self) -> dict[str, FrozenQuestion]:
        """All questions by key, set after set."""
        return {question.key: question for part in self.sets for question in part.questions}

    @property
    def minutes(self) -> int:
        """About how long a walk takes."""
        return round(len(self.questions) * SECONDS_PER_QUESTION / 60)

    @cached_property
    def sets_by_key(self) -> dict[str, FrozenSet]:
        """All sets by key, in the order of the walk."""
        return {part.key: part for part in self.sets}

    @cached_property
    def scored_sets(self) -> tuple[FrozenSet, ...]:
        """The sets that count."""
        return tuple(part for part in self.sets if part.scored)


def freeze(
    content: Content, ids: Ids, *, pk: int, version: int, language: str
) -> FrozenQuestionnaire:
    """Return the content in one language; raise KeyError when a text is missing.

    A version that was published before this language was added is told in its source language.
    """
    structure = content.structure
    words = content.words[language]
    if not words.title:
        words = content.words[structure.source_language]
    sources = {
        item.key: FrozenSource(item.key, words.sources[item.key], item.citation, item.url)
        for item in structure.sources
    }
    return FrozenQuestionnaire(
        pk=pk,
        key=structure.key,
        version=version,
        language=words.language,
        structure=structure,
        text_digest=content.text_digest,
        title=words.title,
        summary=words.summary,
        strategies={
            strategy: FrozenStrategy(strategy, **dict(words.strategies[strategy]))
            for strategy in STRATEGIES
        },
        sources=tuple(sources.values()),
        sets=tuple(_set(item, words, ids, sources) for item in structure.sets),
        vetoes={item.key: _rule(item, words.vetoes) for item in structure.vetoes},
        tensions={item.key: _rule(item, words.tensions) for item in structure.tensions},
    )


def _set(item: SetItem, words: Words, ids: Ids, sources: dict[str, FrozenSource]) -> FrozenSet:
    text = words.sets[item.key]

    def step(advice: AdviceItem) -> FrozenAdvice:
        read = tuple(sources[key] for key in advice.sources)
        return FrozenAdvice(advice.key, text.advice[advice.key], read)

    return FrozenSet(
        key=item.key,
        pk=ids.sets[item.key],
        scored=item.kind == "scored",
        name=text.name,
        intro=text.intro,
        swing=text.swing,
        questions=tuple(
            _question(question, item.key, words, ids, sources) for question in item.questions
        ),
        advice={
            strategy: tuple(step(advice) for advice in item.advice.of(strategy))
            for strategy in STRATEGIES
        },
    )


def _question(
    item: QuestionItem, set_key: str, words: Words, ids: Ids, sources: dict[str, FrozenSource]
) -> FrozenQuestion:
    text = words.questions[item.key]
    return FrozenQuestion(
        key=item.key,
        pk=ids.questions[item.key],
        set_key=set_key,
        text=text.text,
        help=text.help,
        why=text.why,
        changeable=item.changeable,
        sources=tuple(sources[key] for key in item.sources),
        options=tuple(
            FrozenOption(
                option.key,
                ids.options[item.key, option.key],
                text.options[option.key].text,
                text.options[option.key].reason,
            )
            for option in item.options
        ),
    )


def _rule(item: VetoItem | TensionItem, messages: dict[str, str]) -> FrozenRule:
    return FrozenRule(
        key=item.key,
        rules_out=item.rules_out if isinstance(item, VetoItem) else None,
        message=messages[item.key],
        questions=tuple(condition.question for condition in item.when_all),
    )
