"""One pass over one recording: call by call, and the life of each task across its calls. Knows no file format."""

import hashlib
from dataclasses import dataclass, replace
from typing import Final, cast
from urllib.parse import urlsplit

from callsheet.model.endpoint import Endpoint, Provider, TaskEndpoint
from callsheet.model.judge import Finding as Broken
from callsheet.model.protocol import Header, Listing, Machine, Path, Poll
from callsheet.model.request import pointer
from callsheet.model.source import Cite
from callsheet_contracts.conformance.answers import Body, Said, missing
from callsheet_contracts.conformance.findings import OBLIGATIONS, Finding, Part, Place, Region
from callsheet_contracts.conformance.forms import form_of
from callsheet_contracts.conformance.keys import looks_like_key
from callsheet_contracts.conformance.law import Law
from callsheet_contracts.conformance.lives import Hurry, Life
from callsheet_contracts.conformance.rates import Rate
from callsheet_contracts.conformance.report import Tally
from callsheet_contracts.conformance.routes import Call, Route
from callsheet_contracts.conformance.rules import cited, region
from callsheet_contracts.conformance.shapes import Shape, as_word, at, moment_test, unknown, values
from callsheet_contracts.recordings import Exchange, Recording
from callsheet_contracts.simulator.checks import Asked, Refused, Sent, document, read_body
from callsheet_contracts.simulator.journal import presented
from callsheet_runtime.machine import ALIVE
from callsheet_runtime.problems import show
from callsheet_runtime.protocol import Category

JITTER: Final = 0.05
"""Clocks of clients and recorders differ by so much of an interval."""
_NOT_JSON: Final[tuple[Broken, ...]] = (Broken("", "body.json", "error"),)
GRAIN: Final = 1.0
"""Seconds that the `Date` of an answer may be off."""


@dataclass(slots=True)
class Several:
    """The same found again and again: said once, with how often."""

    finding: Finding
    times: int = 1

    def said(self) -> Finding:
        """Say it."""
        more = self.times - 1
        again = f" (and in {more} more)" if more else ""
        return replace(self.finding, words=f"{self.finding.words}{again}")


@dataclass(frozen=True, slots=True)
class Heard:
    """One call, known for what it is."""

    exchange: Exchange
    call: Call
    provider: Provider
    route: Route
    said: Said | None
    """`None` where no answer came."""


class Hearing:
    """One recording before the law."""

    def __init__(self, law: Law, recording: Recording) -> None:
        self.tally = Tally(recording.file)
        self._law = law
        self._recording = recording
        self._findings: list[Finding] = []
        self._lives: dict[tuple[str, str], Life] = {}
        self._rates: dict[tuple[object, ...], Rate] = {}
        self._several: dict[tuple[str, str, str], Several] = {}
        self._keys: dict[str, bool] = {}
        self._media: set[str] = set()
        self._unsure: dict[tuple[str, bytes], Place] = {}

    def run(self) -> list[Finding]:
        """Hear it, and list what was found, in order of place."""
        for exchange in self._recording.exchanges:
            self._hear(exchange)
        for life in self._lives.values():
            self._end(life)
        for rate in self._rates.values():
            if rate.first is not None:
                words = f"{rate.too_many} calls are over the documented rate of {rate.per_second:g} per second"
                self._find("too-many-calls", self._place(rate.first, "request"), words, rate.label)
        self._findings += (one.said() for one in self._several.values())
        if self._recording.exchanges and not self.tally.seen and not self._findings:
            words = f"none of {len(self._recording.exchanges)} calls goes to a provider that the specs know"
            place = Place(self._recording.file, 0, 1, "request")
            self._find("nothing-known", place, f"{words}; check hosts and paths, or leave the file out", "")
        if not self._recording.exchanges:
            self._find("nothing-known", Place(self._recording.file, 0, 1, "request"), "there are no calls in it", "")
        self.tally.tasks = len(self._lives)
        return sorted(self._findings, key=lambda one: (one.place, one.code, one.words))

    # What a call is.

    def _hear(self, exchange: Exchange) -> None:
        self.tally.exchanges += 1
        call = self._law.routes.find(exchange.request.method, exchange.request.url)
        route = call.route
        if route is None:
            self._no_route(exchange, call)
            return
        kind = route.line.kind
        said = None
        if exchange.response is not None:
            said = self._law.envelope(route.line.endpoints[0]).open(exchange.response)
        heard = Heard(exchange, call, route.provider, route, said)
        self._key(heard)
        if kind in {"submit", "call"}:
            self._asked(heard)
        elif kind == "poll":
            self._poll(heard)
        elif kind == "cancel":
            self._cancel(heard)
        else:
            self._list(heard)

    def _no_route(self, exchange: Exchange, call: Call) -> None:
        request = exchange.request
        if request.url in self._media or (call.provider is None and not self._law.routes.is_loopback(request.url)):
            self.tally.foreign += 1
            return
        name = call.provider.name if call.provider else ""
        words = f"no page names {request.method} {urlsplit(request.url).path or '/'}"
        spec = region(call.provider) if call.provider else None
        self._find("path-undocumented", self._place(exchange, "request"), words, name, spec=spec)

    # What was sent.

    def _key(self, heard: Heard) -> None:
        key = heard.provider.key
        written = heard.exchange.request.headers.get(key.header.lower())
        if not written:
            return
        is_key = self._keys.get(written)
        if is_key is None:
            is_key = self._keys[written] = looks_like_key(presented(written, key.form) or written)
        if is_key:
            place = self._place(heard.exchange, "request", key.header)
            words = "what stands here looks like a key; revoke it, and record with the header filtered"
            self._again("key-in-recording", place, words, heard.provider.name, cites=key.cites)

    def _headers(self, heard: Heard, label: str) -> bool:
        """Check the headers; tell whether they are as they should be."""
        call, headers = heard.route.line.call, heard.exchange.request.headers
        lacking = [one for one in call.headers if one.needed and not _has(headers.get(one.name.lower()), one)]
        forbidden = call.refuses if isinstance(call, Poll) else ()
        unwanted = [name for name in forbidden if name.lower() in headers]
        if (lacking or unwanted) and not (heard.said and heard.said.blames_request):
            for one in lacking:
                place = self._place(heard.exchange, "request", one.name)
                words = f"the header {one.name} is to be sent" + (f" as {one.value!r}" if one.value else "")
                self._find("header-missing", place, words, label, cites=call.cites)
            for name in unwanted:
                place = self._place(heard.exchange, "request", name)
                self._find("header-unwanted", place, f"the header {name} is not to be sent", label, cites=call.cites)
        return not lacking and not unwanted

    def _asked(self, heard: Heard) -> None:
        """Check a request that rules speak of, and its answer."""
        request, line = heard.exchange.request, heard.route.line
        content_type = request.headers.get("content-type", "")
        form = form_of(content_type, request.body)
        sent = Sent(
            headers=request.headers,
            query=heard.call.query,
            path=heard.call.values,
            content=request.body,
            form=form[0] if form else None,
            files=form[1] if form else {},
        )
        try:
            written: object = {} if form or request.method == "GET" else read_body(request.body)
        except Refused:
            endpoint, broken = line.endpoints[0], _NOT_JSON
        else:
            endpoint, broken = self._choose(line.endpoints, sent, written)
        label = f"{heard.provider.name}/{endpoint.name}"
        fine = self._headers(heard, label)
        self._server(heard, endpoint, label)
        self._request(heard, endpoint, label, broken, fine=fine)
        if line.kind == "submit":
            self._repeated(heard, label)
        limits = endpoint.limits
        per_second = line.call.per_second if line.kind == "call" else limits.submit if limits else None
        self._rate(heard, per_second, label, endpoint.name)
        if not self._answered(heard, label, self._law.shape(endpoint, line.kind)):
            return
        if isinstance(endpoint, TaskEndpoint):
            self._submitted(heard, endpoint, label)
        else:
            self._result(heard, label, self._law.shape(endpoint, "call"), "")

    def _choose(self, endpoints: tuple[Asked, ...], sent: Sent, written: object) -> tuple[Asked, tuple[Broken, ...]]:
        """Find the endpoint that a request is for: by its model, else by what fits best."""
        takers = [one for one in endpoints if self._law.requests(one).takes(written)]
        best: tuple[Asked, tuple[Broken, ...]] | None = None
        for one in takers or endpoints:
            broken = self._law.requests(one).judge(document(one, sent, written))
            if not broken:
                return one, broken
            if best is None or _weight(broken) < _weight(best[1]):
                best = one, broken
        assert best is not None, "a call has an endpoint"
        return best

    def _server(self, heard: Heard, endpoint: Endpoint, label: str) -> None:
        servers = heard.route.servers
        if servers.isdisjoint(endpoint.servers) and not self._law.routes.is_loopback(heard.exchange.request.url):
            words = f"this server is {' or '.join(sorted(servers))}; it is offered on {', '.join(endpoint.servers)}"
            place = self._place(heard.exchange, "request")
            self._find("server-undocumented", place, words, label, spec=region(endpoint))

    def _request(self, heard: Heard, endpoint: Asked, label: str, broken: tuple[Broken, ...], *, fine: bool) -> None:
        said = heard.said
        errors = [one for one in broken if one.level == "error"]
        for one in broken:
            if one.level == "warning" and (said is None or said.accepted):
                self._broken(heard, endpoint, label, one, "request-doubtful", "")
        if said is None:
            return
        if errors and said.accepted:
            for one in errors:
                self._broken(heard, endpoint, label, one, "invalid-but-accepted", ", and the provider took it")
        elif errors and not said.blames_request:
            for one in errors:
                self._broken(heard, endpoint, label, one, "request-refused-by-spec", "")
        elif fine and not errors and not said.accepted and not said.wrong and _says_invalid(said):
            words = f"the spec has nothing against this request, and it is refused: {said.code or said.status}"
            place = self._place(heard.exchange, "response", self._code_at(heard))
            spec = region(said.known or endpoint)
            self._find("valid-but-refused", place, words, label, spec=spec)

    def _broken(self, heard: Heard, endpoint: Asked, label: str, broken: Broken, code: str, tail: str) -> None:
        fact = self._law.requests(endpoint).fact(broken.rule)
        place = self._place(heard.exchange, "request", broken.at)
        words = f"{broken.at or '/'} {fact.words} [{broken.rule}]{tail}"
        self._find(code, place, words, label, spec=fact.spec, cite=fact.cite)

    def _rate(self, heard: Heard, per_second: float | None, label: str, name: str) -> None:
        exchange, line = heard.exchange, heard.route.line
        if per_second is None or exchange.when is None or not exchange.exact:
            return
        key = (heard.provider.name, line.kind, line.call.path, name)
        rate = self._rates.get(key)
        if rate is None:
            rate = self._rates[key] = Rate(per_second, label)
        rate.count(exchange.when, exchange)

    def _repeated(self, heard: Heard, label: str) -> None:
        """Find a submit that is sent again while nobody knows what became of it: it may be paid twice."""
        request, said = heard.exchange.request, heard.said
        same = (request.url, hashlib.sha256(request.body).digest())
        before = self._unsure.get(same)
        if before is not None:
            place = self._place(heard.exchange, "request")
            self._find("submit-repeated", place, f"{before} was the same, and what became of it is unknown", label)
        if said is None or not said.outcome_known:
            self._unsure[same] = self._place(heard.exchange, "request")

    # What came back.

    def _answered(self, heard: Heard, label: str, shape: Shape) -> bool:
        """Check what an answer says of the call itself; tell whether the call went well."""
        self.tally.seen.add((label, heard.route.line.kind))
        said = heard.said
        if said is None:
            self._find("answer-missing", self._place(heard.exchange, "request"), "no answer came", label)
            return False
        for wrong in said.wrong:
            place = self._place(heard.exchange, "response", wrong.pointer)
            errors = heard.route.line.endpoints[0].errors
            table = wrong.known or (errors.known[0] if errors.known else None)
            spec = region(table) if table else None
            self._find(wrong.code, place, wrong.words, label, spec=spec, cites=errors.cites)
        if said.body is not None:
            for path in unknown(shape.known, said.body):
                dotted = ".".join("*" if key.isdecimal() else key for key in path)
                place = self._place(heard.exchange, "response", pointer(path))
                words = f"no page names the field {dotted} in answers to {heard.route.line.kind}s"
                self._again("undocumented-field", place, words, label, what=dotted)
        return said.accepted and said.body is not None and not said.wrong

    def _submitted(self, heard: Heard, endpoint: TaskEndpoint, label: str) -> None:
        body, submit = _body(heard), endpoint.protocol.submit
        if not self._present(heard, body, submit.task, label, ("task-id-missing", "the task's id", submit.cites)):
            return
        value, where = at(body, submit.task), pointer(submit.task)
        place = self._place(heard.exchange, "response", where)
        wants_number = self._law.has_numbers(endpoint)
        if not isinstance(value, int if wants_number else str) or isinstance(value, bool):
            words = f"the task's id is to be {'a whole number' if wants_number else 'text'}, not {show(value)}"
            self._find("answer-field-type", place, words, label, cites=submit.cites)
        task = as_word(value)
        if not task:
            return
        life = self._lives.get((heard.provider.name, task))
        if life is not None and life.submitted is not None:
            words = f"{task} is the id of the task of {life.submitted}, too"
            self._find("task-id-reused", place, words, label, cites=submit.cites, task=task)
            return
        life = self._lives[heard.provider.name, task] = Life(task, endpoint, label, place)
        if submit.status is not None and not missing(body, submit.status):
            self._state(heard, life, endpoint.protocol.machine, submit.status, at(body, submit.status))

    def _poll(self, heard: Heard) -> None:
        line = heard.route.line
        life = self._life(heard)
        endpoint = life.endpoint or line.tasks[0]
        shape = self._law.shape(endpoint, "poll") if life.endpoint else self._law.shared(line)
        self._headers(heard, life.label)
        self._hurry(heard, life, endpoint)
        self._rate(heard, line.call.per_second, heard.provider.name, "")
        life.polls += 1
        life.seen = heard.exchange
        if not self._answered(heard, life.label, shape):
            return
        body, poll, machine = _body(heard), endpoint.protocol.poll, endpoint.protocol.machine
        if poll.task is not None and self._present(
            heard, body, poll.task, life.label, ("wrong-task-id", "the task's id", poll.cites)
        ):
            told = as_word(at(body, poll.task))
            if told != life.id:
                place = self._place(heard.exchange, "response", pointer(poll.task))
                words = f"{life.id} was asked for, and the answer is about {told or show(at(body, poll.task))}"
                self._find("wrong-task-id", place, words, life.label, cites=poll.cites, task=life.id)
                # What it says is another task's.
                return
        told_state = ("status-missing", "the task's state", machine.cites)
        if self._present(heard, body, machine.at, life.label, told_state):
            state = self._state(heard, life, machine, machine.at, at(body, machine.at))
            self._failure(heard, endpoint, life, state)
            self._result(heard, life.label, shape, state, task=life.id)

    def _state(self, heard: Heard, life: Life, machine: Machine, path: Path, value: object) -> str:
        """Take in what was seen of a task; answer with its state."""
        course, now = self._law.course(machine), as_word(value)
        before = life.state or machine.start
        if now == before and type(value) is course.type:
            life.state = now
            return now
        place = self._place(heard.exchange, "response", pointer(path))
        if now not in course.names:
            words = f"no page has the state {show(value)}; there are {', '.join(one.name for one in machine.states)}"
            self._find("status-undocumented", place, words, life.label, spec=region(machine), task=life.id)
            return now
        if not isinstance(value, course.type):
            words = f"the state is to be {'text' if isinstance(value, int) else 'a number'}, not {show(value)}"
            self._find("answer-field-type", place, words, life.label, spec=region(machine), task=life.id)
        code = course.breach(before, now)
        if code:
            was = f"{before} is an end" if code == "terminal-left" else f"{now} cannot follow {before}"
            words = f"{was}, and the task is {now} now"
            self._find(code, place, words, life.label, spec=region(machine.state(before) or machine), task=life.id)
        life.state = now
        life.ended = life.ended or now in course.ends
        return now

    def _failure(self, heard: Heard, endpoint: TaskEndpoint, life: Life, state: str) -> None:
        """Check the code of a task that failed."""
        protocol = endpoint.protocol
        known = protocol.machine.state(state)
        if known is None or known.means in ALIVE or protocol.failure.code is None:
            return
        code = as_word(at(_body(heard), protocol.failure.code))
        if code and code != protocol.errors.success and self._law.envelope(endpoint).known(code) is None:
            place = self._place(heard.exchange, "response", pointer(protocol.failure.code))
            words = f"no page has the error code {show(code)}"
            cites = protocol.errors.cites
            self._find("error-code-undocumented", place, words, life.label, cites=cites, task=life.id)

    def _result(self, heard: Heard, label: str, shape: Shape, state: str, *, task: str = "") -> None:
        """Check the fields of an answer."""
        body = _body(heard)
        for one, value in values(body, shape.fields):
            if value is None or value == "":
                if state in one.paid:
                    place = self._place(heard.exchange, "response", one.pointer)
                    words = f"{one.field.name} is missing, and it is what was asked for"
                    spec, cite = region(one.field), cited(one.field.cites)
                    self._find("result-missing", place, words, label, spec=spec, cite=cite, task=task)
                continue
            if one.field.type == "url" and isinstance(value, str):
                self._media.add(value)
            code, words = one.test(value)
            if code and f"{one.pointer}={value!r}" not in shape.shown:
                place = self._place(heard.exchange, "response", one.pointer)
                spec, cite = region(one.field), cited(one.field.cites)
                self._find(code, place, f"{one.field.name} {words}", label, spec=spec, cite=cite, task=task)

    def _cancel(self, heard: Heard) -> None:
        life = self._life(heard)
        line = heard.route.line
        self._headers(heard, life.label)
        self._rate(heard, line.call.per_second, heard.provider.name, "")
        endpoint = life.endpoint or line.endpoints[0]
        if self._answered(heard, life.label, self._law.shape(endpoint, "cancel")):
            life.ended = True

    def _list(self, heard: Heard) -> None:
        line, name = heard.route.line, heard.provider.name
        self._headers(heard, name)
        self._rate(heard, line.call.per_second, name, "")
        listing = line.tasks[0].protocol.listing
        if not self._answered(heard, name, self._law.shared(line)) or listing is None:
            return
        rows = at(_body(heard), listing.rows)
        if not isinstance(rows, list):
            place = self._place(heard.exchange, "response", pointer(listing.rows))
            words = f"the rows are to be a list, not {show(rows)}"
            self._find("answer-field-type", place, words, name, cites=listing.cites)
            return
        for number, row in enumerate(cast("list[object]", rows)):
            self._row(heard, listing, number, row)

    def _row(self, heard: Heard, listing: Listing, number: int, row: object) -> None:
        """Take in what one row of a list says of a task."""
        form, machine = listing.row, heard.route.line.tasks[0].protocol.machine
        before = (*listing.rows, str(number))
        name = heard.provider.name
        task, status = as_word(at(row, tuple(form.task.split(".")))), at(row, tuple(form.status.split(".")))
        if task and status is not None:
            life = self._lives.get((name, task)) or Life(task, None, name)
            self._state(heard, life, machine, (*before, *form.status.split(".")), status)
        else:
            place = self._place(heard.exchange, "response", pointer(before))
            self._find("status-missing", place, "a row is to have a task's id and state", name, cites=listing.cites)
        if form.moment is None:
            return
        test = moment_test(form.moment)
        for column in (form.created, form.started, form.ended):
            value = at(row, tuple(column.split("."))) if column else None
            code, words = test(value) if value is not None and value != "" else ("", "")
            if code and column:
                place = self._place(heard.exchange, "response", pointer((*before, *column.split("."))))
                self._find(code, place, f"{column} {words}", name, cites=listing.cites, task=task)

    # What became of the tasks.

    def _life(self, heard: Heard) -> Life:
        """Find the life of the task that a call is about; one that was created elsewhere begins here."""
        name, task = heard.provider.name, next(iter(heard.call.values.values()), "")
        life = self._lives.get((name, task))
        if life is None:
            tasks = heard.route.line.tasks
            only = tasks[0] if len(tasks) == 1 else None
            life = self._lives[name, task] = Life(task, only, f"{name}/{only.name}" if only else name)
        return life

    def _hurry(self, heard: Heard, life: Life, endpoint: TaskEndpoint) -> None:
        """Note a poll that came too soon after one that was answered."""
        exchange, last = heard.exchange, life.last_poll
        answered = heard.said is not None and heard.said.accepted
        life.last_poll = (exchange.when, exchange.exact) if exchange.when is not None and answered else None
        if last is None or exchange.when is None:
            return
        every = endpoint.protocol.poll.every
        gap = exchange.when - last[0]
        if gap >= every * (1 - JITTER) - (0 if exchange.exact and last[1] else GRAIN):
            return
        if life.hurried is None:
            life.hurried = Hurry(self._place(exchange, "request"), gap, every)
        else:
            life.hurried.times += 1
            life.hurried.shortest = min(gap, life.hurried.shortest)

    def _end(self, life: Life) -> None:
        """Say what is to be said of a task when all was heard."""
        if life.hurried is not None:
            hurry, poll = life.hurried, life.endpoint.protocol.poll if life.endpoint else None
            words = (
                f"{hurry.times} {'polls came' if hurry.times > 1 else 'poll came'} too soon: "
                f"{hurry.shortest:.3g} s after the one before, where {hurry.every:g} s are documented"
            )
            cites = poll.cites if poll else ()
            self._find("polled-too-fast", hurry.place, words, life.label, cites=cites, task=life.id)
        if life.endpoint is None or life.ended:
            return
        protocol = life.endpoint.protocol
        if life.submitted is not None and not life.polls:
            words = f"the task {life.id} was created, and nobody asked for it"
            self._find("never-polled", life.submitted, words, life.label, cites=protocol.poll.cites, task=life.id)
        elif life.polls and life.seen is not None and life.state in self._law.course(protocol.machine).names:
            words = f"the task {life.id} was asked for {life.polls} times, and is {life.state} at the end"
            spec = region(protocol.machine.state(life.state) or protocol.machine)
            place = self._place(life.seen, "response", pointer(protocol.machine.at))
            self._find("never-ended", place, words, life.label, spec=spec, task=life.id)

    # How it is said.

    def _present(
        self, heard: Heard, body: Body, path: Path, label: str, wanted: tuple[str, str, tuple[Cite, ...]]
    ) -> bool:
        """Check that something is there, and say so where it is not: an error may stand in its place."""
        if not missing(body, path):
            return True
        code, what, cites = wanted
        where = pointer(path)
        said_no, place = self._law.envelope(heard.route.line.endpoints[0]).explains(body)
        if place and heard.route.line.endpoints[0].errors.success is None:
            words = f"an error stands under HTTP {heard.said.status if heard.said else 0}: {said_no or 'see its words'}"
            self._find("wrong-envelope", self._place(heard.exchange, "response", place), words, label, cites=cites)
        else:
            words = f"{what} is missing at {where}"
            self._find(code, self._place(heard.exchange, "response", where), words, label, cites=cites)
        return False

    def _code_at(self, heard: Heard) -> str:
        code = heard.route.line.endpoints[0].errors.usual.code
        return pointer(code) if code else ""

    def _place(self, exchange: Exchange, part: Part, where: str = "") -> Place:
        response = exchange.response
        line = exchange.request.line if part == "request" or response is None else response.line
        return Place(self._recording.file, exchange.index, line, part, where)

    def _find(
        self,
        code: str,
        place: Place,
        words: str,
        endpoint: str,
        *,
        spec: Region | None = None,
        cite: str = "",
        cites: tuple[Cite, ...] = (),
        task: str = "",
    ) -> None:
        self._findings.append(_finding(code, place, words, endpoint, spec=spec, cite=cite, cites=cites, task=task))

    def _again(
        self, code: str, place: Place, words: str, endpoint: str, *, what: str = "", cites: tuple[Cite, ...] = ()
    ) -> None:
        """Find what is found in many calls alike, and say it once."""
        several = self._several.get((code, endpoint, what))
        if several is not None:
            several.times += 1
            return
        finding = _finding(code, place, words, endpoint, cites=cites)
        self._several[code, endpoint, what] = Several(finding)


def _finding(
    code: str,
    place: Place,
    words: str,
    endpoint: str,
    *,
    spec: Region | None = None,
    cite: str = "",
    cites: tuple[Cite, ...] = (),
    task: str = "",
) -> Finding:
    """Make a finding. With cites, they tell where the spec says otherwise, and the pages."""
    return Finding(
        code=code,
        level=OBLIGATIONS[code].level,
        place=place,
        words=words,
        endpoint=endpoint,
        spec=spec or (region(cites[0]) if cites else None),
        cite=cite or cited(cites),
        task=task,
    )


def _has(sent: str | None, header: Header) -> bool:
    return bool(sent) and (header.value is None or sent == header.value)


def _body(heard: Heard) -> Body:
    return heard.said.body if heard.said and heard.said.body is not None else Body()


def _weight(broken: tuple[Broken, ...]) -> tuple[int, int]:
    """Weigh what is wrong: errors first."""
    return sum(one.level == "error" for one in broken), len(broken)


def _says_invalid(said: Said) -> bool:
    """Tell whether a refusal says that the request is wrong, or names a model that there is not."""
    no_model = said.known is not None and any(situation == "no-model" for situation, _ in said.known.when)
    return said.category is Category.INVALID or no_model
