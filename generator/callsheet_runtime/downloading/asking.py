"""Finds the answer that holds a file: whom to ask, where it leads on to, and what no answer may lead to.

Asks nobody itself, and knows no file.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin
from urllib.request import getproxies, proxy_bypass

from callsheet_runtime.downloading.vocabulary import Broken, Open, Opened, Steps, opened, resolved
from callsheet_runtime.hosts import Spot, Unsafe, is_loopback, is_public, refuse_private

_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


def proxy_for(spot: Spot) -> str | None:
    """Find the proxy that the environment names for a host."""
    known = getproxies()
    proxy = None if proxy_bypass(spot.host) else known.get(spot.scheme) or known.get("all")
    return f"http://{proxy}" if proxy and "://" not in proxy else proxy


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Who may be asked."""

    home: Spot | None = None
    """An address on this machine that was given by hand, such as a simulator's: what it serves is not foreign."""
    allow_private: bool = False
    by_others: bool = False
    """Whether somebody else connects, and resolves names."""
    proxy: Callable[[Spot], str | None] = field(default=proxy_for)

    @classmethod
    def of(cls, base_url: str | None, *, allow_private: bool, by_others: bool) -> "Reach":
        """Say who may be asked by a client whose address was given by hand, if it was."""
        try:
            spot = Spot.of(base_url) if base_url else None
        except Unsafe:
            spot = None
        home = spot if spot and is_loopback(spot.host) else None
        return cls(home=home, allow_private=allow_private, by_others=by_others)


def follow(url: str, headers: Mapping[str, str], reach: Reach, turn: int) -> Steps[Opened | Broken]:
    """Ask for a file, and go on to where the answer leads. `turn` chooses among the addresses of a host.

    Raises:
        Unsafe: it leads to where nobody is asked.

    """
    spot = Spot.of(url)
    for _ in range(_MOST_REDIRECTS + 1):
        found = yield from _ask(spot, headers, reach, turn)
        location = found.headers.get("location") if isinstance(found, Opened) and found.status in _REDIRECTS else None
        if location is None:
            return found
        following = Spot.of(_joined(spot.url, location))
        if (spot.scheme, following.scheme) == ("https", "http"):
            raise Unsafe("it leads on from https to http")
        spot = following
    raise Unsafe(f"it leads on more than {_MOST_REDIRECTS} times")


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        raise Unsafe("it leads on to an address that cannot be read") from None


def _ask(spot: Spot, headers: Mapping[str, str], reach: Reach, turn: int) -> Steps[Opened | Broken]:
    at_home = reach.home is not None and spot.origin == reach.home.origin
    proxy = None if at_home or reach.by_others else reach.proxy(spot)
    if at_home or reach.allow_private:
        return (yield from opened(Open(spot=spot, address=None, proxy=proxy, headers=headers)))
    refuse_private(spot.host)
    if proxy or reach.by_others:
        return (yield from opened(Open(spot=spot, address=None, proxy=proxy, headers=headers)))
    addresses = yield from resolved(spot.host, spot.port)
    if isinstance(addresses, Broken):
        return addresses
    # Where one of several is not public, none is asked.
    if any(not is_public(one) for one in addresses):
        raise Unsafe(f"{spot.host} is not public")
    address = addresses[turn % len(addresses)]
    found = yield from opened(Open(spot=spot, address=address, proxy=None, headers=headers))
    if isinstance(found, Opened) and found.peer is not None and not is_public(found.peer):
        raise Unsafe(f"{spot.host} was answered by a host that is not public")
    return found
