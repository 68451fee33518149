"""Simulated providers: real HTTP on loopback, compiled from the specs. Knows no provider by name."""

from callsheet_contracts.simulator.clock import Clock, ManualClock, RealClock, ScaledClock
from callsheet_contracts.simulator.faults import (
    CallKind,
    Fault,
    Lose,
    Malformed,
    NoResult,
    Refuse,
    Slow,
    Status,
    TaskFails,
    UnknownFields,
    UnknownStatus,
)
from callsheet_contracts.simulator.journal import Entry, Journal
from callsheet_contracts.simulator.server import CannotServe, Simulator

__all__ = [
    "CallKind",
    "CannotServe",
    "Clock",
    "Entry",
    "Fault",
    "Journal",
    "Lose",
    "Malformed",
    "ManualClock",
    "NoResult",
    "RealClock",
    "Refuse",
    "ScaledClock",
    "Simulator",
    "Slow",
    "Status",
    "TaskFails",
    "UnknownFields",
    "UnknownStatus",
]
