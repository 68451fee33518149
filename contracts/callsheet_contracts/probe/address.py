"""One endpoint at its address: what it is asked by, what arrives of a request, and who else takes it. Sends nothing."""

from collections.abc import Iterator

from callsheet.model.endpoint import Provider, TaskEndpoint
from callsheet.model.protocol import Call
from callsheet_contracts.conformance.law import Law
from callsheet_contracts.obligations import Obligation, Verdict
from callsheet_contracts.paths import place
from callsheet_contracts.simulator.checks import Asked, Line, call_of, lines
from callsheet_contracts.wires import CannotSendError, Wire, has_outside, read_back, wire_of

Said = frozenset[tuple[str, str]]
"""What the spec says against a request: rules, each with its level."""


class Address:
    """An endpoint, and all that shares its method and path."""

    def __init__(self, provider: Provider, endpoint: Asked, law: Law) -> None:
        self.provider, self.endpoint, self.law = provider, endpoint, law
        self.call = call_of(endpoint)
        self.line = _line(provider, self.call)
        self.asks_of_tasks = self.line.kind == "poll"
        """Whether it is the same call as a poll: then there has to be a task to ask for."""
        self._requests = law.requests(endpoint)
        self._outside = has_outside(endpoint)
        self._others = [one for one in self.line.endpoints if one is not endpoint and not self.asks_of_tasks]

    @property
    def life(self) -> TaskEndpoint | None:
        """Whose tasks it is about; `None` where it has to do with none."""
        if self.asks_of_tasks:
            return self.line.tasks[0]
        return self.endpoint if isinstance(self.endpoint, TaskEndpoint) else None

    def shown(self) -> Iterator[object]:
        """List the requests of the spec that are right."""
        return (one.body for one in self.endpoint.requests if not one.breaks and not self.said(one.body))

    def said(self, document: object) -> Said:
        """Tell what the spec says against a request."""
        return frozenset((one.rule, one.level) for one in self._requests.judge(document))

    def is_fine(self, document: object) -> bool:
        """Tell whether a request is right, and right for nobody else."""
        return not self._requests.judge(document) and not self.taker(document)

    def taker(self, document: object) -> str:
        """Name another endpoint at the address that has nothing against a request; empty where there is none."""
        for other in self._others:
            requests = self.law.requests(other)
            if requests.takes(document) and all(one.level != "error" for one in requests.judge(document)):
                return f"{self.provider.name}/{other.name}"
        return ""

    def wire(self, one: Obligation) -> Wire | str:
        """Put the request of a duty on the wire, or say why it shows nothing there."""
        try:
            wire = wire_of(self.call, one.kept)
            document = read_back(self.endpoint, self.call, wire) if self._outside else one.kept
        except CannotSendError as error:
            return f"cannot be sent: {error}"
        if self._outside and self.said(document) != self.said(one.kept):
            return "cannot be sent: what arrives says something else"
        taker = self.taker(document) if one.verdict is Verdict.REFUSED else ""
        return f"is right for {taker}, which has the same address" if taker else wire


def _line(provider: Provider, call: Call) -> Line:
    return next(one for one in lines(provider) if place(one.call) == place(call))
