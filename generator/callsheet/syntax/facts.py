"""What comes back, what it costs, what is in doubt, as records, with examples. Knows no meaning."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from callsheet.span import Span
from callsheet.syntax.atoms import Anything, Duration, Fragments, Rate
from callsheet.syntax.calls import MomentForm
from callsheet.syntax.located import Entries, Located
from callsheet.syntax.rates import RateTable
from callsheet.syntax.scalars import Text, Value
from callsheet.syntax.shapes import Record, entries, key

FieldWord = Literal["text", "url", "integer", "number", "boolean", "moment", "id", "list"]


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
    billed: Text | None = key(
        "What it counts, where that is what was charged: a price list's unit, such as `second`, or its currency.",
        optional=True,
    )
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
class Unpriced(Record):
    """A parameter that changes the price in a way that no page tells: with it, no price list holds."""

    NAME: ClassVar[str] = "an unpriced parameter"
    span: Span
    doc: Text = key("What is known of it.")
    cite: Fragments = key("Where this is written.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Capability(Record):
    """How one thing that people look for is asked of an endpoint: one of `by`, `always` and `none`."""

    NAME: ClassVar[str] = "a capability"
    span: Span
    by: tuple[Text, ...] = key(
        "What asks for it: a parameter, a facet, or a field of a list's items, as in `media.kind`.",
        many=True,
        one_or_many=True,
    )
    holds: tuple[Text, ...] = key("Values of that field with which it is asked for.", many=True, one_or_many=True)
    always: Text | None = key("It is there whatever is asked, and in what way.", optional=True)
    none: Text | None = key("It cannot be asked for, and why.", optional=True)


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
