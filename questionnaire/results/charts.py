"""The geometry of the drawings; templates turn it into SVG.

Numbers come as text with a decimal point, since a template would write them by the reader's locale.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from questionnaire.scoring import Strategy

# The door of the drawing, in units of its view box of 240 by 320
FRAME_LEFT, FRAME_TOP, FRAME_RIGHT, FLOOR = 40, 30, 160, 260
# Ajar as far as it goes, the leaf is still seen
WIDEST = math.radians(80)
TOP_DEPTH, FLOOR_DEPTH = 29, 21
LIGHT_END, LIGHT_LEFT, LIGHT_RIGHT = 304, 12, 62


@dataclass(frozen=True)
class Door:
    """A door, opened by 0 (shut) to 1 (wide open): `M x y L x y ...` paths and the handle."""

    percent: int
    leaf: str
    light: str
    handle_x: str
    handle_y: str


def openness(acceptability: Mapping[Strategy, float]) -> float:
    """Return how far the door stands open: readings won by open, and half of those by hybrid.

    0 is shut, 0.5 ajar, 1 wide open; shut too when no strategy wins any reading.
    """
    total = sum(acceptability.values())
    if not total:
        return 0.0
    return (acceptability[Strategy.OPEN] + acceptability[Strategy.HYBRID] / 2) / total


def door(opened: float) -> Door:
    """Return the door opened by 0..1: its angle is that share of 80 degrees."""
    angle = WIDEST * opened
    edge = FRAME_LEFT + (FRAME_RIGHT - FRAME_LEFT) * math.cos(angle)
    top = FRAME_TOP + TOP_DEPTH * math.sin(angle)
    bottom = FLOOR + FLOOR_DEPTH * math.sin(angle)
    # No light comes from under a door that is shut
    light_end = FLOOR + (LIGHT_END - FLOOR) * min(1.0, 4 * opened)
    return Door(
        percent=round(100 * opened),
        leaf=_path((FRAME_LEFT, FRAME_TOP), (edge, top), (edge, bottom), (FRAME_LEFT, FLOOR)),
        light=_path(
            (edge, FLOOR),
            (FRAME_RIGHT, FLOOR),
            (FRAME_RIGHT + LIGHT_RIGHT * math.sin(angle), light_end),
            (edge - LIGHT_LEFT * math.sin(angle), light_end),
        ),
        handle_x=_number(edge - (edge - FRAME_LEFT) * 0.115),
        handle_y=_number((top + bottom) / 2),
    )


@dataclass(frozen=True)
class Span:
    """A bar on a scale from -100 to 100 (or 0 to 100): where it begins, and how long it is."""

    start: str
    length: str


def span(value: float, scale: float) -> Span:
    """Return the bar of a value from -scale to scale; one of nothing when the scale is nothing."""
    length = 100 * value / scale if scale else 0.0
    return Span(_number(min(length, 0)), _number(abs(length)))


def whole_percents(shares: Mapping[Strategy, float]) -> dict[Strategy, int]:
    """Return whole percents that add up to the whole percent of all shares together.

    The largest remainders are rounded up (Hamilton's method), so that no reader finds 101 %.
    """
    exact = {strategy: 100 * share for strategy, share in shares.items()}
    percents = {strategy: math.floor(value) for strategy, value in exact.items()}
    missing = round(sum(exact.values())) - sum(percents.values())
    by_remainder = sorted(exact, key=lambda strategy: percents[strategy] - exact[strategy])
    for strategy in by_remainder[:missing]:
        percents[strategy] += 1
    return percents


def _path(*points: tuple[float, float]) -> str:
    return "M" + " L".join(f"{_number(x)} {_number(y)}" for x, y in points) + " Z"


def _number(value: float) -> str:
    return f"{value:.1f}"
