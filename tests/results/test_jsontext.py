import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.results.jsontext import (
    MAX_DEPTH,
    MAX_PLACE,
    Flaw,
    Unreadable,
    canonical,
    checked,
    first_difference,
    parse,
    readable,
)

NUMBERS = st.integers(-(2**60), 2**60) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def refused(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        parse(data)
    return caught.value


@pytest.mark.parametrize(
    ("data", "flaw", "place"),
    [
        (b"\xff\xfe{\x00}\x00", Flaw.NOT_TEXT, ""),
        (b'{"a": NaN}', Flaw.WRONG_SHAPE, "NaN"),
        (b'{"a": -Infinity}', Flaw.WRONG_SHAPE, "-Infinity"),
        (b'{"a": [0, 1e999]}', Flaw.WRONG_SHAPE, "a.1"),
        (b'{"a": "\\ud800"}', Flaw.WRONG_SHAPE, "a"),
        (b'{"\\ud800": 1}', Flaw.WRONG_SHAPE, ""),
        (b'{"a": {"b": 1, "b": 1}}', Flaw.WRONG_SHAPE, "b"),
        (b"1" * 5_000, Flaw.WRONG_SHAPE, ""),
        (b"[" * 100_000, Flaw.TOO_DEEP, ""),
        (b"[" * 40 + b"]" * 40, Flaw.TOO_DEEP, ""),
    ],
)
def test_text_that_is_no_json_value_is_refused(data: bytes, flaw: Flaw, place: str) -> None:
    error = refused(data)
    assert (error.flaw, error.place) == (flaw, place)


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"", 1, 1),
        (b"# A page", 1, 1),
        (b'{\r\n "a": 1\r\n "b": 2}', 3, 2),
        (b'{"a": 1} {}', 1, 10),
    ],
)
def test_text_that_is_not_json_is_refused_with_the_place(
    data: bytes, line: int, column: int
) -> None:
    error = refused(data)
    assert (error.flaw, error.line, error.column) == (Flaw.NOT_JSON, line, column)


@pytest.mark.parametrize(
    "data", [b'{"a": 1}', b'\xef\xbb\xbf{"a":1}', b'{\r\n\t"a": 1.0\r\n}\r\n', b'{"a": 10e-1}']
)
def test_same_value_is_read_however_it_is_written(data: bytes) -> None:
    value = parse(data)
    assert value == {"a": 1}
    assert type(value["a"]) is int


@pytest.mark.parametrize("value", [{1: "a"}, {"a": (1,)}, {"a": b"x"}, {"a": {1}}, [10**5_000]])
def test_what_json_does_not_have_is_refused(value: Any) -> None:
    with pytest.raises(Unreadable):
        checked(value)


def test_as_many_levels_as_allowed_are_read() -> None:
    assert parse(b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1)) is not None


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"b": [1, 2.5], "a": None}, '{"a":null,"b":[1,2.5]}'),
        ({"a": 1.0, "b": -0.0, "c": True}, '{"a":1,"b":0,"c":true}'),
        ("é\n\u2028", '"é\\n\u2028"'),
    ],
)
def test_canonical_text_sorts_keys_and_writes_utf8(value: Any, written: str) -> None:
    assert canonical(value) == written.encode()


@given(VALUES)
def test_canonical_text_is_read_as_the_same_value(value: Any) -> None:
    written = canonical(value)
    assert parse(written) == checked(value)
    assert canonical(parse(json.dumps(value, indent=3).encode())) == written


@pytest.mark.parametrize(
    ("one", "other", "place"),
    [
        ({"a": [1, {"b": 2}]}, {"a": [1, {"b": 2}]}, None),
        ({"a": [1, {"b": 2}]}, {"a": [1, {"b": 3}]}, "a.1.b"),
        ({"a": 1}, {"a": 1, "b": None}, "b"),
        ({"a": [1]}, {"a": [1, 2]}, "a.1"),
        ({"a": 1}, {"a": True}, "a"),
        ({"a": None}, {"a": 0}, "a"),
        ({"a": {}}, {"a": []}, "a"),
        (1, 2, ""),
    ],
)
def test_first_difference_names_the_place(one: Any, other: Any, place: str | None) -> None:
    assert first_difference(one, other) == place
    assert first_difference(other, one) == place


@given(VALUES, VALUES)
def test_values_differ_when_their_texts_do(one: Any, other: Any) -> None:
    same = canonical(one) == canonical(other)
    assert (first_difference(checked(one), checked(other)) is None) == same


def test_place_is_short_and_steers_no_terminal() -> None:
    assert readable(["a", 1, "\x1b[31m"]) == "a.1.?[31m"
    assert readable(["x" * 1_000]) == "x" * MAX_PLACE + "…"
