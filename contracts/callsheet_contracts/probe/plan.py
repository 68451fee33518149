"""What is asked of a server about one endpoint: which calls show its duties, and which are sent. Sends nothing."""

import copy
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast

from callsheet.model.endpoint import CallEndpoint, Endpoint, Provider, TaskEndpoint
from callsheet.model.request import Choice, List, Number, Text, Url, Whole
from callsheet_contracts.conformance.law import Law
from callsheet_contracts.conformance.rules import region
from callsheet_contracts.conformance.shapes import at
from callsheet_contracts.obligations import Duty, Obligation, Obligations, Verdict, obligations
from callsheet_contracts.probe.address import Address
from callsheet_contracts.probe.casebook import Casebook, Fact, stated
from callsheet_contracts.probe.cases import Case, Expected, Outcome, State
from callsheet_contracts.probe.choosing import expected, typical
from callsheet_contracts.probe.hosts import CannotProbe
from callsheet_contracts.probe.packing import packed
from callsheet_contracts.probe.showing import plainly
from callsheet_contracts.simulator.answers import Body, put
from callsheet_contracts.simulator.checks import Asked, call_of
from callsheet_contracts.wires import Wire, wire_of

PLAINEST: Final = "the plainest request"
FINE: Final = "what the spec has nothing against, the provider takes"
WHAT: Final[Mapping[type[object], str]] = {
    Choice: "values",
    Whole: "range",
    Number: "range",
    Text: "length",
    List: "count",
    Url: "form",
}
"""What the bounds of a field are called, by its kind."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Cases that one call shows together, and each by a call of its own where that one fails."""

    together: Case
    alone: tuple[Case, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that is asked about one endpoint."""

    book: Casebook
    provider: Provider
    endpoint: Asked
    life: TaskEndpoint | None
    """Whose tasks are watched; `None` where the endpoint has to do with none."""
    plainest: Case
    """What has to be accepted before anything else can be judged."""
    guards: tuple[Case, ...]
    """The plainest request without its key, or without a header that it needs."""
    bundles: tuple[Bundle, ...]
    singles: tuple[Case, ...]
    left: tuple[Outcome, ...]
    """What is not sent, each with the reason."""
    may_cost: bool
    """Whether what is accepted may be billed."""
    mixed: Callable[[Case, object], Case | None]
    """Puts the value that a case is about into another request; `None` where that would not be right."""

    def cases(self) -> Iterator[Case]:
        """List all cases that are known before anything is sent, also those that are left."""
        yield from (self.plainest, *self.guards)
        for bundle in self.bundles:
            yield from (bundle.together, *bundle.alone)
        yield from self.singles
        yield from (one.case for one in self.left)

    def sent(self) -> Iterator[Case]:
        """List the cases that are sent when the plainest one was accepted, each duty once."""
        yield from self.guards
        for bundle in self.bundles:
            yield from bundle.alone
        yield from self.singles

    def documents(self) -> Iterator[object]:
        """List the documents of all requests that may be sent."""
        yield self.plainest.document
        for bundle in self.bundles:
            yield bundle.together.document
        yield from (one.document for one in self.singles)


def plan(
    provider: Provider,
    endpoint: Endpoint,
    law: Law,
    *,
    near: Iterable[Endpoint] = (),
    exhaustive: bool = False,
    knows_key: bool = False,
) -> Plan:
    """Plan what to ask of a server about an endpoint.

    Usually one call shows as many duties as go together, and of variations of one duty the plainest is sent;
    exhaustively, each duty has a call of its own. What is legal in endpoints that are `near` is tried, too.

    Raises:
        CannotProbe: the endpoint is not called, but calls; or it is known of no request that it is right.

    """
    if not isinstance(endpoint, TaskEndpoint | CallEndpoint):
        raise CannotProbe(f"{endpoint.name} is what the provider sends to you: there is no server to ask about it")
    return _Planner(provider, endpoint, law).plan(near, exhaustive=exhaustive, knows_key=knows_key)


class _Planner:
    def __init__(self, provider: Provider, endpoint: Asked, law: Law) -> None:
        self.provider, self.endpoint = provider, endpoint
        self.requests = law.requests(endpoint)
        self.address = Address(provider, endpoint, law)
        self.book = Casebook(f"{provider.name}/{endpoint.name}")

    def plan(self, near: Iterable[Endpoint], *, exhaustive: bool, knows_key: bool) -> Plan:
        every = obligations(self.endpoint, near=[one for one in near if one.KIND != "webhook"])
        first = self.address.life or self.endpoint
        plainest = self._plainest(first, every)
        assert plainest.wire is not None, "the plainest request is one that can be sent"
        duties = plainly(every, self.address)
        sent, left = self._sorted(duties, exhaustive=exhaustive)
        bundles = () if exhaustive else tuple(self._bundles(sent))
        bundled = {one.id for bundle in bundles for one in bundle.alone}
        guards = self.book.guards(
            "a request",
            call_of(first),
            self.provider.key,
            plainest.wire,
            knows_key=knows_key,
            document=plainest.document,
        )
        return Plan(
            book=self.book,
            provider=self.provider,
            endpoint=self.endpoint,
            life=self.address.life,
            plainest=plainest,
            guards=tuple(guards),
            bundles=bundles,
            singles=tuple(case for _, case in sent.values() if case.id not in bundled),
            left=(*left, *self._unreachable(duties)),
            may_cost=isinstance(first, TaskEndpoint) or first.call.costs,
            mixed=self._mixed,
        )

    def _plainest(self, first: Asked, duties: Obligations) -> Case:
        """Take the first request of the spec that is right; for a call about tasks, one that creates a task."""
        address = self.address if first is self.endpoint else Address(self.provider, first, self.address.law)
        made = (one.kept for one in duties if one.verdict is Verdict.ACCEPTED and first is self.endpoint)
        document = next((one for several in (address.shown(), made) for one in several), None)
        if document is None:
            raise CannotProbe(f"{self.book.endpoint}: of no request is it known that the provider takes it")
        fact, wire = stated(FINE, address.call.cites), wire_of(address.call, document)
        return self.book.make(PLAINEST, "accepted", Expected.ACCEPTED, fact, wire=wire, document=document)

    def _sorted(
        self, duties: Obligations, *, exhaustive: bool
    ) -> tuple[dict[str, tuple[Obligation, Case]], list[Outcome]]:
        """Sort duties into what is sent, by its label, and what is left."""
        wires = {one.label: self.address.wire(one) for one in duties}
        sendable = [one for one in duties if isinstance(wires[one.label], Wire)]
        chosen = {one.label for one in (sendable if exhaustive else typical(sendable))}
        sent: dict[str, tuple[Obligation, Case]] = {}
        left: list[Outcome] = []
        for one in duties:
            wire = wires[one.label]
            case = self._case(one, wire if isinstance(wire, Wire) else None)
            if isinstance(wire, str):
                left.append(Outcome(case=case, state=State.UNJUDGED, came=wire))
            elif one.label in chosen:
                sent[one.label] = one, case
            else:
                reason = "not sent: a variation of what is; --exhaustive sends it, too"
                left.append(Outcome(case=case, state=State.LEFT, came=reason))
        return sent, left

    def _unreachable(self, duties: Obligations) -> Iterator[Outcome]:
        for gone in duties.unreachable:
            fact = self._fact(gone.constraint)
            case = self.book.make(gone.label, gone.constraint, Expected.EITHER, fact, place=gone.place)
            yield Outcome(case=case, state=State.UNJUDGED, came=f"no request shows it alone: it {gone.reason}")

    def _bundles(self, sent: dict[str, tuple[Obligation, Case]]) -> Iterator[Bundle]:
        right = [one for one, _ in sent.values() if one.verdict is Verdict.ACCEPTED]
        for pack in packed(self.endpoint, right, self.address.is_fine):
            alone = tuple(sent[one.label][1] for one in pack.shows)
            if len(alone) == 1:
                yield Bundle(alone[0], alone)
                continue
            label = f"together: {'; '.join(one.label for one in alone)}"
            fact, wire = Fact(FINE, region(self.endpoint)), wire_of(self.address.call, pack.document)
            together = self.book.make(label, "accepted", Expected.ACCEPTED, fact, wire=wire, document=pack.document)
            yield Bundle(together, alone)

    def _mixed(self, case: Case, document: object) -> Case | None:
        keys = tuple(key for key in case.place.split("/") if key)
        if not isinstance(document, dict) or keys not in {one.at for one in self.endpoint.parameters}:
            return None
        body = copy.deepcopy(cast("Body", document))
        put(body, keys, at(case.document, keys))
        if not self.address.is_fine(body):
            return None
        label = f"{case.label}, in another request: {json.dumps(body)}"
        fact, wire = Fact(case.words, case.spec, case.cite), wire_of(self.address.call, body)
        return self.book.make(label, case.constraint, Expected.ACCEPTED, fact, wire=wire, document=body)

    def _case(self, one: Obligation, wire: Wire | None) -> Case:
        constraint = self._constraint(one)
        fact = self._fact(constraint)
        return self.book.make(one.label, constraint, expected(one), fact, wire=wire, document=one.kept, place=one.place)

    def _constraint(self, one: Obligation) -> str:
        """Name what is shown: of a value that a rule says a word about, and that is taken all the same, its field's."""
        of_rule = one.verdict is Verdict.WARNED and one.duty in {Duty.ENUM_VALUE, Duty.BOUND, Duty.NEIGHBOUR}
        fields = self.endpoint.fields()
        if not of_rule or one.constraint.startswith(f"{one.about}.") or one.about not in fields:
            return one.constraint
        return f"{one.about}.{WHAT.get(type(fields[one.about].kind), 'type')}"

    def _fact(self, constraint: str) -> Fact:
        found = self.requests.fact(constraint)
        return Fact(found.words, found.spec, found.cite)
