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
from callsheet.model.request import Choice, Flag, Number, Parameter, Text, Url, Whole

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
        for at in ((), *endpoint.sections):
            yield f"{example.name} + {'/'.join(at)}/no_such_field", placed(base, (*at, "no_such_field"), 1)
        for at in endpoint.sections:
            yield f"{example.name} - {'/'.join(at)}", placed(base, at, ABSENT)
            for value in STRANGE:
                yield f"{example.name} {'/'.join(at)} = {value!r:.40}", placed(base, at, value)
        for parameter in endpoint.parameters:
            for value in (ABSENT, *STRANGE, *pool(parameter)):
                yield f"{example.name} {parameter.pointer} = {value!r:.40}", placed(base, parameter.at, value)


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
    legal = st.sampled_from([value for value in pool(parameter) if value is not ABSENT])
    return st.one_of(legal, legal, legal, st.just(ABSENT), st.sampled_from(STRANGE))


def _assembled(endpoint: Endpoint, values: dict[str, object], strange: list[tuple[tuple[str, ...], object]]) -> object:
    body: Body = {}
    for parameter in endpoint.parameters:
        body = placed(body, parameter.at, values[parameter.name])
    for at, value in strange:
        body = placed(body, at, value)
    return body


def pool(parameter: Parameter) -> tuple[object, ...]:
    """List the values of a parameter that matter: all of an enum, the bounds of a range, each with its neighbours."""
    match parameter.kind:
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
