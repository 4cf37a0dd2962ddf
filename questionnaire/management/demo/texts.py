"""What invented founders and staff say, in each language; read from the files beside this one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Texts:
    """The texts of one language: names of ventures, notes by archetype and question, and so on.

    `whys` and `feedback` are by strategy; `comments` are a question and the answer to it.
    """

    ventures: tuple[str, ...]
    notes: Mapping[str, Mapping[str, str]]
    whys: Mapping[str, tuple[str, ...]]
    comments: Mapping[str, str]
    feedback: Mapping[str, str]
    criteria: tuple[str, ...]
    welcome: str


@cache
def texts(language: str) -> Texts:
    """Return the texts of a language; raise FileNotFoundError for one that has none."""
    path = Path(__file__).parent / f"{language}.yaml"
    said = yaml.safe_load(path.read_text(encoding="utf-8"))
    whys = {strategy: tuple(lines) for strategy, lines in said.pop("whys").items()}
    return Texts(
        ventures=tuple(said.pop("ventures")),
        criteria=tuple(said.pop("criteria")),
        whys=whys,
        **said,
    )
