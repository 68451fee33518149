"""Write exchanges as vcrpy's cassettes, version 1, so that a person can read them. Knows no spec.

Beside vcrpy's own keys stand `metadata`, and `recorded_at` in each interaction; vcrpy leaves both alone.
"""

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Final

import yaml

from callsheet_contracts.recordings import Exchange

VERSION: Final = 1
LONG: Final = 120
"""A longer body is written on several lines."""


class _OnOneLine(list[object]):
    """A list that takes no more than a line."""


class _Pairs(dict[str, object]):
    """A mapping that takes no more than a line."""


class _Block(str):
    """A text on lines of its own."""

    __slots__ = ()


if TYPE_CHECKING:
    _Fast = yaml.SafeDumper
else:
    # The same text five times as fast, wherever PyYAML was built with libyaml.
    _Fast = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class Dumper(_Fast):
    """Writes plain data, and repeats what stands there twice."""

    def ignore_aliases(self, data: object) -> bool:
        """Write what stands there twice twice."""
        del data
        return True


def _on_lines(to: yaml.SafeDumper, data: _Block) -> yaml.ScalarNode:
    return to.represent_scalar("tag:yaml.org,2002:str", str(data), "|")  # pyright: ignore[reportUnknownMemberType]


Dumper.add_representer(_OnOneLine, lambda to, data: to.represent_sequence("tag:yaml.org,2002:seq", data, True))
Dumper.add_representer(_Pairs, lambda to, data: to.represent_mapping("tag:yaml.org,2002:map", data, True))
Dumper.add_representer(_Block, _on_lines)


def as_yaml(exchanges: Iterable[Exchange], metadata: Mapping[str, object]) -> str:
    """Write a cassette. The same exchanges give the same bytes."""
    document: dict[str, object] = {"metadata": dict(metadata)} if metadata else {}
    document |= {"version": VERSION, "interactions": [_interaction(one) for one in exchanges]}
    return yaml.dump(document, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=1 << 20)


def save(path: Path, text: str) -> None:
    """Write a file whole or not at all.

    Raises:
        OSError: it cannot be written; what was there before is as it was.

    """
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    beside = Path(name)
    try:
        with os.fdopen(number, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        # What is made for one alone is for everybody here, as other files are.
        beside.chmod(0o644)
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _interaction(one: Exchange) -> dict[str, object]:
    written: dict[str, object] = {}
    if one.when is not None and one.exact:
        written["recorded_at"] = datetime.fromtimestamp(one.when, UTC).isoformat(timespec="milliseconds")
    request, response = one.request, one.response
    written["request"] = {
        "method": request.method,
        "uri": request.url,
        "headers": _headers(request.headers),
        "body": readable(request.body),
    }
    if response is not None:
        phrase = HTTPStatus(response.status).phrase if response.status in set(HTTPStatus) else ""
        written["response"] = {
            "status": _Pairs(code=response.status, message=phrase),
            "headers": _headers(response.headers),
            "body": {"string": readable(response.body)},
        }
    return written


def _headers(headers: Mapping[str, str]) -> dict[str, object]:
    return {name: _OnOneLine([value]) for name, value in headers.items()}


def readable(body: bytes) -> str | bytes:
    """Write a body so that it can be read: JSON in short or on lines, other text as it is, and bytes where it is none.

    JSON is laid out anew only where that changes no value.
    """
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return body
    laid_out = _laid_out(text) if text.startswith(("{", "[")) else None
    if laid_out is not None:
        text = laid_out
    # What YAML cannot show on lines of its own, such as the lines of a form, it writes as escapes.
    fits = "\n" in text and all(char.isprintable() or char == "\n" for char in text)
    return _Block(text) if fits else text


def _laid_out(text: str) -> str | None:
    """Lay JSON out; `None` where something of it would be lost: doubled keys, digits, half a character."""
    exact = True

    def digits(written: str) -> float:
        nonlocal exact
        exact = exact and repr(float(written)) == written
        return float(written)

    def keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
        nonlocal exact
        exact = exact and len(dict(pairs)) == len(pairs)
        return dict(pairs)

    try:
        value: object = json.loads(text, parse_float=digits, object_pairs_hook=keys)
        short = json.dumps(value, ensure_ascii=False)
        laid_out = short if len(short) <= LONG else json.dumps(value, ensure_ascii=False, indent=2)
        laid_out.encode()
    except (ValueError, RecursionError):
        return None
    return laid_out if exact else None
