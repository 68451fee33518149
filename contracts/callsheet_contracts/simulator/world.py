"""One provider as one test sees it: lets a call in, does the work, answers. Knows no server and no other test."""

import random
import uuid
from collections import OrderedDict
from dataclasses import replace
from datetime import datetime, timedelta
from http import HTTPStatus
from itertools import islice
from threading import Lock
from typing import Final, assert_never

from callsheet.model.endpoint import CallEndpoint, TaskEndpoint
from callsheet_contracts.simulator import answers, lists
from callsheet_contracts.simulator.births import Lives, failure
from callsheet_contracts.simulator.book import Book
from callsheet_contracts.simulator.chaos import Chaos
from callsheet_contracts.simulator.checks import Asked, Line, Refused
from callsheet_contracts.simulator.events import Address, Event, Letter, promises
from callsheet_contracts.simulator.faults import CallKind, ExpiredLink, Fault, Forgotten, NoResult
from callsheet_contracts.simulator.gate import Gate
from callsheet_contracts.simulator.mail import Mail
from callsheet_contracts.simulator.outcomes import Answer, Reply, no, overruled, reply, spoilt
from callsheet_contracts.simulator.settings import Received, Settings
from callsheet_contracts.simulator.shelf import Shelf
from callsheet_contracts.simulator.tasks import Task, forgotten
from callsheet_contracts.simulator.troubles import Troubles
from callsheet_runtime.machine import Meaning

MOST_FRESH: Final = 50_000
"""Submits whose fresh headers are remembered."""
Admitted = tuple[Asked, answers.Body, str]
"""The endpoint of a call, its whole document, and its owner."""


class World:
    """All that a provider remembers of one test. Safe to use from many threads."""

    def __init__(self, book: Book, settings: Settings, test: str, registered: list[Address]) -> None:
        self.test = test
        self._book = book
        self._settings = settings
        self._lock = Lock()
        self._registered = registered
        """Who is told of tasks; shared by all tests."""
        self._random = self._seeded()
        self._shelf = Shelf(book.memories)
        self._gate = Gate(book, settings, self._shelf)
        # Of its own, so that ids are the same with and without it.
        self._troubles = Troubles(book.provider, Chaos(settings.chaos, self._seeded("chaos")))
        self._lives = Lives(settings.pace)
        self._mail = Mail(self._shelf)
        self._fresh: OrderedDict[tuple[str, ...], str] = OrderedDict()
        """Which task was made under which values of headers that are new each time."""

    def answer(self, line: Line, received: Received) -> Reply:
        """Answer a call. A call that the provider refuses by itself uses no scripted fault up."""
        with self._lock:
            request = self.fresh_id()
            errors = line.endpoints[0].errors
            try:
                admitted = self._gate.admit(line, received)
                fault = self._troubles.next(line, received, admitted[1])
            except Refused as refused:
                return reply(no(errors, refused, request))
            overrule = None if fault is None else overruled(fault, errors, request)
            if overrule is not None:
                return replace(overrule, fault=fault)
            try:
                answer = self._work(line, received, admitted, fault, request)
            except Refused as refused:
                answer = no(errors, refused, request)
            return reply(answer) if fault is None else replace(spoilt(answer, fault, line), fault=fault)

    def script(self, kind: CallKind, *faults: Fault) -> None:
        """Script what goes wrong with the next calls of a kind, one fault for each.

        Raises:
            ValueError: the provider has no such call, error code, or failure.

        """
        self._troubles.script(kind, *faults)

    def holds(self, task_id: str) -> bool:
        """Tell whether it has such a task, whatever became of it."""
        with self._lock:
            return self._shelf.find(task_id) is not None

    def media(self, task_id: str) -> HTTPStatus:
        """Tell how the address of a task's result answers now."""
        now = self._settings.clock.now()
        with self._lock:
            task = self._shelf.find(task_id)
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
            return self._mail.waits(now)

    def letters(self, now: datetime) -> tuple[Letter, ...]:
        """Take the events that are to be sent now; each is given once."""
        with self._lock:
            return self._mail.take(now, self.fresh_id)

    def send_again(self, event: Event, seconds: float) -> None:
        """Note that an event is to be sent once more, after some seconds."""
        with self._lock:
            self._mail.again(event, self._settings.clock.now() + timedelta(seconds=seconds))

    def fresh_id(self) -> str:
        """Make an id: a UUID, the same in every run with the same seed."""
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))

    def _seeded(self, what: str = "") -> random.Random:
        seed, parts = self._settings.seed, [self._book.provider.name, *filter(None, [self.test, what])]
        # Providers and tests have ids of their own, so that calls of one do not change those of another.
        return random.Random(None if seed is None else "/".join([str(seed), *parts]))  # noqa: S311 -- guards nothing

    def _work(self, line: Line, received: Received, admitted: Admitted, fault: Fault | None, request: str) -> Answer:
        endpoint, body, _ = admitted
        match line.kind:
            case "call":
                assert isinstance(endpoint, CallEndpoint), "a line for calls is made of plain calls"
                answer = answers.called(endpoint, body, request, self.fresh_id)
                self._gate.give(answers.ids(endpoint.result, answer))
                return Answer(body=answer, request=request)
            case "submit":
                return self._submit(line, received, admitted, fault, request)
            case "poll":
                return self._poll(line, received, request)
            case "cancel":
                return self._cancel(line, received.task, request)
            case "list":
                return self._list(line, received, request)
            case _:
                assert_never(line.kind)

    def _submit(self, line: Line, received: Received, admitted: Admitted, fault: Fault | None, request: str) -> Answer:
        endpoint, body, owner = admitted
        assert isinstance(endpoint, TaskEndpoint), "a line for submits is made of tasks"
        wire = self._book.wire(endpoint.name)
        fresh = _fresh(line, received) if self._settings.enforce_fresh else None
        task = self._shelf.find(self._fresh.get(fresh, "")) if fresh else None
        if task is None:
            task = self._create(endpoint, body, owner, fault, request)
            if self._registered or self._book.tells(endpoint.name):
                told = promises(self._book.provider, task, tuple(self._registered), received.media, fault)
                self._mail.promise(*told)
            if fresh:
                self._fresh[fresh] = task.id
                if len(self._fresh) > MOST_FRESH:
                    self._fresh.popitem(last=False)
        body = wire.submitted(task, request, received.origin)
        return Answer(body=body, request=request, status=wire.created, task=task.id)

    def _create(
        self, endpoint: TaskEndpoint, body: answers.Body, owner: str, fault: Fault | None, request: str
    ) -> Task:
        pace, (steps, ahead) = self._settings.pace, self._lives.steps(endpoint, fault)
        task = Task(
            id=self._task_id(endpoint),
            endpoint=endpoint,
            body=body,
            created=self._settings.clock.now(),
            memory=self._book.memories[endpoint.name],
            steps=steps,
            ahead=ahead,
            patience=pace.polls if pace.by == "polls" else 1,
            failure=failure(endpoint.errors, fault),
            empty=isinstance(fault, NoResult),
            link=fault.code if isinstance(fault, ExpiredLink) else None,
            forgotten_after=fault.after if isinstance(fault, Forgotten) else None,
            owner=owner,
            request=request,
        )
        self._shelf.add(task)
        return task

    def _task_id(self, endpoint: TaskEndpoint) -> str:
        wire = self._book.wire(endpoint.name)
        # Of 63 bits, so that a client that keeps ids as floating-point numbers is found out.
        return str(self._random.getrandbits(63)) if wire.has_numbers else wire.prefix + self.fresh_id()

    def _known(self, line: Line, task_id: str, now: datetime) -> Task | None:
        task = self._shelf.find(task_id)
        # Compared by name: endpoints are equal or not at great length.
        return None if task is None or task.endpoint.name not in _names(line) or task.gone(now) else task

    def _poll(self, line: Line, received: Received, request: str) -> Answer:
        now = self._settings.clock.now()
        found = self._known(line, received.task, now)
        if found is not None:
            task = found.polled(now)
            if task is not found:
                self._shelf.update(task)
            wire = self._book.wire(task.endpoint.name)
            body = wire.polled(task, now, request, received.origin, received.media(task.id))
            return Answer(body=body, request=request, task=task.id)
        endpoint = line.tasks[0]
        state = forgotten(endpoint.protocol.machine)
        if state is None or endpoint.errors.error_for("no-task"):
            raise Refused("no-task")
        body = self._book.wire(endpoint.name).told(received.task, state, request, answers.Body(), received.origin)
        return Answer(body=body, request=request, task=received.task)

    def _cancel(self, line: Line, task_id: str, request: str) -> Answer:
        now = self._settings.clock.now()
        task = self._known(line, task_id, now)
        if task is None:
            raise Refused("no-task" if forgotten(line.tasks[0].protocol.machine) is None else "too-late")
        protocol = task.endpoint.protocol
        target = protocol.machine.state(protocol.cancel.leads_to) if protocol.cancel else None
        if target is None or target.name not in task.state(now).next:
            raise Refused("too-late")
        self._shelf.update(task.cancelled(target, now))
        return Answer(body=answers.cancelled(protocol, request), request=request, task=task.id)

    def _list(self, line: Line, received: Received, request: str) -> Answer:
        now, query, protocol = self._settings.clock.now(), received.sent.query, line.tasks[0].protocol
        listing = protocol.listing
        assert listing is not None, "a line for lists is made of listings"
        wanted = lists.wanted(listing, query, now)
        number, size = lists.whole(query, listing.query.page, 1), lists.whole(query, listing.query.size, 10)
        names = _names(line)
        if wanted is None:
            total, found = self._shelf.count(names, now), self._shelf.latest(names, now)
        else:
            fitting = [one for one in self._shelf.latest(names, now) if wanted(one)]
            total, found = len(fitting), iter(fitting)
        page = islice(found, (number - 1) * size, number * size)
        rows = [self._book.wire(one.endpoint.name).row(listing, one, now) for one in page]
        body = answers.listed(listing, protocol.errors, (number, size, total), rows, request)
        return Answer(body=body, request=request)


def _names(line: Line) -> frozenset[str]:
    return frozenset(one.name for one in line.endpoints)


def _fresh(line: Line, received: Received) -> tuple[str, ...] | None:
    """Read what is to be new with each call; `None` where nothing is."""
    values = [received.sent.headers.get(one.name.lower(), "") for one in line.call.headers if one.value is None]
    return (line.call.path, *values) if values else None
