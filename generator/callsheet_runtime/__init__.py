"""What generated code links against. Knows no provider and reads no spec.

Names are loaded when first asked for: a validator imports this package and must not pay for an HTTP client.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callsheet_runtime.clients import AsyncClient, AsyncTasks, Client, Tasks
    from callsheet_runtime.errors import (
        CallFailed,
        CallsheetError,
        MissingKey,
        NoResult,
        NotSent,
        NotSupported,
        OutcomeUnknown,
        ProviderError,
        RequestRefused,
        StillRunning,
        TaskEnded,
        WrongTicket,
    )
    from callsheet_runtime.flows import Repeat, TaskPage, TaskRow, TaskStatus
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
    from callsheet_runtime.ticket import Ticket
