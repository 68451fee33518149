"""What goes wrong with the next call: what it asks for itself, what was scripted, or what chance wants.

Knows no task: it says what happens, the world does it.
"""

from http import HTTPStatus
from typing import Final

from callsheet.model.endpoint import Provider, TaskEndpoint
from callsheet_contracts.simulator.answers import Body
from callsheet_contracts.simulator.chaos import Chaos, candidates
from callsheet_contracts.simulator.checks import Line, Refused
from callsheet_contracts.simulator.faults import (
    CallKind,
    ExpiredLink,
    Fault,
    Flips,
    Refuse,
    Regresses,
    Script,
    Status,
    TaskFails,
)
from callsheet_contracts.simulator.settings import Received
from callsheet_contracts.simulator.tasks import change_of_mind, ending_for, setback
from callsheet_contracts.simulator.wording import HEADER, asked, may_be_marked

GONE: Final = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
"""How an address answers that leads nowhere."""


class Troubles:
    """The faults of one world."""

    def __init__(self, provider: Provider, chaos: Chaos) -> None:
        self._provider = provider
        self._script = Script()
        self._chaos = chaos

    def script(self, kind: CallKind, *faults: Fault) -> None:
        """Script what goes wrong with the next calls of a kind, one fault for each.

        Raises:
            ValueError: the provider has no such call, error code, or failure.

        """
        for fault in faults:
            self._check(fault)
        self._script.add(kind, *faults)

    def next(self, line: Line, received: Received, body: Body) -> Fault | None:
        """Find what goes wrong with a call.

        Raises:
            Refused: it asks for a fault that there is not: a mark with a slip in it would make a test that cannot fail.

        """
        header = received.sent.headers.get(HEADER)
        if header or line.kind != "submit" or may_be_marked(received.sent.content):
            try:
                fault = self._asked(line, header, body)
            except ValueError as error:
                raise Refused("invalid-request", str(error)) from error
            if fault is not None:
                return fault
        fault = self._script.take(line.kind)
        if fault is None and self._chaos.strikes():
            fault = self._chaos.draw(tuple(one for one in candidates(line) if self._makes_sense(one)))
        return fault

    def _asked(self, line: Line, header: str | None, body: Body) -> Fault | None:
        fault = asked(line.kind, header, body)
        if fault is not None:
            self._check(fault)
            if isinstance(fault, Refuse) and line.endpoints[0].errors.code(fault.code) is None:
                raise ValueError(f"{fault.code!r} is no code of this call")
        return fault

    def _makes_sense(self, fault: Fault) -> bool:
        try:
            self._check(fault)
        except ValueError:
            return False
        return True

    def _check(self, fault: Fault) -> None:
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


def _knows(endpoint: TaskEndpoint, code: str) -> bool:
    return endpoint.errors.code(code) is not None
