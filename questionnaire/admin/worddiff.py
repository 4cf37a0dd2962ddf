"""What changed between two texts, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|\S+")
_SAME, _ADDED, _REMOVED = "same", "added", "removed"


@dataclass(frozen=True)
class Piece:
    """Some words that were kept, added or removed; templates write them by _words.html."""

    kind: str
    text: str

    @property
    def is_added(self) -> bool:
        """Whether only the later text has these words."""
        return self.kind == _ADDED

    @property
    def is_removed(self) -> bool:
        """Whether only the earlier text has these words."""
        return self.kind == _REMOVED


def unchanged(text: str) -> tuple[Piece, ...]:
    """Return a text of which nothing is to be pointed out."""
    return (Piece(_SAME, text),) if text else ()


def word_difference(before: str, after: str) -> tuple[Piece, ...]:
    """Return how one text became another: what was removed stands before what took its place.

    The pieces that are not added make up `before`, those that are not removed make up `after`.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    # A space alone is no common ground: words on both sides of it are removed and added as one
    matcher = SequenceMatcher(str.isspace, old, new, autojunk=False)
    pieces: list[Piece] = []
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        was, became = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        found = ((_SAME, was),) if kind == "equal" else ((_REMOVED, was), (_ADDED, became))
        pieces += [Piece(name, text) for name, text in found if text]
    return tuple(pieces)


def value_difference(before: str, after: str) -> tuple[Piece, ...]:
    """Return how one value, which is no text, took the place of another."""
    arrow = " → " if before and after else ""
    pieces = (Piece(_REMOVED, before), Piece(_SAME, arrow), Piece(_ADDED, after))
    return tuple(piece for piece in pieces if piece.text)
