"""What answers of one endpoint to one kind of call may hold, made ready once for many answers. Knows no recording."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Final, cast

from callsheet.model.endpoint import CallEndpoint, Endpoint, ResultField, TaskEndpoint
from callsheet.model.judge import is_url
from callsheet.model.protocol import ErrorShape, Moment, Path
from callsheet.model.request import pointer
from callsheet_contracts.conformance.findings import Kind
from callsheet_runtime.machine import Meaning
from callsheet_runtime.problems import show
from callsheet_runtime.reading import parse_moment

Known = dict[str, "Known"]
"""The keys that a page names, in one another; `*` is each item of a list."""
Test = Callable[[object], tuple[str, str]]
"""Answers with a code and words where a value is not of a type; both empty where it is."""
FINE: Final = ("", "")
DIRECTIVES: Final = {
    "%Y": "[0-9]{4}",
    "%m": "(?:0[1-9]|1[0-2])",
    "%d": "(?:0[1-9]|[12][0-9]|3[01])",
    "%H": "(?:[01][0-9]|2[0-3])",
    "%M": "[0-5][0-9]",
    "%S": "(?:[0-5][0-9]|60)",
    "%f": "[0-9]{1,6}",
}


def at(body: object, path: Path) -> object:
    """Follow a path; a number counts into a list. `None` where it leads nowhere."""
    here: Any = body  # JSON: what it holds is told by its type, step by step
    for key in path:
        kind: Any = here.__class__
        if kind is dict:
            here = here.get(key)
        elif kind is list and key.isdecimal():
            here = here[int(key)] if int(key) < len(here) else None
        else:
            return None
    return here


def told(body: object, shape: "Shape", state: str) -> "list[tuple[FieldTest, object]]":
    """List the fields that an answer has, and those that it lacks and must not in a state, as `None`.

    What holds several of them is looked up once.
    """
    found: list[tuple[FieldTest, object]] = []
    for parent, members in shape.groups:
        holder: Any = at(body, parent)
        kind: Any = holder.__class__
        for key, one in members:
            value = holder.get(key) if kind is dict else at(holder, (key,))
            if value is not None and value != "":
                found.append((one, value))
            elif state in one.paid:
                found.append((one, None))
    return found


def as_word(value: object) -> str:
    """Read a name, an id or a code, also where it is a number; empty where it is none."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


@dataclass(frozen=True, slots=True)
class FieldTest:
    """One field of a result, ready to be looked at."""

    field: ResultField
    at: Path
    pointer: str
    test: Test
    exact: type | None
    """What is surely of the right type, so that the test need not be asked; `None` where it must be."""
    paid: frozenset[str]
    """States in which it cannot be missing; empty if it can always be. Plain calls have one state, without a name."""


@dataclass(frozen=True)
class Shape:
    """All that can be asked of a good answer."""

    fields: tuple[FieldTest, ...]
    known: Known
    shown: frozenset[str]
    """Values that the pages' own examples show at some place: placeholders among them, and never wrong."""

    @cached_property
    def groups(self) -> tuple[tuple[Path, tuple[tuple[str, FieldTest], ...]], ...]:
        """The fields by what holds them, each with its key in it."""
        parents = dict.fromkeys(one.at[:-1] for one in self.fields)
        return tuple(
            (parent, tuple((one.at[-1], one) for one in self.fields if one.at[:-1] == parent)) for parent in parents
        )


def shape_of(endpoint: Endpoint, kind: Kind) -> Shape:
    """Make ready what answers of an endpoint to one kind of call may hold."""
    has_result = kind in {"poll", "call"}
    fields = tuple(_tested(endpoint, one) for one in endpoint.result) if has_result else ()
    examples = [one for one in endpoint.answers if one.to == kind]
    known: Known = {}
    for path in _paths(endpoint, kind):
        _add(known, path)
    for example in examples:
        _merge(known, example.body)
    shown = frozenset(
        f"{one.pointer}={value!r}"
        for one in fields
        for example in examples
        for value in [at(example.body, one.at)]
        if value is not None
    )
    return Shape(fields, known, shown)


def strange(known: Known, body: object) -> bool:
    """Tell whether an answer has a place that no page names. Nearly none has, and `unknown` takes longer to say so."""
    here: Any = body
    kind: Any = here.__class__
    if kind is dict:
        if not here.keys() <= known.keys():
            return True
        for key, value in here.items():
            if type(value) in _HOLDERS and strange(known[key], value):
                return True
    elif kind is list:
        inner = known.get("*")
        return inner is not None and any(strange(inner, item) for item in here)
    return False


def unknown(known: Known, body: object, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """List the places of an answer that no page names, outermost first, not what is inside of them."""
    if isinstance(body, dict):
        for key, value in cast("dict[str, object]", body).items():
            inner = known.get(key)
            if inner is None:
                yield (*before, key)
            elif isinstance(value, (dict, list)):
                yield from unknown(inner, cast("object", value), (*before, key))
    elif isinstance(body, list):
        inner = known.get("*")
        for place, item in enumerate(cast("list[object]", body)):
            if inner is not None and isinstance(item, (dict, list)):
                yield from unknown(inner, cast("object", item), (*before, str(place)))


def moment_test(form: Moment | None) -> Test:
    """Make the test of a point in time."""
    written = form.form if form else "iso"
    if written == "epoch_ms":
        return _epoch
    if written == "iso":
        return _iso
    pattern = _pattern(written)

    def test(value: object) -> tuple[str, str]:
        if not isinstance(value, str):
            return "answer-field-type", f"is to be a time as text, not {show(value)}"
        fits = pattern.fullmatch(value) if pattern else parse_moment(value, written)
        return FINE if fits else ("moment-form", f"is to be a time like {written}, not {show(value)}")

    return test


def _pattern(form: str) -> re.Pattern[str] | None:
    """Make a pattern of a form, which is ten times as fast as reading it; `None` where a directive is unknown."""
    parts = re.split("(%.)", form)
    if any(part.startswith("%") and part not in DIRECTIVES for part in parts):
        return None
    return re.compile("".join(DIRECTIVES.get(part) or re.escape(part) for part in parts), re.ASCII)


def _epoch(value: object) -> tuple[str, str]:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return FINE if value >= 0 else ("moment-form", f"is to count milliseconds since 1970, not {show(value)}")
    return "moment-form", f"is to be a number of milliseconds since 1970, not {show(value)}"


def _iso(value: object) -> tuple[str, str]:
    if not isinstance(value, str):
        return "answer-field-type", f"is to be a time as text, not {show(value)}"
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return "moment-form", f"is to be a time as ISO 8601 has it, not {show(value)}"
    return FINE


def _tested(endpoint: Endpoint, field: ResultField) -> FieldTest:
    paid: frozenset[str] = frozenset()
    if field.required and isinstance(endpoint, TaskEndpoint):
        ended = {one.name for one in endpoint.protocol.machine.meaning(Meaning.SUCCEEDED)}
        paid = frozenset(ended & set(field.during))
    elif field.required:
        paid = frozenset({""})
    return FieldTest(field, field.at, pointer(field.at), _test(field), _EXACT.get(field.type), paid)


def _test(field: ResultField) -> Test:
    if field.type == "moment":
        return moment_test(field.moment)
    if field.type != "list":
        return _plain(field.type)
    if isinstance(field.item, tuple):
        return _rows(field.item)
    item = _plain(field.item)

    def test(value: object) -> tuple[str, str]:
        if not isinstance(value, list):
            return "answer-field-type", f"is to be a list, not {show(value)}"
        return next((found for one in cast("list[object]", value) for found in [item(one)] if found[0]), FINE)

    return test


def _rows(fields: tuple[ResultField, ...]) -> Test:
    tests = tuple((one.at, ".".join(one.at), _test(one)) for one in fields)

    def test(value: object) -> tuple[str, str]:
        # Where a provider has no rows, it may say so with an object.
        for row in cast("list[object]", value) if isinstance(value, list) else []:
            for path, name, inner in tests:
                found = at(row, path)
                code, words = inner(found) if found is not None and found != "" else FINE
                if code:
                    return code, f"has an item whose {name} {words}"
        return FINE if isinstance(value, (list, dict)) else ("answer-field-type", f"is to be a list, not {show(value)}")

    return test


def _plain(kind: str) -> Test:
    is_kind, words = _KINDS.get(kind, _KINDS["any"])

    def test(value: object) -> tuple[str, str]:
        return FINE if is_kind(value) else ("answer-field-type", f"is to be {words}, not {show(value)}")

    return test


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_whole(value: object) -> bool:
    return (isinstance(value, int) and not isinstance(value, bool)) or (isinstance(value, float) and value.is_integer())


def _is_id(value: object) -> bool:
    return isinstance(value, (str, int)) and not isinstance(value, bool)


_KINDS: Final[Mapping[str, tuple[Callable[[object], bool], str]]] = {
    "text": (lambda value: isinstance(value, str), "text"),
    "url": (lambda value: is_url(value, ("http", "https")), "an address"),
    "integer": (_is_whole, "a whole number"),
    "number": (_is_number, "a number"),
    "boolean": (lambda value: isinstance(value, bool), "true or false"),
    "id": (_is_id, "an id, a whole number or text"),
    "any": (lambda _: True, "anything"),
}


_HOLDERS: Final = frozenset({dict, list})
_EXACT: Final[Mapping[str, type]] = {"text": str, "integer": int, "boolean": bool}


def _paths(endpoint: Endpoint, kind: Kind) -> Iterator[Path]:
    """List the places that the spec names in answers to a kind of call."""
    errors = endpoint.errors if isinstance(endpoint, (TaskEndpoint, CallEndpoint)) else None
    for shape in errors.shapes if errors else ():
        yield from _explained(shape)
    if isinstance(endpoint, TaskEndpoint):
        protocol = endpoint.protocol
        match kind:
            case "submit":
                yield protocol.submit.task
                yield protocol.submit.status or ()
            case "poll":
                yield protocol.poll.task or ()
                yield protocol.machine.at
                yield from _explained(protocol.failure)
            case "list" if protocol.listing is not None:
                listing = protocol.listing
                row = listing.row
                columns = (row.task, row.status, row.model, row.created, row.started, row.ended)
                yield from ((*listing.rows, "*", *one.split(".")) for one in columns if one)
                yield from ((*listing.rows, "*", name) for name, _ in row.also)
                yield from (one or () for one in (listing.total, listing.pages, listing.page, listing.size))
            case _:
                pass
    if kind in {"poll", "call"}:
        for field in endpoint.result:
            yield from _within(field)


def _explained(shape: ErrorShape) -> Iterator[Path]:
    yield from (one or () for one in (shape.code, shape.message, shape.request_id))


def _within(field: ResultField) -> Iterator[Path]:
    path = tuple("*" if key.isdecimal() else key for key in field.at)
    yield path
    for inner in field.item if isinstance(field.item, tuple) else ():
        yield from ((*path, "*", *deeper) for deeper in _within(inner))


def _add(known: Known, path: Path) -> None:
    for key in path:
        known = known.setdefault(key, {})


def _merge(known: Known, body: object) -> None:
    if isinstance(body, dict):
        for key, value in cast("dict[str, object]", body).items():
            _merge(known.setdefault(key, {}), value)
    elif isinstance(body, list):
        for item in cast("list[object]", body):
            _merge(known.setdefault("*", {}), item)
