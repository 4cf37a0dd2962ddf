"""What is different between two versions of a questionnaire, change by change."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from questionnaire.catalogue.content import Content, Fits
from questionnaire.catalogue.parts import Part, Rule, Setting, parts_of


@dataclass(frozen=True)
class Change:
    """Something that is different; `place` is written as in catalogue.texts, without a field."""

    kind: ClassVar[str]

    place: str


@dataclass(frozen=True)
class Added(Change):
    """A part that the version before had not; a part that has another key now, too."""

    kind = "added"

    part: Part


@dataclass(frozen=True)
class Removed(Change):
    """A part that there is no longer."""

    kind = "removed"

    part: Part


@dataclass(frozen=True)
class Moved(Change):
    """A part in another place of its list (positions count from 1), or in another list."""

    kind = "moved"

    before: int
    after: int
    # The list that it stood in and the one it stands in (see Part.among), when it has changed
    left: str = ""
    joined: str = ""


@dataclass(frozen=True)
class Reworded(Change):
    """Another text in one language; `place` names the field too."""

    kind = "reworded"

    language: str
    before: str
    after: str


@dataclass(frozen=True)
class Refitted(Change):
    """Other fits of an answer; None when it had or has none."""

    kind = "refitted"

    before: Fits | None
    after: Fits | None


@dataclass(frozen=True)
class Reruled(Change):
    """A rule that rules out another strategy, or holds under other conditions."""

    kind = "reruled"

    before: Rule
    after: Rule


@dataclass(frozen=True)
class Resourced(Change):
    """Other sources, or the same in another order."""

    kind = "resourced"

    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Reset(Change):
    """Another value of a setting, such as whether an answer can be changed."""

    kind = "reset"

    name: str
    before: Setting
    after: Setting


def differences(before: Content, after: Content) -> list[Change]:
    """Return every change from one content to another, in the order of the second.

    What was removed stands behind what is left. A part whose key changed is one removed and one
    added.
    """
    old, new = parts_of(before), parts_of(after)
    moves = _moves(old, new)
    changes: list[Change] = []
    for place, part in new.items():
        if place not in old:
            changes.append(Added(place, part))
        else:
            changes += [move for move in moves if move.place == place]
            changes += _changes(old[place], part)
    changes += [Removed(place, part) for place, part in old.items() if place not in new]
    return changes


def _changes(old: Part, new: Part) -> Iterator[Change]:
    """Yield what is different in a part that both versions have."""
    for name, value in new.settings.items():
        if value != old.settings[name]:
            yield Reset(new.place, name, old.settings[name], value)
    if new.fits != old.fits:
        yield Refitted(new.place, old.fits, new.fits)
    if new.rule and old.rule and new.rule != old.rule:
        yield Reruled(new.place, old.rule, new.rule)
    if new.sources != old.sources:
        yield Resourced(new.place, old.sources, new.sources)
    for place, texts in new.texts.items():
        for language, text in texts.items():
            if (was := old.say(place, language)) != text:
                yield Reworded(place, language, was, text)


def _moves(old: Mapping[str, Part], new: Mapping[str, Part]) -> list[Moved]:
    """Return the fewest moves that bring what both versions have into the new order."""
    moves = [
        Moved(place, old[place].position, part.position, old[place].among, part.among)
        for place, part in new.items()
        if place in old and old[place].among != part.among
    ]
    for among in dict.fromkeys(part.among for part in new.values()):
        stayed = [
            place
            for place, part in new.items()
            if part.among == among and place in old and old[place].among == among
        ]
        calm = _longest_rise([old[place].position for place in stayed])
        moves += [
            Moved(place, old[place].position, new[place].position)
            for number, place in enumerate(stayed)
            if number not in calm
        ]
    return moves


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """Return the indices of a longest increasing subsequence, of different numbers."""
    ends: list[int] = []
    indices: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        length = bisect_left(ends, number)
        ends[length:] = [number, *ends[length + 1 :]]
        indices[length:] = [index, *indices[length + 1 :]]
        before.append(indices[length - 1] if length else -1)
    rise = set()
    index = indices[-1] if indices else -1
    while index >= 0:
        rise.add(index)
        index = before[index]
    return rise
