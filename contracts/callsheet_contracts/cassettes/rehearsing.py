"""Rehearse scenarios: the emitted client talks to the simulator, or to the answers that pages show, and is recorded.

Knows no provider. Nothing here takes time, and the same specs give the same bytes.
"""

from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import replace
from typing import Any, Final, cast

import httpx

from callsheet.model.endpoint import CallEndpoint, Catalog, Provider, TaskEndpoint
from callsheet_contracts.cassettes.clocks import Stage
from callsheet_contracts.cassettes.emitted import Offered, client_class, offer
from callsheet_contracts.cassettes.scenarios import Plan, Scenario
from callsheet_contracts.cassettes.scrubbing import Scrubber
from callsheet_contracts.cassettes.taping import Take
from callsheet_contracts.cassettes.transports import TakeTransport
from callsheet_contracts.clocks import SteppingClock
from callsheet_contracts.conformance.shapes import as_word, at
from callsheet_contracts.paths import holes
from callsheet_contracts.simulator.server import Simulator
from callsheet_runtime import flows
from callsheet_runtime.clients import Client
from callsheet_runtime.errors import CallsheetError
from callsheet_runtime.flows.vocabulary import Repeat
from callsheet_runtime.machine import ALIVE
from callsheet_runtime.media import Upload
from callsheet_runtime.problems import Problem
from callsheet_runtime.ticket import Ticket

Body = dict[str, object]
KEY: Final = "simulated-key"
DEADLINE: Final = 3600.0
MOST_LOOKS: Final = 20
GOES_WELL: Final = frozenset({Scenario.FINISHED, Scenario.RATE_LIMITED})
"""Scenarios that a client comes through without an error."""
PIXEL: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001e221bc33"
    "0000000049454e44ae426082"
)
"""A PNG of one pixel, for requests that bring a file."""


class Rehearsal:
    """Rehearses with one provider."""

    def __init__(self, catalog: Catalog, provider: Provider) -> None:
        self._catalog, self._provider = catalog, provider
        self._stage = Stage()
        # One poll for each state: as short as a whole life can be told.
        self._simulator = Simulator(catalog, providers=[provider.name], clock=self._stage, seed=1, by="polls")

    def with_simulator(self, plan: Plan, scenario: Scenario) -> Take:
        """Rehearse a scenario with the simulator."""
        self._simulator.reset()
        for kind, fault in plan.faults:
            self._simulator.script(self._provider.name, kind, fault)
        repeat = Repeat() if scenario is Scenario.RATE_LIMITED else Repeat(times=0)
        through = self._simulator.transport(self._provider.name)
        take, client = self._scene(through, repeat)
        with nullcontext() if scenario in GOES_WELL else suppress(CallsheetError):
            self._play(client, plan, checked=scenario is not Scenario.REFUSED)
        return take

    def with_answers(self, plan: Plan, answers: list[tuple[int, object]]) -> Take:
        """Rehearse with answers that are given one after the other, whatever is asked; each is a status and a body."""
        take, client = self._scene(_Reader(answers), Repeat(times=0))
        with suppress(CallsheetError):
            self._play(client, plan, checked=False)
        return take

    def _scene(self, through: httpx.BaseTransport, repeat: Repeat) -> tuple[Take, Client]:
        self._stage.begin()
        take = Take(Scrubber(self._catalog), self._stage.now)
        http = httpx.Client(transport=TakeTransport(take, through))
        client = client_class(self._provider)(key=KEY, http=http, clock=SteppingClock(self._stage), repeat=repeat)
        return take, client

    def _play(self, client: Client, plan: Plan, *, checked: bool) -> None:
        endpoint = plan.endpoint
        offered = self._offer(endpoint, checked=checked)
        if isinstance(endpoint, CallEndpoint):
            client.drive(flows.call(cast("Any", offered), plan.request, client.context(offered), _files(plan.request)))
            return
        task = cast("Any", offered)
        context = client.context(offered)
        ticket = client.drive(flows.submit(task, plan.request, context))
        look = self._looking(client, plan, ticket)
        if plan.cancels:
            client.drive(flows.cancel(task, ticket, context))
            look()
            return
        if plan.forgets:
            look()
            self._stage.advance(plan.forgets)
        if plan.looks is None:
            client.drive(flows.wait(task, ticket, context, deadline=DEADLINE))
            return
        for _ in range(MOST_LOOKS):
            if self._has_ended(endpoint, look()):
                return
            self._stage.advance(endpoint.protocol.poll.every)
        raise AssertionError("a rehearsed task comes to an end")

    def _looking(self, client: Client, plan: Plan, ticket: Ticket) -> Callable[[], object]:
        """Look at a task once, by its own poll or by another call, and hand the answer on."""
        offered = cast("Any", self._offer(plan.looks or plan.endpoint, checked=True))
        context = client.context(offered)
        if plan.looks is None:
            return lambda: client.drive(flows.poll(offered, ticket, context)).answer
        hole = holes(plan.looks.call.path)[0]
        document: Body = {"$path": {hole: ticket.task}}
        return lambda: client.drive(flows.call(offered, document, context)).answer

    def _offer(self, endpoint: TaskEndpoint | CallEndpoint, *, checked: bool) -> Offered:
        offered = offer(self._provider, endpoint)
        # To see how a provider refuses what is wrong, it has to be sent.
        return offered if checked else replace(offered, validate=_let_pass)

    @staticmethod
    def _has_ended(endpoint: TaskEndpoint, answer: object) -> bool:
        machine = endpoint.protocol.machine
        state = machine.state(as_word(at(answer, machine.at)))
        return state is not None and state.means not in ALIVE


def _let_pass(request: object) -> list[Problem]:
    """Find nothing wrong with a request."""
    del request
    return []


class _Reader(httpx.BaseTransport):
    """Reads answers out, one for each call."""

    def __init__(self, answers: list[tuple[int, object]]) -> None:
        self._answers = iter(answers)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        status, body = next(self._answers)
        return httpx.Response(status, json=body, request=request)


def _files(request: Body) -> dict[str, Upload]:
    files = request.get("$files")
    named = cast("dict[str, object]", files) if isinstance(files, dict) else {}
    return {field: Upload.of(PIXEL, name=str(name)) for field, name in named.items()}
