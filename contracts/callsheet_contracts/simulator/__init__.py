"""Simulated providers, compiled from the specs: real HTTP on loopback, or in process. Knows no provider by name.

Names are loaded when first asked for: what only needs to know how calls are checked pays for no server.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callsheet_contracts.simulator.clock import Clock, ManualClock, RealClock, ScaledClock
    from callsheet_contracts.simulator.faults import (
        CallKind,
        DuplicateEvents,
        EarlyEvents,
        ExpiredLink,
        Fault,
        Flips,
        Forgotten,
        Lose,
        Malformed,
        NoResult,
        Refuse,
        Regresses,
        Slow,
        Status,
        Stuck,
        TaskFails,
        UnknownFields,
        UnknownStatus,
        UnorderedEvents,
    )
    from callsheet_contracts.simulator.journal import Entry, Journal
    from callsheet_contracts.simulator.server import Simulator
    from callsheet_contracts.simulator.serving import CannotServe

__all__ = [
    "CallKind",
    "CannotServe",
    "Clock",
    "DuplicateEvents",
    "EarlyEvents",
    "Entry",
    "ExpiredLink",
    "Fault",
    "Flips",
    "Forgotten",
    "Journal",
    "Lose",
    "Malformed",
    "ManualClock",
    "NoResult",
    "RealClock",
    "Refuse",
    "Regresses",
    "ScaledClock",
    "Simulator",
    "Slow",
    "Status",
    "Stuck",
    "TaskFails",
    "UnknownFields",
    "UnknownStatus",
    "UnorderedEvents",
]

_HOMES = {
    "CallKind": "faults",
    "CannotServe": "serving",
    "Clock": "clock",
    "DuplicateEvents": "faults",
    "EarlyEvents": "faults",
    "Entry": "journal",
    "ExpiredLink": "faults",
    "Fault": "faults",
    "Flips": "faults",
    "Forgotten": "faults",
    "Journal": "journal",
    "Lose": "faults",
    "Malformed": "faults",
    "ManualClock": "clock",
    "NoResult": "faults",
    "RealClock": "clock",
    "Refuse": "faults",
    "Regresses": "faults",
    "ScaledClock": "clock",
    "Simulator": "server",
    "Slow": "faults",
    "Status": "faults",
    "Stuck": "faults",
    "TaskFails": "faults",
    "UnknownFields": "faults",
    "UnknownStatus": "faults",
    "UnorderedEvents": "faults",
}
"""Which module each name lives in."""


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
