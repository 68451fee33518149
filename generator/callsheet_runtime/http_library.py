"""What differs between the HTTP libraries a client may be given: found by its class, so that none is imported for it.

It knows how they name what goes wrong, and so what was surely never sent.
"""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType
from typing import Protocol

_LIBRARIES = frozenset({"httpx", "httpx2"})
_BENEATH = frozenset({"httpcore", "httpcore2", "h11", "h2"})
"""What they stand on; some of its errors come through as they are."""


class BlockingHttp(Protocol):
    """A blocking client of any of these libraries: they have one face."""

    @property
    def build_request(self) -> Callable[..., object]:
        """Make a request."""
        ...

    @property
    def send(self) -> Callable[..., object]:
        """Send it."""
        ...

    @property
    def close(self) -> Callable[[], None]:
        """Close its connections."""
        ...


class AwaitingHttp(Protocol):
    """An awaiting client of any of these libraries."""

    @property
    def build_request(self) -> Callable[..., object]:
        """Make a request."""
        ...

    @property
    def send(self) -> Callable[..., object]:
        """Send it."""
        ...

    @property
    def aclose(self) -> Callable[[], object]:
        """Close its connections."""
        ...


class Library:
    """One HTTP library, as far as what goes wrong with it is concerned."""

    def __init__(self, module: ModuleType) -> None:
        self.module = module
        invalid, http_error, stream_error = _errors(module, "InvalidURL", "HTTPError", "StreamError")
        self.unbuilt = (OSError, ValueError, TypeError, invalid)
        """What goes wrong before anything is sent: a file that is gone, a header that cannot be one."""
        self.never_sent = _errors(
            module,
            "ConnectError",
            "ConnectTimeout",
            "PoolTimeout",
            "UnsupportedProtocol",
            "LocalProtocolError",
            "InvalidURL",
        )
        """What goes wrong before the provider can have seen a request. Anything else counts as sent."""
        self._failures = (OSError, invalid, http_error, stream_error)

    @property
    def agent(self) -> str:
        """What calls are sent with, as the header `User-Agent` says it."""
        return f"{_ours()} {self.module.__name__}/{self.module.__version__}"

    def is_failure(self, error: Exception) -> bool:
        """Tell what goes wrong with a call from a bug of ours: a file that changes while it is sent is the former."""
        return type(error).__module__.partition(".")[0] in _BENEATH or isinstance(error, self._failures)


def library_of(http: object, kind: str) -> Library:
    """Find the library that an HTTP client is of, also where its class is derived.

    Raises:
        TypeError: it is no client of these libraries, or a blocking one where an awaiting one is needed.

    """
    for base in type(http).__mro__:
        name = base.__module__.partition(".")[0]
        if name in _LIBRARIES and base.__name__ == kind:
            return _library(name)
    wanted = " or ".join(f"{name}.{kind}" for name in sorted(_LIBRARIES))
    raise TypeError(f"http must be an {wanted}, not {type(http).__module__}.{type(http).__name__}")


@cache
def _library(name: str) -> Library:
    return Library(import_module(name))


def _errors(module: ModuleType, *names: str) -> tuple[type[Exception], ...]:
    found: list[type[Exception]] = []
    for name in names:
        kind: object = getattr(module, name)
        assert isinstance(kind, type)
        assert issubclass(kind, Exception)
        found.append(kind)
    return tuple(found)


def _ours() -> str:
    number = our_version()
    return f"callsheet/{number}" if number else "callsheet"


@cache
def our_version() -> str | None:
    """Tell the version of callsheet; `None` where its sources were merely copied to, as emitted clients may be."""
    try:
        return version("callsheet")
    except PackageNotFoundError:
        return None
