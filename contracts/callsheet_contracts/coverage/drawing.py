"""Lay a machine of states out for a drawing: columns by the longest way from the start. Draws nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from callsheet.model.protocol import Machine, State
from callsheet_runtime.machine import ALIVE

WIDE: Final = 132
HIGH: Final = 44
ACROSS: Final = 196
DOWN: Final = 62
MARGIN: Final = 14
SEEN: Final = "full"
ROUND: Final = 46
"""How far a step goes around what stands in its way."""


@dataclass(frozen=True, slots=True)
class Box:
    """A state."""

    name: str
    means: str
    x: int
    y: int
    degree: str
    goal: str
    ends: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A step."""

    path: str
    degree: str
    goal: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A machine, laid out."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def draw(machine: Machine, states: Mapping[str, str], steps: Mapping[tuple[str, str], str]) -> Drawing:
    """Lay a machine out; `states` and `steps` tell how much was seen of each."""
    columns = _columns(machine)
    last = max(columns.values(), default=0)
    rows: dict[int, int] = {}
    places: dict[str, tuple[int, int]] = {}
    for state in sorted(machine.states, key=lambda one: one.anytime):
        column = last if _ends(state) else columns[state.name]
        row = rows.get(column, 0)
        rows[column] = row + 1
        places[state.name] = column, row
    most = max(rows.values(), default=1)
    # Steps across several columns go around what stands between, above or below everything.
    far = any(places[now][0] - places[before][0] > 1 for before, now in steps)
    top = MARGIN + (ROUND // 2 if far else 0)
    spots = {
        name: (MARGIN + column * ACROSS, top + int((row + (most - rows[column]) / 2) * DOWN))
        for name, (column, row) in places.items()
    }
    boxes = tuple(
        Box(one.name, one.means.value, *spots[one.name], states[one.name], f"states {one.name}", _ends(one))
        for one in machine.states
    )
    lines = tuple(
        Line(_curve(spots[before], spots[now]), degree, f"transitions {before} → {now}")
        # What was seen is drawn last, above the rest.
        for (before, now), degree in sorted(steps.items(), key=lambda one: one[1] == SEEN)
    )
    return Drawing(last * ACROSS + WIDE + 2 * MARGIN, most * DOWN - (DOWN - HIGH) + 2 * top, boxes, lines)


def _ends(state: State) -> bool:
    return state.means not in ALIVE


def _columns(machine: Machine) -> dict[str, int]:
    """Find how many steps lead to each state at most; a circle is left after one round."""
    columns = dict.fromkeys((one.name for one in machine.states), 0)
    for _ in machine.states:
        for one in machine.states:
            for name in one.next:
                if name in columns and columns[one.name] + 1 < len(columns):
                    columns[name] = max(columns[name], columns[one.name] + 1)
    return columns


def _curve(start: tuple[int, int], end: tuple[int, int]) -> str:
    x, y = start[0] + WIDE, start[1] + HIGH // 2
    to_x, to_y = end[0] - 7, end[1] + HIGH // 2
    bend = max((to_x - x) // 2, 24)
    if to_x - x < ACROSS:
        return f"M{x} {y} C{x + bend} {y} {to_x - bend} {to_y} {to_x} {to_y}"
    around = ROUND if to_y >= y else -ROUND
    return f"M{x} {y} C{x + 60} {y + 2 * around} {to_x - bend} {to_y + around} {to_x} {to_y}"
