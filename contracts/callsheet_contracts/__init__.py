"""Contract tests: a provider to test against, and what holds cassettes and clients to the specs.

Names are loaded when first asked for: the pytest plugin imports this package in every run, wanted or not.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callsheet_contracts.simulator import (
        CannotServe,
        DuplicateEvents,
        EarlyEvents,
        ExpiredLink,
        Flips,
        Forgotten,
        Lose,
        Malformed,
        ManualClock,
        NoResult,
        RealClock,
        Refuse,
        Regresses,
        ScaledClock,
        Simulator,
        Slow,
        Status,
        Stuck,
        TaskFails,
        UnknownFields,
        UnknownStatus,
        UnorderedEvents,
    )

__all__ = [
    "CannotServe",
    "DuplicateEvents",
    "EarlyEvents",
    "ExpiredLink",
    "Flips",
    "Forgotten",
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


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module("callsheet_contracts.simulator"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
