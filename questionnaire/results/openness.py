"""What "open" would have to include: components, fitting licences and honest labels.

Classes and components are those of the Model Openness Framework (White et al., 2024,
arXiv 2403.13784), as its tool requires them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from questionnaire.catalogue.content import Key, Name, Part, ShortName, SourceItem
from questionnaire.catalogue.files import CONTENT_DIR, ContentError, read_file
from questionnaire.catalogue.values import FrozenSource

OPENNESS_DIR = CONTENT_DIR / "openness"
COMPONENTS_FILE = "components.yaml"
Text = Annotated[str, Field(min_length=1)]
Kind = Literal["code", "data", "document"]


class ComponentItem(Part):
    """A part of a model, and the kind of licence that fits it."""

    key: Key
    kind: Kind


class ClassItem(Part):
    """A class, with the components that it adds to the classes before it."""

    key: Key
    number: ShortName
    name: Name
    required: tuple[ComponentItem, ...]
    optional: tuple[ComponentItem, ...] = ()

    @property
    def components(self) -> tuple[ComponentItem, ...]:
        """All of its components, the required ones first."""
        return self.required + self.optional


class LicenceItem(Part):
    """Licences to suggest for one kind of component, or for all of them."""

    key: Kind | Literal["all"]
    suggested: tuple[Name, ...]


class LabelItem(Part):
    """What a release may be called, with licences under which one finds it."""

    key: Key
    examples: tuple[Name, ...]


class Structure(Part):
    """components.yaml: keys, kinds and proper names."""

    licences: tuple[LicenceItem, ...]
    classes: tuple[ClassItem, ...]
    labels: tuple[LabelItem, ...]
    sources: tuple[SourceItem, ...]


class ClassWords(Part):
    """A class's name in plain words, and what others hold once it is reached."""

    gloss: Text
    meaning: Text


class Described(Part):
    """A name and what it stands for."""

    name: Text
    text: Text


class Words(Part):
    """LANGUAGE.yaml: every word of this part of the page in one language."""

    language: str
    rule: Text
    hybrid: Text
    classes: dict[str, ClassWords]
    components: dict[str, Described]
    licence_advice: Text
    licences: dict[str, Described]
    label_advice: Text
    labels: dict[str, Described]
    sources: dict[str, Text]


@dataclass(frozen=True)
class Component:
    """A component, with the name of the kind of licence that fits it."""

    name: str
    about: str
    licence: str
    required: bool


@dataclass(frozen=True)
class OpennessClass:
    """A class; `adds` counts the components that it requires beyond the classes before it."""

    number: str
    name: str
    gloss: str
    meaning: str
    adds: int
    components: tuple[Component, ...]


@dataclass(frozen=True)
class Named:
    """A kind of licence with suggestions, or a label with examples."""

    name: str
    text: str
    licences: tuple[str, ...]


@dataclass(frozen=True)
class Openness:
    """What "open" would have to include, in one language; the least demanding class is first."""

    rule: str
    hybrid: str
    classes: tuple[OpennessClass, ...]
    licence_advice: str
    licences: tuple[Named, ...]
    label_advice: str
    labels: tuple[Named, ...]
    sources: tuple[FrozenSource, ...]


@cache
def openness(language: str) -> Openness:
    """Return it in a language of the product, read once; raise ContentError if it is incomplete."""
    return read_openness(OPENNESS_DIR, language)


def read_openness(directory: Path, language: str) -> Openness:
    """Return what is written in a folder; raise ContentError that names file and key."""
    file = f"{language}.yaml"
    problems: list[str] = []
    structure = read_file(directory / COMPONENTS_FILE, Structure, problems)
    words = read_file(directory / file, Words, problems)
    if structure is None or words is None:
        raise ContentError(problems)
    problems += [f"{file}: {problem}" for problem in _mismatches(structure, words)]
    if words.language != language:
        problems.append(f"{file}: language: is {words.language!r}, must be {language!r}")
    if problems:
        raise ContentError(problems)
    return Openness(
        rule=words.rule,
        hybrid=words.hybrid,
        classes=tuple(_class(item, words) for item in structure.classes),
        licence_advice=words.licence_advice,
        licences=tuple(
            _named(words.licences[item.key], item.suggested) for item in structure.licences
        ),
        label_advice=words.label_advice,
        labels=tuple(_named(words.labels[item.key], item.examples) for item in structure.labels),
        sources=tuple(
            FrozenSource(item.key, words.sources[item.key], item.citation, item.url)
            for item in structure.sources
        ),
    )


def _mismatches(structure: Structure, words: Words) -> Iterator[str]:
    """Find keys that have no words, and words that have no key."""
    components = [part for item in structure.classes for part in item.components]
    pairs: tuple[tuple[str, Iterable[str], Mapping[str, object]], ...] = (
        ("classes", (item.key for item in structure.classes), words.classes),
        ("components", (item.key for item in components), words.components),
        ("licences", (item.key for item in structure.licences), words.licences),
        ("labels", (item.key for item in structure.labels), words.labels),
        ("sources", (item.key for item in structure.sources), words.sources),
    )
    for place, keys, said in pairs:
        wanted = list(keys)
        yield from (f"{place}.{key}: is missing" for key in wanted if key not in said)
        extra = (key for key in said if key not in wanted)
        yield from (f"{place}.{key}: is not in {COMPONENTS_FILE}" for key in extra)


def _class(item: ClassItem, words: Words) -> OpennessClass:
    said = words.classes[item.key]
    return OpennessClass(
        number=item.number,
        name=item.name,
        gloss=said.gloss,
        meaning=said.meaning,
        adds=len(item.required),
        components=tuple(
            Component(
                name=words.components[part.key].name,
                about=words.components[part.key].text,
                licence=words.licences[part.kind].name,
                required=part in item.required,
            )
            for part in item.components
        ),
    )


def _named(said: Described, licences: tuple[str, ...]) -> Named:
    return Named(said.name, said.text, licences)
