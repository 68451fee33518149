"""Make requests of what was chosen: values of pieces, items of recipes, and texts that mention them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeVar, assert_never, cast

from callsheet.model.judge import url_head
from callsheet.model.predicate import Scalar
from callsheet.model.request import Choice, Text, Url
from callsheet_contracts.obligations.formulas import Formula, Masks, bits, lowest
from callsheet_contracts.obligations.layouts import Fork, Free, Together, lay_out
from callsheet_contracts.obligations.menus import Menu
from callsheet_contracts.obligations.pieces import Words
from callsheet_contracts.obligations.space import Space, look
from callsheet_contracts.obligations.variables import Recipe, Variable

Body = dict[str, object]
T = TypeVar("T")
ABSENT: Final = object()
STRANGER: Final = "zz"
"""A name that no item has."""


class CannotMakeError(Exception):
    """What was asked of one item does not go with what was asked of the list."""


class Chooser(Protocol):
    """Who picks among what is allowed."""

    def pick(self, options: Sequence[T]) -> T:
        """Pick one of several."""
        ...

    def number(self, low: float, high: float) -> float:
        """Pick a number; a whole one between whole ones."""
        ...

    def value(self, variable: Variable, mask: int, said: str) -> Scalar | None:
        """Pick a value of some pieces, `None` for not given; a text has to begin with what is said."""
        ...

    def narrow(self, space: Space, plan: Together) -> Mapping[int, int]:
        """Go one way through what is laid out."""
        ...


@dataclass(frozen=True, slots=True)
class Inside:
    """An item that is made otherwise than a recipe would make it."""

    recipe: Recipe
    place: int
    masks: Masks
    conditions: tuple[Formula, ...]
    """What is asked of it, besides what its sort asks; instead of what is asked of all items."""
    puts: tuple[tuple[tuple[str, ...], object], ...] = ()
    """What is set in it when it is made."""
    fixed: Mapping[str, Scalar] = field(default_factory=dict[str, Scalar])


def put(body: Body, at: tuple[str, ...], value: object) -> None:
    """Set one place of a body that is one's own; objects on the way are made."""
    inner = body
    for key in at[:-1]:
        inner = cast("Body", inner.setdefault(key, cast("Body", {})))
    inner[at[-1]] = value


def changed(body: object, at: tuple[str, ...], value: object) -> object:
    """Copy a body with one place set, or deleted with `ABSENT`; what is not on the way is shared."""
    known = cast("Body", body) if isinstance(body, dict) else {}
    copy = dict(known)
    key, *rest = at or ("",)
    if rest:
        copy[key] = changed(copy.get(key), tuple(rest), value)
    elif value is ABSENT:
        copy.pop(key, None)
    else:
        copy[key] = value
    return copy


def build(
    space: Space,
    masks: Mapping[int, int] | Masks,
    chooser: Chooser,
    *,
    fixed: Mapping[str, object] | None = None,
    inside: Mapping[str, Inside] | None = None,
) -> Body:
    """Make a body of pieces; some fields may be fixed, and an item of a list."""
    known = dict(fixed or {})
    said: dict[str, list[str]] = {}
    for place, one, menu in space.menus:
        name = one.parameter.name
        if name not in known:
            special = inside.get(name) if inside else None
            recipe = special.recipe if special else one.pieces[chooser.pick(list(bits(masks[place])))]
            if isinstance(recipe, Recipe):
                known[name] = items = listed(menu, recipe, chooser, special)
                for text, mentions in _mentions(menu, recipe, items):
                    said.setdefault(text, []).extend(mentions)
            else:
                known[name] = None
    body: Body = {}
    for place, one, at in space.fields:
        name = one.parameter.name
        if name in known:
            value = known[name]
        else:
            value = chooser.value(one, masks[place], " ".join(said[name]) if name in said else "")
        if value is not None:
            put(body, at, value)
    return body


def listed(menu: Menu, recipe: Recipe, chooser: Chooser, inside: Inside | None = None) -> list[object]:
    """Make a list.

    Raises:
        CannotMakeError: an item that is asked for does not go with the others.

    """
    items: list[object] = []
    fixed = _fixed(menu, recipe, chooser, inside)
    for index, sort in enumerate(recipe.items):
        special = inside if inside is not None and inside.place == index else None
        pins = tuple(menu.pinned(name, value) for name, value in fixed[index].items())
        if special is None:
            plan = menu.plan(sort, pins)
        else:
            plan = lay_out(special.masks, (*special.conditions, *menu.sorts[sort].conditions, *pins))
        if plan is None:
            raise CannotMakeError(menu.parameter.name)
        body = build(menu.items, chooser.narrow(menu.items, plan), chooser, fixed=fixed[index])
        for at, value in special.puts if special else ():
            put(body, at, value)
        items.append(body[""] if menu.plain else body)
    return items


def _fixed(menu: Menu, recipe: Recipe, chooser: Chooser, inside: Inside | None) -> list[dict[str, Scalar]]:
    """Choose what items cannot choose alone: parts of a sum, and names."""
    fixed: list[dict[str, Scalar]] = [{} for _ in recipe.items]
    if inside is not None:
        fixed[inside.place].update(inside.fixed)
    for place, name in enumerate(menu.summed):
        _share(menu, recipe, (place, name), fixed, chooser)
    for name in menu.names:
        used: list[Scalar] = []
        for index, sort in enumerate(recipe.items):
            if name in menu.sorts[sort].named:
                again = recipe.twins and len(used) == 1
                value = used[0] if again else fixed[index].get(name, _name(menu, name, index))
                used.append(fixed[index].setdefault(name, value))
    return fixed


def _share(
    menu: Menu, recipe: Recipe, summed: tuple[int, str], fixed: list[dict[str, Scalar]], chooser: Chooser
) -> None:
    """Share a sum among the items, each within what it may be."""
    place, name = summed
    low, high = recipe.sums[place]
    ranges = [menu.sorts[one].sums[place] for one in recipe.items]
    for index, one in enumerate(fixed):
        if name in one:
            ranges[index] = (float(one[name]), float(one[name]))
    for index, own in enumerate(ranges):
        if own is None:
            continue
        rest = [one for one in ranges[index + 1 :] if one is not None]
        begin = max(own[0], low - sum(most for _, most in rest))
        end = min(own[1], high - sum(least for least, _ in rest))
        if begin > end:
            raise CannotMakeError(name)
        value = fixed[index].setdefault(name, int(chooser.number(begin, end)))
        low, high = low - float(value), high - float(value)


def _name(menu: Menu, name: str, index: int) -> Scalar:
    """Make names that differ."""
    kind = menu.items.shape.parameter(name).kind
    match kind:
        case Text(low):
            return chr(ord("a") + index) * max(low or 1, 1)
        case Url(schemes):
            return f"{url_head(schemes[0])}{chr(ord('a') + index)}"
        case Choice():
            return kind.words()[index % len(kind.words())]
        case _:
            return index + 1


def _mentions(menu: Menu, recipe: Recipe, items: Sequence[object]) -> Iterable[tuple[str, list[str]]]:
    """Write what texts say of a list, by text."""
    for link in menu.links:
        said: list[str] = []
        if link.field is not None:
            at = menu.items.shape.parameter(link.field).at
            names = [one for item in items if (one := look(item, at)) is not None]
            said = [link.mention(one) for one in dict.fromkeys(names[: len(names) - recipe.silent])]
        if link == recipe.stray:
            said.append(link.mention(STRANGER if link.field is not None else link.first + len(items)))
        if link == recipe.placed:
            said.append(link.mention(link.first + len(items) - 1))
        yield link.text, said


class First:
    """Picks what comes first, and what examples have."""

    def pick(self, options: Sequence[T]) -> T:
        """Pick the first."""
        return options[0]

    def number(self, low: float, high: float) -> float:
        """Pick the least."""
        del high
        return low

    def value(self, variable: Variable, mask: int, said: str) -> Scalar | None:
        """Pick a sample of the first piece; a text begins with what is said."""
        place = lowest(mask).bit_length() - 1
        piece = variable.pieces[place]
        return padded(said, piece.low) if said and isinstance(piece, Words) else variable.samples[place]

    def narrow(self, space: Space, plan: Together) -> dict[int, int]:
        """Take the first way."""
        found: dict[int, int] = {}
        for part in plan.parts:
            match part:
                case Free(var, mask):
                    found[var] = lowest(mask)
                case Fork(var, branches):
                    mask, child = branches[0]
                    found |= {var: lowest(mask), **self.narrow(space, child)}
                case _:
                    assert_never(part)
        return found


FIRST: Final = First()


def padded(said: str, low: int) -> str:
    """Lengthen a text that mentions something, without mentioning more."""
    return said if low <= len(said) else f"{said} {'x' * (low - len(said) - 1)}"


def filled(menu: Menu, count: int) -> list[object]:
    """Make items that are right, each by itself."""
    found = menu.find(()) if count > 0 else None
    if found is None:
        return []
    masks = menu.items.search.unpack(found)
    made = (build(menu.items, masks, FIRST) for _ in range(count))
    return [one[""] if menu.plain else one for one in made]
