"""What one exchange of a recording is and shows, as values for whoever listens. Knows no judgement of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from callsheet.model.endpoint import Provider
from callsheet.model.judge import Finding as Broken
from callsheet.model.protocol import Header, Machine, Path
from callsheet_contracts.conformance.answers import Body, Said
from callsheet_contracts.conformance.findings import Kind
from callsheet_contracts.conformance.lives import Life
from callsheet_contracts.conformance.routes import Call, Route
from callsheet_contracts.conformance.shapes import Shape
from callsheet_contracts.recordings import Exchange
from callsheet_contracts.simulator.checks import Asked, Line, Sent


@dataclass(frozen=True, slots=True)
class Stranger:
    """A call that is none of those that pages name."""

    exchange: Exchange
    call: Call


@dataclass(slots=True)
class Sighting:
    """A state of a task, as one answer tells it. Not to be changed once it is told."""

    life: Life
    machine: Machine
    path: Path
    """Where in the answer it stands."""
    value: object
    before: str
    """The state that was seen before it; empty where it is the first."""
    now: str
    """The state as a word, also where no page has it."""


@dataclass(slots=True, kw_only=True)
class Observation:
    """One call, known for what it is. Not to be changed once it is told."""

    exchange: Exchange
    provider: Provider
    route: Route
    said: Said | None
    """`None` where no answer came."""
    endpoint: Asked
    """Whose call it is; where several share it and nobody can tell, the first of them."""
    certain: bool
    """Whether it is plainly that endpoint's."""
    label: str
    """`provider/endpoint`; the provider alone where it is not certain."""
    shape: Shape
    """What the answer may hold."""
    values: Mapping[str, str]
    """What stands in the holes of the path."""
    document: object = None
    """The request as rules see it; `None` where rules say nothing of such calls, or it is no JSON."""
    broken: tuple[Broken, ...] = ()
    """What the spec speaks against in it."""
    takers: tuple[Asked, ...] = ()
    """The endpoints that it may be for, by what it names as its model; the one that fits best among them."""
    sent: Sent | None = None
    """What came with the call, where rules speak of such calls."""
    written: object = None
    """The body that was sent."""
    life: Life | None = None
    """The task that it is about or that it created."""
    twin: Life | None = None
    """The task that has had the same id before."""
    told: str | None = None
    """The id of a task that the answer speaks of; `None` where it names none."""
    sightings: tuple[Sighting, ...] = ()
    lacking: tuple[Header, ...] = ()
    """Headers that should be there, and are not."""
    unwanted: tuple[str, ...] = ()
    """Headers that should not be there, and are."""

    @property
    def line(self) -> Line:
        """The call, as the spec has it."""
        return self.route.line

    @property
    def kind(self) -> Kind:
        """What the call is for."""
        return self.route.line.kind

    @property
    def good(self) -> bool:
        """Whether the call went well, and the answer says so as pages do."""
        said = self.said
        return said is not None and said.accepted and said.body is not None and not said.wrong

    @property
    def refused(self) -> bool:
        """Whether the provider says that the request is wrong, or names no model; and no header gives cause to."""
        said = self.said
        return (
            said is not None
            and not said.accepted
            and not said.wrong
            and not self.lacking
            and not self.unwanted
            and said.says_invalid
        )

    @property
    def body(self) -> Body:
        """The answer; empty where there is none to read."""
        return self.said.body if self.said is not None and self.said.body is not None else Body()


Observed = Observation | Stranger
