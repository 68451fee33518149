"""What is asked of a server about one endpoint: which calls show its duties, and which are sent. Sends nothing."""

import copy
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, cast

from callsheet.model.endpoint import CallEndpoint, Endpoint, Provider, TaskEndpoint
from callsheet.model.judge import UNDOCUMENTED
from callsheet.model.protocol import Call
from callsheet.model.request import Choice, Kind, List, Number, Text, Url, Whole
from callsheet_contracts.conformance.law import Law
from callsheet_contracts.conformance.rules import Requests, region
from callsheet_contracts.conformance.shapes import at
from callsheet_contracts.obligations import Duty, Obligation, Obligations, Verdict, obligations
from callsheet_contracts.probe.casebook import Casebook, Fact, stated
from callsheet_contracts.probe.cases import Case, Expected, Outcome, State
from callsheet_contracts.probe.hosts import CannotProbe
from callsheet_contracts.probe.packing import moved, packed
from callsheet_contracts.probe.wires import CannotSendError, Wire, has_outside, read_back, wire_of
from callsheet_contracts.simulator.answers import Body, put
from callsheet_contracts.simulator.checks import HOLE, Asked, Line, lines

PLAINEST: Final = "the plainest request"
FINE: Final = "what the spec has nothing against, the provider takes"
WHAT: Final = {Choice: "values", Whole: "range", Number: "range", Text: "length", List: "count", Url: "form"}
"""What the bounds of a field are called, by its kind."""
BODIES: Final = 12
"""Of so many right requests, one is sought in which a wrong value is all that is wrong."""
CONFUSED: Final[tuple[object, ...]] = ("5", 7, True, "x", [], {}, 1.5, None)
"""Values of a wrong type, those first that are taken for right ones most easily."""


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
        self.provider, self.endpoint, self.law = provider, endpoint, law
        self.book = Casebook(f"{provider.name}/{endpoint.name}")
        self.call = endpoint.protocol.submit if isinstance(endpoint, TaskEndpoint) else endpoint.call
        self.line = line_of(provider, endpoint)
        self.asks_of_tasks = self.line.kind == "poll"
        self.outside = has_outside(endpoint)
        self._judges: dict[tuple[str, str], Requests] = {}
        self.ruled = {name for rule in endpoint.rules for one in rule.demands for name in rule.fields(one)}

    def plan(self, near: Iterable[Endpoint], *, exhaustive: bool, knows_key: bool) -> Plan:
        duties = obligations(self.endpoint, near=[one for one in near if one.KIND != "webhook"])
        plainest = self._plainest(duties)
        others = [*self._shown(), *(one.kept for one in duties if one.verdict is Verdict.ACCEPTED)][:BODIES]
        duties = replace(duties, made=tuple(self._unmasked(self._own(one), others) for one in duties))
        wires = {one.label: self._wire(one) for one in duties}
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
        for gone in duties.unreachable:
            fact = self._fact(gone.constraint)
            case = self.book.make(gone.label, gone.constraint, Expected.EITHER, fact, place=gone.place)
            left.append(Outcome(case=case, state=State.UNJUDGED, came=f"no request shows it alone: it {gone.reason}"))
        bundles = () if exhaustive else tuple(self._bundles(sent))
        bundled = {one.id for bundle in bundles for one in bundle.alone}
        guards: Iterable[Case] = ()
        if plainest.wire is not None:
            key, document = self.provider.key, plainest.document
            guards = self.book.guards(
                "a request", self.call, key, plainest.wire, knows_key=knows_key, document=document
            )
        return Plan(
            book=self.book,
            provider=self.provider,
            endpoint=self.endpoint,
            life=self._life(),
            plainest=plainest,
            guards=tuple(guards),
            mixed=self._mixed,
            bundles=bundles,
            singles=tuple(case for _, case in sent.values() if case.id not in bundled),
            left=tuple(left),
            may_cost=not isinstance(self.endpoint, CallEndpoint) or self.endpoint.call.costs or self.asks_of_tasks,
        )

    def _life(self) -> TaskEndpoint | None:
        if self.asks_of_tasks:
            return self.line.tasks[0]
        return self.endpoint if isinstance(self.endpoint, TaskEndpoint) else None

    def _plainest(self, duties: Obligations) -> Case:
        """Take the first request of the spec that is right; for a call about tasks, one that creates a task."""
        endpoint = self._life() or self.endpoint
        fine = self.law.requests(endpoint).judge
        shown = (one.body for one in endpoint.requests if not one.breaks and not fine(one.body))
        made = (one.kept for one in duties if one.verdict is Verdict.ACCEPTED and endpoint is self.endpoint)
        document = next((one for several in (shown, made) for one in several), None)
        if document is None:
            raise CannotProbe(f"{self.book.endpoint}: of no request is it known that the provider takes it")
        call = endpoint.protocol.submit if isinstance(endpoint, TaskEndpoint) else endpoint.call
        fact, wire = stated(FINE, call.cites), wire_of(call, document)
        return self.book.make(PLAINEST, "accepted", Expected.ACCEPTED, fact, wire=wire, document=document)

    def _own(self, one: Obligation) -> Obligation:
        """Show what is right by a request that no other endpoint at the address takes, where that is possible.

        A server that refuses it by mistake would take it for the other one's, and nobody would notice.
        """
        if _expected(one) is not Expected.ACCEPTED or not self._taker(one.kept):
            return one
        said = self._said(one.kept)
        bodies = (moved(self.endpoint, one, body) for body in self._shown())
        own = (body for body in bodies if self._said(body) == said and not self._taker(body))
        return replace(one, kept=next(own, one.kept))

    def _unmasked(self, one: Obligation, others: Sequence[object]) -> Obligation:
        """Show a value that is wrong by itself where no rule between fields speaks against it as well.

        A server that does not see what is wrong with the value would refuse it for the rule, and nobody would notice.
        """
        opened = self._opened(one.about, one.constraint) if one.verdict is Verdict.REFUSED else None
        if opened is None or not opened.judge(one.kept):
            return one
        said = self._said(one.kept)
        bodies = (moved(self.endpoint, one, body) for body in others)
        plain = (body for body in bodies if not opened.judge(body) and self._said(body) == said)
        return replace(one, kept=next(plain, one.kept))

    def _opened(self, name: str, constraint: str) -> Requests | None:
        """Make a judge who sees nothing wrong with whatever a field is; `None` for constraints that no rule hides."""
        kinds: dict[str, Kind] = {"range": Whole(), "values": Text(), "length": Text()}
        what = constraint.rpartition(".")[2]
        if name not in self.ruled or what not in kinds:
            return None
        if (name, what) not in self._judges:
            parameters = tuple(
                replace(one, kind=Number() if isinstance(one.kind, Number) else kinds[what])
                if one.name == name
                else one
                for one in self.endpoint.parameters
            )
            self._judges[name, what] = Requests(replace(self.endpoint, parameters=parameters))
        return self._judges[name, what]

    def _shown(self) -> Iterator[object]:
        fine = self.law.requests(self.endpoint).judge
        return (one.body for one in self.endpoint.requests if not one.breaks and not fine(one.body))

    def _said(self, document: object) -> set[tuple[str, str]]:
        return {(one.rule, one.level) for one in self.law.requests(self.endpoint).judge(document)}

    def _bundles(self, sent: dict[str, tuple[Obligation, Case]]) -> Iterator[Bundle]:
        right = [one for one, _ in sent.values() if one.verdict is Verdict.ACCEPTED]
        for pack in packed(self.endpoint, right, self._is_fine):
            alone = tuple(sent[one.label][1] for one in pack.shows)
            if len(alone) == 1:
                yield Bundle(alone[0], alone)
                continue
            label = f"together: {'; '.join(one.label for one in alone)}"
            fact, wire = Fact(FINE, region(self.endpoint)), wire_of(self.call, pack.document)
            together = self.book.make(label, "accepted", Expected.ACCEPTED, fact, wire=wire, document=pack.document)
            yield Bundle(together, alone)

    def _mixed(self, case: Case, document: object) -> Case | None:
        keys = tuple(key for key in case.place.split("/") if key)
        if not isinstance(document, dict) or keys not in {one.at for one in self.endpoint.parameters}:
            return None
        body = copy.deepcopy(cast("Body", document))
        put(body, keys, at(case.document, keys))
        if not self._is_fine(body):
            return None
        label = f"{case.label}, in another request: {json.dumps(body)}"
        fact, wire = Fact(case.words, case.spec, case.cite), wire_of(self.call, body)
        return self.book.make(label, case.constraint, Expected.ACCEPTED, fact, wire=wire, document=body)

    def _is_fine(self, document: object) -> bool:
        return not self.law.requests(self.endpoint).judge(document) and not self._taker(document)

    def _case(self, one: Obligation, wire: Wire | None) -> Case:
        constraint = self._constraint(one)
        expected, fact = _expected(one), self._fact(constraint)
        return self.book.make(one.label, constraint, expected, fact, wire=wire, document=one.kept, place=one.place)

    def _constraint(self, one: Obligation) -> str:
        """Name what is shown: of a value that a rule says a word about, and that is taken all the same, its field's."""
        of_rule = one.verdict is Verdict.WARNED and one.duty in {Duty.ENUM_VALUE, Duty.BOUND, Duty.NEIGHBOUR}
        fields = self.endpoint.fields()
        if not of_rule or one.constraint.startswith(f"{one.about}.") or one.about not in fields:
            return one.constraint
        return f"{one.about}.{WHAT.get(type(fields[one.about].kind), 'type')}"

    def _fact(self, constraint: str) -> Fact:
        found = self.law.requests(self.endpoint).fact(constraint)
        return Fact(found.words, found.spec, found.cite)

    def _wire(self, one: Obligation) -> Wire | str:
        """Put a request on the wire, or say why it shows nothing there."""
        try:
            wire = wire_of(self.call, one.kept)
            document = read_back(self.endpoint, self.call, wire) if self.outside else one.kept
        except CannotSendError as error:
            return f"cannot be sent: {error}"
        if self.outside and not self._is_same(one, document):
            return "cannot be sent: what arrives says something else"
        taker = self._taker(document) if one.verdict is Verdict.REFUSED else ""
        return f"is right for {taker}, which has the same address" if taker else wire

    def _is_same(self, one: Obligation, document: object) -> bool:
        level = "error" if one.verdict is Verdict.REFUSED else "warning"
        return self._said(document) == (
            set[tuple[str, str]]() if one.verdict is Verdict.ACCEPTED else {(one.constraint, level)}
        )

    def _taker(self, document: object) -> str:
        """Name another endpoint at the same address that has nothing against a request."""
        others = [one for one in self.line.endpoints if one is not self.endpoint and not self.asks_of_tasks]
        for other in others:
            requests = self.law.requests(other)
            if requests.takes(document) and all(two.level != "error" for two in requests.judge(document)):
                return f"{self.provider.name}/{other.name}"
        return ""


def line_of(provider: Provider, endpoint: Asked) -> Line:
    """Find the call that an endpoint is asked by; that of polls for one that asks about tasks."""
    call = endpoint.protocol.submit if isinstance(endpoint, TaskEndpoint) else endpoint.call
    return next(one for one in lines(provider) if _place(one.call) == _place(call))


def _place(call: Call) -> tuple[str, str]:
    return call.method, HOLE.sub("{}", call.path.rstrip("/"))


def typical(duties: Iterable[Obligation]) -> Iterator[Obligation]:
    """Pick what a person wants to know first: of wrong types one for each field, and nothing that no page speaks of."""
    types: dict[tuple[str, str], Obligation] = {}
    others: set[tuple[str, str]] = set()
    for one in duties:
        if _expected(one) is Expected.EITHER:
            continue
        place = (one.constraint, one.place)
        if one.duty is not Duty.TYPE:
            others.add(place)
            if not _is_padded(one):
                yield one
        elif place not in types or _rank(one) < _rank(types[place]):
            types[place] = one
    # What breaks a constraint by its type is a variation where something else breaks the same one.
    yield from (one for place, one in types.items() if place not in others)


def _rank(one: Obligation) -> int:
    """Tell how easily a wrong value is taken for a right one."""
    value = json.dumps(_value(one))
    return next((place for place, known in enumerate(CONFUSED) if json.dumps(known) == value), len(CONFUSED))


def _is_padded(one: Obligation) -> bool:
    """Tell whether a word is another one with space around it, which a word in other letters stands for."""
    value = _value(one)
    return isinstance(value, str) and bool(value.strip()) and value != value.strip()


def _value(one: Obligation) -> object:
    return at(one.kept, tuple(key for key in one.place.split("/") if key))


def _expected(one: Obligation) -> Expected:
    if one.verdict is Verdict.REFUSED:
        return Expected.REFUSED
    if one.constraint == UNDOCUMENTED or one.constraint.endswith(".null"):
        return Expected.EITHER
    return Expected.ACCEPTED
