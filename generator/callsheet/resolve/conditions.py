"""Lower conditions, `{field: test, field.facet: test, any: […]}`, to predicates. Knows no rules."""

from dataclasses import dataclass

from callsheet.diagnostics import did_you_mean
from callsheet.model.predicate import Between, Given, In, Not, Predicate, Scalar, both, either
from callsheet.model.request import Choice, Kind, Number, Parameter, Text, Whole
from callsheet.resolve.parameters import PAIR, fits
from callsheet.resolve.scope import Scope
from callsheet.span import Span
from callsheet.syntax.atoms import Conditions
from callsheet.text import Listing, Mapping, Node
from callsheet.text import Scalar as Single

TESTS = ("not", "range", "length", "given")


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
        """Find what `field` or `field.facet` names."""
        field, _, facet = name.partition(".")
        parameter = self.parameters.get(field)
        if parameter is None:
            note = did_you_mean(field, self.parameters) or f"there are {', '.join(self.parameters) or 'none'}"
            self.scope.error("unknown-parameter", span, f"no parameter is called {field!r}", note=note)
            return None
        if not facet:
            return Subject(parameter, None)
        measures = {one.name.removeprefix(f"{parameter.name}."): one for one in parameter.measures}
        if facet in measures:
            return Subject(parameter.measure(measures[facet]), None)
        if measures:
            note = did_you_mean(facet, measures) or f"it has {', '.join(measures)}"
            self.scope.error("unknown-measure", span, f"{field!r} has no measure {facet!r}", note=note)
            return None
        facets = parameter.kind.facets() if isinstance(parameter.kind, Choice) else ()
        if facet not in facets:
            note = did_you_mean(facet, facets) or (f"it has {', '.join(facets)}" if facets else "it has none")
            self.scope.error("unknown-facet", span, f"{field!r} has no facet {facet!r}", note=note)
            return None
        return Subject(parameter, facet)

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
                note = did_you_mean(node.word, names) or f"there are {', '.join(names)}"
                words = f"{node.word!r} is no {subject.facet or 'value'} of {subject.name!r}"
                self.scope.error("unknown-value", node.span, words, note=note)
                return None
            return node.word
        if not fits(kind, node.value):
            words = f"{node.word!r} is not a value that {subject.name!r} can have"
            note = "compare it with the parameter's type and bounds"
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
            note = "texts have a length, numbers a range; an enum is tested by its values"
            self.scope.error("test", node.span, words, note=note)
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
