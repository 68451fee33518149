"""All that recordings are held to, made ready once and as it is needed. Knows no recording."""

from collections.abc import Iterable
from typing import Final

from callsheet.model.endpoint import Catalog, Endpoint, Provider, TaskEndpoint
from callsheet.model.protocol import Machine
from callsheet_contracts.conformance.answers import Envelope
from callsheet_contracts.conformance.findings import Kind
from callsheet_contracts.conformance.lives import Course
from callsheet_contracts.conformance.routes import Routes
from callsheet_contracts.conformance.rules import Requests
from callsheet_contracts.conformance.shapes import Known, Shape, at, shape_of
from callsheet_contracts.simulator.answers import has_numbers
from callsheet_contracts.simulator.checks import Asked, Line

MOST_KEPT: Final = 1_000


class Law:
    """What a catalog says, by what is asked of it. Its parts are told apart by identity: they are made once."""

    def __init__(self, catalog: Catalog) -> None:
        self.routes = Routes(catalog)
        self._requests: dict[int, Requests] = {}
        self._shapes: dict[tuple[int, Kind], Shape] = {}
        self._shared: dict[int, Shape] = {}
        self._envelopes: dict[int, Envelope] = {}
        self._courses: dict[int, Course] = {}
        self._numbers: dict[int, bool] = {}
        self._labels: dict[int, str] = {}
        self._takers: dict[int, Takers] = {}

    def label(self, provider: Provider, endpoint: Endpoint) -> str:
        """Name an endpoint with its provider."""
        found = self._labels.get(id(endpoint))
        if found is None:
            found = self._labels[id(endpoint)] = f"{provider.name}/{endpoint.name}"
        return found

    def requests(self, endpoint: Endpoint) -> Requests:
        """Find the judge of an endpoint's requests."""
        found = self._requests.get(id(endpoint))
        if found is None:
            found = self._requests[id(endpoint)] = Requests(endpoint)
        return found

    def takers(self, line: Line, written: object) -> tuple[Asked, ...]:
        """List the endpoints that a request may be for: those with its model, all where none has it."""
        found = self._takers.get(id(line))
        if found is None:
            found = self._takers[id(line)] = Takers(line, tuple(map(self.requests, line.endpoints)))
        return found.of(written)

    def shape(self, endpoint: Endpoint, kind: Kind) -> Shape:
        """Find what answers of an endpoint to one kind of call may hold."""
        found = self._shapes.get((id(endpoint), kind))
        if found is None:
            found = self._shapes[id(endpoint), kind] = shape_of(endpoint, kind)
        return found

    def shared(self, line: Line) -> Shape:
        """Find what answers to a call may hold, whichever of its endpoints it is about."""
        found = self._shared.get(id(line))
        if found is None:
            found = self._shared[id(line)] = _common([self.shape(one, line.kind) for one in line.endpoints])
        return found

    def envelope(self, endpoint: Asked) -> Envelope:
        """Find how answers say how it went."""
        found = self._envelopes.get(id(endpoint.errors))
        if found is None:
            found = self._envelopes[id(endpoint.errors)] = Envelope(endpoint.errors)
        return found

    def course(self, machine: Machine) -> Course:
        """Find what may follow what."""
        found = self._courses.get(id(machine))
        if found is None:
            found = self._courses[id(machine)] = Course(machine)
        return found

    def has_numbers(self, endpoint: TaskEndpoint) -> bool:
        """Tell whether ids of tasks are numbers."""
        found = self._numbers.get(id(endpoint))
        if found is None:
            found = self._numbers[id(endpoint)] = has_numbers(endpoint)
        return found


class Takers:
    """The endpoints that share a call, by what requests name as their model."""

    def __init__(self, line: Line, requests: tuple[Requests, ...]) -> None:
        self._both = tuple(zip(line.endpoints, requests, strict=True))
        self._places = tuple(dict.fromkeys(one.model_at for one in requests if one.model_at is not None))
        self._found: dict[tuple[str | None, ...], tuple[Asked, ...]] = {}

    def of(self, written: object) -> tuple[Asked, ...]:
        """List those that a request may be for. What is named decides, so the same name is looked up once."""
        named = tuple(value if isinstance(value := at(written, place), str) else None for place in self._places)
        found = self._found.get(named)
        if found is None:
            takers = tuple(endpoint for endpoint, one in self._both if one.takes(written))
            found = takers or tuple(endpoint for endpoint, _ in self._both)
            if len(self._found) < MOST_KEPT:
                self._found[named] = found
        return found


def _common(several: list[Shape]) -> Shape:
    """Make a shape of the fields that all have, and of the keys that any has."""
    known: Known = {}
    for one in several:
        _join(known, one.known)
    had = [{(test.at, test.field.type) for test in one.fields} for one in several]
    fields = tuple(one for one in several[0].fields if all((one.at, one.field.type) in others for others in had))
    return Shape(fields, known, _all(one.shown for one in several))


def _all(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset(one for some in sets for one in some)


def _join(known: Known, other: Known) -> None:
    for key, inner in other.items():
        _join(known.setdefault(key, {}), inner)
