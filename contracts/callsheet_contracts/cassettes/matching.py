"""Tell which recorded call a call is: by method, address and body, told apart from how they happen to be written.

Knows no spec: what was blacked out in a recording is whatever it is now.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, cast
from urllib.parse import parse_qsl, urlencode, urlsplit

from callsheet_contracts.conformance.secrets import Secrets
from callsheet_contracts.recordings import Request

BLACK: Final = "REDACTED"
"""What stands in place of a secret."""
BLACKED: Final = re.compile(rf"[?&;]([\w.%-]+)={BLACK}")
"""A part of an address that was blacked out."""
BOUNDARY: Final = re.compile(r'boundary="?([^";,\s]+)"?', re.IGNORECASE)
EVEN: Final = "callsheet-boundary"
"""The boundary of all recorded forms: clients draw one anew for each call."""
MOST_KEPT: Final = 10_000
LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Sent:
    """A call, as far as it decides which answer it gets."""

    method: str
    place: str
    """Scheme, host and path."""
    query: tuple[tuple[str, str], ...]
    body: str | bytes

    def __str__(self) -> str:
        return f"{self.method} {self.place}" + (f"?{urlencode(self.query)}" if self.query else "")


class Matcher:
    """Reads calls, and remembers what it read: polls ask the same again and again."""

    def __init__(self, recorded: Iterable[Request]) -> None:
        black: set[str] = set()
        for one in recorded:
            black.update(BLACKED.findall(one.url), BLACKED.findall(one.body.decode("utf-8", "replace")))
        self._signed = Secrets(query=tuple(sorted(black))).signed if black else None
        self._kept: dict[tuple[str, str, str, bytes], Sent] = {}

    def read(self, method: str, url: str, content_type: str, body: bytes) -> Sent:
        """Read a call."""
        raw = (method, url, content_type, body)
        found = self._kept.get(raw)
        if found is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            found = self._kept[raw] = self._read(method, url, content_type, body)
        return found

    def _read(self, method: str, url: str, content_type: str, body: bytes) -> Sent:
        parts = urlsplit(self._blacked(url))
        host = parts.hostname or ""
        # On this machine a port is whichever was free.
        if host not in LOOPBACK and parts.port not in {None, PORTS.get(parts.scheme)}:
            host += f":{parts.port}"
        query = tuple(sorted(parse_qsl(parts.query, keep_blank_values=True)))
        place = f"{parts.scheme}://{host}{parts.path or '/'}"
        return Sent(method.upper(), place, query, self._body(content_type, body))

    def _body(self, content_type: str, body: bytes) -> str | bytes:
        if not body:
            return b""
        if "multipart/" in content_type:
            return with_boundary(content_type, body)[1]
        try:
            text = body.decode()
            if "x-www-form-urlencoded" in content_type:
                return self._blacked(urlencode(sorted(parse_qsl(text, keep_blank_values=True))))
            return self._blacked(json.dumps(json.loads(text), sort_keys=True))
        except UnicodeDecodeError:
            return body
        except (ValueError, RecursionError):
            return self._blacked(body.decode())

    def _blacked(self, text: str) -> str:
        return self._signed.sub(rf"\g<1>{BLACK}", text) if self._signed else text


def with_boundary(content_type: str, body: bytes) -> tuple[str, bytes]:
    """Give a form the boundary that all recorded forms have."""
    found = BOUNDARY.search(content_type)
    if found is None:
        return content_type, body
    even = content_type.replace(found[1], EVEN)
    return even, body.replace(b"--" + found[1].encode(), b"--" + EVEN.encode())


def differences(recorded: Sent, sent: Sent) -> list[str]:
    """Say in what a call differs from a recorded one, place by place."""
    found: list[str] = []
    if recorded.method != sent.method:
        found.append(f"the method is {sent.method}, and {recorded.method} was recorded")
    if recorded.place != sent.place:
        found.append(f"the address is {sent.place}, and {recorded.place} was recorded")
    before, now = dict(recorded.query), dict(sent.query)
    found += (
        f"?{key} is {_shown(now.get(key))}, and {_shown(before.get(key))} was recorded"
        for key in sorted({*before, *now})
        if before.get(key) != now.get(key)
    )
    if recorded.body != sent.body:
        found += _in_bodies(recorded.body, sent.body)
    return found


def _in_bodies(recorded: str | bytes, sent: str | bytes) -> list[str]:
    try:
        before, now = json.loads(recorded or "null"), json.loads(sent or "null")
    except ValueError:
        return ["the body differs"]
    places = sorted({*_leaves(before), *_leaves(now)})
    old, new = _leaves(before), _leaves(now)
    return [
        f"{place or 'the body'} is {_shown(new.get(place))}, and {_shown(old.get(place))} was recorded"
        for place in places
        if old.get(place) != new.get(place)
    ]


def _leaves(value: object, at: str = "") -> dict[str, str]:
    if isinstance(value, dict) and value:
        pairs = cast("dict[str, object]", value).items()
        return {place: leaf for key, one in pairs for place, leaf in _leaves(one, f"{at}/{key}").items()}
    if isinstance(value, list) and value:
        items = enumerate(cast("list[object]", value))
        return {place: leaf for key, one in items for place, leaf in _leaves(one, f"{at}/{key}").items()}
    return {at: json.dumps(value, ensure_ascii=False)}


def _shown(value: str | None) -> str:
    most = 60
    return "left out" if value is None else value if len(value) <= most else f"{value[:most]}…"
