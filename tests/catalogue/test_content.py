import re
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from tests import factories

Data = dict[str, Any]


def digest_with(change: Callable[[Data, dict[str, Data]], None]) -> str:
    """Return the digest of the small questionnaire after a change to what is written."""
    structure, words = factories.structure(), factories.all_words()
    change(structure, words)
    return factories.content(structure, words).text_digest


def one_word(_structure: Data, words: dict[str, Data]) -> None:
    words["it"]["questions"]["P2"]["options"]["c"]["reason"] += "!"


def one_fit(structure: Data, _words: dict[str, Data]) -> None:
    structure["sets"][0]["questions"][0]["options"][0]["fits"]["hybrid"] = 2


def order_of_options(structure: Data, _words: dict[str, Data]) -> None:
    structure["sets"][0]["questions"][0]["options"].reverse()


def one_source(structure: Data, _words: dict[str, Data]) -> None:
    structure["sets"][1]["questions"][0]["sources"] = ["paper"]


@pytest.mark.parametrize("change", [one_word, one_fit, order_of_options, one_source])
def test_digest_changes_with(change: Callable[[Data, dict[str, Data]], None]) -> None:
    before = factories.content().text_digest
    assert re.fullmatch("[0-9a-f]{64}", before)
    assert digest_with(change) != before


def order_of_words(_structure: Data, words: dict[str, Data]) -> None:
    for said in words.values():
        said["questions"] = dict(reversed(said["questions"].items()))


def order_of_conditions(structure: Data, _words: dict[str, Data]) -> None:
    structure["tensions"][0]["when_all"][0]["any_of"].reverse()


@pytest.mark.parametrize("change", [order_of_words, order_of_conditions])
def test_digest_stays_whatever_the(change: Callable[[Data, dict[str, Data]], None]) -> None:
    assert digest_with(change) == factories.content().text_digest


def test_content_cannot_be_changed() -> None:
    content = factories.content()
    with pytest.raises(ValidationError):
        setattr(content.structure, "key", "changed")  # noqa: B010 - mypy knows better
