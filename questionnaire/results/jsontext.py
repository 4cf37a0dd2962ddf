"""JSON read strictly, written in one way only, and compared by value.

A number is its value: 1 and 1.0 are the same, as in JSON Schema and in JavaScript, so that a tool
that writes a file anew does not seem to have changed it.
"""

import json
import math
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from typing import Any, NoReturn

MAX_DEPTH = 32
MAX_PLACE = 80
# A surrogate without its other half: UTF-8 cannot write it
HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_ABSENT = object()


class Flaw(StrEnum):
    """Why something cannot be read."""

    TOO_LARGE = "too_large"
    NOT_TEXT = "not_text"
    NOT_JSON = "not_json"
    TOO_DEEP = "too_deep"
    WRONG_SHAPE = "wrong_shape"


@dataclass(eq=False)
class Unreadable(Exception):  # noqa: N818 - what a text turns out to be
    """A text that cannot be read; `place` says where ("answers.T1"), or line and column do."""

    flaw: Flaw
    place: str = ""
    line: int = 0
    column: int = 0


def parse(data: bytes) -> Any:
    """Return what a JSON text in UTF-8 says, as `checked` does; raise Unreadable.

    A byte order mark is passed over. A key that stands twice in an object is refused, since
    readers disagree about which one counts; so is NaN, which JSON does not have.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(Flaw.NOT_TEXT) from error
    try:
        value = json.loads(text, object_pairs_hook=_without_doubles, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise Unreadable(Flaw.NOT_JSON, line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise Unreadable(Flaw.TOO_DEEP) from error
    except ValueError as error:  # a whole number of thousands of digits
        raise Unreadable(Flaw.WRONG_SHAPE) from error
    return checked(value)


def checked(value: Any, *place: str) -> Any:
    """Return a JSON value with its whole numbers as int; raise Unreadable, naming the place.

    Refused are more than MAX_DEPTH levels, numbers beyond a double, and halves of characters.
    """
    if len(place) > MAX_DEPTH:
        raise Unreadable(Flaw.TOO_DEEP)
    if isinstance(value, dict):
        if not all(isinstance(key, str) and _is_scalar(key) for key in value):
            raise Unreadable(Flaw.WRONG_SHAPE, readable(place))
        return {key: checked(item, *place, key) for key, item in value.items()}
    if isinstance(value, list):
        return [checked(item, *place, str(at)) for at, item in enumerate(value)]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if not _is_scalar(value):
        raise Unreadable(Flaw.WRONG_SHAPE, readable(place))
    return value


def canonical(value: Any) -> bytes:
    """Return the one way to write a JSON value: sorted keys, no spaces, UTF-8.

    Raises Unreadable where `checked` does.
    """
    plain = checked(value)
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def first_difference(one: Any, other: Any) -> str | None:
    """Return the place where two checked values first differ; None when they are the same."""
    found = next(_differences(one, other, ()), None)
    return None if found is None else readable(found)


def readable(place: Sequence[object]) -> str:
    """Return a place as "answers.T1", short and without characters that steer a terminal."""
    text = ".".join(str(step) for step in place)
    shown = "".join(character if character.isprintable() else "?" for character in text)
    return shown if len(shown) <= MAX_PLACE else f"{shown[:MAX_PLACE]}…"


def _differences(one: Any, other: Any, place: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted(one.keys() | other.keys()):
            pair = (one.get(key, _ABSENT), other.get(key, _ABSENT))
            yield from _differences(*pair, (*place, key))
    elif isinstance(one, list) and isinstance(other, list):
        for at, pair in enumerate(zip_longest(one, other, fillvalue=_ABSENT)):
            yield from _differences(*pair, (*place, str(at)))
    elif isinstance(one, bool) is not isinstance(other, bool) or one != other:
        yield place


def _is_scalar(value: object) -> bool:
    if isinstance(value, str):
        return not HALF_CHARACTER.search(value)
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, int):
        return value.bit_length() <= sys.float_info.max_exp
    return value is None


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key, value in pairs:
        if key in mapping:
            raise Unreadable(Flaw.WRONG_SHAPE, readable([key]))
        mapping[key] = value
    return mapping


def _refuse(constant: str) -> NoReturn:
    raise Unreadable(Flaw.WRONG_SHAPE, constant)
