"""Lay down the life of a new task: as the spec has it, or with what is to go wrong. Knows no wire and no server."""

from callsheet.model.endpoint import TaskEndpoint
from callsheet.model.protocol import ErrorTable, State
from callsheet_contracts.simulator.faults import Fault, Flips, Regresses, Stuck, TaskFails
from callsheet_contracts.simulator.outcomes import words_for
from callsheet_contracts.simulator.tasks import (
    Failure,
    Life,
    Pace,
    Step,
    change_of_mind,
    course,
    ending_for,
    endless,
    setback,
)
from callsheet_runtime.protocol import Category

Steps = tuple[tuple[Step, ...], tuple[State, ...]]
"""The states that come by themselves, and those that polls bring."""


class Lives:
    """Lays down the lives of one world's tasks. The usual one of each endpoint is laid down once, and shared."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._usual: dict[str, Steps] = {}

    def steps(self, endpoint: TaskEndpoint, fault: Fault | None) -> Steps:
        """Lay down the states of a new task."""
        if isinstance(fault, (TaskFails, Stuck, Regresses, Flips)):
            return _life(endpoint, fault).steps(self._pace)
        usual = self._usual.get(endpoint.name)
        if usual is None:
            usual = self._usual[endpoint.name] = course(endpoint.protocol.machine).steps(self._pace)
        return usual


def _life(endpoint: TaskEndpoint, fault: TaskFails | Stuck | Regresses | Flips) -> Life:
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
    assert life is not None, "faults are checked when they are scripted"
    return life


def failure(errors: ErrorTable, fault: Fault | None) -> Failure | None:
    """Say why a new task will fail; `None` where it will not."""
    match fault:
        case TaskFails(code, message):
            return Failure(code, words_for(errors, code) if message is None else message)
        case Flips() if errors.known:
            code = next((one for one in errors.known if one.means is Category.SERVER), errors.known[0]).code
            return Failure(code, words_for(errors, code))
        case _:
            return None
