"""Who sends a submission, and whether that process still lives. Knows no journal.

A process is known by its machine, its number and when it was started, since numbers are given out again. Where the
start cannot be told (no `/proc`), or the machine is another one, a lease that its owner renews decides.
"""

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LEASE = 900.0
"""Seconds that somebody on another machine is taken to be at work since it last wrote: longer than any one call."""

_PROC = Path("/proc")
_STARTED = 19
"""Which field of a process's `stat`, counted behind its name, tells when it was started."""


@dataclass(frozen=True, slots=True)
class Owner:
    """A process."""

    host: str
    """The machine, and which of its worlds of process numbers."""
    pid: int
    started: str
    """When it was started, in the machine's own count; empty where that cannot be told."""

    def __str__(self) -> str:
        return f"{self.host.partition('/')[0]}:{self.pid}"


def me() -> Owner:
    """Tell which process this is, also after a fork."""
    return _me(os.getpid())


@cache
def _me(pid: int) -> Owner:
    return Owner(_host(), pid, _started(pid) or "")


def lives(owner: Owner, lease: float, *, now: float, started: Callable[[int], str | None] | None = None) -> bool:
    """Tell whether another process is at work: by looking at it if it is on this machine, else by its lease.

    Args:
        owner: who.
        lease: until when it has said to be at work, in seconds since 1970.
        now: seconds since 1970.
        started: another way to tell when a process of this machine was started, for tests.

    """
    if owner.host != me().host:
        return now < lease
    if owner.started:
        return (started or _started)(owner.pid) == owner.started
    return now < lease and not _is_gone(owner.pid)


def _is_gone(pid: int) -> bool:
    if os.name != "posix":
        return False  # elsewhere, to ask a process whether it is there may end it
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _started(pid: int) -> str | None:
    """Tell when a process of this machine was started; `None` where there is none, or nobody tells."""
    try:
        stat = (_PROC / str(pid) / "stat").read_text("utf-8", "replace")
        # A name may hold spaces and brackets: what follows it begins behind the last one.
        state, *rest = stat.rpartition(")")[2].split()
        # One that is over and not yet buried does nothing any more.
        return (
            None if state in {"Z", "X"} else f"{_first_line(_PROC / 'sys/kernel/random/boot_id')}:{rest[_STARTED - 1]}"
        )
    except (OSError, ValueError, IndexError):
        return None


@cache
def _host() -> str:
    world = ""
    with suppress(OSError):
        world = str((_PROC / "self/ns/pid").readlink())
    return "/".join((socket.gethostname(), _first_line(Path("/etc/machine-id")), world))


def _first_line(path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()
    except (OSError, ValueError):
        return ""
