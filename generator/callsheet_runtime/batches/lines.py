"""Reads a batch, one request a line. Knows no endpoint and no journal; a file is read again rather than kept.

A line is `{"endpoint": …, "request": …}`, and may have an `id` or a `file`; where all are of one endpoint, it is the
request alone.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias, cast

from callsheet_runtime.documents import NotJsonError, parse
from callsheet_runtime.problems import Problem, Rule
from callsheet_runtime.protocol import Body

Lines: TypeAlias = str | os.PathLike[str] | Iterable[bytes | str | Body]
"""A file of JSON Lines, or its lines, or what was read from them."""

KEYS = ("endpoint", "request", "id", "file")
_MOST = 100
"""Characters of a file's name."""
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
"""What a file's name may not hold on one system or the other."""
_RESERVED = re.compile(
    r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?$|.*\.(part|part\.json|manifest\.jsonl|db|db-wal|db-shm)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that asks for something, as far as it can be read."""

    position: int
    """Which line, counted from 1; empty ones count, and ask for nothing."""
    endpoint: str = ""
    body: Body | None = None
    """`None` where there is none."""
    again: Callable[[], Body] | None = None
    """Reads the body once more."""
    id: str | None = None
    file: str | None = None
    problems: tuple[Problem, ...] = ()


class Gone(Exception):  # noqa: N818 -- what became of a line
    """A line cannot be read any more; the message says why."""


def broken(rule: str, words: str, at: str = "") -> Problem:
    """Say what is wrong with a line, as a validator would."""
    return Problem((at, Rule(rule, words.replace("{", "{{").replace("}", "}}")), None))


def read(lines: Lines, endpoint: str | None = None) -> Iterator[Line]:
    """Read all lines, one at a time; with an `endpoint`, each is a request to it.

    Raises:
        OSError: the file cannot be read.

    """
    if isinstance(lines, (str, os.PathLike)):
        yield from _of_file(Path(lines), endpoint)
        return
    for position, row in enumerate(lines, 1):
        if isinstance(row, (bytes, str)):
            if row.strip():
                yield _line(position, row, partial(parse, row), endpoint)
        else:
            yield _understood(position, row, partial(_as_it_is, row), endpoint)


def _as_it_is(row: object) -> object:
    return row


def _of_file(path: Path, endpoint: str | None) -> Iterator[Line]:
    at = 0
    with path.open("rb") as stream:
        for position, row in enumerate(stream, 1):
            if row.strip():
                yield _line(position, row, partial(_reread, path, at), endpoint)
            at += len(row)


def _reread(path: Path, at: int) -> object:
    with path.open("rb") as stream:
        stream.seek(at)
        return parse(stream.readline())


def _line(position: int, row: bytes | str, again: Callable[[], object], endpoint: str | None) -> Line:
    try:
        document = parse(row)
    except NotJsonError as error:
        return Line(position=position, problems=(broken("json", str(error)),))
    return _understood(position, document, again, endpoint)


def _understood(position: int, document: object, again: Callable[[], object], endpoint: str | None) -> Line:
    if not isinstance(document, dict):
        return Line(position=position, problems=(broken("line", "must be a JSON object"),))
    fields = cast("dict[str, object]", document)
    if endpoint is not None:
        return Line(position=position, endpoint=endpoint, body=fields, again=partial(_body, again, None))
    problems = [
        broken("line", f"has no key {name!r}; there are {', '.join(KEYS)}") for name in fields.keys() - set(KEYS)
    ]
    body, name = fields.get("request"), fields.get("endpoint")
    if not isinstance(body, dict):
        problems.append(broken("line", "must hold the request, a JSON object", "/request"))
    if not isinstance(name, str):
        problems.append(broken("line", "must name the endpoint, such as provider/endpoint", "/endpoint"))
    named: dict[str, str | None] = {}
    for key in ("id", "file"):
        value = fields.get(key)
        if value is not None and (why := unfit(value)):
            problems.append(broken("name", f"names a file, and {why}", f"/{key}"))
        named[key] = value if isinstance(value, str) else None
    return Line(
        position=position,
        endpoint=name if isinstance(name, str) else "",
        body=cast("Body", body) if isinstance(body, dict) else None,
        again=partial(_body, again, "request"),
        problems=tuple(problems),
        **named,
    )


def _body(again: Callable[[], object], key: str | None) -> Body:
    """Read a request once more.

    Raises:
        Gone: what stands there now is none.

    """
    try:
        found = again()
    except (OSError, NotJsonError) as error:
        raise Gone(f"it cannot be read any more: {error}") from error
    body = cast("dict[str, object]", found).get(key) if key is not None and isinstance(found, dict) else found
    if not isinstance(body, dict):
        raise Gone("it holds no request any more: the file was changed")
    return cast("Body", body)


def unfit(name: object) -> str:
    """Say why a name is none for a file on every system; empty where it is one."""
    if not isinstance(name, str):
        return "must be a text"
    if not name or len(name) > _MOST:
        return f"must have from 1 to {_MOST} characters"
    if found := _UNFIT.search(name):
        return f"cannot hold {found[0]!r}"
    if name.startswith(".") or name[-1] in ". " or name != name.strip():
        return "can neither begin with a dot or a space nor end with one"
    return "is one of those that something else is called" if _RESERVED.match(name) else ""
