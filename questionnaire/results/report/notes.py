"""What a founder wrote, made ready to be set: any script, any length, any character."""

import re
import unicodedata
from typing import TypedDict

# Letters that are written from right to left, in the terms of the bidirectional algorithm
RIGHT_TO_LEFT = {"R", "AL"}
# A longer word than this may be broken anywhere: it could be wider than the page
LONGEST_WORD = 30
_LONG = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")
ZERO_WIDTH_SPACE = "\u200b"


class Line(TypedDict):
    """One line of a note."""

    text: str
    rtl: bool


def lines_of(note: str) -> list[Line]:
    """Return the lines of a note, each with the direction of its first letter; [] for none."""
    return [Line(text=plain(line), rtl=is_rtl(line)) for line in note.strip().splitlines()]


def plain(text: str) -> str:
    """Return a text without control characters, which no font can draw, and with breakable words.

    Every character that can be seen stays as it is.
    """
    seen = "".join(letter for letter in text if unicodedata.category(letter) not in {"Cc", "Cs"})
    return _LONG.sub(lambda word: word.group() + ZERO_WIDTH_SPACE, seen)


def is_rtl(text: str) -> bool:
    """Return whether the first letter with a direction goes from right to left."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in RIGHT_TO_LEFT or direction == "L":
            return direction in RIGHT_TO_LEFT
    return False
