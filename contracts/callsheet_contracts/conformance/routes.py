"""Find what a recorded call is: by server and path, of which provider's calls. Knows nothing of what was said."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from callsheet.model.endpoint import Catalog, Provider
from callsheet.model.protocol import Server
from callsheet_contracts.paths import pattern
from callsheet_contracts.simulator.checks import Line, lines

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1", "0.0.0.0", "testserver"})  # noqa: S104 -- compared with, not listened on
MOST_KEPT: Final = 10_000


@dataclass(frozen=True, slots=True)
class Route:
    """A call that a provider takes, below one address."""

    provider: Provider
    line: Line
    path: re.Pattern[str]
    servers: frozenset[str]
    """Names of the servers at this address."""


@dataclass(frozen=True, slots=True)
class Call:
    """What a recorded call is."""

    provider: Provider | None
    """`None`: it is nobody's of the catalog."""
    route: Route | None = None
    """`None`: it is the provider's, and no page names it."""
    values: Mapping[str, str] = field(default_factory=dict[str, str])
    """What stands in the holes of the path."""
    query: Mapping[str, str] = field(default_factory=dict[str, str])


FOREIGN: Final = Call(None)


@dataclass(slots=True)
class _Address:
    """What is served at one host, by method and the number of parts that a path has."""

    host: re.Pattern[str]
    provider: Provider | None
    routes: dict[tuple[str, int], list[Route]] = field(default_factory=dict[tuple[str, int], list[Route]])

    def add(self, method: str, path: str, route: Route) -> None:
        """Take a route in, unless it is there."""
        several = self.routes.setdefault((method, path.count("/")), [])
        # Of several servers at one address, each offers the same calls.
        if all(one.line is not route.line or one.path.pattern != route.path.pattern for one in several):
            several.append(route)


class Routes:
    """All calls of all providers of a catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._loopback = _Address(re.compile(""), None)
        self._addresses: list[_Address] = []
        self._found: dict[tuple[str, str], Call] = {}
        for provider in catalog.providers:
            self._add(provider)

    def find(self, method: str, url: str) -> Call:
        """Tell what a call is. The same address is looked at once, and polls ask the same again and again."""
        place = (method, url)
        found = self._found.get(place)
        if found is None:
            if len(self._found) >= MOST_KEPT:
                self._found.clear()
            found = self._found[place] = self._find(method, url)
        return found

    def _add(self, provider: Provider) -> None:
        known = lines(provider)
        hosts: dict[str, _Address] = {}
        for server in provider.servers:
            parts = urlsplit(server.url)
            address = hosts.get(parts.netloc)
            if address is None:
                address = hosts[parts.netloc] = _Address(_pattern(parts.netloc, within="[^./]+"), provider)
            for base in dict.fromkeys((parts.path.rstrip("/"), "")):
                for line in known:
                    path = base + line.call.path.rstrip("/")
                    names = frozenset(one.name for one in provider.servers if _same(one, parts.netloc))
                    route = Route(provider, line, _pattern(path, within="[^/]+"), names)
                    # A simulator answers below the real path and at its root; the real server below the real path.
                    self._loopback.add(line.call.method, path, route)
                    if base == parts.path.rstrip("/"):
                        address.add(line.call.method, path, route)
        self._addresses += hosts.values()

    def _find(self, method: str, url: str) -> Call:
        try:
            parts = urlsplit(url)
            host = parts.hostname or ""
        except ValueError:
            return FOREIGN
        address = self._loopback if host in LOOPBACK else self._address(host)
        if address is None:
            return FOREIGN
        path = parts.path.rstrip("/")
        for route in address.routes.get((method, path.count("/")), ()):
            found = route.path.fullmatch(path)
            if found:
                values = {name: unquote(value) for name, value in found.groupdict().items()}
                return Call(route.provider, route, values, dict(parse_qsl(parts.query, keep_blank_values=True)))
        return Call(address.provider)

    def is_loopback(self, url: str) -> bool:
        """Tell whether a call went to this machine."""
        try:
            return urlsplit(url).hostname in LOOPBACK
        except ValueError:
            return False

    def _address(self, host: str) -> _Address | None:
        return next((one for one in self._addresses if one.host.fullmatch(host)), None)


def _same(server: Server, netloc: str) -> bool:
    return urlsplit(server.url).netloc == netloc


def _pattern(template: str, *, within: str) -> re.Pattern[str]:
    """Make a pattern of a template: each `{name}` takes any one part."""
    return re.compile(pattern(template, within=within), re.IGNORECASE if within.startswith("[^.") else 0)
