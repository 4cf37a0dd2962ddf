"""Numbers of people that are too small to be shown, and those that would give them away."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

FEWEST = 5

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Counts(Generic[Key]):
    """How many there are of each; None is hidden, as is a total of fewer than FEWEST."""

    cells: Mapping[Key, int | None]
    total: int | None

    @property
    def pooled(self) -> int:
        """How many there are in all hidden cells together, which the total tells anyhow."""
        shown = sum(number for number in self.cells.values() if number is not None)
        return 0 if self.total is None else self.total - shown

    @property
    def is_whole(self) -> bool:
        """Whether nothing is hidden."""
        return self.total is not None and None not in self.cells.values()

    def share(self, key: Key) -> float | None:
        """Return the share of a cell in the total; None when hidden, or of nothing."""
        number = self.cells[key]
        return None if number is None or not self.total else number / self.total


def hide_small(numbers: Mapping[Key, int]) -> Counts[Key]:
    """Hide each number from 1 to FEWEST - 1, and as many others as it takes to keep it hidden.

    Who knows the total and this rule can work out none of the hidden numbers: at least two cells
    are hidden, with FEWEST people or more among them and not all the same number, whenever there
    are other cells left to hide. Cells of the same number are hidden together: that is why any two
    of them might be swapped, and nobody could tell (complementary suppression; see Hundepool et
    al., Statistical Disclosure Control, 2012, chapter 4).
    """
    total = sum(numbers.values())
    if total == 0:
        return Counts(dict(numbers), 0)
    if total < FEWEST:
        return Counts(dict.fromkeys(numbers), None)
    if not any(0 < number < FEWEST for number in numbers.values()):
        return Counts(dict(numbers), total)
    hidden = {number for number in numbers.values() if number < FEWEST}
    larger = sorted(set(numbers.values()) - hidden)
    while larger and not _is_ambiguous([n for n in numbers.values() if n in hidden]):
        hidden.add(larger.pop(0))
    cells = {key: None if number in hidden else number for key, number in numbers.items()}
    return Counts(cells, total)


def _is_ambiguous(numbers: list[int]) -> bool:
    return len(set(numbers)) > 1 and sum(numbers) >= FEWEST
