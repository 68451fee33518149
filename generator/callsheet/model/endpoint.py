"""Endpoints, providers, the catalog: the whole of what specs mean. Knows no document."""

import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Final

from callsheet.model.protocol import ErrorTable, Event, Key, Moment, Path, PlainCall, Protocol, Secrets, Server
from callsheet.model.request import Parameter, Shape
from callsheet.model.source import Cite, Source
from callsheet.span import Span


class _Cited(typing.Protocol):
    """Whatever was read somewhere."""

    @property
    def cites(self) -> tuple[Cite, ...]:
        """Where it was read."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultField:
    """One field of the answer about a task."""

    name: str
    at: Path
    type: str
    required: bool
    during: tuple[str, ...]
    """States whose answers have it."""
    moment: Moment | None
    holds: str | None
    repeats: str | None
    """The parameter or `parameter.facet` whose value it shows."""
    strips: str
    example: object
    doc: str
    cites: tuple[Cite, ...]
    span: Span
    billed: str = ""
    """What it counts that was charged: a unit, or a currency; empty where it is nothing of the kind."""
    item: "tuple[ResultField, ...] | str" = ()
    """Of a list: the fields of one item, or the type of a plain one."""


@dataclass(frozen=True, slots=True)
class PriceAxis:
    """A parameter that a price depends on, or one facet of it."""

    parameter: Parameter
    facet: str | None

    def __str__(self) -> str:
        return f"{self.parameter.name}.{self.facet}" if self.facet else self.parameter.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """A price list."""

    name: str
    currency: str
    per: str
    of: Parameter | None
    """What counts the units: a parameter, or a measure of one."""
    step: int | None
    """Units are counted in started steps of so many."""
    afterwards: bool
    """Whether only the finished task tells how many units it took."""
    unless: tuple[Parameter, ...]
    """Parameters that change the price."""
    by: tuple[PriceAxis, ...]
    rates: tuple[tuple[tuple[str, ...], Decimal], ...]
    servers: tuple[str, ...]
    cites: tuple[Cite, ...]
    span: Span


CAPABILITIES: Final = ("duration", "resolution", "ratio", "audio", "image", "video")
"""What people look for: how long and large a video is, of what shape, with sound; and what it is made of."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A field of a request that asks for something, or one facet of its values."""

    parameter: Parameter
    pointer: str
    """JSON pointer; `*` stands for the place of any item of a list."""
    facet: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Capability:
    """How one of `CAPABILITIES` is asked for."""

    name: str
    by: tuple[Asking, ...]
    """Any of these asks for it; none, if it is always there, or never."""
    holds: tuple[str, ...]
    """The values with which it does; any, if there are none."""
    always: str | None
    none: str | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one may ask at once."""

    submit: float | None
    running: int | None
    plans: tuple[tuple[str, int], ...]
    """Tasks at work at once, by the account's plan."""
    doc: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long the provider remembers, in seconds; `None`: no end is known."""

    task: float | None
    media: float | None
    doc: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Pages that contradict each other. Every reading stays legal."""

    name: str
    about: str
    doc: str
    readings: tuple[Cite, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestExample:
    """A request and the rules it breaks."""

    name: str
    doc: str
    body: object
    breaks: tuple[str, ...]
    cites: tuple[Cite, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerExample:
    """An answer, the call it answers, and what is read from it."""

    name: str
    doc: str
    to: str
    http: int
    body: object
    reads: Mapping[str, object]
    cites: tuple[Cite, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint(Shape):
    """What endpoints of every kind have: what is sent, what comes back, what it costs."""

    KIND: ClassVar[str]
    name: str
    doc: str
    file: str
    servers: tuple[str, ...]
    result: tuple[ResultField, ...]
    prices: tuple[Price, ...]
    capabilities: tuple[Capability, ...]
    limits: Limits | None
    retention: Retention | None
    doubts: tuple[Doubt, ...]
    requests: tuple[RequestExample, ...]
    answers: tuple[AnswerExample, ...]
    span: Span
    tables: tuple[Cite, ...] = ()
    """Where its part of a page with tables begins."""

    @property
    def model(self) -> Parameter | None:
        """The parameter that names the model, where there is one."""
        return next((one for one in self.parameters if one.name == "model"), None)

    @property
    def spoken(self) -> tuple[Cite, ...]:
        """The cites of how it is spoken to."""
        raise NotImplementedError

    def cites(self) -> Iterator[Cite]:
        """List every cite of the endpoint, shared ones included."""
        sent: tuple[_Cited, ...] = (*self.every_parameter(), *self.every_rule())
        come: tuple[_Cited, ...] = (*self.result, *self.prices, *self.requests, *self.answers)
        for part in (*sent, *come):
            yield from part.cites
        for doubt in self.doubts:
            yield from doubt.readings
        for single in (self.limits, self.retention):
            yield from single.cites if single else ()
        yield from self.tables
        yield from self.spoken

    def sources(self) -> tuple[Source, ...]:
        """List the pages it was read from, most cited first."""
        counts: dict[str, int] = {}
        pages: dict[str, Source] = {}
        for cite in self.cites():
            pages[cite.source.key] = cite.source
            counts[cite.source.key] = counts.get(cite.source.key, 0) + 1
        return tuple(pages[key] for key in sorted(pages, key=lambda key: (-counts[key], key)))


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEndpoint(Endpoint):
    """Creates a task, which is asked for until it ends."""

    KIND: ClassVar[str] = "task"
    protocol: Protocol

    @property
    def errors(self) -> ErrorTable:
        """How the provider says no."""
        return self.protocol.errors

    @property
    def spoken(self) -> tuple[Cite, ...]:
        """The cites of the conversation."""
        return self.protocol.cites


@dataclass(frozen=True, slots=True, kw_only=True)
class CallEndpoint(Endpoint):
    """One call, and its answer."""

    KIND: ClassVar[str] = "call"
    call: PlainCall
    errors: ErrorTable

    @property
    def spoken(self) -> tuple[Cite, ...]:
        """The cites of the call, and of what it may be refused with."""
        return *self.call.cites, *self.errors.cites


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookEndpoint(Endpoint):
    """What the provider sends by itself."""

    KIND: ClassVar[str] = "webhook"
    event: Event

    @property
    def spoken(self) -> tuple[Cite, ...]:
        """The cites of how it is sent and signed."""
        return self.event.cites


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A finding of lint that is right and stands all the same, in the file that says so."""

    code: str
    about: str
    """What the finding is about, by its name."""
    reason: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A provider and what it offers."""

    name: str
    title: str
    client: str
    doc: str
    servers: tuple[Server, ...]
    key: Key
    secrets: Secrets
    sources: tuple[Source, ...]
    endpoints: tuple[Endpoint, ...]
    waivers: tuple[Waiver, ...]
    span: Span

    @property
    def tasks(self) -> tuple[TaskEndpoint, ...]:
        """The endpoints that create tasks."""
        return tuple(one for one in self.endpoints if isinstance(one, TaskEndpoint))

    @property
    def calls(self) -> tuple[CallEndpoint, ...]:
        """The endpoints that are one call."""
        return tuple(one for one in self.endpoints if isinstance(one, CallEndpoint))

    @property
    def webhooks(self) -> tuple[WebhookEndpoint, ...]:
        """What the provider sends by itself."""
        return tuple(one for one in self.endpoints if isinstance(one, WebhookEndpoint))


@dataclass(frozen=True, slots=True)
class Catalog:
    """All that was compiled."""

    providers: tuple[Provider, ...]

    def __iter__(self) -> Iterator[tuple[Provider, Endpoint]]:
        for provider in self.providers:
            for endpoint in provider.endpoints:
                yield provider, endpoint

    def find(self, name: str) -> tuple[Provider, Endpoint] | None:
        """Find an endpoint by `provider/endpoint`."""
        return next(((one, two) for one, two in self if f"{one.name}/{two.name}" == name), None)
