"""What a search decides: the fields of a shape, each cut into pieces, and the recipes that are the pieces of lists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from callsheet.model.predicate import Scalar
from callsheet.model.request import Bytes, Dangling, Parameter, Unmentioned, Weight
from callsheet_contracts.obligations.formulas import Formula
from callsheet_contracts.obligations.pieces import WIDE, Absent, Piece, holds_value, sample

if TYPE_CHECKING:
    from callsheet_contracts.obligations.menus import Menu


@dataclass(frozen=True, slots=True)
class Link:
    """How a text mentions the items of a list."""

    field: str | None
    """The field with their names; `None`: by position."""
    text: str
    form: str
    first: int

    def mention(self, name: object) -> str:
        """Mention a name, or a position."""
        return self.form.replace("{}", str(name))

    def is_like(self, field: str | None, text: str, form: str) -> bool:
        """Say whether this is how a text mentions things."""
        return (self.field, self.text, self.form) == (field, text, form)


def links(parameter: Parameter) -> tuple[Link, ...]:
    """List the ways in which texts mention the items of a list."""
    found: dict[Link, None] = {}
    for measure in parameter.measures:
        match measure.how:
            case Unmentioned(name, text, form):
                found[Link(name, text, form, 1)] = None
            case Dangling(name, text, form, first):
                found[Link(name, text, form, first)] = None
            case _:
                pass
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Recipe:
    """A list to be made."""

    items: tuple[int, ...]
    """What sort each item is of."""
    sums: tuple[tuple[float, float], ...]
    """What the fields that are added up have to come to."""
    twins: bool = False
    """Whether the second name is the first once more."""
    silent: int = 0
    """How many of the last names are not mentioned."""
    stray: Link | None = None
    """Where something is mentioned that is not there."""
    placed: Link | None = None
    """Where the last position is mentioned."""


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of items: what measures can tell of them."""

    truths: tuple[bool, ...]
    """Which conditions of counts hold."""
    named: frozenset[str]
    """Which of the fields that hold names are given."""
    sums: tuple[tuple[float, float] | None, ...]
    """What each field that is added up may be; `None`: not given."""
    conditions: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Variable:
    """A field, cut into pieces."""

    parameter: Parameter
    pieces: tuple[Piece | Recipe, ...]
    seen: tuple[Mapping[str, Scalar], ...]
    """What rules see of each piece."""
    legal: int
    """The pieces about which nobody says a word."""
    avoid: str = ""
    """Characters that would mention something."""
    samples: tuple[Scalar | None, ...] = ()
    """Each piece shown by one value, which examples have if there is one; of a list, none."""
    menu: "Menu | None" = None

    @property
    def all(self) -> int:
        """All pieces."""
        return (1 << len(self.pieces)) - 1

    @property
    def absent(self) -> int:
        """The piece of what is not given, if there is one."""
        return 1 if isinstance(self.pieces[0], Absent) else 0

    @property
    def given(self) -> int:
        """All pieces of what is given."""
        return self.all & ~self.absent

    def masked(self, holds_of: Iterable[bool]) -> int:
        """Gather pieces."""
        return sum(1 << place for place, one in enumerate(holds_of) if one)


def shown(pieces: Iterable[Piece], usual: Iterable[Scalar]) -> tuple[Scalar | None, ...]:
    """Show each piece by a value, one that is usual where there is one."""
    values = tuple(usual)
    return tuple(next((one for one in values if holds_value(piece, one)), sample(piece)) for piece in pieces)


def seen(parameter: Parameter, piece: Piece) -> Mapping[str, Scalar]:
    """Say what rules see of a plain field of this piece."""
    value = sample(piece)
    if value is None:
        return {}
    found: dict[str, Scalar] = {parameter.name: value}
    for measure in parameter.measures:
        match measure.how:
            case Weight(chinese):
                found[measure.name] = len(str(value)) + (chinese - 1) * str(value).count(WIDE)
            case Bytes():
                found[measure.name] = len(str(value).encode())
            case _:
                raise AssertionError(f"no measure of a plain field: {measure.how}")
    return found
