"""How a provider is spoken to, as records: calls, the life of a task, events, errors. Knows no meaning."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from callsheet.span import Span
from callsheet.syntax.atoms import Anything, CallLine, Duration, Fragments, Rate, Zone
from callsheet.syntax.located import Entries, Located
from callsheet.syntax.scalars import Text, Value
from callsheet.syntax.shapes import Record, entries, key

CategoryWord = Literal[
    "auth",
    "permission",
    "not found",
    "invalid",
    "media",
    "moderation",
    "balance",
    "rate",
    "concurrency",
    "state",
    "server",
]
StageWord = Literal["input", "output"]
MeaningWord = Literal["waiting", "running", "succeeded", "failed", "refused", "cancelled", "expired"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Header(Record):
    """A header that is sent with a call."""

    NAME: ClassVar[str] = "a header"
    SHORTHAND: ClassVar[str | None] = "value"
    span: Span
    value: Text | None = key("Its constant value.", optional=True)
    fresh: Located[Literal["uuid"]] | None = key("Make a new value for every call.", optional=True)
    needed: Located[bool] | None = key("`false`: it is shown, and no page says that a call needs it.", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Submit(Record):
    """The call that creates a task, and costs."""

    NAME: ClassVar[str] = "a submit"
    span: Span
    call: CallLine = key("Method and path below the server's address.")
    headers: Entries[Header] = entries("Headers sent with it.")
    task: Text = key("Where the answer holds the task's id.")
    status: Text | None = key("Where the answer holds the first state.", optional=True)
    doc: Text | None = key("What to know about it.", optional=True)
    cite: Fragments = key("Where this is written.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll(Record):
    """The call that asks how a task is."""

    NAME: ClassVar[str] = "a poll"
    span: Span
    call: CallLine = key("Method and path, with `{task}` in it.")
    headers: Entries[Header] = entries("Headers sent with it.")
    refuses: tuple[Text, ...] = key("Headers that must not be sent with it.", many=True)
    task: Text | None = key("Where the answer repeats the task's id.", optional=True)
    every: Duration = key("How often to ask.")
    gives_up: Duration | None = key("How long until the provider takes a task for failed.", optional=True)
    at_most: Rate | None = key("How often one may ask.", optional=True)
    cite: Fragments = key("Where this is written.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel(Record):
    """The call that ends a task early."""

    NAME: ClassVar[str] = "a cancel"
    span: Span
    call: CallLine = key("Method and path, with `{task}` in it.")
    headers: Entries[Header] = entries("Headers sent with it.")
    leads_to: Text = key("The state that a cancelled task is in.")
    at_most: Rate | None = key("How often one may ask.", optional=True)
    cite: Fragments = key("Where this is written.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentForm(Record):
    """How a point in time is written."""

    NAME: ClassVar[str] = "a moment"
    SHORTHAND: ClassVar[str | None] = "form"
    span: Span
    form: Text = key("A strptime form, or `epoch_ms`, or `iso`.")
    zone: Zone | None = key("Zone of a form that names none.", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListQuery(Record):
    """The provider's names for the filters of a list."""

    NAME: ClassVar[str] = "a list query"
    span: Span
    model: Text | None = key("Filter by model.", optional=True)
    status: Text | None = key("Filter by state.", optional=True)
    since: Text | None = key("Earliest creation.", optional=True)
    until: Text | None = key("Latest creation.", optional=True)
    moment: MomentForm | None = key("How `since` and `until` are written.", optional=True)
    page: Text | None = key("Number of the page, from 1.", optional=True)
    size: Text | None = key("Tasks on a page.", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow(Record):
    """Where one row of a list holds what."""

    NAME: ClassVar[str] = "a list row"
    span: Span
    task: Text = key("Id of the task.")
    status: Text = key("State of the task.")
    model: Text | None = key("Model of the task.", optional=True)
    created: Text | None = key("When it was created.", optional=True)
    started: Text | None = key("When work on it began.", optional=True)
    ended: Text | None = key("When it ended.", optional=True)
    moment: MomentForm | None = key("How those times are written.", optional=True)
    also: Anything | None = key("Further fields of a row, each with an example.", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSyntax(Record):
    """The call that lists the tasks of an account."""

    NAME: ClassVar[str] = "a list"
    span: Span
    call: CallLine = key("Method and path.")
    headers: Entries[Header] = entries("Headers sent with it.")
    query: ListQuery = key("Filters.")
    rows: Text = key("Where the answer holds the rows.")
    row: ListRow = key("Where a row holds what.")
    total: Text | None = key("Where the answer counts all tasks.", optional=True)
    pages: Text | None = key("Where the answer counts the pages.", optional=True)
    page: Text | None = key("Where the answer repeats the page's number.", optional=True)
    size: Text | None = key("Where the answer repeats the page's size.", optional=True)
    at_most: Rate | None = key("How often one may ask.", optional=True)
    cite: Fragments = key("Where this is written.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging(Record):
    """How an answer that comes in pages is asked for."""

    NAME: ClassVar[str] = "a paging"
    span: Span
    page: Text = key("The parameter that numbers the page.")
    size: Text | None = key("The parameter that says how much a page holds.", optional=True)
    rows: Text = key("The result field, a list, that holds the rows.")
    total: Text | None = key("Where the answer counts the rows of all pages.", optional=True)
    first: Located[int] | None = key("The number of the first page; 1 if left out.", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainCall(Record):
    """A call that is all there is: no task follows."""

    NAME: ClassVar[str] = "a plain call"
    span: Span
    call: CallLine = key("Method and path below the server's address; `{name}` is filled from `$path.name`.")
    headers: Entries[Header] = entries("Headers sent with it.")
    costs: Located[bool] | None = key("Whether it may be charged.", optional=True)
    repeatable: Located[bool] | None = key("Whether a call that is no GET does no harm when made twice.", optional=True)
    at_most: Rate | None = key("How often one may ask.", optional=True)
    paging: Paging | None = key("How its pages are asked for.", optional=True)
    cite: Fragments = key("Where this is written.")


@dataclass(frozen=True, slots=True, kw_only=True)
class State(Record):
    """One state of a task. No `next` means that it ends there."""

    NAME: ClassVar[str] = "a state"
    span: Span
    means: Located[MeaningWord] = key("What it means in the words all providers share.")
    next: tuple[Text, ...] = key("States that may follow.", many=True)
    from_: Located[Literal["any"]] | None = key(
        "`any`: every state may fall into this one.", name="from", optional=True
    )
    after: Duration | None = key("How long after the start that happens.", optional=True)
    billed: Located[bool] | None = key("Whether a task that ends here is charged.", optional=True)
    stage: Located[StageWord] | None = key("Of `refused`: what was refused.", optional=True)
    doc: Text | None = key("What to know about it.", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Status(Record):
    """The life of a task. Polls only sample it."""

    NAME: ClassVar[str] = "a status machine"
    span: Span
    at: Text = key("Where a poll's answer holds the state.")
    start: Text = key("The state a new task is in.")
    states: Entries[State] = entries("The provider's words.")
    cite: Fragments = key("Where this is written.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorAt(Record):
    """Where an answer explains what went wrong."""

    NAME: ClassVar[str] = "an error shape"
    span: Span
    code: Text | None = key("The provider's code; none, where there are only words.", optional=True)
    message: Text = key("Its words.")
    request: Text | None = key("Its id of the call, for support.", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorCode(Record):
    """One code of the provider's error table."""

    NAME: ClassVar[str] = "an error code"
    span: Span
    http: tuple[Located[int], ...] = key(
        "HTTP status, or several; 200 where `success` tells the two apart.", one_or_many=True
    )
    means: Located[CategoryWord] = key("What it is about.")
    repeatable: Located[bool] | None = key("Whether the same call may succeed later, unchanged.", optional=True)
    before_work: Located[bool] | None = key(
        "Whether nothing was begun, so that a submit may be repeated.", optional=True
    )
    billed: Located[bool] | None = key("Whether what is refused with it is charged.", optional=True)
    stage: Located[StageWord] | None = key("Of `moderation`: what was refused.", optional=True)
    when: Entries[Text] = entries("Situations in which the simulator answers with it, and its words then.")
    says: Text | None = key("The provider's words, if they are fixed.", optional=True)
    cite: Fragments | None = key("Where this is written, if not where the table is.", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Errors(Record):
    """How the provider says no."""

    NAME: ClassVar[str] = "an error table"
    span: Span
    at: tuple[ErrorAt, ...] = key(
        "Where an answer explains what went wrong; several are tried in turn.", one_or_many=True
    )
    success: Value | None = key(
        "The code that says that nothing went wrong; then any other is an error.", optional=True
    )
    known: Entries[ErrorCode] = entries("The provider's codes.")
    cite: Fragments = key("Where this is written.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature(Record):
    """How a provider signs what it sends by itself."""

    NAME: ClassVar[str] = "a signature"
    span: Span
    signature: Text = key("The header that holds it.")
    timestamp: Text | None = key("The header that says when it was signed, in seconds since 1970.", optional=True)
    nonce: Text | None = key("The header that holds a word used once.", optional=True)
    signs: Text = key(
        "What is signed: words with `{timestamp}`, `{nonce}`, `{body}`, or `{query}`, the body's fields as a query."
    )
    orders: tuple[Located[Literal["sorted", "document"]], ...] = key(
        "Orders of the query that are accepted.", many=True
    )
    method: Located[Literal["hmac-sha256-base64", "hmac-sha256-hex"]] = key("How it is signed and written.")
    cite: Fragments = key("Where this is written.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """What a provider sends by itself when a task has moved on."""

    NAME: ClassVar[str] = "an event"
    span: Span
    task: Text = key("Where it holds the task's id.")
    status: Text = key("Where it holds the state.")
    id: Text | None = key("Where it holds an id of its own.", optional=True)
    signature: Signature | None = key("How it is signed; left out where nobody signs.", optional=True)
    reply: Text | None = key("The body of the answer that counts as taken, with HTTP 200.", optional=True)
    within: Duration | None = key("How soon it wants to be answered.", optional=True)
    retries: tuple[Duration, ...] = key("Pauses between deliveries that were not taken.", many=True)
    doc: Text | None = key("What to know about it.", optional=True)
    cite: Fragments = key("Where this is written.")
