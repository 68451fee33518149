"""Ask the other way round: which endpoint and model can do something, at what price. Sends nothing."""

import json
import sys
from collections.abc import Iterator
from typing import Any

from callsheet.terminal import printable
from callsheet_clients.finding import find as look_for
from callsheet_runtime.finding import Found

ASKED = ("duration", "resolution", "ratio", "audio", "image", "video")
"""What can be asked for, by the names of the options."""

HEADS = ("endpoint", "model", "seconds", "resolution", "ratio", "audio", "price", "made of")


def find(
    asked: dict[str, Any], *, output: str, show_request: bool, model: str | None, among: str | None, server: str | None
) -> int:
    """Print every endpoint and model that can do all of it."""
    found = look_for(**asked, model=model, endpoint=among, server=server)
    if output == "json":
        for one in found:
            sys.stdout.write(json.dumps(one.as_json(), ensure_ascii=False) + "\n")
    else:
        for line in _table(found, show_request=show_request):
            sys.stdout.write(f"{printable(line)}\n")
    if not found:
        sys.stderr.write("nothing that was read about can do all of this; ask for less, or for `--doubtful`\n")
    return 0 if found else 1


def _table(found: list[Found], *, show_request: bool) -> Iterator[str]:
    rows = [_row(one) for one in found]
    widths = [max(map(len, column)) for column in zip(HEADS, *rows, strict=True)]
    for head, one in zip((HEADS, *rows), (None, *found), strict=True):
        if rows:
            yield "  ".join(word.ljust(width) for word, width in zip(head, widths, strict=True)).rstrip()
        if one is not None:
            yield from (f"    warning {each.at} {each.says} [{each.rule.name}]" for each in one.warnings)
            if show_request:
                yield f"    {json.dumps(one.request, ensure_ascii=False)}"


def _row(one: Found) -> tuple[str, ...]:
    return (
        one.endpoint,
        one.model or "–",
        "–" if one.duration is None else f"{one.duration:g}",
        one.resolution or "–",
        one.ratio or "–",
        {True: "yes", False: "no", None: "–"}[one.audio],
        f"unknown: {one.price.why}" if one.price.amount is None else f"{one.price.amount} {one.price.currency}",
        "; ".join(one.inputs) or "text",
    )
