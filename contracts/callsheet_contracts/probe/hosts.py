"""Which servers may be called: this machine's, and one that is named. Knows no HTTP."""

import ipaddress
import socket
from urllib.parse import urlsplit


class CannotProbe(Exception):  # noqa: N818 -- named after what is the case
    """A server cannot be probed as asked; the message says why and what to do. Nothing was sent."""


def check_host(base: str, allowed: str | None) -> bool:
    """Check that a server may be called; tell whether it is on this machine.

    Raises:
        CannotProbe: it is no address of a server, or on another machine that is not allowed by its name.

    """
    try:
        parts = urlsplit(base)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise CannotProbe(f"{base!r} is no address of a server: {error}") from error
    if parts.scheme not in {"http", "https"} or not host:
        raise CannotProbe(f"{base!r} is no address of a server: write it as http://127.0.0.1:8000")
    if parts.query or parts.fragment or parts.username is not None:
        raise CannotProbe(f"{base!r} has more than host, port and path: leave the rest out")
    if _is_local(host, port):
        return True
    if allowed is None or allowed.lower() != host:
        raise CannotProbe(
            f"{host} is not this machine, and each request that it accepts may be billed: if you mean it, allow it by "
            f"name and say how much may be spent: --allow-host {host} --budget AMOUNT"
        )
    return False


def _is_local(host: str, port: int | None) -> bool:
    """Tell whether all addresses of a host are of this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        pass
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        # A name that nobody knows is not this machine; whoever allows it hears from the connection what is wrong.
        return False
    return bool(found) and all(ipaddress.ip_address(str(one[4][0]).partition("%")[0]).is_loopback for one in found)
