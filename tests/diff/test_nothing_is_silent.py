"""Whatever changes in a specification is told: every field of the model, and random slips of the pen."""

import os
import random
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum
from typing import Any, Final, cast

import pytest

from callsheet.diagnostics import SpecError
from callsheet.diff import Side, compare
from callsheet.diff.facts import FACTS
from callsheet.model.endpoint import Catalog, Price
from callsheet.resolve import Specs, load
from callsheet.span import Span
from callsheet_contracts.bodies import swaps
from support.catalog import ROOT, real, staged
from support.editing import base, before
from support.emitted import emitted

Place = tuple[str, str]
SLIPS: Final = 1000 if os.environ.get("CALLSHEET_EXPLORE") else 12
"""So many slips of the pen; `make explore` takes its time."""
SEEN_ELSEWHERE: Final = {
    ("Cite", "source"),
    ("Count", "item"),
    ("Price", "of"),
    ("Price", "unless"),
    ("PriceAxis", "parameter"),
    ("Asking", "parameter"),
    ("Asking", "pointer"),
}
"""Copies of what stands in the model once more: they never change alone."""
NAMES: Final = {
    ("Parameter", "name"),
    ("Measure", "name"),
    ("Demand", "field"),
    ("Given", "field"),
    ("In", "field"),
    ("Between", "field"),
    ("Sum", "field"),
}
"""Names that others go by: one alone that changes makes no model."""
SAID_BY_NOBODY: Final = {
    ("Provider", "version"),
    ("TaskEndpoint", "file"),
    ("CallEndpoint", "file"),
    ("WebhookEndpoint", "file"),
}
"""What says something of a change, and where a file lies: no change in itself."""


def otherwise(value: object) -> object:
    """Make another value of the same sort."""
    match value:
        case bool():
            return not value
        case Enum():
            every = list(type(value))
            return every[(every.index(value) + 1) % len(every)]
        case int() | float() | Decimal():
            return value + 1
        case str():
            return f"{value}x"
        case _:
            return None


def altered(value: object, way: tuple[Place, ...] = ()) -> Iterator[tuple[tuple[Place, ...], object]]:
    """List copies of a part of the model in which one single value is another, each with the way to it."""
    if isinstance(value, Span) or (way and way[-1] in SEEN_ELSEWHERE):
        return
    if isinstance(value, tuple):
        items = cast("tuple[object, ...]", value)
        for index, item in enumerate(items):
            for deeper, new in altered(item, way):
                yield deeper, (*items[:index], new, *items[index + 1 :])
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            inside = getattr(value, field.name)
            for deeper, new in altered(inside, (*way, (type(value).__name__, field.name))):
                yield deeper, replace(cast("Any", value), **{field.name: new})
    elif (new := otherwise(value)) is not None:
        yield way, new


def single_changes() -> Iterator[tuple[Place, Catalog, object]]:
    """Alter every field of every record of the model, once each."""
    seen: set[Place] = set()
    for catalog in (before(), staged()):
        for way, new in altered(catalog):
            if way[-1] not in seen | NAMES:
                seen.add(way[-1])
                yield way[-1], catalog, new


CHANGES = {place: (old, cast("Catalog", new)) for place, old, new in single_changes()}


def test_most_fields_of_the_model_are_altered() -> None:
    assert len(CHANGES) > 120


@pytest.mark.parametrize("place", CHANGES, ids=".".join)
def test_a_change_of_any_field_has_a_name(place: Place) -> None:
    kinds = {one.kind for one in compare(*CHANGES[place])}
    assert "other" not in kinds
    assert bool(kinds) is (place not in SAID_BY_NOBODY)


@pytest.mark.parametrize("record", FACTS, ids=lambda record: record.__name__)
def test_every_field_of_a_record_has_a_meaning(record: type) -> None:
    assert set(FACTS[record]) == {one.name for one in fields(record)}
    assert record is not Price or "rates" in FACTS[record]


def moved(specs: Specs) -> Specs:
    """Write the same a line further down."""
    return Specs(tuple((file, f"# moved\n{text}") for file, text in specs.files))


def test_what_means_and_says_the_same_has_no_finding() -> None:
    assert compare(real(), real()) == ()
    assert compare(before(), moved(base()).compile()) == ()
    own = next(
        one for one in real().providers if len(one.endpoints) == min(len(two.endpoints) for two in real().providers)
    )
    files = load(ROOT / "specs").files
    again = moved(Specs(tuple(one for one in files if f"/{own.name}/" in one[0]))).compile()
    assert again.providers != (own,)
    assert compare(Catalog((own,)), again) == ()


WORDS: Final = re.compile(r"\b(small|big|old|new|drawn|clay|first|film-[12]|sound|integer|number)\b")


def slip(pen: random.Random, line: str) -> str:
    """Change a number, a word or a flag of a line, or delete it."""
    match pen.choice(("number", "number", "word", "word", "flag", "delete")):
        case "number":
            return re.sub(r"\d+", lambda found: str(max(0, int(found[0]) + pen.choice((-1, 1, 3)))), line, count=1)
        case "word":
            return WORDS.sub(
                pen.choice(("big", "new", "clay", "last", "film-2", "speed", "number", "text")), line, count=1
            )
        case "flag":
            return line.replace("true", "false") if "true" in line else line.replace("false", "true")
        case _:
            return ""


def slips(count: int) -> Iterator[Catalog]:
    """Let the pen slip in the parameters and rules of the invented specs; keep what still compiles."""
    pen = random.Random(20_261_121)
    texts = dict(base().files)
    file = next(one for one in texts if one.endswith("clip.yaml"))
    lines = texts[file].splitlines(keepends=True)
    first, last = lines.index("parameters:\n"), lines.index("prices:\n")
    while count:
        at = pen.randrange(first, last)
        new = slip(pen, lines[at])
        if new != lines[at] and "cite:" not in new and "doc:" not in new:
            changed = {**texts, file: "".join((*lines[:at], new, *lines[at + 1 :]))}
            try:
                made = Specs(tuple(changed.items())).compile()
            except SpecError:
                continue
            count -= 1
            yield made


def test_a_slip_that_changes_a_verdict_is_told_as_a_change_of_requests() -> None:
    told = 0
    pair = before().find("acme/clip")
    assert pair is not None
    bodies = random.Random(1).sample([body for _, body in swaps(pair[1])], 400)

    def verdicts(catalog: Catalog) -> list[set[str]]:
        found = catalog.find("acme/clip")
        assert found is not None
        validate = emitted(*found)
        return [{problem.level for problem in validate(body)} for body in bodies]

    old = verdicts(before())
    for catalog in slips(SLIPS):
        sides = {one.side for one in compare(before(), catalog)}
        assert sides
        if verdicts(catalog) != old:
            told += 1
            assert sides & {Side.REQUEST, Side.BEHAVIOUR}
    assert told >= SLIPS // 4
