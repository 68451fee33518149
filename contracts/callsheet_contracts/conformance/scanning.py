"""Prove that a recording holds no secret: every part of it is opened to the last layer and looked at.

Knows no provider, and never says what a secret is, only where.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, cast

from callsheet.model.protocol import Path
from callsheet.model.request import pointer
from callsheet_contracts.conformance.findings import Part
from callsheet_contracts.conformance.layers import is_archive, is_flat, layers
from callsheet_contracts.conformance.secrets import Secrets, is_secret, keys_in
from callsheet_contracts.recordings import Exchange, Recording

MOST_KEPT: Final = 10_000
TOGETHER: Final = 64
"""Exchanges that are looked at in one go, as long as there is nothing in them."""

Hit = tuple[str, tuple[str, ...]]
"""What was found, in words, and the layers it was found under."""


@dataclass(frozen=True, slots=True)
class Leak:
    """A secret that was left in a recording."""

    index: int
    """Which exchange, from 1."""
    line: int
    part: Part
    where: str
    """The name of a header, a JSON pointer in the body, `url`, or empty for the body as a whole."""
    words: str
    """What it is, without the secret itself."""

    def __str__(self) -> str:
        return " ".join(filter(None, (f"#{self.index}", self.part, self.where))) + f": {self.words}"


def scan(recording: Recording, secrets: Secrets) -> tuple[Leak, ...]:
    """List the secrets in a recording, in order of place; none, if it is clean."""
    return tuple(leak for _, leak in Scanner(secrets).found(recording.exchanges))


class Scanner:
    """Looks at exchanges, and remembers what it has seen: of polls, nearly all parts are alike."""

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets
        self._seen: dict[bytes | str, tuple[Hit, ...]] = {}
        self._values: dict[str, bool] = {}
        self._clean: set[str] = set()
        """Parts in which there was nothing: addresses and headers of polls are the same again and again."""
        self._named = tuple((path, f'"{_last(path)}"') for path in secrets.fields)

    def found(self, exchanges: Sequence[Exchange]) -> Iterator[tuple[Exchange, Leak]]:
        """List the secrets in several exchanges, each with the one that it is in."""
        for first in range(0, len(exchanges), TOGETHER):
            several = exchanges[first : first + TOGETHER]
            if not self._are_clean(several):
                for one in several:
                    if not self._are_clean((one,)):
                        yield from ((one, leak) for leak in self._leaks(one))

    def _leaks(self, exchange: Exchange) -> Iterator[Leak]:
        """List the secrets in one exchange, part by part."""
        request, response = exchange.request, exchange.response
        for words, trail in self._hits(request.url):
            yield Leak(exchange.index, request.line, "request", "url", _told(words, trail))
        yield from self._part(exchange, "request", request.line, request.headers.items(), request.body)
        if response is not None:
            yield from self._part(exchange, "response", response.line, response.headers.items(), response.body)

    def _are_clean(self, exchanges: Sequence[Exchange]) -> bool:
        """Tell in one look that there is nothing: nearly always, and several times as fast as looking part by part."""
        parts: list[str] = []
        headers = self._secrets.headers
        for exchange in exchanges:
            parts.append(exchange.request.url)
            for one in (exchange.request, exchange.response):
                if one is None:
                    continue
                if headers.isdisjoint(one.headers):
                    parts += one.headers.values()
                else:
                    for name, value in one.headers.items():
                        if name not in headers:
                            parts.append(value)
                        elif self._is_secret(value):
                            return False
                if is_archive(one.body):
                    return False
                parts.append(one.body.decode("utf-8", "replace"))
        new = set(parts) - self._clean
        # As parts of one query: what stands at the beginning of a part is found as if it stood alone.
        text = "&".join(new)
        if any(name in text for _, name in self._named):
            return False
        if not is_flat(text) or next(self._looked_at(text), None) is not None:
            return False
        if len(self._clean) >= MOST_KEPT:
            self._clean.clear()
        self._clean |= new
        return True

    def _is_secret(self, value: str) -> bool:
        """Remember what was asked before: the key of a recording is one."""
        found = self._values.get(value)
        if found is None:
            found = self._values[value] = is_secret(value)
        return found

    def _part(self, exchange: Exchange, part: Part, line: int, headers: object, body: bytes) -> Iterator[Leak]:
        def leak(where: str, words: str, trail: tuple[str, ...] = ()) -> Leak:
            return Leak(exchange.index, line, part, where, _told(words, trail))

        for name, value in cast("list[tuple[str, str]]", headers):
            if name in self._secrets.headers:
                if self._is_secret(value):
                    yield leak(name, f"a secret header of {len(value)} characters")
            else:
                yield from (leak(name, words, trail) for words, trail in self._hits(value))
        for at, value in self._fields(body):
            yield leak(at, f"a field that the spec calls secret, of {len(value)} characters")
        yield from (leak("", words, trail) for words, trail in self._hits(body))

    def _hits(self, content: bytes | str) -> tuple[Hit, ...]:
        if not content:
            return ()
        found = self._seen.get(content)
        if found is None:
            if len(self._seen) >= MOST_KEPT:
                self._seen.clear()
            found = self._seen[content] = tuple(self._found(content))
        return found

    def _found(self, content: bytes | str) -> Iterator[Hit]:
        told: set[str] = set()
        for text, trail in layers(content):
            # What was found in a text is still there when it is opened further.
            for words, secret in self._looked_at(text):
                if secret not in told:
                    told.add(secret)
                    yield words, trail

    def _looked_at(self, text: str) -> Iterator[tuple[str, str]]:
        """List what is secret in a text, each with the secret itself."""
        for value in self._secrets.values:
            if value in text:
                yield f"a known secret of {len(value)} characters", value
        for key, value in self._secrets.signed_in(text):
            yield f"an address signed with {key}, {len(value)} characters", value
        for found in keys_in(text):
            yield f"what looks like a key: {found[:3]}…, {len(found)} characters", found

    def _fields(self, body: bytes) -> Iterator[tuple[str, str]]:
        wanted = [path for path, name in self._named if name.encode() in body]
        if not wanted:
            return
        try:
            document: object = json.loads(body)
        except (ValueError, RecursionError):
            return
        for path in wanted:
            yield from ((pointer(at), value) for at, value in values_at(document, path) if is_secret(value))


def values_at(document: object, path: Path, before: Path = ()) -> Iterator[tuple[Path, str]]:
    """List the texts and whole numbers at a place, where `*` stands for each item of a list."""
    if not path:
        if isinstance(document, (str, int)) and not isinstance(document, bool):
            yield before, str(document)
        return
    items: list[tuple[str, object]] = []
    if isinstance(document, dict):
        items = list(cast("dict[str, object]", document).items())
    elif isinstance(document, list):
        items = [(str(place), one) for place, one in enumerate(cast("list[object]", document))]
    for key, value in items:
        if path[0] in {"*", key}:
            yield from values_at(value, path[1:], (*before, key))


def _last(path: Path) -> str:
    return next((key for key in reversed(path) if key != "*" and not key.isdecimal()), "")


def _told(words: str, trail: tuple[str, ...]) -> str:
    return f"{words}, under {', '.join(trail)}" if trail else words
