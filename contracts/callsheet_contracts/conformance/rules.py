"""Judge a request, and say what is wrong with it, with the place in the spec. Knows no recording."""

from dataclasses import dataclass
from typing import Final, Protocol

from callsheet.model.endpoint import Endpoint
from callsheet.model.judge import UNDOCUMENTED, Finding, judge
from callsheet.model.predicate import fields_of
from callsheet.model.request import (
    Choice,
    Demand,
    Id,
    List,
    Number,
    Parameter,
    Rule,
    Shape,
    Text,
    Url,
    Whole,
)
from callsheet.model.source import Cite
from callsheet.model.words import demand_in_words, in_words, interval_in_words, values_in_words
from callsheet_contracts.conformance.findings import Region
from callsheet_contracts.conformance.shapes import at
from callsheet_contracts.glance import glance

FEW: Final = 12


class _Place(Protocol):
    @property
    def file(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...
    @property
    def width(self) -> int: ...


class Written(Protocol):
    """Whatever stands in a spec."""

    @property
    def span(self) -> _Place:
        """Where."""
        ...


def region(one: Written) -> Region:
    """Tell where in the specs something was written."""
    span = one.span
    return Region(span.file, span.line, span.column, span.width)


def cited(cites: tuple[Cite, ...]) -> str:
    """Name the page that says so, and its words."""
    return f"“{cites[0].words}” {cites[0].source.title}" if cites else ""


@dataclass(frozen=True, slots=True)
class Fact:
    """What a rule says, and where."""

    words: str
    spec: Region
    cite: str


class Requests:
    """The requests of one endpoint, with what judging looks up often at hand."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._is_fine = glance(endpoint, "warning")
        self._ready = _Ready(endpoint)
        self.model_at = endpoint.model.at if endpoint.model else None
        """Where a request names its model; `None` where it names none."""
        kind = endpoint.model.kind if endpoint.model else None
        self._models = frozenset(kind.words()) if isinstance(kind, Choice) else None
        self._facts: dict[str, Fact] | None = None

    def takes(self, body: object) -> bool:
        """Tell whether a request names a model of this endpoint; where there is none to name, any does."""
        if self.model_at is None:
            return True
        named = at(body, self.model_at)
        return isinstance(named, str) and (bool(named) if self._models is None else named in self._models)

    def judge(self, document: object) -> tuple[Finding, ...]:
        """List everything in a request that the spec speaks against."""
        return () if self._is_fine(document) else judge(self._ready, document)

    def fact(self, rule: str) -> Fact:
        """Look up what a rule says."""
        if self._facts is None:
            self._facts = {name: fact for shape in self.endpoint.shapes() for name, fact in _facts(shape)}
        found = self._facts.get(rule)
        if found is not None:
            return found
        parameter, _, what = rule.rpartition(".")
        known = next((one for one in self.endpoint.every_parameter() if one.name == parameter), None)
        words = "is named on no page" if rule == UNDOCUMENTED else _own(known, what)
        return Fact(words, region(known or self.endpoint), cited(known.cites) if known else "")


class _ReadyRule(Rule):
    """A rule that remembers which fields its demands look at."""

    def __init__(self, rule: Rule) -> None:
        super().__init__(
            name=rule.name,
            when=rule.when,
            demands=rule.demands,
            level=rule.level,
            says=rule.says,
            cites=rule.cites,
            span=rule.span,
        )
        object.__setattr__(self, "_looked_at", {id(one): rule.fields(one) for one in rule.demands})

    def fields(self, demand: Demand) -> tuple[str, ...]:
        looked_at: dict[int, tuple[str, ...]] = object.__getattribute__(self, "_looked_at")
        return looked_at[id(demand)]


class _Ready(Shape):
    """A shape that finds its parameters without searching: the judge asks for them once a rule."""

    def __init__(self, shape: Shape) -> None:
        super().__init__(parameters=shape.parameters, rules=tuple(map(_ReadyRule, shape.rules)))
        fields = shape.fields()
        object.__setattr__(self, "_fields", fields)
        object.__setattr__(self, "_roots", {name: shape.roots(name) for name in fields})
        object.__setattr__(self, "_sections", shape.sections)

    def parameter(self, name: str) -> Parameter:
        fields: dict[str, Parameter] = object.__getattribute__(self, "_fields")
        return fields[name]

    def roots(self, field: str) -> tuple[str, ...]:
        roots: dict[str, tuple[str, ...]] = object.__getattribute__(self, "_roots")
        return roots[field]

    @property
    def sections(self) -> tuple[tuple[str, ...], ...]:
        sections: tuple[tuple[str, ...], ...] = object.__getattribute__(self, "_sections")
        return sections


def _facts(shape: Shape) -> list[tuple[str, Fact]]:
    return [(rule.name, Fact(_rule_in_words(rule), region(rule), cited(rule.cites))) for rule in shape.rules]


def _rule_in_words(rule: Rule) -> str:
    if rule.says:
        return rule.says.replace("{value}", "what stands here").replace("{length}", "its length")
    demands = " and ".join(f"{one.field} {demand_in_words(one.must)}" for one in rule.demands)
    return f"when {in_words(rule.when)}: {demands}" if tuple(fields_of(rule.when)) else demands


def _own(parameter: Parameter | None, what: str) -> str:
    """Say what a parameter has to be of its own."""
    match what, parameter.kind if parameter else None:
        case "required", _:
            return "is required"
        case "null", _:
            return "is null; leave it out instead"
        case "values", Choice() as choice:
            words = choice.words()
            return f"must be {values_in_words(words)}" if len(words) <= FEW else f"must be one of {len(words)} values"
        case "range", Whole(low, high) | Number(low, high):
            return f"must be {interval_in_words(low, high)}"
        case "length" | "cut", Text(low, high):
            return f"must be {interval_in_words(low, high)} characters long"
        case "count", List(_, low, high):
            return f"must have {interval_in_words(low, high)} items"
        case "form", Url(schemes):
            return f"must be an address ({', '.join(schemes)})"
        case (("form" | "type" | "range"), Id()):
            return "must be an id"
        case "json", _:
            return "must be JSON"
        case _:
            return "is of the wrong type" if what == "type" else f"breaks the rule {what!r}"
