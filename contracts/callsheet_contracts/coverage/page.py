"""One page about coverage that needs nothing but a browser. What it shows is settled here; the template only loops."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from callsheet.model.endpoint import TaskEndpoint, WebhookEndpoint
from callsheet_contracts.conformance.rules import Requests
from callsheet_contracts.coverage.closing import Example
from callsheet_contracts.coverage.drawing import Drawing, draw
from callsheet_contracts.coverage.goals import OTHER, Kind, Side, step_name
from callsheet_contracts.coverage.standing import Coverage, Degree, Part, Share, Standing, share_of
from callsheet_contracts.coverage.text import MARKS

WORDS: Final = {
    Kind.ENDPOINT: "Calls",
    Kind.PARAMETER: "Parameters",
    Kind.VALUE: "Values",
    Kind.BOUND: "Bounds",
    Kind.REQUIRED: "Required",
    Kind.RULE: "Rules",
    Kind.STATE: "States",
    Kind.TRANSITION: "Steps",
    Kind.ERROR: "Errors",
    Kind.EVENT: "Events",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """A share, as a bar."""

    name: str
    seen: int
    of: int
    percent: str
    width: str
    degree: str


@dataclass(frozen=True, slots=True)
class Chip:
    """One goal with one side."""

    goal: str
    words: str
    degree: str
    mark: str
    says: str


@dataclass(frozen=True, slots=True)
class Half:
    """One side of a goal with two."""

    words: str
    degree: str
    mark: str
    says: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A goal with two sides."""

    goal: str
    words: str
    degree: str
    halves: tuple[Half, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A parameter, and what is to be seen of it."""

    place: str
    degree: str
    chips: tuple[Chip, ...]
    values: tuple[Chip, ...]
    bounds: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing, and the request that shows all of it at once; or why there is none."""

    words: tuple[str, ...]
    why: str
    request: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A section."""

    id: str
    name: str
    doc: str
    degree: str
    total: Bar
    bars: tuple[Bar, ...]
    calls: tuple[Chip, ...]
    rows: tuple[Row, ...]
    rules: tuple[Pair, ...]
    drawing: Drawing | None
    errors: tuple[Chip, ...]
    events: tuple[Chip, ...]
    missing: int
    gaps: tuple[Gap, ...]
    out: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A provider."""

    name: str
    title: str
    total: Bar
    bars: tuple[Bar, ...]
    panels: tuple[Panel, ...]


def as_html(coverage: Coverage) -> str:
    """Write the page. Whatever stands in specs or recordings is text there, never markup."""
    folder = Path(__file__).parent
    templates = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    cards = tuple(_card(name, parts) for name, parts in coverage.providers.items())
    whole = _bar("", coverage.share())
    return templates.get_template("page.html.jinja").render(
        cards=cards, whole=whole, exchanges=coverage.exchanges, opened=len(coverage.parts) <= OPENED
    )


LONG: Final = 120
OPENED: Final = 2
"""Of so many sections, all are shown open."""


def _card(name: str, parts: tuple[Part, ...]) -> Card:
    kinds = [kind for kind in Kind if any(kind in part.shares for part in parts)]
    bars = tuple(_bar(WORDS[kind], share_of(parts, kind)) for kind in kinds)
    panels = tuple(map(_panel, parts))
    return Card(name, parts[0].section.provider.title, _bar(name, share_of(parts)), bars, panels)


def _bar(name: str, share: Share) -> Bar:
    degree = Degree.FULL if share.seen == share.of else Degree.HALF if share.seen else Degree.NONE
    return Bar(name, share.seen, share.of, str(share), f"{share.percent:.1f}%", degree.value)


def _panel(part: Part) -> Panel:
    section, endpoint = part.section, part.section.endpoint
    name = section.label.partition("/")[2]
    return Panel(
        id=f"{section.provider.name}-{name or 'shared'}",
        name=name or "Shared by all endpoints",
        doc=endpoint.doc.partition("\n")[0] if endpoint else "",
        degree=_bar("", part.share).degree,
        total=_bar("", part.share),
        bars=tuple(_bar(WORDS[kind], share) for kind, share in part.shares.items()),
        calls=tuple(_chip(one, one.goal.name) for one in part.of(Kind.ENDPOINT)),
        rows=_rows(part),
        rules=_rules(part),
        drawing=_drawing(part),
        errors=tuple(_chip(one, one.goal.name) for one in part.of(Kind.ERROR)),
        events=tuple(_chip(one, one.goal.name) for one in part.of(Kind.EVENT))
        if isinstance(endpoint, WebhookEndpoint)
        else (),
        missing=sum(len(one.missing) for one in part.standings),
        gaps=_gaps(part),
        out=tuple(
            Gap((_named(one, side),), why, "") for one in part.standings for side, why in one.unreachable.items()
        ),
    )


def _gaps(part: Part) -> tuple[Gap, ...]:
    """Gather what is missing by the request that would show it: one often shows several things."""
    requests: dict[int, tuple[Example, list[str]]] = {}
    others: list[str] = []
    for one in part.standings:
        for side in one.missing:
            example = one.examples.get(side)
            if example is None:
                others.append(_named(one, side))
            else:
                requests.setdefault(id(example), (example, []))[1].append(_named(one, side))
    sent = (Gap(tuple(words), "", _shown(example)) for example, words in requests.values())
    return (*sent, *(Gap((words,), "", "") for words in others))


def _named(one: Standing, side: Side) -> str:
    said = "" if len(one.goal.sides) == 1 and side is not Side.REFUSED else f", {side}"
    return f"{WORDS[one.goal.kind].lower()}: {one.goal.name}{said}"


def _shown(example: Example) -> str:
    return json.dumps(_clipped(example.body), indent=1, ensure_ascii=False)


def _clipped(value: object) -> object:
    """Shorten long texts: whoever wants to send them takes them from the command line."""
    if isinstance(value, dict):
        return {key: _clipped(one) for key, one in cast("dict[str, object]", value).items()}
    if isinstance(value, list):
        return [_clipped(one) for one in cast("list[object]", value)]
    if isinstance(value, str) and len(value) > LONG:
        return f"{value[: LONG // 2]}… ({len(value)} characters)"
    return value


def _rows(part: Part) -> tuple[Row, ...]:
    """Gather goals by parameter."""
    by_place: dict[str, list[Standing]] = {}
    for one in part.standings:
        if one.goal.kind in {Kind.PARAMETER, Kind.REQUIRED, Kind.VALUE, Kind.BOUND}:
            by_place.setdefault(one.goal.place, []).append(one)
    return tuple(_row(place, several) for place, several in by_place.items())


def _row(place: str, several: list[Standing]) -> Row:
    own = {Kind.PARAMETER: "sent", Kind.REQUIRED: "left out"}
    return Row(
        place,
        _degree(several),
        tuple(_chip(one, own[one.goal.kind]) for one in several if one.goal.kind in own),
        tuple(
            _chip(one, OTHER if word == OTHER else word)
            for one in several
            if one.goal.kind is Kind.VALUE
            for word in [one.goal.name.removeprefix(f"{place} = ")]
        ),
        tuple(_pair(one, one.goal.name.removeprefix(f"{place} ")) for one in several if one.goal.kind is Kind.BOUND),
    )


def _degree(several: list[Standing]) -> str:
    degrees = {one.degree for one in several} - {Degree.UNREACHABLE}
    if degrees <= {Degree.FULL}:
        return Degree.FULL.value
    return Degree.NONE.value if degrees == {Degree.NONE} else Degree.HALF.value


def _rules(part: Part) -> tuple[Pair, ...]:
    if part.section.endpoint is None:
        return ()
    requests = Requests(part.section.endpoint)
    return tuple(_pair(one, one.goal.name, requests.fact(one.goal.name).words) for one in part.of(Kind.RULE))


def _drawing(part: Part) -> Drawing | None:
    endpoint = part.section.endpoint
    if not isinstance(endpoint, TaskEndpoint):
        return None
    machine = endpoint.protocol.machine
    states = {one.goal.name: one.degree.value for one in part.of(Kind.STATE)}
    seen = {one.goal.name: one.degree.value for one in part.of(Kind.TRANSITION)}
    steps = {(one.name, name): seen[step_name(one.name, name)] for one in machine.states for name in one.next}
    return draw(machine, states, steps)


def _chip(one: Standing, words: str) -> Chip:
    side = one.goal.sides[0]
    half = _half(one, side)
    return Chip(f"{one.goal.kind} {one.goal.name}", words, half.degree, half.mark, half.says)


def _pair(one: Standing, words: str, note: str = "") -> Pair:
    halves = tuple(_half(one, side) for side in one.goal.sides)
    return Pair(f"{one.goal.kind} {one.goal.name}", words, one.degree.value, halves, note)


def _half(one: Standing, side: Side) -> Half:
    count = one.counts.get(side, 0)
    if count:
        degree, says = Degree.FULL, f"{side}: seen {count} times" if count > 1 else f"{side}: seen once"
    elif side in one.unreachable:
        degree, says = Degree.UNREACHABLE, f"{side}: {one.unreachable[side]}"
    else:
        degree, says = Degree.NONE, f"{side}: not seen"
    return Half(side.value, degree.value, MARKS[degree], says)
