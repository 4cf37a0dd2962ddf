"""A questionnaire as it is written down: one language-free structure and one text per language.

The same value is read from files and from the database, so that one digest, one check and one
way of building what a founder sees serve both.
"""

import hashlib
import json
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from questionnaire.scoring import Strategy

Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9_]+$", max_length=40)]
# The options that meet a condition are a set; sorted, it is written in one way only
KeySet = Annotated[tuple[Key, ...], AfterValidator(lambda keys: tuple(sorted(set(keys))))]
# As long as the columns that keep them
ShortName = Annotated[str, Field(max_length=60)]
Name = Annotated[str, Field(max_length=80)]
Title = Annotated[str, Field(max_length=200)]
Citation = Annotated[str, Field(max_length=300)]
Fit = Annotated[int, Field(ge=0, le=4, strict=True)]


class Part(BaseModel):
    """A part of a file: it refuses keys that it does not know, and never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Fits(Part):
    """How well each strategy goes with an answer: 0 works against, 4 clearly favours."""

    open: Fit
    closed: Fit
    hybrid: Fit


class OptionItem(Part):
    """An answer on offer; one of a facts-only set has no fits."""

    key: Key
    fits: Fits | None = None


class QuestionItem(Part):
    """A question; `covers` quotes, for editors, the article's question that it answers to."""

    key: Key
    covers: str = ""
    changeable: bool = True
    sources: tuple[Key, ...] = ()
    options: tuple[OptionItem, ...]


class AdviceItem(Part):
    """A next step."""

    key: Key
    sources: tuple[Key, ...] = ()


class AdviceItems(Part):
    """The next steps of a set, by strategy."""

    open: tuple[AdviceItem, ...] = ()
    closed: tuple[AdviceItem, ...] = ()
    hybrid: tuple[AdviceItem, ...] = ()

    def of(self, strategy: Strategy) -> tuple[AdviceItem, ...]:
        """Return the next steps under one strategy."""
        steps: tuple[AdviceItem, ...] = getattr(self, strategy.value)
        return steps


class SetItem(Part):
    """A question set."""

    key: Key
    kind: Literal["scored", "facts"]
    questions: tuple[QuestionItem, ...]
    advice: AdviceItems = AdviceItems()


class SourceItem(Part):
    """Where a fact was read; a proper name, the same in every language."""

    key: Key
    citation: Citation
    url: Title = ""


class ConditionItem(Part):
    """Holds when the question is answered with any of the options."""

    question: Key
    any_of: KeySet


class VetoItem(Part):
    """Answers that rule a strategy out."""

    key: Key
    rules_out: Strategy
    when_all: tuple[ConditionItem, ...]


class TensionItem(Part):
    """Answers that pull apart."""

    key: Key
    when_all: tuple[ConditionItem, ...]


class Structure(Part):
    """structure.yaml: keys, fits and rules; no words."""

    key: Key
    source_language: str
    sources: tuple[SourceItem, ...] = ()
    sets: tuple[SetItem, ...]
    vetoes: tuple[VetoItem, ...] = ()
    tensions: tuple[TensionItem, ...] = ()

    @property
    def questions(self) -> tuple[QuestionItem, ...]:
        """All questions, set after set."""
        return tuple(question for part in self.sets for question in part.questions)


class StrategyWords(Part):
    """What a strategy means in this questionnaire."""

    name: ShortName = ""
    headline: Title = ""
    sentence: str = ""


class OptionWords(Part):
    """An answer, and why it fits the strategies as it does."""

    text: str = ""
    reason: str = ""


class QuestionWords(Part):
    """A question, a hint for answering it, and why it is asked."""

    text: str = ""
    help: str = ""
    why: str = ""
    options: dict[str, OptionWords]


class SetWords(Part):
    """A set's name, what it is about, how its importance is asked, and its next steps."""

    name: Name = ""
    intro: str = ""
    swing: str = ""
    advice: dict[str, str] = {}


class Words(Part):
    """LANGUAGE.yaml: every word of the questionnaire in one language."""

    language: str
    title: Title = ""
    summary: str = ""
    strategies: dict[Strategy, StrategyWords]
    sources: dict[str, str] = {}
    sets: dict[str, SetWords]
    questions: dict[str, QuestionWords]
    vetoes: dict[str, str] = {}
    tensions: dict[str, str] = {}


class Content(Part):
    """A whole questionnaire: its structure, and its words by language code."""

    structure: Structure
    words: dict[str, Words]

    @cached_property
    def text_digest(self) -> str:
        """SHA-256, in hexadecimal, of everything that is written in it, in every language."""
        canonical = json.dumps(
            self.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":"), sort_keys=True
        )
        return hashlib.sha256(canonical.encode()).hexdigest()
