"""Read a recording once, exchange by exchange, for all who listen: what each is, and what it shows of which task.

Knows no judgement: what is wrong with a call is told by those who listen.
"""

from collections.abc import Iterator, Mapping
from typing import Final, cast

from callsheet.model.endpoint import TaskEndpoint
from callsheet.model.judge import Finding as Broken
from callsheet.model.protocol import Header, Machine, Path, Poll
from callsheet_contracts.conformance.answers import Said
from callsheet_contracts.conformance.forms import form_of
from callsheet_contracts.conformance.law import Law
from callsheet_contracts.conformance.lives import Life
from callsheet_contracts.conformance.observations import Observation, Observed, Sighting, Stranger
from callsheet_contracts.conformance.routes import Call, Route
from callsheet_contracts.conformance.shapes import as_word, at
from callsheet_contracts.recordings import Exchange, Recording
from callsheet_contracts.simulator.checks import Asked, Refused, Sent, document, read_body

_NOT_JSON: Final[tuple[Broken, ...]] = (Broken("", "body.json", "error"),)


class Observer:
    """Reads the exchanges of one recording, in their order, and remembers its tasks."""

    def __init__(self, law: Law) -> None:
        self._law = law
        self.lives: dict[tuple[str, str], Life] = {}
        """By provider and id."""

    def all(self, recording: Recording) -> Iterator[Observed]:
        """Read a recording."""
        return map(self.observe, recording.exchanges)

    def observe(self, exchange: Exchange) -> Observed:
        """Tell what an exchange is, and take in what it shows."""
        call = self._law.routes.find(exchange.request.method, exchange.request.url)
        route = call.route
        if route is None:
            return Stranger(exchange, call)
        said = None
        if exchange.response is not None:
            said = self._law.envelope(route.line.endpoints[0]).open(exchange.response)
        match route.line.kind:
            case "submit" | "call":
                seen = self._asked(exchange, call, route, said)
            case "list":
                seen = self._list(exchange, call, route, said)
            case _:
                seen = self._about(exchange, call, route, said)
        spoken, headers = route.line.call, exchange.request.headers
        if spoken.headers:
            seen.lacking = tuple(one for one in spoken.headers if one.needed and not _has(headers, one))
        if isinstance(spoken, Poll) and spoken.refuses:
            seen.unwanted = tuple(name for name in spoken.refuses if name.lower() in headers)
        return seen

    def _asked(self, exchange: Exchange, call: Call, route: Route, said: Said | None) -> Observation:
        """Read a request that rules speak of."""
        sent = _sent(exchange, call)
        try:
            written: object = (
                {} if sent.form is not None or route.line.call.method == "GET" else read_body(sent.content)
            )
        except Refused:
            takers, written = route.line.endpoints, None
            endpoint, whole, broken = takers[0], None, _NOT_JSON
        else:
            takers = self._law.takers(route.line, written)
            endpoint, whole, broken = self._choose(takers, sent, written)
        seen = Observation(
            exchange=exchange,
            provider=route.provider,
            route=route,
            said=said,
            endpoint=endpoint,
            certain=True,
            label=self._law.label(route.provider, endpoint),
            shape=self._law.shape(endpoint, route.line.kind),
            values=call.values,
            document=whole,
            broken=broken,
            takers=takers,
            sent=sent,
            written=written,
        )
        if isinstance(endpoint, TaskEndpoint) and seen.good:
            self._created(seen, endpoint)
        return seen

    def _choose(
        self, endpoints: tuple[Asked, ...], sent: Sent, written: object
    ) -> tuple[Asked, object, tuple[Broken, ...]]:
        """Find the endpoint that a request fits best."""
        best: tuple[Asked, object, tuple[Broken, ...]] | None = None
        for one in endpoints:
            whole = document(one, sent, written)
            broken = self._law.requests(one).judge(whole)
            if not broken:
                return one, whole, broken
            if best is None or _weight(broken) < _weight(best[2]):
                best = one, whole, broken
        assert best is not None, "a call has an endpoint"
        return best

    def _created(self, seen: Observation, endpoint: TaskEndpoint) -> None:
        """Take in a task that was created."""
        submit, body = endpoint.protocol.submit, seen.body
        task = as_word(at(body, submit.task))
        if not task:
            return
        key = (seen.provider.name, task)
        before = self.lives.get(key)
        if before is not None and before.submitted is not None:
            seen.twin = before
            return
        seen.life = self.lives[key] = Life(task, endpoint, seen.label, seen.exchange)
        status = None if submit.status is None else at(body, submit.status)
        if submit.status is not None and status is not None and status != "":
            seen.sightings = (self._sighting(seen.life, endpoint.protocol.machine, submit.status, status),)

    def _about(self, exchange: Exchange, call: Call, route: Route, said: Said | None) -> Observation:
        """Read a call about one task: a poll, or a cancel."""
        line, life = route.line, self._life(route, call)
        endpoint = life.endpoint or line.tasks[0]
        shared = life.endpoint is None and line.kind == "poll"
        seen = Observation(
            exchange=exchange,
            provider=route.provider,
            route=route,
            said=said,
            endpoint=endpoint,
            certain=life.endpoint is not None,
            label=life.label,
            shape=self._law.shared(line) if shared else self._law.shape(endpoint, line.kind),
            values=call.values,
            life=life,
        )
        if line.kind == "poll":
            life.polls += 1
            life.seen = exchange
            if seen.good:
                self._polled(seen, life, endpoint)
        elif seen.good:
            life.ended = True
        return seen

    def _polled(self, seen: Observation, life: Life, endpoint: TaskEndpoint) -> None:
        """Take in what an answer tells of a task, if it is about that task."""
        poll, machine, body = endpoint.protocol.poll, endpoint.protocol.machine, seen.body
        told = None if poll.task is None else at(body, poll.task)
        if told is not None and told != "":
            seen.told = as_word(told)
            if seen.told != life.id:
                return
        state = at(body, machine.at)
        if state is not None and state != "":
            seen.sightings = (self._sighting(life, machine, machine.at, state),)

    def _list(self, exchange: Exchange, call: Call, route: Route, said: Said | None) -> Observation:
        """Read a list of tasks."""
        line, name = route.line, route.provider.name
        endpoint = line.tasks[0]
        seen = Observation(
            exchange=exchange,
            provider=route.provider,
            route=route,
            said=said,
            endpoint=endpoint,
            certain=False,
            label=name,
            shape=self._law.shared(line),
            values=call.values,
        )
        listing = endpoint.protocol.listing
        rows = at(seen.body, listing.rows) if listing is not None and seen.good else None
        if listing is not None and isinstance(rows, list):
            form = listing.row
            id_at, state_at = tuple(form.task.split(".")), tuple(form.status.split("."))
            sightings: list[Sighting] = []
            for number, row in enumerate(cast("list[object]", rows)):
                task, status = as_word(at(row, id_at)), at(row, state_at)
                if task and status is not None:
                    life = self.lives.get((name, task)) or Life(task, None, name)
                    path = (*listing.rows, str(number), *state_at)
                    sightings.append(self._sighting(life, endpoint.protocol.machine, path, status))
            seen.sightings = tuple(sightings)
        return seen

    def _life(self, route: Route, call: Call) -> Life:
        """Find the life of the task that a call is about; one that was created elsewhere begins here."""
        name, task = route.provider.name, next(iter(call.values.values()), "")
        life = self.lives.get((name, task))
        if life is None:
            tasks = route.line.tasks
            only = tasks[0] if len(tasks) == 1 else None
            label = self._law.label(route.provider, only) if only else name
            life = self.lives[name, task] = Life(task, only, label)
        return life

    def _sighting(self, life: Life, machine: Machine, path: Path, value: object) -> Sighting:
        """Take in a state that was seen."""
        course = self._law.course(machine)
        sighting = Sighting(life, machine, path, value, life.state, as_word(value))
        if sighting.now in course.names:
            life.state = sighting.now
            life.ended = life.ended or sighting.now in course.ends
        return sighting


def _sent(exchange: Exchange, call: Call) -> Sent:
    request = exchange.request
    form = form_of(request.headers.get("content-type", ""), request.body)
    return Sent(
        headers=request.headers,
        query=call.query,
        path=call.values,
        content=request.body,
        form=form[0] if form else None,
        files=form[1] if form else {},
    )


def _has(headers: Mapping[str, str], header: Header) -> bool:
    sent = headers.get(header.name.lower())
    return bool(sent) and (header.value is None or sent == header.value)


def _weight(broken: tuple[Broken, ...]) -> tuple[int, int]:
    """Weigh what is wrong: errors first."""
    return sum(one.level == "error" for one in broken), len(broken)
