"""One provider as one test sees it: checks a call, does the work, answers. Knows no server and no other
test.
"""

import random
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from http import HTTPStatus
from threading import Lock
from typing import Final, assert_never, cast

from callsheet.model.endpoint import CallEndpoint, Limits, Provider, TaskEndpoint
from callsheet.model.protocol import ErrorTable
from callsheet_contracts.simulator import answers, lists
from callsheet_contracts.simulator.chaos import Chaos, candidates
from callsheet_contracts.simulator.checks import (
    Asked,
    Line,
    Refused,
    Sent,
    check_headers,
    check_key,
    choose,
    read_body,
)
from callsheet_contracts.simulator.clock import Clock
from callsheet_contracts.simulator.events import Address, Event, Letter, Promise, letter, promises
from callsheet_contracts.simulator.faults import (
    CallKind,
    ExpiredLink,
    Fault,
    Flips,
    Forgotten,
    NoResult,
    Refuse,
    Regresses,
    Script,
    Status,
    Stuck,
    TaskFails,
)
from callsheet_contracts.simulator.outcomes import Answer, Reply, no, overruled, reply, spoilt, words_for
from callsheet_contracts.simulator.rates import Rates
from callsheet_contracts.simulator.tasks import (
    Failure,
    Life,
    Pace,
    Task,
    change_of_mind,
    course,
    ending_for,
    endless,
    forgotten,
    setback,
)
from callsheet_contracts.simulator.wording import HEADER, asked
from callsheet_runtime.machine import ALIVE, Meaning
from callsheet_runtime.protocol import Category
from callsheet_runtime.reading import look

GONE: Final = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
"""How an address answers that leads nowhere."""

TEST: Final = "x-test-id"
"""The header that gives a test a world of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What holds for all providers of one simulator."""

    clock: Clock
    key: str | None
    pace: Pace
    seed: int | None
    enforce_rates: bool
    enforce_running: bool
    plan: str | None
    known_ids: bool
    chaos: float


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

    @property
    def test(self) -> str:
        """Id of the test that the call is a part of; empty where it tells none."""
        return self.sent.headers.get(TEST, "")


class World:
    """All that a provider remembers of one test. Safe to use from many threads."""

    def __init__(self, provider: Provider, settings: Settings, test: str, registered: list[Address]) -> None:
        self.test = test
        self._provider = provider
        self._settings = settings
        self._script = Script()
        self._lock = Lock()
        self._rates = Rates()
        self._tasks: dict[str, Task] = {}
        self._given: set[str] = set()
        """Ids that plain calls have given."""
        self._registered = registered
        """Who is told of tasks; shared by all tests."""
        self._promised: dict[Promise, int] = {}
        """Who is told of which task, and how many events were sent."""
        self._again: list[tuple[datetime, Event]] = []
        """What nobody took, and when it is sent once more."""
        self._random = self._seeded()
        # Of its own, so that ids are the same with and without it.
        self._chaos = Chaos(settings.chaos, self._seeded("chaos"))

    def answer(self, line: Line, received: Received) -> Reply:
        """Answer a call. A call that the provider refuses by itself uses no scripted fault up."""
        with self._lock:
            request = self.fresh_id()
            errors = line.endpoints[0].errors
            try:
                chosen = self._check(line, received)
                fault = self._fault(line, received, chosen[1])
                overrule = overruled(fault, errors, request)
                if overrule is not None:
                    return replace(overrule, fault=fault)
            except Refused as refused:
                return reply(no(errors, refused, request))
            try:
                answer = self._work(line, received, chosen, fault, request)
            except Refused as refused:
                answer = no(errors, refused, request)
            return replace(spoilt(answer, fault, line), fault=fault)

    def _fault(self, line: Line, received: Received, body: answers.Body) -> Fault | None:
        """Find what goes wrong with a call: what it asks for itself comes before what was scripted."""
        try:
            fault = asked(line.kind, received.sent.headers.get(HEADER), body)
            if fault is not None:
                self._check_fault(fault)
                if isinstance(fault, Refuse) and line.endpoints[0].errors.code(fault.code) is None:
                    raise ValueError(f"{fault.code!r} is no code of this call")
                return fault
        except ValueError as error:
            # A mark with a slip in it would make a test that cannot fail.
            raise Refused("invalid-request", str(error)) from error
        fault = self._script.take(line.kind)
        if fault is None and self._chaos.strikes():
            fault = self._chaos.draw(tuple(one for one in candidates(line) if self._makes_sense(one)))
        return fault

    def script(self, kind: CallKind, *faults: Fault) -> None:
        """Script what goes wrong with the next calls of a kind, one fault for each.

        Raises:
            ValueError: the provider has no such call, error code, or failure.

        """
        for fault in faults:
            self._check_fault(fault)
        self._script.add(kind, *faults)

    def holds(self, task_id: str) -> bool:
        """Tell whether it has such a task, whatever became of it."""
        with self._lock:
            return task_id in self._tasks

    def media(self, task_id: str) -> HTTPStatus:
        """Tell how the address of a task's result answers now."""
        now = self._settings.clock.now()
        with self._lock:
            task = self._tasks.get(task_id)
        if task is None or task.empty or not any(one.state.means is Meaning.SUCCEEDED for one in task.passed(now)):
            return HTTPStatus.NOT_FOUND
        if task.link is not None:
            return HTTPStatus(task.link)
        kept = task.endpoint.retention.media if task.endpoint.retention else None
        ended = task.ended(now)
        over = kept is not None and ended is not None and (now - ended).total_seconds() >= kept
        return HTTPStatus.NOT_FOUND if over else HTTPStatus.OK

    def waits(self, now: datetime) -> bool:
        """Tell whether an event is to be sent now."""
        with self._lock:
            again = any(when <= now for when, _ in self._again)
            return again or any(len(self._events(one, now)) > sent for one, sent in self._promised.items())

    def letters(self, now: datetime) -> tuple[Letter, ...]:
        """Take the events that are to be sent now; each is given once."""
        with self._lock:
            due = [event for when, event in self._again if when <= now]
            self._again = [(when, event) for when, event in self._again if when > now]
            for promise, sent in tuple(self._promised.items()):
                events = self._events(promise, now)
                due += events[sent:]
                self._promised[promise] = max(sent, len(events))
                if self._tasks[promise.task].over(now):
                    del self._promised[promise]
            return tuple(letter(one, self._tasks[one.promise.task], now, self.fresh_id) for one in due)

    def send_again(self, event: Event, seconds: float) -> None:
        """Note that an event is to be sent once more, after some seconds."""
        with self._lock:
            self._again.append((self._settings.clock.now() + timedelta(seconds=seconds), event))

    def _events(self, promise: Promise, now: datetime) -> tuple[Event, ...]:
        return promise.events(self._tasks[promise.task], now)

    def fresh_id(self) -> str:
        """Make an id: a UUID, the same in every run with the same seed."""
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))

    def _seeded(self, what: str = "") -> random.Random:
        seed, parts = self._settings.seed, [self._provider.name, *filter(None, [self.test, what])]
        # Providers and tests have ids of their own, so that calls of one do not change those of another.
        return random.Random(None if seed is None else "/".join([str(seed), *parts]))  # noqa: S311 -- guards nothing

    def _makes_sense(self, fault: Fault) -> bool:
        try:
            self._check_fault(fault)
        except ValueError:
            return False
        return True

    def _check_fault(self, fault: Fault) -> None:
        endpoints, name = self._provider.tasks, self._provider.name
        if isinstance(fault, Status) and not HTTPStatus.OK <= fault.code < HTTPStatus.INTERNAL_SERVER_ERROR + 100:
            raise ValueError(f"{fault.code} is no status of an answer: 200 to 599 are")
        if isinstance(fault, Refuse) and not all(_knows(one, fault.code) for one in endpoints):
            raise ValueError(f"{fault.code!r} is no code of the error table of {name}")
        if isinstance(fault, TaskFails) and any(ending_for(one, fault.code) is None for one in endpoints):
            raise ValueError(f"no task of {name} can fail: its machine has no state for that")
        if isinstance(fault, Regresses) and any(setback(one.protocol.machine) is None for one in endpoints):
            raise ValueError(f"no task of {name} can fall back: its machine has no state before all work")
        if isinstance(fault, Flips) and any(change_of_mind(one.protocol.machine) is None for one in endpoints):
            raise ValueError(f"no task of {name} can end otherwise: its machine has one end only")
        if isinstance(fault, ExpiredLink) and fault.code not in GONE:
            raise ValueError(f"{fault.code} is no answer of an address that leads nowhere: 403, 404 and 410 are")

    def _check(self, line: Line, received: Received) -> tuple[Asked, answers.Body]:
        """Go through all that a provider checks before it does anything."""
        sent = received.sent
        key = check_key(self._provider.key, sent.headers, self._settings.key)
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
        if self._settings.enforce_running and line.kind == "submit":
            self._check_running(endpoint, _owner(key))
        return endpoint, body

    def _check_running(self, endpoint: Asked, owner: str) -> None:
        """Refuse one task more than may be at work at once."""
        limits, now = endpoint.limits, self._settings.clock.now()
        most = None if limits is None else _most(limits, self._settings.plan)
        if limits is None or most is None:
            return
        # A plan is an account's, any other limit that of an endpoint.
        shared = limits.running is None
        busy = sum(
            task.owner == owner and (shared or task.endpoint is endpoint) and task.state(now).means in ALIVE
            for task in self._tasks.values()
        )
        if busy >= most:
            raise Refused("too-many-tasks")

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
                task = self._create(endpoint, received, body, fault, now)
                return Answer(body=answers.submitted(task, request), request=request, task=task.id)
            case "poll":
                return self._poll(line, received, now, request)
            case "cancel":
                return self._cancel(line, received.task, now, request)
            case "list":
                return self._list(line, received.sent.query, now, request)
            case _:
                assert_never(line.kind)

    def _create(
        self, endpoint: TaskEndpoint, received: Received, body: answers.Body, fault: Fault | None, now: datetime
    ) -> Task:
        pace = self._settings.pace
        steps, ahead = _life(endpoint, fault).steps(pace)
        key = check_key(self._provider.key, received.sent.headers, self._settings.key)
        task = Task(
            id=self._task_id(endpoint),
            endpoint=endpoint,
            body=body,
            created=now,
            steps=steps,
            ahead=ahead,
            patience=pace.polls if pace.by == "polls" else 1,
            failure=_failure(endpoint.errors, fault),
            empty=isinstance(fault, NoResult),
            link=fault.code if isinstance(fault, ExpiredLink) else None,
            forgotten_after=fault.after if isinstance(fault, Forgotten) else None,
            owner=_owner(key),
        )
        self._tasks[task.id] = task
        for promise in promises(self._provider, task, tuple(self._registered), received.media, fault):
            self._promised[promise] = 0
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
            self._tasks[task.id] = task = task.polled(now)
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
        wanted = lists.wanted(listing, query, now)
        # Tasks are kept in the order of their creation; lists begin with the latest.
        known = [one for one in reversed(self._tasks.values()) if self._known(line, one.id, now) and wanted(one)]
        number, size = lists.whole(query, listing.query.page, 1), lists.whole(query, listing.query.size, 10)
        rows = [answers.row(listing, one, now) for one in known[(number - 1) * size : number * size]]
        body = answers.listed(listing, protocol.errors, (number, size, len(known)), rows, request)
        return Answer(body=body, request=request)


def _knows(endpoint: TaskEndpoint, code: str) -> bool:
    return endpoint.errors.code(code) is not None


def _life(endpoint: TaskEndpoint, fault: Fault | None) -> Life:
    """Lay down the life of a new task."""
    machine, life = endpoint.protocol.machine, None
    match fault:
        case TaskFails(code):
            life = course(machine, ending_for(endpoint, code))
        case Stuck():
            life = endless(machine)
        case Regresses():
            life = setback(machine)
        case Flips():
            life = change_of_mind(machine)
        case _:
            life = course(machine)
    assert life is not None, "faults are checked when they are scripted"
    return life


def _failure(errors: ErrorTable, fault: Fault | None) -> Failure | None:
    """Say why a new task will fail."""
    match fault:
        case TaskFails(code, message):
            return Failure(code, words_for(errors, code) if message is None else message)
        case Flips() if errors.known:
            code = next((one for one in errors.known if one.means is Category.SERVER), errors.known[0]).code
            return Failure(code, words_for(errors, code))
        case _:
            return None


def _most(limits: Limits, plan: str | None) -> int | None:
    """Tell how many tasks may be at work at once: on a plan, else on the smallest one."""
    if limits.running is not None or not limits.plans:
        return limits.running
    plans = dict(limits.plans)
    return plans.get(plan, min(plans.values())) if plan else min(plans.values())


def _owner(key: str) -> str:
    return sha256(key.encode(errors="surrogateescape")).hexdigest()[:16]
