"""Take secrets out of exchanges before they are written: headers by an allow-list, all else by what specs declare.

The same value gets the same stand-in wherever it stands, so that what belongs together still does. What is not known
to be secret stays; that nothing secret stays is for the scanner to prove.
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Final, cast

from callsheet.model.endpoint import CallEndpoint, Catalog, TaskEndpoint
from callsheet.model.protocol import Call, Key, Path
from callsheet_contracts.cassettes.matching import BLACK, with_boundary
from callsheet_contracts.conformance.secrets import Secrets, declared, is_secret
from callsheet_contracts.recordings import Exchange, Request, Response
from callsheet_contracts.simulator.journal import presented

SENT: Final = frozenset({"content-type"})
CAME: Final = frozenset({"content-type", "retry-after"})
"""Headers that are kept whoever the provider is, of requests and of answers."""
FRESH: Final = "00000000-0000-4000-8000-{:012d}"
"""Stands in for values that clients draw anew for each call."""


class Scrubber:
    """Scrubs the exchanges of one recording."""

    def __init__(self, catalog: Catalog, known: Iterable[str] = ()) -> None:
        self.secrets: Secrets = declared(catalog).knowing(known)
        calls = tuple(_calls(catalog))
        named = {header.name.lower() for call in calls for header in call.headers}
        self._keys: dict[str, list[Key]] = {}
        for provider in catalog.providers:
            self._keys.setdefault(provider.key.header.lower(), []).append(provider.key)
        self._sent = SENT | named | _parameters(catalog) | self._keys.keys()
        self._fresh = {one.name.lower() for call in calls for one in call.headers if one.value is None}
        self._stand_ins: dict[str, str] = {}
        self._traces: dict[str, str] = {}

    def scrub(self, exchange: Exchange) -> Exchange:
        """Take the secrets out of an exchange."""
        request, response = exchange.request, exchange.response
        # Keys are learnt first: an answer may quote one.
        self._learn(request)
        content_type, body = with_boundary(request.headers.get("content-type", ""), request.body)
        headers = {**request.headers, **({"content-type": content_type} if content_type else {})}
        sent = replace(
            request,
            url=self._text(request.url),
            headers={name: self._header(name, value) for name, value in headers.items() if name in self._sent},
            body=self._body(body),
        )
        return replace(exchange, request=sent, response=None if response is None else self._answer(response))

    def _answer(self, response: Response) -> Response:
        kept = {name: self._header(name, value) for name, value in response.headers.items() if name in CAME}
        return replace(response, headers=kept, body=self._body(response.body))

    def _learn(self, request: Request) -> None:
        for name, keys in self._keys.items():
            for key in keys:
                value = presented(request.headers.get(name, ""), key.form)
                if is_secret(value) and value not in self.secrets.values:
                    self.secrets = self.secrets.knowing([value])

    def _header(self, name: str, value: str) -> str:
        if name in self._fresh:
            return self._traces.setdefault(value, FRESH.format(len(self._traces) + 1))
        key = next((one for one in self._keys.get(name, ()) if presented(value, one.form)), None)
        if key is not None:
            return key.form.replace("{key}", BLACK)
        return BLACK if name in self.secrets.headers else self._text(value)

    def _body(self, body: bytes) -> bytes:
        try:
            text = body.decode()
        except UnicodeDecodeError:
            for value in self.secrets.values:
                body = body.replace(value.encode(), BLACK.encode())
            return body
        return self._text(self._fields(text)).encode()

    def _text(self, text: str) -> str:
        for value in self.secrets.values:
            text = text.replace(value, BLACK)
        if "=" not in text:
            return text
        return self.secrets.signed.sub(lambda found: found[1] + self._stand_in(found[3]), text)

    def _fields(self, text: str) -> str:
        wanted = [path for path in self.secrets.fields if path[-1] in text]
        if not wanted:
            return text
        try:
            document: object = json.loads(text)
        except (ValueError, RecursionError):
            return text
        for path in wanted:
            self._black_out(document, path)
        return json.dumps(document)

    def _black_out(self, holder: object, path: Path) -> None:
        """Put stand-ins at a place, where `*` is each item of a list."""
        key, rest = path[0], path[1:]
        if isinstance(holder, list):
            for item in cast("list[object]", holder) if key == "*" and rest else ():
                self._black_out(item, rest)
        elif isinstance(holder, dict):
            fields = cast("dict[str, object]", holder)
            if rest:
                self._black_out(fields.get(key), rest)
            elif isinstance(value := fields.get(key), str) and value:
                fields[key] = self._stand_in(value)
            elif isinstance(value, int) and not isinstance(value, bool):
                fields[key] = int(self._stand_in(str(value)).rpartition("-")[2])

    def _stand_in(self, value: str) -> str:
        """Name a value: the same one alike, and a name as it is."""
        if value.startswith(BLACK):
            return value
        return self._stand_ins.setdefault(value, f"{BLACK}-{len(self._stand_ins) + 1}")


def _calls(catalog: Catalog) -> Iterable[Call]:
    for _, endpoint in catalog:
        if isinstance(endpoint, TaskEndpoint):
            protocol = endpoint.protocol
            several = (protocol.submit, protocol.poll, protocol.cancel, protocol.listing)
            yield from (call for call in several if call is not None)
        elif isinstance(endpoint, CallEndpoint):
            yield endpoint.call


def _parameters(catalog: Catalog) -> frozenset[str]:
    """Name the headers that requests may set themselves."""
    return frozenset(
        one.at[-1].lower() for _, endpoint in catalog for one in endpoint.parameters if one.at[0] == "$headers"
    )
