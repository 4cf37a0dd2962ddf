"""Writing a questionnaire to files, in one form: what is read from them is written the same again.

Keys and numbers stand bare, what people read stands in double quotes on one line, and parts that
are read at a glance (the fits of an answer, a condition) stay on one line. An empty line parts
the blocks.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import yaml

from questionnaire.catalogue.content import (
    AdviceItem,
    AdviceItems,
    ConditionItem,
    Content,
    Fits,
    OptionWords,
    Part,
    Structure,
    Words,
)
from questionnaire.catalogue.files import STRUCTURE_FILE
from questionnaire.scoring import STRATEGIES

K = TypeVar("K")
V = TypeVar("V")

HEADER = """\
# Keys, fits and rules only; the words stand in one file per language.
# fits: 0 works against, 1 awkward, 2 workable, 3 good, 4 clearly favours.
"""
# The parts that stand on one line
SHORT_PARTS = (AdviceItem, ConditionItem, Fits, OptionWords)
# The fields that hold no sentence and need no quotes
BARE_FIELDS = {"key", "kind", "language", "question", "rules_out", "source_language", "url"}
# The fields that not every part of a kind has: left out where they are empty
PARTIAL_FIELDS = {"advice", "fits", "reason", "swing", "url"}
EMPTY: tuple[object, ...] = (None, "", {}, AdviceItems())

# What YAML lets stand between double quotes only in disguise. Line breaks of any kind are among
# it, so that a text always stays on one line.
_DISGUISED = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_DISGUISES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_TAG = "tag:yaml.org,2002:"
_HIDDEN = "."


class OccupiedFolderError(Exception):
    """A folder that holds something else than an earlier export of the same questionnaire."""


def write_content(content: Content, directory: Path) -> list[str]:
    """Write the questionnaire's files into a folder, made if need be; return their names.

    They take the place of an earlier export of the same key; anything else in the folder (hidden
    files aside) raises OccupiedFolderError, and nothing is written. Each file is put in its place
    only when all of them are written, so that whatever interrupts it leaves no half file.
    """
    _refuse_occupied(directory, content.structure.key)
    directory.mkdir(parents=True, exist_ok=True)
    written = texts(content)
    with TemporaryDirectory(dir=directory, prefix=f"{_HIDDEN}export-") as beside:
        for name, text in written.items():
            (Path(beside) / name).write_text(text, encoding="utf-8", newline="\n")
        for name in written:
            (Path(beside) / name).replace(directory / name)
    return list(written)


def texts(content: Content) -> dict[str, str]:
    """Return what stands in each of the questionnaire's files, by the name of the file."""
    structure = content.structure
    words = {
        f"{language}.yaml": _text(_in_order(part, structure))
        for language, part in content.words.items()
    }
    return {STRUCTURE_FILE: HEADER + _text(structure), **words}


def _in_order(words: Words, structure: Structure) -> Words:
    """Return the same words, in the order of the structure."""
    steps = {
        part.key: [step.key for strategy in STRATEGIES for step in part.advice.of(strategy)]
        for part in structure.sets
    }
    options = {item.key: [option.key for option in item.options] for item in structure.questions}
    ordered = {
        "strategies": _ordered(words.strategies, STRATEGIES),
        "sources": _ordered(words.sources, [item.key for item in structure.sources]),
        "sets": {
            key: text.model_copy(update={"advice": _ordered(text.advice, steps.get(key, ()))})
            for key, text in _ordered(words.sets, steps).items()
        },
        "questions": {
            key: text.model_copy(update={"options": _ordered(text.options, options.get(key, ()))})
            for key, text in _ordered(words.questions, options).items()
        },
        "vetoes": _ordered(words.vetoes, [item.key for item in structure.vetoes]),
        "tensions": _ordered(words.tensions, [item.key for item in structure.tensions]),
    }
    return words.model_copy(update=ordered)


def _ordered(texts_by_key: Mapping[K, V], keys: Iterable[K]) -> dict[K, V]:
    """Return the texts of these keys first, in their order, then the others."""
    present = [key for key in keys if key in texts_by_key]
    return {key: texts_by_key[key] for key in dict.fromkeys([*present, *texts_by_key])}


def _refuse_occupied(directory: Path, key: str) -> None:
    if not directory.exists():
        return
    if not directory.is_dir():
        raise OccupiedFolderError(f"{directory} is a file; name a folder.")
    present = {path.name for path in directory.iterdir() if not path.name.startswith(_HIDDEN)}
    if present and _key_of(directory / STRUCTURE_FILE) != key:
        raise OccupiedFolderError(
            f"{directory} is not empty and holds no earlier export of {key!r}; "
            "name an empty or a new folder."
        )


def _key_of(file: Path) -> object:
    """Return the key of the questionnaire that was written to a file, or None."""
    try:
        data = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
    except (FileNotFoundError, UnicodeDecodeError, yaml.YAMLError):
        return None
    return data.get("key") if isinstance(data, dict) else None


def _text(whole: Part) -> str:
    """Return a file: its single values first, then its blocks, parted by empty lines."""
    single = {name: value for name, value in whole if isinstance(value, str)}
    blocks = [_dump(_mapping(single))]
    for name, value in whole:
        if name == "sets" and isinstance(value, tuple) and value:
            # A set fills a screen, and is a block of its own
            blocks.append(f"{name}:\n" + "\n".join(_dump(_node((part,))) for part in value))
        elif name not in single:
            blocks.append(_dump(_mapping({name: value})))
    return "\n".join(blocks)


def _node(value: Any, field: str = "") -> yaml.Node:
    if isinstance(value, Part):
        filled = {k: v for k, v in value if not (k in PARTIAL_FIELDS and v in EMPTY)}
        return _mapping(filled, one_line=isinstance(value, SHORT_PARTS))
    if isinstance(value, Mapping):
        return _mapping({str(key): part for key, part in value.items()}, of_fields=False)
    if isinstance(value, tuple):
        keys = all(isinstance(item, str) for item in value)
        items = [_scalar(item) if keys else _node(item) for item in value]
        return yaml.SequenceNode(f"{_TAG}seq", items, flow_style=keys)
    return _scalar(value, quoted=field not in BARE_FIELDS)


def _mapping(
    pairs: Mapping[str, Any], *, one_line: bool = False, of_fields: bool = True
) -> yaml.MappingNode:
    nodes = [(_scalar(k), _node(v, k if of_fields else "")) for k, v in pairs.items()]
    return yaml.MappingNode(f"{_TAG}map", nodes, flow_style=one_line)


def _scalar(value: str | int, *, quoted: bool = False) -> yaml.ScalarNode:
    if isinstance(value, bool):
        return yaml.ScalarNode(f"{_TAG}bool", str(value).lower())
    if isinstance(value, int):
        return yaml.ScalarNode(f"{_TAG}int", str(value))
    return yaml.ScalarNode(f"{_TAG}str", str(value), style='"' if quoted else None)


class _Dumper(yaml.SafeDumper):
    """Quotes in one way, never breaks a line, and disguises no more characters than it must."""

    def choose_scalar_style(self) -> str:
        """Return how a value is quoted: bare where YAML lets it, or else in double quotes."""
        style: str = super().choose_scalar_style()
        return '"' if style == "'" else style

    def write_double_quoted(self, text: str, split: bool = True) -> None:  # noqa: ARG002, FBT001, FBT002 - the library's signature
        """Write a text in double quotes, on one line."""
        self.write_indicator(f'"{_DISGUISED.sub(_disguise, text)}"', need_whitespace=True)


def _disguise(found: re.Match[str]) -> str:
    sign = found[0]
    return _DISGUISES.get(sign) or (
        f"\\x{ord(sign):02x}" if sign < "\xa0" else f"\\u{ord(sign):04x}"
    )


def _dump(node: yaml.Node) -> str:
    text: str = yaml.serialize(node, Dumper=_Dumper, allow_unicode=True, width=float("inf"))
    return text
