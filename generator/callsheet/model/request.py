"""What may be sent: parameters, and rules between them. Knows no wire beyond the place of a field in the body."""

from dataclasses import dataclass

from callsheet.model.predicate import Predicate, Scalar, fields_of
from callsheet.model.source import Cite
from callsheet.span import Span
from callsheet_runtime.problems import Level


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


Kind = Choice | Text | Url | Whole | Number | Flag


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One field of a request."""

    name: str
    at: tuple[str, ...]
    """The keys that lead to it in the body."""
    kind: Kind
    required: bool
    default: Scalar | None
    doc: str
    cites: tuple[Cite, ...]
    span: Span

    @property
    def pointer(self) -> str:
        """Its place as a JSON pointer."""
        return pointer(self.at)


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


def pointer(at: tuple[str, ...]) -> str:
    """Write keys as a JSON pointer (RFC 6901)."""
    return "".join("/" + key.replace("~", "~0").replace("/", "~1") for key in at)
