"""What generated code links against. Knows no provider and reads no spec.

Names are loaded when first asked for: a validator imports this package and must not pay for an HTTP client.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callsheet_runtime.clients import AsyncClient, Client
    from callsheet_runtime.clock import AsyncClock, Clock
    from callsheet_runtime.errors import (
        CallFailed,
        CallsheetError,
        Complaint,
        MissingKey,
        NoResult,
        NotSent,
        NotSupported,
        OutcomeUnknown,
        ProviderError,
        RequestRefused,
        StillRunning,
        TaskEnded,
        UnknownServer,
        WrongTicket,
    )
    from callsheet_runtime.flows import Repeat, TaskPage, TaskRow, TaskStatus, fingerprint
    from callsheet_runtime.machine import Machine, Meaning, State
    from callsheet_runtime.pricing import Axis, Estimate, Tariff, estimate
    from callsheet_runtime.problems import ERROR, LEAVE_OUT, WARNING, Cite, Interval, Level, Problem, Rule, Source
    from callsheet_runtime.protocol import (
        Body,
        Category,
        Endpoint,
        ErrorShape,
        Key,
        KnownError,
        Listing,
        Moment,
        Operation,
        Poll,
        Protocol,
        Server,
        Submit,
    )
    from callsheet_runtime.reading import Answer
    from callsheet_runtime.tasks import AsyncTasks, Tasks
    from callsheet_runtime.ticket import Ticket

__all__ = [
    "ERROR",
    "LEAVE_OUT",
    "WARNING",
    "Answer",
    "AsyncClient",
    "AsyncClock",
    "AsyncTasks",
    "Axis",
    "Body",
    "CallFailed",
    "CallsheetError",
    "Category",
    "Cite",
    "Client",
    "Clock",
    "Complaint",
    "Endpoint",
    "ErrorShape",
    "Estimate",
    "Interval",
    "Key",
    "KnownError",
    "Level",
    "Listing",
    "Machine",
    "Meaning",
    "MissingKey",
    "Moment",
    "NoResult",
    "NotSent",
    "NotSupported",
    "Operation",
    "OutcomeUnknown",
    "Poll",
    "Problem",
    "Protocol",
    "ProviderError",
    "Repeat",
    "RequestRefused",
    "Rule",
    "Server",
    "Source",
    "State",
    "StillRunning",
    "Submit",
    "Tariff",
    "TaskEnded",
    "TaskPage",
    "TaskRow",
    "TaskStatus",
    "Tasks",
    "Ticket",
    "UnknownServer",
    "WrongTicket",
    "estimate",
    "fingerprint",
]

_HOMES = {
    "Answer": "reading",
    "AsyncClient": "clients",
    "AsyncClock": "clock",
    "AsyncTasks": "tasks",
    "Axis": "pricing",
    "Body": "protocol",
    "CallFailed": "errors",
    "CallsheetError": "errors",
    "Category": "protocol",
    "Cite": "problems",
    "Client": "clients",
    "Clock": "clock",
    "Complaint": "errors",
    "ERROR": "problems",
    "Endpoint": "protocol",
    "ErrorShape": "protocol",
    "Estimate": "pricing",
    "Interval": "problems",
    "Key": "protocol",
    "KnownError": "protocol",
    "LEAVE_OUT": "problems",
    "Level": "problems",
    "Listing": "protocol",
    "Machine": "machine",
    "Meaning": "machine",
    "MissingKey": "errors",
    "Moment": "protocol",
    "NoResult": "errors",
    "NotSent": "errors",
    "NotSupported": "errors",
    "Operation": "protocol",
    "OutcomeUnknown": "errors",
    "Poll": "protocol",
    "Problem": "problems",
    "Protocol": "protocol",
    "ProviderError": "errors",
    "Repeat": "flows",
    "RequestRefused": "errors",
    "Rule": "problems",
    "Server": "protocol",
    "Source": "problems",
    "State": "machine",
    "StillRunning": "errors",
    "Submit": "protocol",
    "Tariff": "pricing",
    "TaskEnded": "errors",
    "TaskPage": "flows",
    "TaskRow": "flows",
    "TaskStatus": "flows",
    "Tasks": "tasks",
    "Ticket": "ticket",
    "UnknownServer": "errors",
    "WARNING": "problems",
    "WrongTicket": "errors",
    "estimate": "pricing",
    "fingerprint": "flows",
}
"""Which module each name lives in."""


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 -- who imports a module of this package directly needs no more

    value: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
