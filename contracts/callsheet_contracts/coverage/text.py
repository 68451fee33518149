"""Print coverage for people, and for programs. Knows no page."""

import json
from collections.abc import Iterable, Iterator
from typing import Final, cast

from callsheet_contracts.coverage.collector import Collector
from callsheet_contracts.coverage.goals import Kind, Side
from callsheet_contracts.coverage.standing import Coverage, Degree, Part, Share, Standing, share_of

MARKS: Final = {Degree.FULL: "●", Degree.HALF: "◐", Degree.NONE: "○", Degree.UNREACHABLE: "⊘"}
SHORT: Final = {
    Kind.ENDPOINT: "calls",
    Kind.PARAMETER: "params",
    Kind.VALUE: "values",
    Kind.BOUND: "bounds",
    Kind.REQUIRED: "needed",
    Kind.RULE: "rules",
    Kind.STATE: "states",
    Kind.TRANSITION: "steps",
    Kind.ERROR: "errors",
    Kind.EVENT: "events",
}
"""Headings of columns."""
FEW: Final = 8
"""So many gaps of a section are listed, unless all are asked for."""
INDENT: Final = 4


def as_text(coverage: Coverage, *, missing: bool = False) -> str:
    """Print a table by provider and endpoint, and what is missing; or all that is missing, with a request for each."""
    lines: list[str] = []
    for name, parts in coverage.providers.items():
        if not missing:
            lines += [*_table(name, parts), ""]
        lines += _gaps(parts, every=missing)
    share, calls = coverage.share(), f"{coverage.exchanges} call{'s' if coverage.exchanges != 1 else ''}"
    if coverage.parts:
        lines.append(f"{share.seen} of {share.of} seen ({share}), in {calls}")
    else:
        lines.append(f"nothing was seen of any provider, in {calls}")
    return "\n".join(lines) + "\n"


def as_json(coverage: Coverage, collector: Collector) -> str:
    """Write counts, which can be merged, with what follows from them."""
    whole = cast("dict[str, object]", json.loads(collector.to_json()))
    whole["coverage"] = {
        "total": _share(coverage.share()),
        "kinds": {kind.value: _share(coverage.share(kind)) for kind in Kind},
        "sections": {part.section.label: _section(part) for part in coverage.parts},
    }
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def _table(provider: str, parts: tuple[Part, ...]) -> Iterator[str]:
    kinds = [kind for kind in Kind if any(kind in part.shares for part in parts)]
    width = max(len(part.section.label) for part in parts) + 2
    yield f"{provider:<{width}}" + "".join(f"{SHORT[kind]:>8}" for kind in kinds) + f"{'all':>8}"
    for part in parts:
        name = part.section.label.partition("/")[2] or "shared"
        shares = [part.shares.get(kind) for kind in kinds]
        yield f"  {name:<{width - 2}}" + _cells([*shares, part.share])
    yield f"{'':<{width}}" + _cells([*(share_of(parts, kind) for kind in kinds), share_of(parts)])


def _cells(shares: Iterable[Share | None]) -> str:
    return "".join(f"{str(one) if one else '–':>8}" for one in shares)


def _gaps(parts: tuple[Part, ...], *, every: bool) -> Iterator[str]:
    unseen = [part.section.label for part in parts if not part.share.seen and part.share.of and not every]
    if unseen:
        yield f"nothing was seen of {', '.join(unseen)}"
        yield ""
    for part in parts:
        if part.section.label in unseen:
            continue
        gaps = [(one, side) for one in part.standings for side in one.missing]
        out = [(one, side, why) for one in part.standings for side, why in one.unreachable.items()]
        if not gaps and not (out and every):
            continue
        yield f"{part.section.label} lacks {len(gaps)}:"
        for one, side in gaps if every else gaps[:FEW]:
            yield f"  {MARKS[one.degree]} {_named(one, side)}"
            example = one.examples.get(side)
            if example is not None and every:
                yield f"{'':>{INDENT}}send {json.dumps(example.body, ensure_ascii=False)}"
        if not every and len(gaps) > FEW:
            yield f"    … and {len(gaps) - FEW} more; --missing lists all, with a request for each"
        for one, side, why in out if every else ():
            yield f"  {MARKS[Degree.UNREACHABLE]} {_named(one, side)}, not counted: {why}"
        yield ""


def _named(one: Standing, side: Side) -> str:
    said = "" if side in {Side.SEEN, Side.ANSWERED, Side.ACCEPTED} else f": {side}"
    return f"{one.goal.kind}: {one.goal.name}{said}"


def _section(part: Part) -> dict[str, object]:
    return {
        "total": _share(part.share),
        "kinds": {kind.value: _share(share) for kind, share in part.shares.items()},
        "goals": [_goal(one) for one in part.standings],
    }


def _goal(one: Standing) -> dict[str, object]:
    return {
        "kind": one.goal.kind.value,
        "name": one.goal.name,
        "degree": one.degree.value,
        "sides": {side.value: one.counts.get(side, 0) for side in one.goal.sides},
        "missing": [
            {"side": side.value, "request": {"label": example.label, "body": example.body} if example else None}
            for side in one.missing
            for example in [one.examples.get(side)]
        ],
        "unreachable": {side.value: why for side, why in one.unreachable.items()},
    }


def _share(share: Share) -> dict[str, object]:
    return {"seen": share.seen, "of": share.of, "percent": round(share.percent, 2)}
