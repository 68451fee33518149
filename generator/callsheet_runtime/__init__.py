"""What generated code links against. Knows no provider and reads no spec.

Names are loaded when first asked for: a validator imports this package and must not pay for an HTTP client.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callsheet_runtime.addresses import check_address
    from callsheet_runtime.calls import AsyncCalls, Calls
    from callsheet_runtime.clients import AsyncClient, Client
    from callsheet_runtime.clock import AsyncClock, Clock
    from callsheet_runtime.content import MissingExtra
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
    from callsheet_runtime.lines import validate_lines
    from callsheet_runtime.machine import Machine, Meaning, State
    from callsheet_runtime.media import Upload, preflight
    from callsheet_runtime.pricing import Axis, Estimate, Tariff, estimate
    from callsheet_runtime.problems import ERROR, LEAVE_OUT, WARNING, Cite, Interval, Level, Problem, Rule, Source
    from callsheet_runtime.protocol import (
        Body,
        CallEndpoint,
        Category,
        Conventions,
        Endpoint,
        ErrorShape,
        FileField,
        Key,
        KnownError,
        Listing,
        Moment,
        Operation,
        Paging,
        Poll,
        Protocol,
        Server,
        Submit,
    )
    from callsheet_runtime.reading import Answer
    from callsheet_runtime.tasks import AsyncTasks, Tasks
    from callsheet_runtime.ticket import Ticket
    from callsheet_runtime.webhooks import (
        BadSignature,
        Delivery,
        DeliveryRefused,
        Event,
        MemorySeen,
        Notice,
        Receiver,
        Seen,
        Signature,
        UnreadableEvent,
        Verdict,
    )

__all__ = [
    "ERROR",
    "LEAVE_OUT",
    "WARNING",
    "Answer",
    "AsyncCalls",
    "AsyncClient",
    "AsyncClock",
    "AsyncTasks",
    "Axis",
    "BadSignature",
    "Body",
    "CallEndpoint",
    "CallFailed",
    "Calls",
    "CallsheetError",
    "Category",
    "Cite",
    "Client",
    "Clock",
    "Complaint",
    "Conventions",
    "Delivery",
    "DeliveryRefused",
    "Endpoint",
    "ErrorShape",
    "Estimate",
    "Event",
    "FileField",
    "Interval",
    "Key",
    "KnownError",
    "Level",
    "Listing",
    "Machine",
    "Meaning",
    "MemorySeen",
    "MissingExtra",
    "MissingKey",
    "Moment",
    "NoResult",
    "NotSent",
    "NotSupported",
    "Notice",
    "Operation",
    "OutcomeUnknown",
    "Paging",
    "Poll",
    "Problem",
    "Protocol",
    "ProviderError",
    "Receiver",
    "Repeat",
    "RequestRefused",
    "Rule",
    "Seen",
    "Server",
    "Signature",
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
    "UnreadableEvent",
    "Upload",
    "Verdict",
    "WrongTicket",
    "check_address",
    "estimate",
    "fingerprint",
    "preflight",
    "validate_lines",
]

_HOMES = {
    "Answer": "reading",
    "AsyncCalls": "calls",
    "AsyncClient": "clients",
    "AsyncClock": "clock",
    "AsyncTasks": "tasks",
    "Axis": "pricing",
    "BadSignature": "webhooks",
    "Body": "protocol",
    "CallEndpoint": "protocol",
    "CallFailed": "errors",
    "Calls": "calls",
    "CallsheetError": "errors",
    "Category": "protocol",
    "check_address": "addresses",
    "Cite": "problems",
    "Client": "clients",
    "Clock": "clock",
    "Complaint": "errors",
    "Conventions": "protocol",
    "Delivery": "webhooks",
    "DeliveryRefused": "webhooks",
    "Endpoint": "protocol",
    "ERROR": "problems",
    "ErrorShape": "protocol",
    "Estimate": "pricing",
    "estimate": "pricing",
    "Event": "webhooks",
    "FileField": "protocol",
    "fingerprint": "flows",
    "Interval": "problems",
    "Key": "protocol",
    "KnownError": "protocol",
    "LEAVE_OUT": "problems",
    "Level": "problems",
    "Listing": "protocol",
    "Machine": "machine",
    "Meaning": "machine",
    "MemorySeen": "webhooks",
    "MissingExtra": "content",
    "MissingKey": "errors",
    "Moment": "protocol",
    "NoResult": "errors",
    "Notice": "webhooks",
    "NotSent": "errors",
    "NotSupported": "errors",
    "Operation": "protocol",
    "OutcomeUnknown": "errors",
    "Paging": "protocol",
    "Poll": "protocol",
    "preflight": "media",
    "Problem": "problems",
    "Protocol": "protocol",
    "ProviderError": "errors",
    "Receiver": "webhooks",
    "Repeat": "flows",
    "RequestRefused": "errors",
    "Rule": "problems",
    "Seen": "webhooks",
    "Server": "protocol",
    "Signature": "webhooks",
    "Source": "problems",
    "State": "machine",
    "StillRunning": "errors",
    "Submit": "protocol",
    "Tariff": "pricing",
    "TaskEnded": "errors",
    "TaskPage": "flows",
    "TaskRow": "flows",
    "Tasks": "tasks",
    "TaskStatus": "flows",
    "Ticket": "ticket",
    "UnknownServer": "errors",
    "UnreadableEvent": "webhooks",
    "Upload": "media",
    "validate_lines": "lines",
    "Verdict": "webhooks",
    "WARNING": "problems",
    "WrongTicket": "errors",
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
