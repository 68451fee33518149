"""Let few requests show many duties at once: what is to be accepted can be accepted together. Knows no server."""

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from callsheet.model.request import Shape, pointer
from callsheet_contracts.obligations import Duty, Obligation

ABSENT: Final = "\0absent"
"""Stands for a field that is not given; no request has such a text."""
At = tuple[str, ...]
Body = dict[str, object]


@dataclass(slots=True)
class Pack:
    """A request, and the duties that it shows."""

    document: Body
    shows: list[Obligation] = field(default_factory=list[Obligation])


def packed(shape: Shape, wanted: Sequence[Obligation], is_fine: Callable[[object], bool]) -> list[Pack]:
    """Gather requests that between them show every duty. `is_fine` has the last word on each.

    A request begins as that of the first duty that is left, and takes every further one in that goes with it.
    """
    marks = _Marks(shape)
    left = [(one, marks.of(one)) for one in wanted if isinstance(one.kept, dict)]
    found: list[Pack] = []
    while left:
        pack, left = _fill(left, is_fine, marks.every)
        found.append(pack)
    return found


def moved(shape: Shape, one: Obligation, document: object) -> Body:
    """Let another request show what a duty's own request shows, as far as it goes with it."""
    body = cast("Body", copy.deepcopy(document))
    for at, value in _Marks(shape).of(one).items():
        _put(body, at, value)
    return body


Left = list[tuple[Obligation, dict[At, object]]]


def _fill(left: Left, is_fine: Callable[[object], bool], every: Sequence[At]) -> tuple[Pack, Left]:
    (first, fixed), rest = left[0], left[1:]
    claimed = dict(fixed)
    body = cast("Body", first.body)
    pack, over = Pack(body, [first]), Left()
    refused: set[tuple[object, ...]] = set()
    for one, marks in rest:
        if any(at in claimed and claimed[at] != value for at, value in marks.items()):
            over.append((one, marks))
            continue
        if all(_look(body, at) == value for at, value in marks.items()):
            pack.shows.append(one)
            claimed |= marks
            continue
        merged = _merged(one, claimed, every)
        # What goes with other fields of its own may not go with these; the same mixture need not be judged twice.
        if (mixture := _mixture(one, claimed, every)) in refused or not is_fine(merged):
            refused.add(mixture)
            over.append((one, marks))
            continue
        body = pack.document = merged
        pack.shows.append(one)
        claimed |= marks
    return pack, over


def _merged(one: Obligation, claimed: dict[At, object], every: Sequence[At]) -> Body:
    """Take the request of a duty, with what others have claimed already."""
    body = cast("Body", one.body)
    for at in every:
        if at in claimed:
            _put(body, at, claimed[at])
    return body


def _mixture(one: Obligation, claimed: dict[At, object], every: Sequence[At]) -> tuple[object, ...]:
    return tuple(repr(claimed[at] if at in claimed else _look(one.kept, at)) for at in every)


class _Marks:
    """What makes a request show a duty: the values of the fields that it is about, a list being one of them."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self.every = tuple(one.at for one in shape.parameters)
        self._rules = {rule.name: rule for rule in shape.rules}
        fields = shape.fields()
        self._at = {name: [shape.parameter(root).at for root in shape.roots(name)] for name in fields}

    def of(self, one: Obligation) -> dict[At, object]:
        rule = self._rules.get(one.constraint)
        if one.duty is Duty.RULE_KEPT and rule is not None:
            names = {name for demand in rule.demands for name in rule.fields(demand)}
            places = [at for name in sorted(names) for at in self._at[name]]
        else:
            places = [at for at in self.every if _within(one.place, pointer(at))]
        return {at: _look(one.kept, at) for at in places}


def _within(place: str, outer: str) -> bool:
    return place == outer or place.startswith(f"{outer}/")


def _look(body: object, at: At) -> object:
    for key in at:
        if not isinstance(body, dict) or key not in body:
            return ABSENT
        body = cast("Body", body)[key]
    return body


def _put(body: Body, at: At, value: object) -> None:
    for key in at[:-1]:
        body = cast("Body", body.setdefault(key, Body()))
    if value is ABSENT:
        body.pop(at[-1], None)
    else:
        body[at[-1]] = value
