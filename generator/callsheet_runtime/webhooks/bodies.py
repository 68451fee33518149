"""Reads a body that anybody may have sent: bounded in size and depth, and a JSON object. Knows no event."""

import json
from typing import NoReturn, cast

from callsheet_runtime.reading import Answer

LARGEST = 1 << 20
"""Bytes of a body. What tells about a task is a few hundred; the rest is somebody who tries what happens."""
DEEPEST = 64
"""Objects and lists inside each other. Bounded here, because every interpreter gives up elsewhere."""


def read_object(body: bytes) -> Answer:
    """Read a JSON object of a size that is worth looking at.

    Raises:
        ValueError: it is none.
        RecursionError: it is deeper than the parser goes.

    """
    if len(body) > LARGEST:
        raise ValueError(f"{len(body):,} bytes are too many")
    parsed: object = json.loads(body.decode(), parse_constant=_no_constant)
    if not isinstance(parsed, dict):
        raise ValueError("a JSON object is expected")  # noqa: TRY004 -- one error for bad text
    if not _is_shallow(cast("Answer", parsed)):
        raise ValueError(f"it is nested more than {DEEPEST} deep")
    return cast("Answer", parsed)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _is_shallow(body: object) -> bool:
    """Look level by level: a function that calls itself would fall into the very hole it looks for."""
    level = [body]
    for _ in range(DEEPEST):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return True
    return False


def _inside(value: object) -> list[object]:
    """List what an object or a list holds."""
    if isinstance(value, dict):
        return list(cast("Answer", value).values())
    return cast("list[object]", value) if isinstance(value, list) else []
