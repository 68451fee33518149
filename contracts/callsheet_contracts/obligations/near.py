"""What is legal elsewhere: for another endpoint, or in the version before. Finds no request."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from callsheet.model.judge import url_head
from callsheet.model.request import Choice, File, Flag, Id, Kind, List, Number, Parameter, Shape, Text, Url, Whole
from callsheet_contracts.obligations.records import Obligation
from callsheet_contracts.obligations.space import look

PREVIOUS: Final = "previous version"


@dataclass(frozen=True, slots=True)
class Legal:
    """A value that is legal somewhere."""

    value: object
    word: str
    """As JSON has it."""
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """What is legal elsewhere."""

    values: Mapping[str, tuple[Legal, ...]]
    """By the name that a field has inside of what it belongs to."""
    fields: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    """Where there are fields, each with those that have it."""
    before: Mapping[str, tuple[Legal, ...]]
    """What was legal in the version before, by the whole name of a field."""

    def values_of(self, parameter: Parameter, but: str) -> Iterator[tuple[Legal, str]]:
        """List what is legal for a field of this name elsewhere, each with where."""
        for one in (*self.values.get(parameter.short, ()), *self.before.get(parameter.name, ())):
            origin = next((name for name in one.origins if name != but), None)
            if origin is not None:
                yield one, origin

    def fields_of(self, but: str) -> Iterator[tuple[tuple[str, ...], str]]:
        """List the places of fields that others have, each with who has it."""
        for at, origins in self.fields:
            origin = next((name for name in origins if name != but), None)
            if origin is not None:
                yield at, origin


NOTHING: Final = Near({}, (), {})


def near_of(others: Iterable[tuple[str, Shape]]) -> Near:
    """Gather what is legal in some shapes, each with its name."""
    values: dict[str, dict[str, tuple[object, list[str]]]] = {}
    fields: dict[tuple[str, ...], list[str]] = {}
    for name, shape in others:
        for parameter in shape.parameters:
            fields.setdefault(parameter.at, []).append(name)
        for parameter in shape.every_parameter():
            own = values.setdefault(parameter.short, {})
            for value in _typical(parameter.kind):
                own.setdefault(json.dumps(value), (value, []))[1].append(name)
    listed = {
        name: tuple(Legal(value, word, tuple(by)) for word, (value, by) in own.items()) for name, own in values.items()
    }
    return Near(listed, tuple((at, tuple(by)) for at, by in fields.items()), {})


def with_previous(own: Near, shape: Shape, accepted: Iterable[Obligation]) -> Near:
    """Add what was legal before: the fields of a shape, and what its accepted requests have in them."""
    before: dict[str, dict[str, Legal]] = {}
    bodies = [one.kept for one in accepted]
    for parameter in shape.parameters:
        for body in bodies:
            value = look(body, parameter.at)
            if value is not None:
                word = json.dumps(value)
                before.setdefault(parameter.name, {}).setdefault(word, Legal(value, word, (PREVIOUS,)))
    fields = (*own.fields, *((one.at, (PREVIOUS,)) for one in shape.parameters))
    return Near(own.values, fields, {name: tuple(found.values()) for name, found in before.items()})


def _typical(kind: Kind) -> Iterable[object]:
    match kind:
        case Choice():
            return kind.words()
        case Whole(low, high) | Number(low, high):
            return [one for one in (low, high) if one is not None]
        case Flag():
            return [True]
        case Url(schemes):
            return [f"{url_head(scheme)}example.test/a" for scheme in schemes]
        case Text() | Id() | File() | List():
            return []
