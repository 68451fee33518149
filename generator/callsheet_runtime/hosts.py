"""Who an address of the web belongs to, and what of it may be shown. Asks nobody: it reads what is written.

What others wrote, such as where a result lies, must not be a way into a network.
"""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

PORTS = {"http": 80, "https": 443}

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""Stands for an address of IPv4, which is its last four bytes."""
_NAME = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?\.?")
_OWN_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home.arpa")
"""Last words of names that mean something inside a network alone."""


class Unsafe(ValueError):  # noqa: N818 -- what is wrong with an address, in words
    """An address that is not asked; the message says why, and shows nothing secret of it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """An address of the web, taken apart."""

    url: str
    scheme: str
    host: str
    """In lower case and ASCII; an address of IPv6 without its brackets."""
    port: int

    @property
    def origin(self) -> tuple[str, str, int]:
        """Whom it belongs to."""
        return self.scheme, self.host, self.port

    @property
    def named(self) -> str:
        """The host as a request names it, with a port that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @classmethod
    def of(cls, url: str) -> "Spot":
        """Take an address apart, and let nothing pass that two readers could read in two ways.

        Raises:
            Unsafe: it is no http or https address, or holds what none does, such as a password.

        """
        if not url.isprintable() or "\\" in url or " " in url:
            raise Unsafe("its address holds what no address does")
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
            host = host if host.isascii() else host.encode("idna").decode()
        except (ValueError, UnicodeError):
            raise Unsafe("its address cannot be read") from None
        if parts.scheme not in PORTS or not host:
            raise Unsafe("it is no http or https address")
        if "@" in parts.netloc:
            raise Unsafe("its address holds a name and a password, which are not sent")
        if not (_NAME.fullmatch(host) or _number(host)) or port == 0:
            raise Unsafe("its address names no host")
        return cls(url, parts.scheme, host, port or PORTS[parts.scheme])


def shown(url: str) -> str:
    """Write what of an address may be read by anybody: a query may be a signature, so none is shown."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "an address that cannot be read"
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def is_public(address: str) -> bool:
    """Tell whether an address, in numbers, is one of the whole internet's. One that stands for another is that one."""
    known = _number(address.partition("%")[0])
    if isinstance(known, ipaddress.IPv6Address):
        known = _meant(known)
    return known is not None and known.is_global and not known.is_multicast


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine, by name or in numbers."""
    known = _number(host)
    return host == "localhost" or (known is not None and known.is_loopback)


def refuse_private(host: str) -> None:
    """Refuse a host that is private by how it is written. Whose name it is, only who resolves it can tell.

    Raises:
        Unsafe: it is.

    """
    plain = host.rstrip(".")
    known, last = _number(plain), plain.rpartition(".")[2]
    # A last word that begins with a digit is an address in an old spelling, such as 127.1 or 0x7f000001.
    odd = known is None and (last[:1].isdigit() or "." not in plain)
    if odd or any(plain == one or plain.endswith(f".{one}") for one in _OWN_NAMES):
        raise Unsafe(f"{host} is not public")
    if known is not None and not is_public(plain):
        raise Unsafe(f"{host} is not public")


def _number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _meant(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    if address in _NAT64:
        return ipaddress.IPv4Address(address.packed[-4:])
    return address.ipv4_mapped or address.sixtofour or address
