"""One simulated provider: checks a call, does the work, answers. Knows no HTTP server and no other provider."""

import random
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import assert_never, cast

from callsheet.model.endpoint import CallEndpoint, Provider, TaskEndpoint
from callsheet.model.protocol import Listing
from callsheet_contracts.simulator import answers
from callsheet_contracts.simulator.checks import (
    Asked,
    Line,
    Refused,
    Sent,
    check_headers,
    check_key,
    choose,
    lines,
    read_body,
)
from callsheet_contracts.simulator.clock import Clock
from callsheet_contracts.simulator.faults import CallKind, Fault, NoResult, Refuse, Script, TaskFails
from callsheet_contracts.simulator.outcomes import Answer, Reply, no, overruled, reply, spoilt, words_for
from callsheet_contracts.simulator.rates import Rates
from callsheet_contracts.simulator.tasks import Failure, Task, course, ending_for, forgotten
from callsheet_runtime.machine import Meaning
from callsheet_runtime.reading import look, parse_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What holds for all providers of one simulator."""

    clock: Clock
    key: str | None
    task_seconds: float
    seed: int | None
    enforce_rates: bool
    known_ids: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A call as it came in."""

    sent: Sent
    media: Callable[[str], str]
    """Makes the address of a task's result."""

    @property
    def task(self) -> str:
        """The task's id in the path; empty where there is none."""
        return self.sent.path.get("task", "")


class Service:
    """A provider's side of every call. Safe to use from many threads."""

    def __init__(self, provider: Provider, settings: Settings) -> None:
        self.provider = provider
        self.lines = lines(provider)
        self._settings = settings
        self._script = Script()
        self._lock = Lock()
        self._rates = Rates()
        self._tasks: dict[str, Task] = {}
        self._given: set[str] = set()
        """Ids that plain calls have given."""
        self._random = self._seeded()

    def answer(self, line: Line, received: Received) -> Reply:
        """Answer a call. A call that the provider refuses by itself uses no scripted fault up."""
        with self._lock:
            request = self.fresh_id()
            errors = line.endpoints[0].errors
            try:
                chosen = self._check(line, received)
                fault = self._script.take(line.kind)
                overrule = overruled(fault, errors, request)
                if overrule is not None:
                    return overrule
            except Refused as refused:
                return reply(no(errors, refused, request))
            try:
                answer = self._work(line, received, chosen, fault, request)
            except Refused as refused:
                answer = no(errors, refused, request)
            return spoilt(answer, fault, line)

    def script(self, kind: CallKind, *faults: Fault) -> None:
        """Script what goes wrong with the next calls of a kind, one fault for each.

        Raises:
            ValueError: the provider has no such call, error code, or failure.

        """
        for fault in faults:
            self._check_fault(fault)
        self._script.add(kind, *faults)

    def media(self, task_id: str) -> bool:
        """Tell whether there is a result of a task to be fetched now."""
        now = self._settings.clock.now()
        with self._lock:
            task = self._tasks.get(task_id)
        if task is None or task.empty or not any(one.state.means is Meaning.SUCCEEDED for one in task.passed(now)):
            return False
        kept = task.endpoint.retention.media if task.endpoint.retention else None
        ended = task.ended(now)
        return kept is None or ended is None or (now - ended).total_seconds() < kept

    def reset(self) -> None:
        """Forget all tasks, calls and scripted faults, and begin the ids anew."""
        with self._lock:
            self._tasks.clear()
            self._given.clear()
            self._rates.clear()
            self._script.clear()
            self._random = self._seeded()

    def fresh_id(self) -> str:
        """Make an id: a UUID, the same in every run with the same seed."""
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))

    def _seeded(self) -> random.Random:
        seed = self._settings.seed
        # Providers have ids of their own, so that calls to one do not change those of another.
        return random.Random(None if seed is None else f"{seed}/{self.provider.name}")  # noqa: S311 -- guards nothing

    def _check_fault(self, fault: Fault) -> None:
        endpoints, name = self.provider.tasks, self.provider.name
        if isinstance(fault, Refuse) and not all(_knows(one, fault.code) for one in endpoints):
            raise ValueError(f"{fault.code!r} is no code of the error table of {name}")
        if isinstance(fault, TaskFails) and any(ending_for(one, fault.code) is None for one in endpoints):
            raise ValueError(f"no task of {name} can fail: its machine has no state for that")

    def _check(self, line: Line, received: Received) -> tuple[Asked, answers.Body]:
        """Go through all that a provider checks before it does anything."""
        sent = received.sent
        key = check_key(self.provider.key, sent.headers, self._settings.key)
        check_headers(line.call, sent.headers)
        endpoint, body, rate = line.endpoints[0], answers.Body(), line.call.per_second
        if line.kind in {"submit", "call"}:
            has_body = sent.form is None and line.call.method != "GET"
            written: object = read_body(sent.content) if has_body else answers.Body()
            endpoint, body = choose(line.endpoints, sent, written)
            self._check_ids(endpoint, body)
        if line.kind == "submit":
            rate = endpoint.limits.submit if endpoint.limits else None
        if self._settings.enforce_rates:
            name = (line.kind, line.call.path, endpoint.name, key)
            if self._rates.exceeded(name, rate, self._settings.clock.now()):
                raise Refused("too-many")
        return endpoint, body

    def _check_ids(self, endpoint: Asked, body: answers.Body) -> None:
        """Refuse ids that nothing here has given, where it is asked to be so strict."""
        for parameter in endpoint.parameters if self._settings.known_ids else ():
            value = look(body, ".".join(parameter.at))
            if parameter.takes and value is not None:
                named = cast("list[object]", value) if isinstance(value, list) else [value]
                unheard = [one for one in named if str(one) not in self._given and str(one) not in self._tasks]
                if unheard:
                    raise Refused("no-media", f"{parameter.pointer}: {unheard[0]}")

    def _work(
        self, line: Line, received: Received, chosen: tuple[Asked, answers.Body], fault: Fault | None, request: str
    ) -> Answer:
        now = self._settings.clock.now()
        endpoint, body = chosen
        match line.kind:
            case "call":
                assert isinstance(endpoint, CallEndpoint), "a line for calls is made of plain calls"
                return Answer(body=self._called(endpoint, body, request), request=request)
            case "submit":
                assert isinstance(endpoint, TaskEndpoint), "a line for submits is made of tasks"
                task = self._create(endpoint, body, fault, now)
                return Answer(body=answers.submitted(task, request), request=request, task=task.id)
            case "poll":
                return self._poll(line, received, now, request)
            case "cancel":
                return self._cancel(line, received.task, now, request)
            case "list":
                return self._list(line, received.sent.query, now, request)
            case _:
                assert_never(line.kind)

    def _create(self, endpoint: TaskEndpoint, body: answers.Body, fault: Fault | None, now: datetime) -> Task:
        failure = ending = None
        if isinstance(fault, TaskFails):
            words = words_for(endpoint.errors, fault.code) if fault.message is None else fault.message
            failure, ending = Failure(fault.code, words), ending_for(endpoint, fault.code)
        task = Task(
            id=self._task_id(endpoint),
            endpoint=endpoint,
            body=body,
            created=now,
            steps=course(endpoint, self._settings.task_seconds, ending),
            failure=failure,
            empty=isinstance(fault, NoResult),
        )
        self._tasks[task.id] = task
        return task

    def _called(self, endpoint: CallEndpoint, body: answers.Body, request: str) -> answers.Body:
        answer = answers.called(endpoint, body, request, self.fresh_id)
        self._given.update(answers.ids(endpoint.result, answer))
        return answer

    def _task_id(self, endpoint: TaskEndpoint) -> str:
        # Of 63 bits, so that a client that keeps ids as floating-point numbers is found out.
        return str(self._random.getrandbits(63)) if answers.has_numbers(endpoint) else self.fresh_id()

    def _known(self, line: Line, task_id: str, now: datetime) -> Task | None:
        task = self._tasks.get(task_id)
        return None if task is None or task.endpoint not in line.endpoints or task.gone(now) else task

    def _poll(self, line: Line, received: Received, now: datetime, request: str) -> Answer:
        task = self._known(line, received.task, now)
        if task is not None:
            body = answers.polled(task, now, request, received.media(task.id))
            return Answer(body=body, request=request, task=task.id)
        endpoint = line.tasks[0]
        state = forgotten(endpoint.protocol.machine)
        if state is None or endpoint.errors.error_for("no-task"):
            raise Refused("no-task")
        return Answer(body=answers.told(endpoint, received.task, state, request), request=request, task=received.task)

    def _cancel(self, line: Line, task_id: str, now: datetime, request: str) -> Answer:
        task = self._known(line, task_id, now)
        if task is None:
            raise Refused("no-task" if forgotten(line.tasks[0].protocol.machine) is None else "too-late")
        protocol = task.endpoint.protocol
        target = protocol.machine.state(protocol.cancel.leads_to) if protocol.cancel else None
        if target is None or target.name not in task.state(now).next:
            raise Refused("too-late")
        self._tasks[task.id] = task.cancelled(target, now)
        return Answer(body=answers.cancelled(protocol, request), request=request, task=task.id)

    def _list(self, line: Line, query: Mapping[str, str], now: datetime, request: str) -> Answer:
        protocol = line.tasks[0].protocol
        listing = protocol.listing
        assert listing is not None, "a line for lists is made of listings"
        wanted = _filter(listing, query, now)
        # Tasks are kept in the order of their creation; lists begin with the latest.
        known = [one for one in reversed(self._tasks.values()) if self._known(line, one.id, now) and wanted(one)]
        number, size = _whole(query, listing.query.page, 1), _whole(query, listing.query.size, 10)
        rows = [answers.row(listing, one, now) for one in known[(number - 1) * size : number * size]]
        body = answers.listed(listing, protocol.errors, (number, size, len(known)), rows, request)
        return Answer(body=body, request=request)


def _knows(endpoint: TaskEndpoint, code: str) -> bool:
    return endpoint.errors.code(code) is not None


def _whole(query: Mapping[str, str], name: str | None, default: int) -> int:
    written = query.get(name) if name else None
    if written is None:
        return default
    if not written.isascii() or not written.isdecimal() or not 0 < len(written) <= len("1000000") or int(written) < 1:
        raise Refused("invalid-request", f"{name}: {written[:20]}")
    return int(written)


def _filter(listing: Listing, query: Mapping[str, str], now: datetime) -> Callable[[Task], bool]:
    """Make the test that a list's filters put to a task."""
    names = listing.query
    model, status = (query.get(name) if name else None for name in (names.model, names.status))
    since, until = (_moment(listing, query, name) for name in (names.since, names.until))

    def wanted(task: Task) -> bool:
        return (
            (model is None or answers.model_of(task.endpoint, task.body) == model)
            and (status is None or task.state(now).name == status)
            and (since is None or task.created >= since)
            and (until is None or task.created <= until)
        )

    return wanted


def _moment(listing: Listing, query: Mapping[str, str], name: str | None) -> datetime | None:
    written = query.get(name) if name else None
    if written is None:
        return None
    form = listing.query.moment
    moment = parse_moment(written, form.form, form.zone) if form else parse_moment(written, "iso")
    if moment is None:
        raise Refused("invalid-request", f"{name}: {written[:20]}")
    return moment
