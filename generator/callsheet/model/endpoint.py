"""Endpoints, providers, the catalog: the whole of what specs mean. Knows no document."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from callsheet.model.protocol import Key, Moment, Path, Protocol, Server
from callsheet.model.request import Parameter, Rule
from callsheet.model.source import Cite, Source
from callsheet.span import Span


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
    by: tuple[PriceAxis, ...]
    rates: tuple[tuple[tuple[str, ...], Decimal], ...]
    servers: tuple[str, ...]
    cites: tuple[Cite, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one may ask at once."""

    submit: float | None
    running: int | None
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
class Endpoint:
    """One kind of task that a provider offers."""

    name: str
    doc: str
    file: str
    servers: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    rules: tuple[Rule, ...]
    protocol: Protocol
    result: tuple[ResultField, ...]
    prices: tuple[Price, ...]
    limits: Limits | None
    retention: Retention | None
    doubts: tuple[Doubt, ...]
    requests: tuple[RequestExample, ...]
    answers: tuple[AnswerExample, ...]
    span: Span

    def parameter(self, name: str) -> Parameter:
        """Find a parameter by its name.

        Raises:
            KeyError: there is none; a resolved rule never names one that is not there.

        """
        for one in self.parameters:
            if one.name == name:
                return one
        raise KeyError(name)

    @property
    def sections(self) -> tuple[tuple[str, ...], ...]:
        """List the objects that parameters stand in, outermost first, the body itself left out."""
        prefixes = (one.at[:depth] for one in self.parameters for depth in range(1, len(one.at)))
        return tuple(sorted(dict.fromkeys(prefixes), key=len))

    @property
    def model(self) -> Parameter | None:
        """The parameter that names the model, where there is one."""
        return next((one for one in self.parameters if one.name == "model"), None)

    def cites(self) -> Iterator[Cite]:
        """List every cite of the endpoint, shared ones included."""
        for parts in (self.parameters, self.rules, self.result, self.prices, self.requests, self.answers):
            for part in parts:
                yield from part.cites
        for doubt in self.doubts:
            yield from doubt.readings
        for single in (self.limits, self.retention):
            yield from single.cites if single else ()
        yield from self.protocol.cites

    def sources(self) -> tuple[Source, ...]:
        """List the pages it was read from, most cited first."""
        counts: dict[str, int] = {}
        pages: dict[str, Source] = {}
        for cite in self.cites():
            pages[cite.source.key] = cite.source
            counts[cite.source.key] = counts.get(cite.source.key, 0) + 1
        return tuple(pages[key] for key in sorted(pages, key=lambda key: (-counts[key], key)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A provider and what it offers."""

    name: str
    title: str
    client: str
    doc: str
    servers: tuple[Server, ...]
    key: Key
    sources: tuple[Source, ...]
    endpoints: tuple[Endpoint, ...]
    span: Span


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
