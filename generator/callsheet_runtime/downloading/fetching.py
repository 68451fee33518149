"""Fetches one file: asks, takes up where it stopped, asks again where that may help, and saves what is whole.

Does no I/O on the wire, and knows no task.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import partial
from http import HTTPStatus

from callsheet_runtime.downloading import expiry
from callsheet_runtime.downloading.asking import Reach, follow
from callsheet_runtime.downloading.disk import Busy
from callsheet_runtime.downloading.judging import Unfit
from callsheet_runtime.downloading.parts import Kept, Part, Sink, sink_for
from callsheet_runtime.downloading.places import Downloaded, Target
from callsheet_runtime.downloading.vocabulary import Broken, Opened, Steps, following, rested, worked
from callsheet_runtime.errors import DownloadFailed, MediaExpired
from callsheet_runtime.flows.exchange import rest_after
from callsheet_runtime.flows.vocabulary import Answered, Context, Lost, Reply
from callsheet_runtime.hosts import Unsafe, shown
from callsheet_runtime.ticket import Ticket

_HEADERS = {"accept": "*/*", "accept-encoding": "identity", "user-agent": "callsheet"}
_GONE = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
"""How the address of something that expired is answered: those who sign addresses say 403, those who tidy up 404."""
_PASSING = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})


class _Hitch(Exception):  # noqa: N818 -- what went wrong, and may not the next time
    def __init__(self, why: str, reply: Reply | None = None) -> None:
        super().__init__(why)
        self.reply: Reply = reply or Lost(sent=True, why=why)


class _Hopeless(Exception):  # noqa: N818 -- what goes wrong the next time as well
    pass


class _Gone(Exception):  # noqa: N818 -- what was there, perhaps
    def __init__(self, http_status: int) -> None:
        super().__init__(http_status)
        self.http_status = http_status


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be fetched."""

    url: str
    target: Target
    overwrite: bool
    reach: Reach
    ticket: Ticket | None
    told_until: datetime | None = None
    """How long the task can be asked for a fresh address."""

    @property
    def shown(self) -> str:
        """Write the address without what may be a signature."""
        return shown(self.url)


def fetch(wanted: Wanted, context: Context) -> Steps[Downloaded]:
    """Fetch a file and save it.

    Raises:
        DownloadFailed: it could not be fetched, is not what was paid for, or cannot be saved.
        FileExistsError: another file is there.

    """
    sink: Part | None = None
    try:
        with sink_for(wanted.target, overwrite=wanted.overwrite) as opened:
            sink = opened if isinstance(opened, Part) else None
            if sink and sink.resumable(wanted.shown):
                yield from worked(sink.recall)
            done = yield from _persistently(wanted, opened, context)
    except FileExistsError:
        raise
    except _Gone as gone:
        raise MediaExpired(
            wanted.shown,
            http_status=gone.http_status,
            expires_at=expiry.of_address(wanted.url),
            ticket=wanted.ticket,
            told_until=wanted.told_until,
            kept=_left(sink, wanted),
        ) from None
    except (Unsafe, Unfit, _Hopeless) as error:
        raise DownloadFailed(wanted.shown, why=str(error), repeatable=False, ticket=wanted.ticket) from None
    except _Hitch as error:
        left = _left(sink, wanted)
        raise DownloadFailed(wanted.shown, why=str(error), repeatable=True, ticket=wanted.ticket, kept=left) from None
    except OSError as error:
        why = f"{error.strerror or error}: {error.filename or wanted.target.folder}"
        raise DownloadFailed(
            wanted.shown, why=why, repeatable=isinstance(error, Busy) or None, ticket=wanted.ticket
        ) from error
    return replace(done, expires_at=expiry.of_address(wanted.url))


def _left(sink: Part | None, wanted: Wanted) -> int:
    """Count what the next download needs not fetch."""
    return sink.size if sink and sink.resumable(wanted.shown) else 0


def _persistently(wanted: Wanted, sink: Sink, context: Context) -> Steps[Downloaded]:
    """Try again within the budget, which begins anew whenever more came than ever before."""
    turn, tries, begun, most = 0, 0, context.now(), sink.size
    while True:
        try:
            served = yield from _transfer(wanted, sink, turn)
            return (yield from worked(partial(sink.finish, served)))
        except _Hitch as hitch:
            if sink.size > most:
                most, tries, begun = sink.size, 0, context.now()
            turn, tries = turn + 1, tries + 1
            rest = rest_after(hitch.reply, tries, context)
            if tries > context.repeat.times or context.now() + rest > begun + context.repeat.seconds:
                raise
        yield from rested(rest)


def _transfer(wanted: Wanted, sink: Sink, turn: int) -> Steps[str]:
    """Ask once, and take what comes; answer the type that the server names."""
    kept = sink.resumable(wanted.shown)
    found = yield from follow(wanted.url, {**_HEADERS, **_from(kept, sink.size)}, wanted.reach, turn)
    if isinstance(found, Broken):
        raise _Hitch(found.why)
    served = found.headers.get("content-type", "").partition(";")[0].strip()
    if kept and found.status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE and kept.total == sink.size:
        return served  # there is nothing left to ask for
    total = _begun(wanted, sink, kept, found)
    while True:
        data = yield from following()
        if isinstance(data, Broken):
            raise _Hitch(data.why)
        if not data:
            break
        if total is not None and sink.size + len(data) > total:
            sink.begin(Kept(wanted.shown, "", None))
            raise _Hopeless(f"more came than the {total:,} bytes that its server announces")
        sink.write(data)
    if total is not None and sink.size < total:
        raise _Hitch(f"only {sink.size:,} of {total:,} bytes came")
    return served


def _from(kept: Kept | None, size: int) -> dict[str, str]:
    """Ask for what is missing, if it is still the same file."""
    return {"range": f"bytes={size}-", "if-range": kept.validator} if kept else {}


def _begun(wanted: Wanted, sink: Sink, kept: Kept | None, found: Opened) -> int | None:
    """Make ready for what an answer holds; answer how many bytes there are in all, where that is said."""
    status = found.status
    if status in _GONE:
        raise _Gone(status)
    if status in _PASSING or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise _Hitch(f"its server answers HTTP {status}", Answered(status, found.headers, b""))
    if kept and status in {HTTPStatus.PARTIAL_CONTENT, HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE}:
        if status == HTTPStatus.PARTIAL_CONTENT and _continues(kept, sink.size, found):
            return kept.total
        sink.begin(Kept(wanted.shown, "", None))  # so that it is asked for the whole
        raise _Hitch("its server sent another part than was asked for")
    if status != HTTPStatus.OK:
        raise _Hopeless(f"its server answers HTTP {status}")
    if found.headers.get("content-encoding", "identity") != "identity":
        raise _Hopeless("its server sends it packed, which was not asked for")
    length = found.headers.get("content-length", "")
    total = int(length) if length.isascii() and length.isdecimal() else None
    sink.begin(Kept(wanted.shown, _validator(found), total))
    return total


def _continues(kept: Kept, size: int, found: Opened) -> bool:
    """Tell whether a part is the one that is missing, of the same file."""
    unit, _, span = found.headers.get("content-range", "").partition(" ")
    spot, _, total = span.partition("/")
    whole = kept.total is None or total in {"*", str(kept.total)}
    same = found.headers.get("etag", kept.validator) == kept.validator or not kept.validator.startswith('"')
    return unit == "bytes" and spot.startswith(f"{size}-") and whole and same


def _validator(found: Opened) -> str:
    """Find what tells this file from a later one. A weak ETag only says that the two mean the same."""
    tag, modified = found.headers.get("etag", ""), found.headers.get("last-modified", "")
    if tag.startswith('"') and tag.isascii() and tag.isprintable():
        return tag
    try:
        # Of two changes in one second, the time tells one: so it must be older than the answer.
        moment, now = parsedate_to_datetime(modified), parsedate_to_datetime(found.headers.get("date", ""))
        return modified if (now - moment).total_seconds() >= 1 and modified.isascii() else ""
    except (ValueError, TypeError):
        return ""
