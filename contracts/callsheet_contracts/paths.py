"""Paths of calls, with holes such as `{task_id}` for what is different in each call. Knows no server."""

import re
from collections.abc import Mapping
from typing import Final

from callsheet.model.protocol import Call
from callsheet_runtime.flows.documents import quoted

_HOLE: Final = re.compile(r"\{([^}]*)\}")


def holes(path: str) -> tuple[str, ...]:
    """Name what a path has places for."""
    return tuple(_HOLE.findall(path))


def filled(path: str, values: Mapping[str, str]) -> str:
    """Fill the holes of a path; what is not given is left empty."""
    return _HOLE.sub(lambda hole: quoted(values.get(hole[1], "")), path)


def anywhere(url: str) -> str:
    """Fill the holes of a server's address with any word, since it does not matter which."""
    return _HOLE.sub("any", url)


def place(call: Call) -> tuple[str, str]:
    """Tell a call from others: by its method and its path, whatever its holes are called."""
    return call.method, _HOLE.sub("{}", call.path.rstrip("/"))


def pattern(path: str, *, within: str) -> str:
    """Make a regular expression of a path: each hole is a group of its name, and matches what `within` does."""
    made, at = "", 0
    for hole in _HOLE.finditer(path):
        made += f"{re.escape(path[at : hole.start()])}(?P<{hole[1]}>{within})"
        at = hole.end()
    return made + re.escape(path[at:])
