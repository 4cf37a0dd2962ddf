"""The parts of a questionnaire's content side by side: each with its texts, fits and sources."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from questionnaire.catalogue.content import (
    AdviceItem,
    Content,
    Fits,
    QuestionItem,
    SetItem,
    TensionItem,
    VetoItem,
)
from questionnaire.scoring import STRATEGIES

Rule = VetoItem | TensionItem
Setting = str | bool
# By place and language
Texts = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Part:
    """A set, question, answer, next step, rule, source or strategy; or the whole, at ""."""

    place: str
    # The list that it stands in ("sets", or below a part its place), and where, counted from 1
    among: str = ""
    position: int = 1
    texts: Texts = field(default_factory=dict)
    fits: Fits | None = None
    sources: tuple[str, ...] = ()
    rule: Rule | None = None
    settings: Mapping[str, Setting] = field(default_factory=dict)

    def say(self, place: str, language: str) -> str:
        """Return the text of one of its places in a language; "" when there is none."""
        return self.texts.get(place, {}).get(language, "")


def parts_of(content: Content) -> dict[str, Part]:
    """Return all parts of a content by place, in the order in which a founder meets them."""
    return {part.place: part for part in _Parts(content).all()}


class _Parts:
    """Goes through one content."""

    def __init__(self, content: Content) -> None:
        self.structure = content.structure
        self.texts: dict[str, dict[str, str]] = {}
        for language, words in content.words.items():
            for place, text in _flat(words.model_dump(mode="json", exclude={"language"})):
                self.texts.setdefault(place, {})[language] = text

    def all(self) -> Iterator[Part]:
        structure = self.structure
        settings = {"source_language": structure.source_language}
        yield Part("", texts=self.at("title", "summary"), settings=settings)
        for position, strategy in enumerate(STRATEGIES, start=1):
            place = f"strategies.{strategy}"
            yield Part(place, "strategies", position, self.of(place))
        for position, item in enumerate(structure.sets, start=1):
            yield from self.set_parts(item, position)
        rules_by_kind: Mapping[str, tuple[Rule, ...]] = {
            "vetoes": structure.vetoes,
            "tensions": structure.tensions,
        }
        for kind, rules in rules_by_kind.items():
            for position, rule in enumerate(rules, start=1):
                place = f"{kind}.{rule.key}"
                yield Part(place, kind, position, self.at(place), rule=rule)
        for position, source in enumerate(structure.sources, start=1):
            place = f"sources.{source.key}"
            settings = {"citation": source.citation, "url": source.url}
            yield Part(place, "sources", position, self.at(place), settings=settings)

    def set_parts(self, item: SetItem, position: int) -> Iterator[Part]:
        place = f"sets.{item.key}"
        yield Part(place, "sets", position, self.of(place), settings={"kind": item.kind})
        for number, question in enumerate(item.questions, start=1):
            yield from self.question_parts(question, place, number)
        for strategy in STRATEGIES:
            for number, step in enumerate(item.advice.of(strategy), start=1):
                yield self.step_part(step, place, strategy, number)

    def step_part(self, step: AdviceItem, owner: str, strategy: str, number: int) -> Part:
        place = f"{owner}.advice.{step.key}"
        return Part(
            place,
            f"{owner}.advice.{strategy}",
            number,
            self.at(place),
            sources=step.sources,
        )

    def question_parts(self, item: QuestionItem, owner: str, number: int) -> Iterator[Part]:
        place = f"questions.{item.key}"
        yield Part(
            place,
            owner,
            number,
            self.of(place),
            sources=item.sources,
            settings={"covers": item.covers, "changeable": item.changeable},
        )
        for position, option in enumerate(item.options, start=1):
            below = f"{place}.options.{option.key}"
            yield Part(below, place, position, self.of(below), fits=option.fits)

    def of(self, owner: str) -> Texts:
        """Return the texts of an owner's fields."""
        return {
            place: texts for place, texts in self.texts.items() if place.rpartition(".")[0] == owner
        }

    def at(self, *places: str) -> Texts:
        """Return the texts at some places."""
        return {place: self.texts.get(place, {}) for place in places}


def _flat(said: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text below a mapping with the keys that lead to it."""
    for key, value in said.items():
        if isinstance(value, str):
            yield f"{before}{key}", value
        else:
            yield from _flat(value, f"{before}{key}.")
