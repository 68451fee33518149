"""An invented provider, a clock that never waits, and a wire on which every answer is scripted."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import httpx

from callsheet_runtime import (
    AsyncClient,
    AsyncClock,
    AsyncTasks,
    Axis,
    Body,
    Budget,
    Category,
    Client,
    Clock,
    Endpoint,
    ErrorShape,
    Key,
    KnownError,
    Listing,
    Machine,
    Meaning,
    Moment,
    Operation,
    Poll,
    Problem,
    Protocol,
    Repeat,
    Rule,
    Server,
    State,
    Submit,
    Tariff,
    TaskPage,
    Tasks,
    TaskStatus,
    Ticket,
)
from callsheet_runtime.calls import AsyncCalls, Calls
from callsheet_runtime.media import Upload
from callsheet_runtime.protocol import CallEndpoint, Conventions, Q, R
from callsheet_runtime.reading import Answer, given, integer, text, whole

T = TypeVar("T")

KEY = "sk-acme-0123456789"
START = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)

PROTOCOL = Protocol(
    provider="acme",
    servers={
        "north": Server(url="https://north.acme.test/v1", region="north"),
        "south": Server(url="https://south.acme.test/v1/", region="south"),
        "private": Server(url="https://{workspace}.acme.test/v1", region="north", settings=("workspace",)),
    },
    key=Key(header="Authorization", form="Bearer {key}", env="ACME_API_KEY"),
    submit=Submit(
        method="POST", path="/clips", headers={"X-Mode": "async"}, fresh=("X-Trace", "X-Once"), task="data.id"
    ),
    poll=Poll(method="GET", path="/clips/{task}", fresh=("X-Trace",), every=5.0),
    machine=Machine(
        at="data.status",
        start="QUEUED",
        states={
            "QUEUED": State(means=Meaning.WAITING, next=frozenset({"BUSY", "STOPPED"})),
            "BUSY": State(means=Meaning.RUNNING, next=frozenset({"DONE", "BROKEN", "BARRED"})),
            "DONE": State(means=Meaning.SUCCEEDED, billed=True),
            "BROKEN": State(means=Meaning.FAILED, billed=False),
            "BARRED": State(means=Meaning.REFUSED),
            "STOPPED": State(means=Meaning.CANCELLED, billed=False),
            "GONE": State(means=Meaning.EXPIRED),
            "7": State(means=Meaning.FAILED),
        },
        anytime=frozenset({"GONE"}),
    ),
    errors=ErrorShape(code="code", message="message", request_id="request"),
    failure=ErrorShape(code="data.code", message="data.message"),
    known={
        "BadKey": KnownError(category=Category.AUTH),
        "TooFast": KnownError(category=Category.RATE, repeatable=True, refused_before_work=True),
        "NoMoney": KnownError(category=Category.BALANCE),
        "Full": KnownError(category=Category.SERVER, refused_before_work=True),
        "Malformed": KnownError(category=Category.INVALID, refused_before_work=True),
        "Filtered": KnownError(category=Category.MODERATION),
        "Shaky": KnownError(category=Category.SERVER, repeatable=True),
        "12": KnownError(category=Category.STATE),
    },
    cancel=Operation(method="POST", path="/clips/{task}/cancel"),
    listing=Listing(
        method="GET",
        path="/clips",
        rows="data.rows",
        row_task="id",
        row_status="status",
        row_model="model",
        row_created="created",
        row_ended="ended",
        row_moment=Moment(form="%Y-%m-%d %H:%M:%S", zone=8.0),
        total="data.total",
        pages="data.pages",
        query_status="state",
        query_since="from",
        query_until="to",
        query_moment=Moment(form="epoch_ms"),
        query_page="page_no",
        query_size="page_size",
    ),
)

TOO_LONG = Rule("seconds-range", "{value} s is too long")
CUT = Rule("prompt-cut", "a prompt of {length} characters is cut", level="warning")


@dataclass(frozen=True, kw_only=True)
class Clip:
    """A request."""

    model: str = "m1"
    seconds: int = 5
    prompt: str = "a cat"
    extra: object = None

    def body(self) -> Body:
        return given(model=self.model, seconds=self.seconds, prompt=self.prompt, extra=self.extra)


@dataclass(frozen=True)
class Video:
    """A result."""

    url: str | None


def validate(body: object) -> list[Problem]:
    seconds, prompt = integer(body, "seconds"), text(body, "prompt")
    problems: list[Problem] = []
    if seconds is not None and seconds > 10:
        problems.append(Problem(("/seconds", TOO_LONG, seconds)))
    if prompt is not None and len(prompt) > 20:
        problems.append(Problem(("/prompt", CUT, prompt)))
    return problems


def read(answer: object) -> Video:
    return Video(text(answer, "data.url"))


TARIFF = Tariff(
    name="list",
    currency="EUR",
    per="second",
    of="seconds",
    by=(Axis(at="model", groups={"m1": "small", "m2": "large"}),),
    rates={("small",): "0.10"},
    confidence="official",
    read="2026-01-01",
)

TYPED: Endpoint[Clip, Video] = Endpoint(
    name="acme/clip",
    protocol=PROTOCOL,
    servers=("north", "south", "private"),
    validate=validate,
    read=read,
    result="data.url",
    model="model",
    tariffs=(TARIFF,),
)
TICKET = Ticket(endpoint="acme/clip", task="t-1", server="north")

CONVENTIONS = Conventions(
    provider=PROTOCOL.provider,
    servers=PROTOCOL.servers,
    key=PROTOCOL.key,
    errors=PROTOCOL.errors,
    known=PROTOCOL.known,
)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A request of a plain call: its document as it stands, and its files."""

    document: Body = field(default_factory=dict[str, object])
    uploads: Mapping[str, Upload] = field(default_factory=dict[str, Upload])

    def body(self) -> Body:
        if not self.uploads:
            return self.document
        return {**self.document, "$files": {name: upload.name for name, upload in self.uploads.items()}}

    def files(self) -> Mapping[str, Upload]:
        return self.uploads


def no_problems(_document: object) -> list[Problem]:
    return []


LOOK: CallEndpoint[Wish, Answer] = CallEndpoint(
    name="acme/look",
    protocol=CONVENTIONS,
    servers=("north", "south"),
    validate=no_problems,
    read=whole,
    operation=Operation(method="GET", path="/things", fresh=("X-Trace",)),
    holds="data",
    repeatable=True,
    empty=Wish(),
)
"""A call that asks."""
POKE: CallEndpoint[Wish, Answer] = CallEndpoint(
    name="acme/poke",
    protocol=CONVENTIONS,
    servers=("north", "south"),
    validate=no_problems,
    read=whole,
    operation=Operation(method="POST", path="/pokes", headers={"X-Mode": "plain"}, fresh=("X-Trace",)),
    holds="data",
    empty=Wish(),
)
"""A call that does something, and that may do it twice."""


class Studio(Client):
    """The provider's client, blocking."""

    protocol = PROTOCOL


class AsyncStudio(AsyncClient):
    """The provider's client, awaiting."""

    protocol = PROTOCOL


@dataclass
class Timeline:
    """Time that passes when somebody sleeps."""

    seconds: float = 0.0
    pauses: list[float] = field(default_factory=list[float])

    def pass_by(self, seconds: float) -> None:
        assert seconds >= 0
        self.pauses.append(seconds)
        self.seconds += seconds


class StillClock(Clock):
    """A clock over a timeline."""

    def __init__(self, line: Timeline) -> None:
        self.line = line

    def now(self) -> float:
        return self.line.seconds

    def today(self) -> datetime:
        return START + timedelta(seconds=self.line.seconds)

    def chance(self) -> float:
        return 0.5

    def sleep(self, seconds: float) -> None:
        self.line.pass_by(seconds)


class StillAsyncClock(AsyncClock):
    """A clock over a timeline, awaiting."""

    def __init__(self, line: Timeline) -> None:
        self.line = line

    def now(self) -> float:
        return self.line.seconds

    def today(self) -> datetime:
        return START + timedelta(seconds=self.line.seconds)

    def chance(self) -> float:
        return 0.5

    async def sleep(self, seconds: float) -> None:
        self.line.pass_by(seconds)


@dataclass(frozen=True)
class Say:
    """An answer of the provider's."""

    body: object = None
    """Bytes as they are, anything else as JSON."""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    takes: float = 0.0
    """Seconds until it comes."""

    def response(self) -> httpx.Response:
        content = self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()
        return httpx.Response(self.status, headers=dict(self.headers), content=content)


class Torn(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that breaks off."""

    def __iter__(self) -> Iterator[bytes]:
        yield b'{"data": {"id"'
        raise httpx.ReadError("reset by peer")

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield b'{"data": {"id"'
        raise httpx.ReadError("reset by peer")


class TornSay(Say):
    """An answer that begins and does not end."""

    def response(self) -> httpx.Response:
        return httpx.Response(200, stream=Torn())


class Wire:
    """Gives the scripted answers in turn, the last one for ever, and keeps what was asked."""

    def __init__(self, line: Timeline, *script: Say | BaseException) -> None:
        self.line = line
        self.script = list(script)
        self.seen: list[httpx.Request] = []
        self.at: list[float] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.seen.append(request)
        self.at.append(self.line.seconds)
        step = self.script[0] if len(self.script) == 1 else self.script.pop(0)
        if isinstance(step, BaseException):
            raise step
        self.line.seconds += step.takes
        return step.response()

    def count(self, method: str) -> int:
        return sum(request.method == method for request in self.seen)


Progress = Callable[[TaskStatus], None]


@dataclass(kw_only=True)
class Rig:
    """One client over one wire; the same calls, whichever driver runs them."""

    mode: str
    wire: Wire
    line: Timeline
    endpoint: Endpoint[Clip, Video] = TYPED
    key: str | None = KEY
    server: str | None = None
    base_url: str | None = None
    settings: Mapping[str, str] | None = None
    repeat: Repeat = field(default_factory=Repeat)
    budget: Budget | str | None = None

    def studio(self) -> Studio:
        return Studio(
            key=self.key,
            server=self.server,
            base_url=self.base_url,
            settings=self.settings,
            http=httpx.Client(transport=httpx.MockTransport(self.wire)),
            repeat=self.repeat,
            clock=StillClock(self.line),
            budget=self.budget,
        )

    def async_studio(self) -> AsyncStudio:
        return AsyncStudio(
            key=self.key,
            server=self.server,
            base_url=self.base_url,
            settings=self.settings,
            http=httpx.AsyncClient(transport=httpx.MockTransport(self.wire)),
            repeat=self.repeat,
            clock=StillAsyncClock(self.line),
            budget=self.budget,
        )

    def tasks(self) -> Tasks[Clip, Video]:
        return Tasks(self.studio(), self.endpoint)

    def awaiting(self) -> AsyncTasks[Clip, Video]:
        return AsyncTasks(self.async_studio(), self.endpoint)

    def client(self) -> Client | AsyncClient:
        return self.tasks().client if self.mode == "sync" else self.awaiting().client

    def do(
        self, block: Callable[[Tasks[Clip, Video]], T], awaited: Callable[[AsyncTasks[Clip, Video]], Awaitable[T]]
    ) -> T:
        async def main() -> T:
            return await awaited(self.awaiting())

        return block(self.tasks()) if self.mode == "sync" else asyncio.run(main())

    def call(self, endpoint: CallEndpoint[Q, R], request: Q | None = None) -> R:
        async def main() -> R:
            return await AsyncCalls(self.async_studio(), endpoint).call(request)

        return Calls(self.studio(), endpoint).call(request) if self.mode == "sync" else asyncio.run(main())

    def pages(self, endpoint: CallEndpoint[Q, R], request: Q | None = None) -> list[R]:
        async def main() -> list[R]:
            return [page async for page in AsyncCalls(self.async_studio(), endpoint).pages(request)]

        return list(Calls(self.studio(), endpoint).pages(request)) if self.mode == "sync" else asyncio.run(main())

    def submit(self, request: Clip) -> Ticket:
        return self.do(lambda tasks: tasks.submit(request), lambda tasks: tasks.submit(request))

    def wait(
        self, ticket: Ticket, *, deadline: float = 900.0, every: float | None = None, progress: Progress | None = None
    ) -> Video:
        return self.do(
            lambda tasks: tasks.wait(ticket, deadline=deadline, every=every, progress=progress),
            lambda tasks: tasks.wait(ticket, deadline=deadline, every=every, progress=progress),
        )

    def run(self, request: Clip, *, deadline: float = 900.0, keep: Callable[[Ticket], None] | None = None) -> Video:
        return self.do(
            lambda tasks: tasks.run(request, deadline=deadline, keep=keep),
            lambda tasks: tasks.run(request, deadline=deadline, keep=keep),
        )

    def poll(self, ticket: Ticket) -> TaskStatus:
        return self.do(lambda tasks: tasks.poll(ticket), lambda tasks: tasks.poll(ticket))

    def cancel(self, ticket: Ticket) -> None:
        self.do(lambda tasks: tasks.cancel(ticket), lambda tasks: tasks.cancel(ticket))

    def list(
        self,
        *,
        model: str | None = None,
        status: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        page: int | None = None,
        size: int | None = None,
    ) -> TaskPage:
        return self.do(
            lambda tasks: tasks.list(model=model, status=status, since=since, until=until, page=page, size=size),
            lambda tasks: tasks.list(model=model, status=status, since=since, until=until, page=page, size=size),
        )


def over_sockets(
    mode: str, url: str, endpoint: CallEndpoint[Q, R], request: Q | None = None, *, timeout: float = 5.0
) -> R:
    """Make a plain call at a real server; rests between repeats take no time."""
    if mode == "sync":
        with Studio(key=KEY, base_url=url, timeout=timeout, clock=StillClock(Timeline())) as studio:
            return Calls(studio, endpoint).call(request)

    async def main() -> R:
        async with AsyncStudio(key=KEY, base_url=url, timeout=timeout, clock=StillAsyncClock(Timeline())) as studio:
            return await AsyncCalls(studio, endpoint).call(request)

    return asyncio.run(main())


CREATED = Say({"request": "r-1", "data": {"id": "t-1"}})
QUEUED = Say({"data": {"status": "QUEUED"}})
BUSY = Say({"data": {"status": "BUSY"}})
DONE = Say({"data": {"status": "DONE", "url": "https://cdn.acme.test/1.mp4"}})
VIDEO = Video("https://cdn.acme.test/1.mp4")


def refusal(status: int, code: object = "", message: str = "", *, headers: Mapping[str, str] | None = None) -> Say:
    return Say({"code": code, "message": message, "request": "r-9"}, status, headers or {})
