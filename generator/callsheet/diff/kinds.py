"""What changes about the values that a field takes, one detail at a time. Knows no place of a field.

A detail says which values show it; where none can, because the wire does not carry what it is about, it says so.
"""

from collections.abc import Callable, Iterator, Sized
from dataclasses import dataclass
from typing import Final, cast

from callsheet.diff.pairing import alike, pairs
from callsheet.diff.plain import same
from callsheet.model.request import (
    Choice,
    ChoiceValue,
    File,
    Flag,
    Id,
    Kind,
    List,
    Number,
    Parameter,
    Shape,
    Text,
    Url,
    Whole,
)
from callsheet.model.words import number_in_words

OLD, NEW = 0, 1
WORDS: Final = {
    Choice: "enum",
    Text: "text",
    Url: "url",
    Whole: "integer",
    Number: "number",
    Flag: "boolean",
    Id: "id",
    File: "file",
    List: "list",
}


def word(kind: Kind) -> str:
    """Name a kind as specs do."""
    return WORDS[type(kind)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One change of what a field takes."""

    kind: str
    words: str
    before: str
    after: str
    touches: Callable[[object], bool] | None
    """Values that may show it; `None` where values do not tell."""
    about: str = ""
    """The part of the field that changed."""
    rule: str = ""
    """The field's own rule that is about it; any of them, if empty."""
    only: int | None = None
    """Which version alone says more, where that is clear."""


def details(one: Parameter, other: Parameter) -> Iterator[Detail]:
    """List what changed about the values of a field."""
    name = other.name
    match one.kind, other.kind:
        case Choice() as old, Choice() as new:
            yield from _values(other, old, new)
        case (Whole() as old, Whole() as new) | (Number() as old, Number() as new):
            yield from _bounds(name, "bound", "range", (old.low, old.high), (new.low, new.high))
        case Text() as old, Text() as new:
            yield from _bounds(name, "length", "", (old.low, old.high), (new.low, new.high), " characters")
            yield from _beyond(name, old, new)
        case List() as old, List() as new:
            yield from _bounds(name, "count", "count", (old.low, old.high), (new.low, new.high), " items")
            if isinstance(old.item, Shape) != isinstance(new.item, Shape):
                yield _type(name, "list of values", "list of objects", swap=isinstance(old.item, Shape))
        case Url() as old, Url() as new:
            yield from _schemes(name, old, new)
        case Id() as old, Id() as new if old.loose != new.loose:
            words = f"`{name}` {'may be any text now' if new.loose else 'has to be a number now'}"
            kind = "id-relaxed" if new.loose else "id-tightened"
            yield Detail(kind=kind, words=words, before=str(old.loose), after=str(new.loose), touches=_any)
        case File() as old, File() as new:
            yield from _file(name, old, new)
        case (old, new) if type(old) is not type(new):
            yield _type(name, word(old), word(new))
        case _:
            pass


def _any(value: object) -> bool:
    del value
    return True


def _type(name: str, before: str, after: str, *, swap: bool = False) -> Detail:
    one, other = (after, before) if swap else (before, after)
    words = f"`{name}` is of type {other} now, was {one}"
    return Detail(kind="type-changed", words=words, before=one, after=other, touches=_any)


def _values(other: Parameter, old: Choice, new: Choice) -> Iterator[Detail]:
    what = "model" if other.name == "model" else "value"
    found = pairs(old.values, new.values, lambda one: one.value, _is_respelt)
    for one, two in found.renamed:
        words = f"`{other.name}`: {one.value!r} was renamed to {two.value!r}"
        both = {one.value, two.value}
        yield Detail(
            kind=f"{what}-renamed",
            words=words,
            before=one.value,
            after=two.value,
            touches=both.__contains__,
            rule="values",
        )
    for one in found.removed:
        words = f"`{other.name}` no longer takes {one.value!r}"
        yield _value(f"{what}-removed", words, one.value, "", NEW)
    for one in found.added:
        words = f"`{other.name}` takes {one.value!r}"
        yield _value(f"{what}-added", words, "", one.value, OLD)


def _value(kind: str, words: str, before: str, after: str, only: int) -> Detail:
    value = before or after
    return Detail(
        kind=kind, words=words, before=before, after=after, touches=lambda it: it == value, rule="values", only=only
    )


def _is_respelt(one: ChoiceValue, other: ChoiceValue) -> bool:
    """Tell whether a value is another spelt otherwise: alike, and of the same facets."""
    return same(one.facets, other.facets) and alike(one.value, other.value)


Bounds = tuple[float | None, float | None]


def _bounds(name: str, what: str, rule: str, old: Bounds, new: Bounds, unit: str = "") -> Iterator[Detail]:
    """Compare the lower bound and the upper one, each by itself."""
    infinite = float("inf")
    for side, sign, one, other in (("low", -1, old[0], new[0]), ("high", 1, old[1], new[1])):
        if one == other:
            continue
        before, after = (sign * bound if bound is not None else infinite for bound in (one, other))
        tighter = after < before
        inner = min(before, after)
        least = "at least" if side == "low" else "at most"
        said = [
            f"{least} {number_in_words(bound)}{unit}" if bound is not None else "no bound" for bound in (one, other)
        ]
        yield Detail(
            kind=f"{what}-{'tightened' if tighter else 'relaxed'}",
            words=f"`{name}`: {said[1]} now, was {said[0]}",
            before="" if one is None else number_in_words(one),
            after="" if other is None else number_in_words(other),
            touches=_beyond_bound(sign, inner),
            about=side,
            rule=rule,
            only=NEW if tighter else OLD,
        )


def _beyond_bound(sign: int, inner: float) -> Callable[[object], bool]:
    def touches(value: object) -> bool:
        size = len(cast("Sized", value)) if isinstance(value, (str, list)) else value
        return isinstance(size, (int, float)) and sign * size > inner

    return touches


def _beyond(name: str, old: Text, new: Text) -> Iterator[Detail]:
    if old.beyond != new.beyond:
        raised = new.beyond == "error"
        kind = "length-level-raised" if raised else "length-level-lowered"
        words = (
            f"`{name}`: what is too long is {'refused' if raised else 'cut'} now, was {'cut' if raised else 'refused'}"
        )
        yield Detail(kind=kind, words=words, before=old.beyond, after=new.beyond, touches=_any, about="beyond")


def _schemes(name: str, old: Url, new: Url) -> Iterator[Detail]:
    for scheme in sorted({*old.schemes} ^ {*new.schemes}):
        gone = scheme in old.schemes
        yield Detail(
            kind="scheme-removed" if gone else "scheme-added",
            words=f"`{name}` {'no longer takes' if gone else 'takes'} {scheme} addresses",
            before=scheme if gone else "",
            after="" if gone else scheme,
            touches=_is_of(scheme),
            rule="form",
            only=NEW if gone else OLD,
        )


def _is_of(scheme: str) -> Callable[[object], bool]:
    return lambda value: str(value).startswith(f"{scheme}:")


def _file(name: str, old: File, new: File) -> Iterator[Detail]:
    """Compare what files may be: requests name them only, so no request shows it."""
    before, after = ({media for media, _ in kind.media} for kind in (old, new))
    for media in sorted(before ^ after if before and after else ()):
        gone = media in before
        words = f"files of type {media} are {'taken no longer' if gone else 'taken'}"
        yield _types(name, words, media if gone else "", "" if gone else media, closed=gone)
    if bool(before) != bool(after):
        words = f"files of {'some types' if after else 'any type'} are taken"
        yield _types(name, words, ", ".join(sorted(before)), ", ".join(sorted(after)), closed=bool(after))
    limits = (("most_bytes", "bytes"), ("most_side", "pixels a side"), ("most_seconds", "seconds"))
    for field, unit in limits:
        bounds: Bounds = (None, getattr(old, field))
        for one in _bounds(name, "file-limit", "", bounds, (None, getattr(new, field)), f" {unit}"):
            yield Detail(
                kind=one.kind,
                words=one.words,
                before=one.before,
                after=one.after,
                touches=None,
                about=field,
                only=one.only,
            )


def _types(name: str, words: str, before: str, after: str, *, closed: bool) -> Detail:
    return Detail(
        kind="file-type-removed" if closed else "file-type-added",
        words=f"`{name}`: {words}",
        before=before,
        after=after,
        touches=None,
        about="media",
        only=NEW if closed else OLD,
    )
