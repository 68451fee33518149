"""Request bodies, good and bad, of any endpoint: the corpus on which all readers of a spec must agree.

Two kinds, because each finds what the other misses: every value of a fixed pool at every place, one at a time, and
random combinations of what parameters may and may not be.
"""

import copy
from collections.abc import Iterator
from typing import Final, cast

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from callsheet.model.endpoint import Endpoint
from callsheet.model.predicate import All, Any, Between, In, Not, Predicate
from callsheet.model.request import (
    GREATEST_ID,
    Bytes,
    Choice,
    File,
    Flag,
    Id,
    List,
    Number,
    Parameter,
    Plain,
    Rule,
    Shape,
    Sum,
    Text,
    Url,
    Weight,
    Whole,
)

Body = dict[str, object]
ABSENT: Final = object()
STRANGE: Final[tuple[object, ...]] = (
    None,
    True,
    False,
    0,
    1,
    -1,
    5,
    5.0,
    5.5,
    0.0,
    10**20,
    1e300,
    "",
    "x",
    "5",
    "true",
    "null",
    "\ud800",
    "𝄞",
    [],
    [1],
    {},
    {"a": 1},
)
"""What may stand anywhere in JSON, with what is easily taken for something else."""


def swaps(endpoint: Endpoint) -> Iterator[tuple[str, object]]:
    """List, with a label each: every place with every value of a pool, every key deleted, an unknown key everywhere."""
    for value in STRANGE:
        yield f"body = {value!r:.40}", value
    for example in endpoint.requests:
        base = _object(example.body)
        if base is None:
            continue
        yield example.name, base
        for label, body in _swapped(endpoint, base):
            yield f"{example.name} {label}", body


def _swapped(shape: Shape, base: Body) -> Iterator[tuple[str, Body]]:
    """Swap every place of an object, one at a time; in lists, every place of the first item and of the last."""
    for at in ((), *shape.sections):
        yield f"+ {'/'.join(at)}/no_such_field", placed(base, (*at, "no_such_field"), 1)
    for at in shape.sections:
        yield f"- {'/'.join(at)}", placed(base, at, ABSENT)
        for value in STRANGE:
            yield f"{'/'.join(at)} = {value!r:.40}", placed(base, at, value)
    for parameter in shape.parameters:
        for value in (ABSENT, *STRANGE, *pool(parameter), *_measured(shape, parameter, base)):
            yield f"{parameter.pointer} = {value!r:.40}", placed(base, parameter.at, value)
    for parameter, kind in shape.lists():
        items = _found(base, parameter.at)
        if not isinstance(items, list):
            continue
        known = cast("list[object]", items)
        for place in sorted({0, len(known) - 1} & set(range(len(known)))):
            for label, item in _swapped_item(kind, known[place]):
                swapped = [*known[:place], item, *known[place + 1 :]]
                yield f"{parameter.pointer}/{place}{label}", placed(base, parameter.at, swapped)
        for shorter in range(len(known)):
            yield (
                f"{parameter.pointer} without {shorter}",
                placed(base, parameter.at, [*known[:shorter], *known[shorter + 1 :]]),
            )


def _measured(shape: Shape, parameter: Parameter, base: Body) -> Iterator[object]:
    """Make texts and lists of which a measure comes to just what rules name, and to its neighbours."""
    for measure in parameter.measures:
        bounds = {bound for rule in shape.rules for bound in _bounds_of(rule, measure.name)}
        sizes = sorted(size for size in {near for one in bounds for near in _around(one)} if 0 < size <= LONGEST)
        for size in sizes:
            match measure.how:
                case Weight(chinese):
                    yield "x" * size
                    yield "爱" * (size // chinese) + "x" * (size % chinese)
                case Bytes():
                    yield "x" * size
                    yield "爱" * (size // 3) + "x" * (size % 3)
                case Sum(_, at):
                    yield from _adding_up(parameter, at, size, base)
                case _:
                    pass


def _adding_up(parameter: Parameter, at: tuple[str, ...], size: int, base: Body) -> Iterator[object]:
    """Make lists of the items of another one, their numbers adding up to a size."""
    items = _found(base, parameter.at)
    if isinstance(items, list):
        known = [one for item in cast("list[object]", items) if (one := _object(item)) is not None]
        share, rest = divmod(size, len(known) or 1)
        yield [placed(item, at, share + (place < rest)) for place, item in enumerate(known)]


def _bounds_of(rule: Rule, field: str) -> Iterator[float]:
    """List the numbers that a rule names for a field."""
    for part in (rule.when, *(demand.must for demand in rule.demands)):
        yield from _named_numbers(part, field)


def _named_numbers(predicate: Predicate, field: str) -> Iterator[float]:
    match predicate:
        case Between(other, low, high) if other == field:
            yield from (bound for bound in (low, high) if bound is not None)
        case In(other, values) if other == field:
            yield from (value for value in values if isinstance(value, (int, float)))
        case Not(of):
            yield from _named_numbers(of, field)
        case All(of) | Any(of):
            for part in of:
                yield from _named_numbers(part, field)
        case _:
            pass


LONGEST: Final = 6000
"""No longer text is made: none that is known has a bound beyond it."""


def _swapped_item(kind: List, item: object) -> Iterator[tuple[str, object]]:
    values = STRANGE if isinstance(kind.item, Shape) else (*STRANGE, *_pool(_plain(kind.item)))
    yield from ((f" = {value!r:.40}", value) for value in values)
    base = _object(item)
    if isinstance(kind.item, Shape) and base is not None:
        yield from _swapped(kind.item, base)


def _found(body: object, at: tuple[str, ...]) -> object:
    for key in at:
        body = cast("Body", body).get(key) if isinstance(body, dict) else None
    return body


def _object(body: object) -> Body | None:
    return cast("Body", body) if isinstance(body, dict) else None


def bodies(endpoint: Endpoint) -> SearchStrategy[object]:
    """Draw bodies in which any number of things may be wrong at once."""
    fields = {parameter.name: _field(parameter) for parameter in endpoint.parameters}
    strange = st.sampled_from([*((at, value) for at in endpoint.sections for value in STRANGE), *_unknown(endpoint)])
    return st.builds(
        _assembled,
        st.just(endpoint),
        st.fixed_dictionaries(fields),
        st.lists(strange, max_size=1) | st.just(cast("list[tuple[tuple[str, ...], object]]", [])),
    )


def _unknown(endpoint: Endpoint) -> Iterator[tuple[tuple[str, ...], object]]:
    for at in ((), *endpoint.sections):
        yield (*at, "no_such_field"), 1


def _field(parameter: Parameter) -> SearchStrategy[object]:
    """Draw a value: mostly one that is legal somewhere, so that rules between fields come into play."""
    legal: SearchStrategy[object] = st.sampled_from([value for value in pool(parameter) if value is not ABSENT])
    if isinstance(parameter.kind, List):
        legal = _list(parameter.kind)
    return st.one_of(legal, legal, legal, st.just(ABSENT), st.sampled_from(STRANGE))


def _list(kind: List) -> SearchStrategy[object]:
    if not isinstance(kind.item, Shape):
        item: SearchStrategy[object] = st.sampled_from(_pool(_plain(kind.item))) | st.sampled_from(STRANGE)
    else:
        fields = {one.name: _often(one) for one in kind.item.parameters}
        item = st.builds(_assembled, st.just(kind.item), st.fixed_dictionaries(fields), st.just([]))
    return st.lists(item, max_size=min((kind.high or 3) + 1, MOST_ITEMS))


def _often(parameter: Parameter) -> SearchStrategy[object]:
    """Draw a field of an item, hardly ever a strange one: of several items, one would nearly always be wrong."""
    legal = st.sampled_from(_pool(_plain(parameter))[:6])
    return st.one_of(legal, legal, st.just(ABSENT), legal, st.just(ABSENT), _field(parameter))


def _assembled(shape: Shape, values: dict[str, object], strange: list[tuple[tuple[str, ...], object]]) -> object:
    body: Body = {}
    for parameter in shape.parameters:
        body = placed(body, parameter.at, values[parameter.name])
    for at, value in strange:
        body = placed(body, at, value)
    return body


def pool(parameter: Parameter) -> tuple[object, ...]:
    """List the values of a parameter that matter: all of an enum, the bounds of a range, each with its neighbours."""
    if not isinstance(parameter.kind, List):
        return _pool(parameter.kind)
    kind = parameter.kind
    several = _items(kind)
    counts = sorted(size for size in {0, 1, 2, *_around(kind.low), *_around(kind.high)} if 0 <= size <= MOST_ITEMS)
    return tuple([copy.deepcopy(one) for one in (several * size)[:size]] for size in counts) + tuple(
        [copy.deepcopy(one)] for one in several
    )


MOST_ITEMS: Final = 12
"""No longer list is made: none that is known has a bound beyond it."""


def _items(kind: List) -> list[object]:
    """Make items that matter: each field with each of its values, the others with their first."""
    if not isinstance(kind.item, Shape):
        return list(_pool(_plain(kind.item)))
    usual: Body = {}
    for one in kind.item.parameters:
        if one.required:
            usual = placed(usual, one.at, _pool(_plain(one))[0])
    several: list[object] = [usual]
    for one in kind.item.parameters:
        several += [placed(usual, one.at, value) for value in _pool(_plain(one))[:6]]
    return several


def _plain(parameter: Parameter) -> Plain:
    assert not isinstance(parameter.kind, List), "lists of lists are refused when specs are resolved"
    return parameter.kind


def _pool(kind: Plain) -> tuple[object, ...]:
    match kind:
        case Choice() as choice:
            return (*choice.words(), f"{choice.words()[0]} ", choice.words()[0].upper())
        case Text(low, high):
            sizes = {0, 1, 2048, 2049, *_around(low), *_around(high)}
            return tuple("x" * size for size in sorted(sizes) if size >= 0)
        case Url(schemes):
            heads = [f"{scheme}:" if scheme == "data" else f"{scheme}://" for scheme in schemes]
            return (*(f"{head}a" for head in heads), *heads, "ftp://a", "HTTP://a", " http://a", "http:\n")
        case Whole(low, high):
            return (*range(21), *sorted({*_around(low), *_around(high)}))
        case Number(low, high):
            return (0.5, 1.5, *sorted({*_around(low), *_around(high)}))
        case Flag():
            return (True, False)
        case Id():
            return (1, "2", 0, GREATEST_ID, GREATEST_ID + 1, -1, "x", "-1", "５", 2.5)
        case File():
            return ("a.png", "b", "")


def _around(bound: float | None) -> tuple[int, ...]:
    return () if bound is None else (int(bound) - 1, int(bound), int(bound) + 1)


def placed(body: Body, at: tuple[str, ...], value: object) -> Body:
    """Copy a body with one place set, or deleted; objects on the way are made, other things replaced."""
    new = copy.deepcopy(body)
    inner = new
    for key in at[:-1]:
        child = inner.get(key)
        if not isinstance(child, dict):
            if value is ABSENT:
                return new
            child = inner[key] = cast("Body", {})
        inner = cast("Body", child)
    if value is ABSENT:
        inner.pop(at[-1], None)
    else:
        inner[at[-1]] = copy.deepcopy(value)
    return new
