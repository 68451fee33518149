"""Lower conditions, `{field: test, field.facet: test, any: […]}`, to predicates. Knows no rules."""

from dataclasses import dataclass

from callsheet.diagnostics import did_you_mean
from callsheet.model.predicate import Between, Given, In, Not, Predicate, Scalar, both, either
from callsheet.model.request import Choice, Kind, List, Number, Parameter, Shape, Text, Whole
from callsheet.resolve.scope import Scope, listed
from callsheet.resolve.values import fits, kind_in_words
from callsheet.span import Span
from callsheet.syntax.atoms import Conditions
from callsheet.text import Listing, Mapping, Node
from callsheet.text import Scalar as Single

TESTS = ("not", "range", "length", "given")
PAIR = 2


@dataclass(frozen=True, slots=True)
class Subject:
    """What a test is about: a parameter, or one facet of its values."""

    parameter: Parameter
    facet: str | None

    @property
    def name(self) -> str:
        """The whole name of the parameter, or of the measure."""
        return self.parameter.name


@dataclass(frozen=True, slots=True)
class Test:
    """One tested subject and its predicate."""

    subject: Subject
    predicate: Predicate


@dataclass(frozen=True, slots=True)
class Lowering:
    """Turns conditions into predicates about the parameters of one endpoint, or of the items of one list."""

    parameters: dict[str, Parameter]
    """By the name that conditions use."""
    scope: Scope

    @classmethod
    def of(cls, parameters: tuple[Parameter, ...], scope: Scope) -> "Lowering":
        """Speak of these parameters."""
        return cls({one.short: one for one in parameters}, scope)

    def predicate(self, conditions: Conditions) -> Predicate:
        """Lower conditions that must all hold."""
        return both(*(test.predicate for test in self.tests(conditions.node)), *self.branches(conditions.node))

    def tests(self, node: Mapping) -> tuple[Test, ...]:
        """Lower the tests of a mapping, `any` left out; what cannot be lowered is noted and left out."""
        found: list[Test] = []
        for name, span, child in node:
            subject = None if name == "any" else self.subject(name, span)
            predicate = self._test(subject, child) if subject else None
            if subject is not None and predicate is not None:
                found.append(Test(subject, predicate))
        return tuple(found)

    def subject(self, name: str, span: Span) -> Subject | None:
        """Find what `field`, `field.facet` or `field.measure` names."""
        field, _, part = name.partition(".")
        parameter = self.parameters.get(field)
        if parameter is None:
            self._unknown(name, span)
            return None
        if not part:
            return Subject(parameter, None)
        measures = {one.name.removeprefix(f"{parameter.name}."): one for one in parameter.measures}
        if part in measures:
            return Subject(parameter.measure(measures[part]), None)
        facets = parameter.kind.facets() if isinstance(parameter.kind, Choice) else ()
        if part in facets:
            return Subject(parameter, part)
        self._unknown_part(parameter, part, tuple(measures) or facets, span)
        return None

    def field(self, name: str, span: Span) -> Parameter | None:
        """Find a parameter itself, noting what is none."""
        field, _, part = name.partition(".")
        if name in self.parameters:
            return self.parameters[name]
        if part and field in self.parameters:
            note = f"a part of {field!r} is not left out by itself: name {field!r}"
            self.scope.error("unknown-parameter", span, f"{name!r} is no parameter", note=note)
        else:
            self._unknown(name, span)
        return None

    def _unknown(self, name: str, span: Span) -> None:
        field, _, part = name.partition(".")
        within = next((one.name.rpartition(".")[0] for one in self.parameters.values()), "")
        words = f"an item has no field {field!r}" if within else f"no parameter is called {field!r}"
        note = did_you_mean(field, self.parameters) or listed(self.parameters)
        if within and field == within and part:
            note = f"here fields of an item are called by their own names: {part}"
        elif within and not did_you_mean(field, self.parameters):
            note = f"rules and measures of items see the item only: {', '.join(self.parameters)}"
        self.scope.error("unknown-parameter", span, words, note=note)

    def _unknown_part(self, parameter: Parameter, part: str, known: tuple[str, ...], span: Span) -> None:
        item = parameter.kind.item if isinstance(parameter.kind, List) else None
        inside = {one.short for one in item.parameters} if isinstance(item, Shape) else set[str]()
        name = parameter.short
        if isinstance(parameter.kind, (List, Text)):
            none = f"it has none; write one under `measures` of {name!r}"
            note = did_you_mean(part, known) or (f"it has {', '.join(known)}" if known else none)
            if part in inside:
                note = f"it is a field of the items: rules of the item speak of it, and measures of {name!r}"
            self.scope.error("unknown-measure", span, f"{name!r} has no measure {part!r}", note=note)
            return
        none = "it has none"
        if not isinstance(parameter.kind, Choice):
            none = f"it is {kind_in_words(parameter.kind)}: enums have facets, lists and texts have measures"
        note = did_you_mean(part, known) or (f"it has {', '.join(known)}" if known else none)
        self.scope.error("unknown-facet", span, f"{name!r} has no facet {part!r}", note=note)

    def branches(self, node: Mapping) -> tuple[Predicate, ...]:
        """Lower the `any` of a mapping: one predicate, or none where there is no `any`."""
        branches = node.get("any")
        if branches is None:
            return ()
        note = "such as any: [{a: 1}, {b: 2}]"
        if not isinstance(branches, Listing) or not branches.items:
            words = "`any` holds a list of conditions, one of which must hold"
            self.scope.error("shape", branches.span, words, note=note)
            return ()
        lowered: list[Predicate] = []
        for item in branches.items:
            if isinstance(item, Mapping) and item.entries:
                lowered.append(self.predicate(Conditions(item, item.span)))
            else:
                words = f"conditions are a mapping of fields, this is {item.kind}"
                words = "conditions name at least one field" if isinstance(item, Mapping) else words
                self.scope.error("shape", item.span, words, note=note)
        return (either(*lowered),)

    def _test(self, subject: Subject, node: Node) -> Predicate | None:
        is_given = isinstance(node, Mapping) and node.get("given") is not None
        if isinstance(subject.parameter.kind, List) and not is_given:
            words = f"{subject.name!r} is a list: no value can be asked of it"
            note = f"rules speak of {subject.name}.count, and of its other measures"
            self.scope.error("test", node.span, words, note=note)
            return None
        match node:
            case Mapping():
                return self._spelled(subject, node)
            case Listing() | Single():
                return self._one_of(subject, node)

    def _one_of(self, subject: Subject, node: Node) -> In | None:
        items = node.items if isinstance(node, Listing) else (node,)
        values = [value for item in items if (value := self._value(subject, item)) is not None]
        if len(values) != len(items) or not items:
            if not items:
                note = "name the values that are meant"
                self.scope.error("empty", node.span, "a list of values needs at least one", note=note)
            return None
        if subject.facet is None:
            return In(subject.name, tuple(values))
        assert isinstance(subject.parameter.kind, Choice), "only choices have facets"
        headings = tuple(str(value) for value in values)
        picked = tuple(one.value for one in subject.parameter.kind.values if one.facet(subject.facet) in headings)
        return In(subject.name, picked, subject.facet, headings)

    def _value(self, subject: Subject, node: Node) -> Scalar | None:
        if not isinstance(node, Single) or node.value is None:
            note = "`{given: false}` says that a field is left out"
            self.scope.error("shape", node.span, f"a value is expected, this is {node.kind}", note=note)
            return None
        kind = subject.parameter.kind
        if isinstance(kind, Choice):
            names = kind.words()
            if subject.facet:
                facet = subject.facet
                names = tuple(dict.fromkeys(filter(None, (one.facet(facet) for one in kind.values))))
            if node.word not in names:
                note = did_you_mean(node.word, names) or listed(names)
                words = f"{node.word!r} is no {subject.facet or 'value'} of {subject.name!r}"
                self.scope.error("unknown-value", node.span, words, note=note)
                return None
            return node.word
        if not fits(kind, node.value):
            words = f"{node.word!r} is not a value that {subject.name!r} can have"
            note = f"it is {kind_in_words(kind)}"
            self.scope.error("unknown-value", node.span, words, note=note)
            return None
        return node.value

    def _spelled(self, subject: Subject, node: Mapping) -> Predicate | None:
        if len(node.entries) != 1:
            note = f"one of {', '.join(TESTS)}; put two tests of a field into two rules"
            self.scope.error("test", node.span, f"a test has one key, this has {len(node.entries)}", note=note)
            return None
        name, span, child = next(iter(node))
        match name:
            case "not":
                within = self._one_of(subject, child)
                # What is said of a field that is not given is false, also when it is said with `not`.
                return None if within is None else both(Given(subject.name), Not(within))
            case "given":
                return self._given(subject, child)
            case "range" | "length":
                return self._between(subject, child, of_length=name == "length")
            case _:
                note = did_you_mean(name, TESTS) or f"a test is one of {', '.join(TESTS)}"
                self.scope.error("test", span, f"no test is called {name!r}", note=note)
                return None

    def _given(self, subject: Subject, node: Node) -> Predicate | None:
        part = subject.facet or subject.parameter.measured
        if not isinstance(node, Single) or not isinstance(node.value, bool) or part:
            note = "facets belong to values, measures to lists; ask for the parameter itself" if part else ""
            self.scope.error("test", node.span, "`given` is true or false, and about a parameter", note=note)
            return None
        return Given(subject.name) if node.value else Not(Given(subject.name))

    def _between(self, subject: Subject, node: Node, *, of_length: bool) -> Between | None:
        bounds = node.items if isinstance(node, Listing) else ()
        numbers = [item.value for item in bounds if isinstance(item, Single)]
        if len(numbers) != PAIR or not all(_is_bound(number) for number in numbers):
            note = "null leaves a side open: [5, null]"
            self.scope.error("test", node.span, "two bounds are expected, [least, greatest]", note=note)
            return None
        if not _has_bounds(subject.parameter.kind, of_length=of_length):
            words = f"{subject.name!r} has no {'length' if of_length else 'range'}"
            self.scope.error("test", node.span, words, note=_other_test(subject.parameter.kind))
            return None
        low, high = (number if isinstance(number, (int, float)) else None for number in numbers)
        if low is not None and high is not None and low > high:
            note = "the least one stands first"
            self.scope.error("bounds", node.span, "no value lies between these bounds", note=note)
        return Between(subject.name, low, high, of_length)


def _is_bound(value: object) -> bool:
    return value is None or (isinstance(value, (int, float)) and not isinstance(value, bool))


def _has_bounds(kind: Kind, *, of_length: bool) -> bool:
    return isinstance(kind, Text) if of_length else isinstance(kind, (Whole, Number))


def _other_test(kind: Kind) -> str:
    """Say how a field of this kind is tested instead."""
    match kind:
        case Text():
            return "a text has a length"
        case Whole() | Number():
            return "a number has a range"
        case Choice():
            return "an enum is tested by its values"
        case _:
            return f"it is {kind_in_words(kind)}: ask for a value, or whether it is given"
