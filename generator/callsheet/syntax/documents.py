"""The files of a spec, as records: four kinds of file, and what may stand in each. Knows no meaning."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from callsheet.diagnostics import Diagnostics, did_you_mean
from callsheet.span import Span
from callsheet.syntax.atoms import Anything, CallLine, Conditions, Duration, Endings, Fragments, Rate, Size, Zone
from callsheet.syntax.grid import Grid
from callsheet.syntax.located import Entries, Located
from callsheet.syntax.rates import RateTable
from callsheet.syntax.shapes import Record, entries, key, read_record
from callsheet.text import Mapping, Node

Text = Located[str]
Value = Located[str | int | float | bool]
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
MeaningWord = Literal["waiting", "running", "succeeded", "failed", "refused", "cancelled", "expired"]
Confidence = Literal["given", "official", "third-party", "inferred"]
KindWord = Literal["enum", "text", "integer", "number", "boolean", "url", "id", "file", "list"]
FieldWord = Literal["text", "url", "integer", "number", "boolean", "moment", "id", "list"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """A page that facts are read from. The page itself is not kept here."""

    NAME: ClassVar[str] = "a source"
    span: Span
    title: Text = key("Title of the page.")
    publisher: Text = key("Who publishes it.")
    url: Text | None = key("Its address, where it has one.", optional=True)
    language: Text = key("Language of the page, such as `en` or `zh`.")
    read: Text = key("When it was read: a date, or a month where the day is not known.")
    confidence: Located[Confidence] = key("How far its word goes.")
    snapshot: Text | None = key("SHA-256 of the text that was read, in hex.", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Server(Record):
    """One address of a provider."""

    NAME: ClassVar[str] = "a server"
    span: Span
    url: Text = key("Base address; `{setting}` is filled from the client's settings.")
    region: Text = key("Region it stands in, in the provider's words.")
    doc: Text | None = key("What to know about it.", optional=True)
    cite: Fragments = key("Where this is written.")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySyntax(Record):
    """How requests are signed."""

    NAME: ClassVar[str] = "a key"
    span: Span
    header: Text = key("Header and value, such as `Authorization: Bearer {key}`.")
    env: Text = key("Environment variable that is read where no key is given.")
    cite: Fragments = key("Where this is written.")


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
class Rule(Record):
    """What fields demand of each other. One spelling each: `when` and `then`, or one of the others."""

    NAME: ClassVar[str] = "a rule"
    span: Span
    when: Conditions | None = key("The requests it is about; all, if left out.", optional=True)
    then: Conditions | None = key("What must hold of fields, where they are given.", optional=True)
    never: Conditions | None = key("What must not hold all at once.", optional=True)
    requires: tuple[Text, ...] = key("Fields that must be given.", many=True)
    exactly_one_of: tuple[Text, ...] = key("Fields of which one must be given.", many=True)
    at_most_one_of: tuple[Text, ...] = key("Fields of which no two may be given.", many=True)
    all_or_none: tuple[Text, ...] = key("Fields that come together or not at all.", many=True)
    level: Located[Literal["error", "warning"]] | None = key(
        "`warning`: accepted, but something else is done.", optional=True
    )
    says: Text | None = key("The problem in words, where those made from the rule do not do.", optional=True)
    cite: Fragments = key("Where this is written.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Record):
    """A whole number that follows from a list or a text: one of the ways below."""

    NAME: ClassVar[str] = "a measure"
    span: Span
    count: Conditions | None = key("Items that keep these conditions.", optional=True)
    sum: Text | None = key("What this field of the items adds up to.", optional=True)
    repeats: Text | None = key("Items whose field has a value that an earlier item had.", optional=True)
    unmentioned: Text | None = key("Items whose name, in this field, the text does not mention.", optional=True)
    dangling: Text | None = key(
        "Mentions in the text that are no item's name, in this field; or, for `position`, no item's place.",
        optional=True,
    )
    in_: Text | None = key("The text that mentions items: a parameter.", name="in", optional=True)
    as_: Text | None = key("How it mentions them, with `{}` for the name or the place.", name="as", optional=True)
    from_: Located[int] | None = key("The number of the first place; 1 if left out.", name="from", optional=True)
    chinese: Located[int] | None = key("Characters of the text, each Chinese one counted so often.", optional=True)
    bytes: Located[Literal["utf-8"]] | None = key("Bytes of the text in this encoding.", optional=True)
    doc: Text = key("What it counts.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Record):
    """What one item of a list is: an object with `parameters`, or a plain value of a `type`."""

    NAME: ClassVar[str] = "an item"
    span: Span
    parameters: "Entries[Parameter]" = entries("Its fields; `at` leads to them from the item.")
    rules: "Entries[Rule]" = entries("What its fields demand of each other.")
    type: Located[KindWord] | None = key("What kind of plain value it is.", optional=True)
    range: tuple[Located[float], ...] = key("Least and greatest value.", bounds=True)
    length: tuple[Located[int], ...] = key("Least and greatest number of characters.", bounds=True)
    schemes: tuple[Text, ...] = key("Schemes a URL may have; http and https if none is given.", many=True)
    values: Entries[Anything] = entries("The values of an enum, each with its facets.")
    loose: Located[bool] | None = key("Whether an id may be any text.", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter(Record):
    """One field of a request: what some model accepts. Rules narrow it."""

    NAME: ClassVar[str] = "a parameter"
    span: Span
    at: Text = key(
        "Where it stands in the body, as a dotted path; `$headers.…`, `$query.…`, `$path.…`, `$form.…` and `$files.…` "
        "stand outside of it."
    )
    type: Located[KindWord] = key("What kind of value it is.")
    required: Located[bool] | None = key("Whether every request has it.", optional=True)
    default: Value | None = key("What the provider takes where it is left out.", optional=True)
    range: tuple[Located[float], ...] = key("Least and greatest value.", bounds=True)
    length: tuple[Located[int], ...] = key("Least and greatest number of characters.", bounds=True)
    beyond: Located[Literal["refused", "cut"]] | None = key("What becomes of a longer text.", optional=True)
    schemes: tuple[Text, ...] = key("Schemes a URL may have; http and https if none is given.", many=True)
    values: Entries[Anything] = entries('The values of an enum, each with its facets: `{v1: {version: "1"}}`.')
    tables: Entries[Grid] = entries("The values of an enum, as the page's tables.")
    loose: Located[bool] | None = key("Whether an id may be any text.", optional=True)
    media: Entries[Endings] = entries("Types of a file, each with its usual endings: `{image/png: png}`.")
    most_bytes: Size | None = key("How large a file may be.", optional=True)
    most_side: Located[int] | None = key(
        "How many pixels the longer side of an image or video may have.", optional=True
    )
    count: tuple[Located[int], ...] = key("Least and greatest number of items.", bounds=True)
    item: Item | None = key("What one item of a list is.", optional=True)
    measures: Entries[Measure] = entries("Whole numbers that follow from a list or a text, for rules to speak of.")
    takes: tuple[Text, ...] = key(
        "What gives its value: `endpoint.field`, `endpoint.list.field`, `endpoint.task`, or `task` for any task.",
        many=True,
    )
    doc: Text = key("What it does, with units.")
    cite: Fragments = key("Where this is written.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultField(Record):
    """One field of the answer about a task."""

    NAME: ClassVar[str] = "a result field"
    span: Span
    at: Text = key("Where the answer holds it, as a dotted path.")
    type: Located[FieldWord] = key("What kind of value it is.")
    item: "Entries[ResultField]" = entries("The fields of one item of a list.")
    item_type: Located[FieldWord] | None = key("What kind of plain value an item of a list is.", optional=True)
    required: Located[bool] | None = key("Whether a success without it is an error.", optional=True)
    during: tuple[Text, ...] = key("States whose answers have it; only success if left out.", many=True)
    moment: MomentForm | None = key("How a moment is written.", optional=True)
    holds: Located[Literal["created", "started", "ended", "media"]] | None = key(
        "What the simulator puts there.", optional=True
    )
    from_: Text | None = key("The parameter or facet that it repeats.", name="from", optional=True)
    strips: Text | None = key("What is cut off the end of that, such as the P of 720P.", optional=True)
    example: Value | None = key("A value that a page shows.", optional=True)
    doc: Text = key("What it means, with units.")
    cite: Fragments = key("Where this is written.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Price(Record):
    """A price list."""

    NAME: ClassVar[str] = "a price list"
    span: Span
    currency: Text = key("ISO 4217 code, or `credits`.")
    per: Text = key("What one unit is, such as `second` or `task`.")
    of: Text | None = key("What counts the units, a parameter or a measure; none for a price per task.", optional=True)
    step: Located[int] | None = key("Units are charged in started steps of so many.", optional=True)
    afterwards: Located[bool] | None = key(
        "`true`: how many units it took, only the finished task tells.", optional=True
    )
    by: tuple[Text, ...] = key("Parameters and facets that the rates depend on, outermost first.", many=True)
    unless: tuple[Text, ...] = key("Parameters that change the price: it holds only for requests without.", many=True)
    rates: RateTable = key("The figures, nested as `by` says. What is missing is unknown, not free.")
    servers: tuple[Text, ...] = key("Servers it holds for; all, if left out.", many=True)
    cite: Fragments = key("Where this is written.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits(Record):
    """How much one may ask at once."""

    NAME: ClassVar[str] = "limits"
    span: Span
    submit: Rate | None = key("Creations allowed in a while.", optional=True)
    running: Located[int] | None = key("Tasks at work at the same time.", optional=True)
    plans: Entries[Located[int]] = entries("Tasks at work at the same time, by the account's plan.")
    doc: Text | None = key("Who shares them.", optional=True)
    cite: Fragments = key("Where this is written.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention(Record):
    """How long the provider remembers."""

    NAME: ClassVar[str] = "a retention"
    span: Span
    task: Duration | None = key("How long a task can be asked for.", optional=True)
    media: Duration | None = key("How long the result can be fetched; no end is known if left out.", optional=True)
    doc: Text | None = key("What to know about it.", optional=True)
    cite: Fragments = key("Where this is written.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt(Record):
    """Pages that contradict each other or themselves. Each reading stays legal until an answer settles it."""

    NAME: ClassVar[str] = "a doubt"
    span: Span
    about: Text = key("The field, parameter or fact that is in doubt.")
    doc: Text = key("What the readings are, and which one is followed.")
    readings: Fragments = key("Where each reading is written.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestExample(Record):
    """A request and its verdict; a test by itself."""

    NAME: ClassVar[str] = "a request example"
    span: Span
    doc: Text | None = key("What it shows.", optional=True)
    body: Anything = key("The request document: the JSON body, with `$headers`, `$query` and the like beside it.")
    lengthen: Entries[Located[int]] = entries("Parameters whose text is repeated up to so many characters.")
    breaks: tuple[Text, ...] = key("The rules it breaks; none: it is accepted without a word.", many=True)
    cite: Fragments | None = key("The page that shows it.", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerExample(Record):
    """An answer and what is read from it; a test by itself."""

    NAME: ClassVar[str] = "an answer example"
    span: Span
    to: Located[Literal["submit", "poll", "cancel", "list", "call", "event"]] = key("The call that it answers.")
    http: Located[int] | None = key("HTTP status; 200 if left out.", optional=True)
    body: Anything = key("The JSON body.")
    reads: Anything | None = key(
        "What a client reads: result fields, or `task`, `status`, `means`, `code`.", optional=True
    )
    doc: Text | None = key("What it shows.", optional=True)
    cite: Fragments | None = key("The page that shows it.", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples(Record):
    """Requests with verdicts and answers with readings."""

    NAME: ClassVar[str] = "examples"
    span: Span
    requests: Entries[RequestExample] = entries("Requests, each with its verdict.")
    answers: Entries[AnswerExample] = entries("Answers, each with what is read from it.")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sections(Record):
    """What an endpoint consists of. Fragments hold some of it and endpoints the rest; a key twice is an error."""

    NAME: ClassVar[str] = "a section"
    parameters: Entries[Parameter] = entries("What may be sent.")
    rules: Entries[Rule] = entries("What fields demand of each other.")
    call: PlainCall | None = key("The call that is all there is, of an endpoint of that kind.", optional=True)
    event: Event | None = key("What is sent to you, of an endpoint of the kind webhook.", optional=True)
    submit: Submit | None = key("The call that creates a task.", optional=True)
    poll: Poll | None = key("The call that asks how a task is.", optional=True)
    cancel: Cancel | None = key("The call that ends a task early.", optional=True)
    list: ListSyntax | None = key("The call that lists tasks.", optional=True)
    status: Status | None = key("The life of a task.", optional=True)
    failure: ErrorAt | None = key("Where the answer about a failed task explains itself.", optional=True)
    errors: Errors | None = key("How the provider says no.", optional=True)
    result: Entries[ResultField] = entries("What the answer about a task holds.")
    prices: Entries[Price] = entries("What it costs; none: unknown, not free.")
    limits: Limits | None = key("How much one may ask at once.", optional=True)
    retention: Retention | None = key("How long the provider remembers.", optional=True)
    doubts: Entries[Doubt] = entries("Where pages contradict each other.")
    examples: Examples | None = key("Requests with verdicts, answers with readings.", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderFile(Record):
    """Who the provider is, where it stands, and how requests are signed."""

    NAME: ClassVar[str] = "a provider file"
    span: Span
    provider: Text = key("Name, as in `provider/endpoint`; also the folder's.")
    title: Text = key("What people call it.")
    client: Text = key("Name of the client class.")
    doc: Text = key("What to know about it.")
    servers: Entries[Server] = entries("Its addresses, the usual one first.")
    key: KeySyntax = key("How requests are signed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesFile(Record):
    """The pages that the provider's facts are read from."""

    NAME: ClassVar[str] = "a sources file"
    span: Span
    sources: Entries[Source] = entries("Pages, by the short names that cites use.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FragmentFile(Sections):
    """Sections that several endpoints share."""

    NAME: ClassVar[str] = "a fragment file"
    span: Span
    fragment: Text = key("Its name, for `uses`.")
    doc: Text = key("What it is for.")


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointFile(Sections):
    """One endpoint."""

    NAME: ClassVar[str] = "an endpoint file"
    span: Span
    endpoint: Text = key("Name, as in `provider/endpoint`; also the file's.")
    kind: Located[Literal["task", "call", "webhook"]] = key(
        "`task`: created, asked for, ended. `call`: one call, one answer. `webhook`: what is sent to you."
    )
    doc: Text = key("What it does, as an order: `Generate a video from …`.")
    uses: tuple[Text, ...] = key("Fragments whose sections it shares.", many=True)
    servers: tuple[Text, ...] = key("Servers that offer it, the usual one first.")


Document = ProviderFile | SourcesFile | FragmentFile | EndpointFile
KINDS: dict[str, type[ProviderFile] | type[SourcesFile] | type[FragmentFile] | type[EndpointFile]] = {
    "provider": ProviderFile,
    "sources": SourcesFile,
    "fragment": FragmentFile,
    "endpoint": EndpointFile,
}
"""Which key tells which kind of file."""


def read_document(node: Node, notes: Diagnostics) -> Document | None:
    """Read one file, noting every mistake; `None` if there was one."""
    if not isinstance(node, Mapping):
        notes.error("shape", node.span, f"a spec file is a mapping, this is {node.kind}")
        return None
    for name, kind in KINDS.items():
        if node.get(name) is not None:
            return read_record(kind, node, notes)
    words = [entry.value for entry, _ in node.entries if isinstance(entry.value, str)]
    note = next(filter(None, (did_you_mean(word, KINDS) for word in words)), "")
    notes.error("kind", node.span, f"a spec file says what it is by one of the keys {', '.join(KINDS)}", note=note)
    return None
