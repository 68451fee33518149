"""Listen to what is observed in recordings, and say which goals it shows. Counts nothing."""

from collections.abc import Iterator

from callsheet.model.endpoint import CallEndpoint, Endpoint, Provider, WebhookEndpoint
from callsheet.model.judge import Finding
from callsheet_contracts.conformance.law import Law
from callsheet_contracts.conformance.lives import Life
from callsheet_contracts.conformance.observations import Observation, Sighting
from callsheet_contracts.conformance.shapes import as_word, at
from callsheet_contracts.coverage.credits import Credits
from callsheet_contracts.coverage.goals import Credit, Kind, Side, step_name
from callsheet_contracts.paths import holes, place
from callsheet_contracts.simulator.checks import Line, Sent, document
from callsheet_runtime.machine import ALIVE

Shown = tuple[str, Credit]
"""The label of a section, and what was seen of it."""


class Listener:
    """Remembers what is made ready once for many calls, and for which endpoints tasks may have been created."""

    def __init__(self, law: Law) -> None:
        self._law = law
        self._also: dict[int, tuple[Life, tuple[str, ...]]] = {}
        self._credits: dict[int, Credits] = {}
        self._twins: dict[int, tuple[CallEndpoint, ...]] = {}

    def shown(self, seen: Observation) -> Iterator[Shown]:
        """List what one call shows."""
        provider = seen.provider
        if seen.said is not None and seen.said.known is not None and not seen.said.accepted:
            yield provider.name, (Kind.ERROR, seen.said.known.code, Side.SEEN)
        if seen.document is not None and (seen.good or seen.refused):
            yield from self.asked(seen.label, seen.endpoint, seen.document, seen.broken, accepted=seen.good)
            if len(seen.takers) > 1:
                yield from self._others(seen)
        for one in seen.sightings:
            yield from self._seen(seen, one)
        if seen.good:
            yield from self._answered(seen)

    def asked(
        self, label: str, endpoint: Endpoint, whole: object, broken: tuple[Finding, ...], *, accepted: bool
    ) -> Iterator[Shown]:
        """List what a request shows of which it is known whether it was accepted."""
        credits_ = self._credits.get(id(endpoint))
        if credits_ is None:
            credits_ = self._credits[id(endpoint)] = Credits(endpoint)
        for one in credits_.of(whole, broken, accepted=accepted):
            yield label, one

    def event(self, provider: Provider, webhook: WebhookEndpoint, body: object) -> Iterator[Shown]:
        """List what an event shows that a provider has sent by itself."""
        state = as_word(at(body, webhook.event.status))
        if webhook.event.machine.state(state) is not None:
            yield f"{provider.name}/{webhook.name}", (Kind.EVENT, state, Side.SEEN)

    def _others(self, seen: Observation) -> Iterator[Shown]:
        """List what a request shows of other endpoints: where several share a call and a model, it may fit more."""
        fits: list[str] = []
        for one in seen.takers:
            if one is seen.endpoint or seen.sent is None:
                continue
            whole, label = document(one, seen.sent, seen.written), self._law.label(seen.provider, one)
            broken = self._law.requests(one).judge(whole)
            yield from self.asked(label, one, whole, broken, accepted=seen.good)
            if seen.good and all(finding.level != "error" for finding in broken):
                fits.append(label)
                yield label, (Kind.ENDPOINT, seen.kind, Side.ANSWERED)
        if seen.life is not None and fits:
            self._also[id(seen.life)] = (seen.life, tuple(fits))

    def _labels(self, life: Life) -> tuple[str, ...]:
        """Name the endpoints that a task may be of."""
        also = self._also.get(id(life))
        return (life.label, *(also[1] if also else ()))

    def _answered(self, seen: Observation) -> Iterator[Shown]:
        if seen.kind == "list":
            yield seen.provider.name, (Kind.ENDPOINT, "list", Side.ANSWERED)
        elif seen.certain:
            labels = self._labels(seen.life) if seen.life and seen.kind != "submit" else (seen.label,)
            yield from ((label, (Kind.ENDPOINT, seen.kind, Side.ANSWERED)) for label in labels)
        if seen.kind == "poll":
            for twin in self._twins_of(seen.provider, seen.line):
                label = f"{seen.provider.name}/{twin.name}"
                yield label, (Kind.ENDPOINT, "call", Side.ANSWERED)
                yield from self.asked(label, twin, _asked_of(twin, seen), (), accepted=True)

    def _seen(self, seen: Observation, one: Sighting) -> Iterator[Shown]:
        """Say what a state shows that was seen: itself, the step to it, and why a task failed."""
        endpoint, state = one.life.endpoint, one.machine.state(one.now)
        if endpoint is None or state is None:
            return
        before = one.machine.state(one.before)
        for label in self._labels(one.life):
            yield label, (Kind.STATE, state.name, Side.SEEN)
            if before is not None and state.name in before.next:
                yield label, (Kind.TRANSITION, step_name(before.name, state.name), Side.SEEN)
        code_at = endpoint.protocol.failure.code
        if state.means not in ALIVE and code_at is not None and seen.kind == "poll":
            known = endpoint.errors.code(as_word(at(seen.body, code_at)))
            if known is not None:
                yield seen.provider.name, (Kind.ERROR, known.code, Side.SEEN)

    def _twins_of(self, provider: Provider, line: Line) -> tuple[CallEndpoint, ...]:
        """List the plain calls that are the same call as a poll."""
        found = self._twins.get(id(line))
        if found is None:
            twins = [one for one in provider.calls if place(one.call) == place(line.call)]
            found = self._twins[id(line)] = tuple(twins)
        return found


def _asked_of(twin: CallEndpoint, seen: Observation) -> object:
    """Make the request document of a plain call out of a poll: the same path, whose parts have other names."""
    request = seen.exchange.request
    path = dict(zip(holes(twin.call.path), seen.values.values(), strict=True))
    return document(twin, Sent(headers=request.headers, query={}, path=path, content=b""), {})
