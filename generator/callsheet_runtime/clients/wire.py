"""What a call becomes on the wire, and what its answer comes to, whichever driver sends it."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, BinaryIO, TypeAlias, TypedDict

from callsheet_runtime.clock import Dial
from callsheet_runtime.connection import Connection
from callsheet_runtime.flows.answers import retry_after
from callsheet_runtime.flows.vocabulary import Answered, Call, Lost, Reply
from callsheet_runtime.protocol import Body, Operation
from callsheet_runtime.throttle import Throttle

if TYPE_CHECKING:
    # The HTTP library takes longer to load than all of this package, and whoever only imports a client sends nothing.
    from ssl import SSLContext

    import httpx

    from callsheet_runtime.http_library import Library
    from callsheet_runtime.observing import Observer, Outgoing

_Field: TypeAlias = tuple[str | None, str | BinaryIO]


class Described(TypedDict):
    """A request as the HTTP library wants it."""

    method: str
    url: str
    params: Mapping[str, str] | None
    json: Body | None
    files: "dict[str, _Field] | None"
    headers: dict[str, str]
    timeout: "float | httpx.Timeout"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """One client's way of writing calls and reading answers; it shows both to whoever watches."""

    connection: Connection
    http_library: "Library"
    observer: "Observer"
    timeout: "float | httpx.Timeout"

    def describe(self, call: Call, files: ExitStack) -> Described:
        """Write a call as the HTTP library wants it; opened files are closed with `files`."""
        timeout = self.timeout
        if not isinstance(timeout, (int, float)):
            timeout = self.http_library.module.Timeout(**timeout.as_dict())
        return {
            "method": call.operation.method,
            "url": call.url,
            "params": call.params or None,
            "json": call.json,
            "files": _form(call, files),
            "headers": self.connection.headers(call, agent=self.http_library.agent),
            "timeout": timeout,
        }

    def show(self, request: "httpx.Request", unvalidated: tuple[str, ...]) -> "Outgoing | None":
        """Show a call to who wants to see it; a form with files is sent as it is read, and not kept."""
        if unvalidated:
            self.observer.lets_through(request.method, request.url.path, unvalidated)
        if not self.observer.watches:
            return None
        body = b"" if request.headers.get("content-type", "").startswith("multipart/") else request.content
        return self.observer.asked(request.method, str(request.url), dict(request.headers), body, unvalidated)

    def answered(self, response: "httpx.Response") -> Answered:
        """Take an answer, with the key blacked out where the other side quotes it."""
        body = self.connection.mask.body(response.content)
        return Answered(response.status_code, dict(response.headers), body)

    def lost(self, error: Exception) -> Lost:
        """Say what became of a call that was on its way.

        Raises:
            Exception: the error, where it is none of the network's.

        """
        if not self.http_library.is_failure(error):
            raise error
        return self._lost(error, sent=not isinstance(error, self.http_library.never_sent))

    def unbuilt(self, error: Exception) -> Lost:
        """Say that a call could not even be written."""
        return self._lost(error, sent=False)

    def _lost(self, error: Exception, *, sent: bool) -> Lost:
        why = f"{type(error).__name__}: {error}".rstrip(": .")
        return Lost(sent=sent, why=self.connection.mask.text(why.encode(errors="replace").decode()))


def turn(throttle: Throttle, call: Call, now: float) -> float:
    """Take a turn under the documented rate; it counts for all calls of one kind, whatever task they are about."""
    return throttle.reserve(lane(call.operation), call.operation.per_second, now)


def heed(throttle: Throttle, call: Call, reply: Reply, dial: Dial) -> None:
    """Tell the others of one kind when a call was one too many, and when to try again."""
    if not isinstance(reply, Answered):
        return
    asked = retry_after(reply.headers, dial.today())
    if reply.status == HTTPStatus.TOO_MANY_REQUESTS or (
        reply.status == HTTPStatus.SERVICE_UNAVAILABLE and asked is not None
    ):
        throttle.hold(lane(call.operation), asked, dial.now())
    elif reply.status < HTTPStatus.BAD_REQUEST:
        throttle.release(lane(call.operation))


def lane(operation: Operation) -> str:
    """Name the calls that share a rate: all of one kind, whatever task they are about."""
    return f"{operation.method} {operation.path}"


def _form(call: Call, files: ExitStack) -> "dict[str, _Field] | None":
    """Write a form as the HTTP library wants it; opened files are closed when the call is over."""
    if call.form is None:
        return None
    return {
        # Without a name, a field is a plain one.
        name: (None, value) if isinstance(value, str) else (value.name, files.enter_context(value.open()))
        for name, value in call.form.items()
    }


@cache
def certificates() -> "SSLContext":
    """Load the certificates once: it is what takes longest about a new HTTP client."""
    import httpx  # noqa: PLC0415 -- see the top

    return httpx.create_ssl_context()
