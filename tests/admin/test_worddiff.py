"""Two texts, word by word."""

import pytest

from questionnaire.admin.worddiff import Piece, unchanged, value_difference, word_difference


def said(before: str, after: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in word_difference(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("", "", []),
        ("the same", "the same", [("same", "the same")]),
        ("", "new", [("added", "new")]),
        ("old", "", [("removed", "old")]),
        (
            "an old word",
            "a new word",
            [("removed", "an old"), ("added", "a new"), ("same", " word")],
        ),
        ("one two", "one two three", [("same", "one two"), ("added", " three")]),
    ],
)
def test_pieces_are_whole_words(before: str, after: str, pieces: list[tuple[str, str]]) -> None:
    assert said(before, after) == pieces


@pytest.mark.parametrize(
    ("before", "after"),
    [("a b  c\nd", "a  c\ne d "), (" x", "x "), ("¿Qué tal? 1, 2", "Qué tal: 2, 1")],
)
def test_pieces_make_up_both_texts(before: str, after: str) -> None:
    pieces = word_difference(before, after)
    assert "".join(piece.text for piece in pieces if not piece.is_added) == before
    assert "".join(piece.text for piece in pieces if not piece.is_removed) == after


def test_text_without_difference_is_one_piece() -> None:
    assert unchanged("two words") == (Piece("same", "two words"),)
    assert unchanged("") == ()


def test_value_takes_the_place_of_another() -> None:
    assert value_difference("2", "3") == (
        Piece("removed", "2"),
        Piece("same", " → "),
        Piece("added", "3"),
    )
    assert value_difference("", "3") == (Piece("added", "3"),)
    assert value_difference("2", "") == (Piece("removed", "2"),)
