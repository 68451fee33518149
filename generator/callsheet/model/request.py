"""What may be sent: parameters, and rules between them. Knows no wire beyond the place of a field in the body."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from callsheet.model.predicate import Predicate, Scalar, fields_of
from callsheet.model.source import Cite
from callsheet.span import Span
from callsheet_runtime.problems import Level

GREATEST_ID: Final = 2**64 - 1
OUTSIDE: Final = ("$headers", "$query", "$path", "$form", "$files")
"""Where a request document holds what does not travel in the JSON body."""


@dataclass(frozen=True, slots=True)
class ChoiceValue:
    """One value of an enum, with its named properties. Where tables disagree on a facet, each reading stands apart."""

    value: str
    facets: tuple[tuple[str, str], ...] = ()

    def facet(self, name: str) -> str | None:
        """Look a facet up."""
        return next((heading for facet, heading in self.facets if facet == name), None)


@dataclass(frozen=True, slots=True)
class ValueTable:
    """A page's table of values, kept for whoever shows it."""

    name: str
    column_facet: str
    columns: tuple[str, ...]
    row_facet: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]

    def values(self) -> tuple[str, ...]:
        """List all cells, row by row."""
        return tuple(cell for _, cells in self.rows for cell in cells)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some texts."""

    values: tuple[ChoiceValue, ...]
    tables: tuple[ValueTable, ...] = ()

    def words(self) -> tuple[str, ...]:
        """List the texts."""
        return tuple(one.value for one in self.values)

    def facets(self) -> tuple[str, ...]:
        """Name the facets that any value has."""
        return tuple(dict.fromkeys(name for one in self.values for name, _ in one.facets))


@dataclass(frozen=True, slots=True)
class Text:
    """A text of some length, in characters."""

    low: int | None = None
    high: int | None = None
    beyond: Level = "error"
    """What it is to be longer: `error` where that is refused, `warning` where the text is cut."""


@dataclass(frozen=True, slots=True)
class Url:
    """The address of something, judged by its form alone."""

    schemes: tuple[str, ...] = ("http", "https")


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number."""

    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A number."""

    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""


@dataclass(frozen=True, slots=True)
class Id:
    """An identifier: a whole number of 64 bits, or a text of digits."""

    loose: bool = False
    """Whether it may be any text."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that is sent along, here by its name; what is in it is looked at before it is sent."""

    media: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Types that it may be of, each with its usual endings; any, if there are none."""
    most_bytes: int | None = None
    most_side: int | None = None
    """Pixels of the longer side."""
    most_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class List:
    """Several of something: objects with fields of their own, or plain values."""

    item: "Shape | Parameter"
    """What one item is. A plain value is a parameter without a place."""
    low: int | None = None
    high: int | None = None


Plain = Choice | Text | Url | Whole | Number | Flag | Id | File
Kind = Plain | List


@dataclass(frozen=True, slots=True)
class Count:
    """How many items keep a condition; all of them, where there is none."""

    where: Predicate | None = None
    item: "Shape | None" = None
    """What the items are that the condition is about."""


@dataclass(frozen=True, slots=True)
class Sum:
    """What a field of the items adds up to, where it is given."""

    field: str
    at: tuple[str, ...]
    """The keys that lead to it in an item."""


@dataclass(frozen=True, slots=True)
class Repeats:
    """How many items have a value that an earlier item had."""

    field: str


@dataclass(frozen=True, slots=True)
class Unmentioned:
    """How many items have a name that a text does not mention."""

    field: str
    text: str
    form: str
    """How a name is mentioned, with `{}` in its place. White space follows it, or the end."""


@dataclass(frozen=True, slots=True)
class Dangling:
    """How many mentions in a text no item answers."""

    field: str | None
    """The field that holds names; `None` where items are mentioned by their position."""
    text: str
    form: str
    first: int = 1
    """The number of the first position."""


@dataclass(frozen=True, slots=True)
class Weight:
    """How many characters a text has, each Chinese one counted so often."""

    chinese: int


@dataclass(frozen=True, slots=True)
class Bytes:
    """How many bytes a text has in UTF-8."""


How = Count | Sum | Repeats | Unmentioned | Dangling | Weight | Bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A whole number that follows from a list or a text, for rules and prices to speak of."""

    name: str
    """`parameter.measure`, as rules say it."""
    how: How
    doc: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One field of a request."""

    name: str
    at: tuple[str, ...]
    """The keys that lead to it in the body, or in the item that it belongs to."""
    kind: Kind
    required: bool
    default: Scalar | None
    doc: str
    cites: tuple[Cite, ...]
    span: Span
    measures: tuple[Measure, ...] = ()
    takes: tuple[str, ...] = ()
    """What gives its value: `endpoint.field`, or `task` for any task of the provider."""
    measured: Measure | None = None
    """Where this is no field that is sent, but a measure of one."""

    @property
    def pointer(self) -> str:
        """Its place as a JSON pointer."""
        return pointer(self.at)

    @property
    def short(self) -> str:
        """Its name inside of the item that it belongs to."""
        return self.name.rpartition(".")[2]

    def measure(self, one: Measure) -> "Parameter":
        """See a measure as a field that holds a whole number."""
        low, high = None, None
        if isinstance(self.kind, List) and isinstance(one.how, Count):
            # Of some of the items there may be none, however many the list has.
            low, high = self.kind.low if one.how.where is None else None, self.kind.high
        return Parameter(
            name=one.name,
            at=self.at,
            kind=Whole(low or 0, high),
            required=self.required,
            default=None,
            doc=one.doc,
            cites=self.cites,
            span=one.span,
            measured=one,
        )


@dataclass(frozen=True, slots=True)
class Demand:
    """What must hold, and the field that is blamed where it does not."""

    field: str
    must: Predicate


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When one predicate holds, so must others."""

    name: str
    when: Predicate
    demands: tuple[Demand, ...]
    level: Level
    says: str | None
    """The author's words, where those made from the rule do not do."""
    cites: tuple[Cite, ...]
    span: Span

    def fields(self, demand: Demand) -> tuple[str, ...]:
        """Name every field that one demand of the rule looks at."""
        return tuple(dict.fromkeys((*fields_of(self.when), *fields_of(demand.must))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What an object may be: its fields, and what they demand of each other."""

    parameters: tuple[Parameter, ...]
    rules: tuple[Rule, ...]

    def parameter(self, name: str) -> Parameter:
        """Find a parameter, or a measure of one, by its name.

        Raises:
            KeyError: there is none; a resolved rule never names one that is not there.

        """
        for one in self.parameters:
            if one.name == name:
                return one
            for measure in one.measures:
                if measure.name == name:
                    return one.measure(measure)
        raise KeyError(name)

    def fields(self) -> dict[str, Parameter]:
        """List what rules may speak of by name: parameters, and measures of them."""
        every = (part for one in self.parameters for part in (one, *map(one.measure, one.measures)))
        return {one.name: one for one in every}

    def roots(self, field: str) -> tuple[str, ...]:
        """Name the parameters that a field of a rule rests on: itself, or what it is a measure of."""
        measured = self.parameter(field).measured
        if measured is None:
            return (field,)
        own = field.rpartition(".")[0]
        match measured.how:
            case Unmentioned(_, text) | Dangling(_, text):
                return own, text
            case _:
                return (own,)

    @property
    def sections(self) -> tuple[tuple[str, ...], ...]:
        """List the objects that parameters stand in, outermost first, the whole itself left out."""
        prefixes = (one.at[:depth] for one in self.parameters for depth in range(1, len(one.at)))
        return tuple(sorted(dict.fromkeys(prefixes), key=len))

    def lists(self) -> Iterator[tuple[Parameter, List]]:
        """List the parameters that are lists."""
        for one in self.parameters:
            if isinstance(one.kind, List):
                yield one, one.kind

    def shapes(self) -> "Iterator[Shape]":
        """List this and what it is made of: the shapes of the items of its lists."""
        yield self
        for _, kind in self.lists():
            if isinstance(kind.item, Shape):
                yield from kind.item.shapes()

    def every_rule(self) -> Iterator[Rule]:
        """List all rules, those inside of items included."""
        for shape in self.shapes():
            yield from shape.rules

    def every_parameter(self) -> Iterator[Parameter]:
        """List all parameters, those inside of items included."""
        for one in self.parameters:
            yield one
            if isinstance(one.kind, List):
                yield from one.kind.item.every_parameter() if isinstance(one.kind.item, Shape) else (one.kind.item,)


def pointer(at: tuple[str, ...]) -> str:
    """Write keys as a JSON pointer (RFC 6901)."""
    return "".join("/" + key.replace("~", "~0").replace("/", "~1") for key in at)
