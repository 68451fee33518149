"""Emit the body of a validator as lines of Python. Knows no words: every problem is named by its rule's constant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from callsheet.emit.condition_lines import opened
from callsheet.emit.conditions import Check, Named, bracketed, ceiling, checks, condition, guarded, tested
from callsheet.emit.layout import (
    INDENT,
    WIDTH,
    Bracketed,
    call,
    constant,
    lay_out,
    sequence,
    text,
    variable,
)
from callsheet.emit.rule_values import rule_constant
from callsheet.emit.value_tests import doubt, lookup, outside, wrongs
from callsheet.model.predicate import Predicate
from callsheet.model.request import (
    Bytes,
    Choice,
    Count,
    Dangling,
    File,
    Flag,
    Id,
    List,
    Measure,
    Number,
    Parameter,
    Repeats,
    Shape,
    Sum,
    Text,
    Unmentioned,
    Url,
    Weight,
    Whole,
    pointer,
)

At = tuple[str, ...]
MOST_BYTES = 4
"""As many bytes has a character in UTF-8, at most."""
PYTHON = {
    Choice: "str",
    Text: "str",
    Url: "str",
    Whole: "int",
    Number: "float",
    Flag: "bool",
    Id: "int | str",
    File: "str",
    List: "list[object]",
}


def function_lines(shape: Shape, named: Named) -> list[str]:
    """Write the functions that check the items of lists, each with its `def`."""
    body = _Body(shape, checks(shape, named), named)
    return [line.rstrip() for one, kind in shape.lists() for line in _items(body, one, kind, named)]


def body_lines(shape: Shape, named: Named) -> list[str]:
    """Write the body of `validate`, one indent in."""
    body = _Body(shape, checks(shape, named), named)
    return [line.rstrip() for line in body.lines("top", 1)]


@dataclass(slots=True)
class _Test:
    """A test, what is tested below it, and what is reported where it holds."""

    words: str
    below: list["_Test"] = field(default_factory=list["_Test"])
    reports: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What the check of a list's items gathers for rules: a variable, how it begins, and what each item adds."""

    variable: str
    begins: str
    adds: tuple[str, ...]
    where: Predicate | None = None


def _items(outer: "_Body", parameter: Parameter, kind: List, named: Named) -> Iterator[str]:
    """Write the function that checks the items of a list, and gathers what rules want to know of them."""
    gathered = outer.gathered(parameter)
    answer = ", ".join(one.variable for one in gathered)
    types = ", ".join("list[object]" if one.begins.endswith("[]") else "float" for one in gathered)
    signature = Bracketed("", ("items: list[object]", "problems: list[Problem]"))
    comes = f" -> {f'tuple[{types}] | None' if gathered else 'bool'}:"
    yield lay_out(signature, prefix=f"def {variable(parameter.name, 'items')}", suffix=comes)
    what = "; gather what rules want to know of them, and nothing where an item is wrong" if gathered else ""
    yield f'{INDENT}"""Check the items of {parameter.name}{what}."""'
    yield f"{INDENT}before = len(problems)"
    for one in gathered:
        yield f"{INDENT}{one.begins}"
    yield f"{INDENT}for index, item in enumerate(items):"
    prefix = _braces_doubled(pointer(parameter.at)) + "/{index}"
    if isinstance(kind.item, Shape):
        yield from _object_item(parameter, kind.item, gathered, named, prefix)
    else:
        plain = _Body(Shape(parameters=(kind.item,), rules=()), (), named, prefix=prefix)
        yield f"{INDENT * 2}value = item"
        yield from plain.leaf(kind.item, 2)
    wrong = 'len(problems) > before and any(problem[1].level == "error" for problem in problems[before:])'
    if gathered:
        comma = "," if len(gathered) == 1 else ""
        yield f"{INDENT}if {wrong}:"
        yield f"{INDENT * 2}return None"
        yield f"{INDENT}return {f'({answer},)' if comma else answer}"
    else:
        yield f"{INDENT}return not ({wrong})"
    yield ""
    yield ""


def _object_item(
    parameter: Parameter, item: Shape, gathered: tuple[_Gathered, ...], named: Named, prefix: str
) -> Iterator[str]:
    wanted = tuple(word for one in gathered for word in one.adds)
    wheres = tuple(one.where for one in gathered if one.where is not None)
    inner = _Body(item, checks(item, named), named, prefix=prefix, wanted=wanted, wheres=wheres)
    place = f"f{text(prefix)}"
    yield f"{INDENT * 2}if not isinstance(item, dict):"
    rule = constant(parameter.name, "item", "type")
    yield f"{INDENT * 3}problems.append(Problem(({place}, {rule}, item)))"
    yield f"{INDENT * 3}continue"
    yield f"{INDENT * 2}fields: dict[str, object] = item"
    yield from inner.lines("fields", 2)
    for one in gathered:
        yield from (f"{INDENT * 2}{line}" for line in one.adds)


def _braces_doubled(words: str) -> str:
    return words.replace("{", "{{").replace("}", "}}")


class _Body:
    def __init__(
        self,
        shape: Shape,
        checks: tuple[Check, ...],
        named: Named,
        *,
        prefix: str = "",
        wanted: tuple[str, ...] = (),
        wheres: tuple[Predicate, ...] = (),
    ) -> None:
        self.shape = shape
        self._checks = checks
        self._named = named
        self._prefix = prefix
        """Place of the object, as the inside of an f-string; empty for the body itself."""
        used = {word for check in checks for words in check.tests for word in re.findall(r"\w+", words)}
        self._wanted = frozenset(word for words in wanted for word in re.findall(r"\w+", words))
        used |= self._wanted
        used |= {variable(check.demand.field) for check in checks}
        self.measures = tuple(
            one for parameter in shape.parameters for one in parameter.measures if variable(one.name) in used
        )
        mentioned = {one.how.text for one in self.measures if isinstance(one.how, (Unmentioned, Dangling))}
        used |= {variable(name) for name in mentioned}
        placed = (one for one in self.measures if isinstance(one.how, Dangling) and one.how.field is None)
        used |= {variable(one.name.rpartition(".")[0]) for one in placed}
        self.fields = frozenset(one.name for one in shape.parameters if variable(one.name) in used)
        facets = tested(shape, *wheres)
        self.facets = tuple((name, facet) for name, facet in facets if variable(name, facet) in used)
        self.guarded = guarded(shape) | mentioned

    def lines(self, name: str, depth: int) -> Iterator[str]:
        """Check one whole object: declare, look at every field, measure, judge by the rules."""
        margin = INDENT * (depth - 1)
        yield from (f"{margin}{line}" for line in self.declarations())
        yield from self.section((), name, depth)
        yield from (f"{margin}{line}" for line in self.mentions())
        yield from self.checks(self._checks, depth)

    def declarations(self) -> Iterator[str]:
        """Declare what rules look at; `None` where it is absent or wrong."""
        for parameter in self.shape.parameters:
            if parameter.name in self.fields:
                yield f"{INDENT}{variable(parameter.name)}: {PYTHON[type(parameter.kind)]} | None = None"
            for name, facet in self.facets:
                if name == parameter.name:
                    yield f"{INDENT}{variable(name, facet)}: str | None = None"
            for measure in self.measures:
                if measure in parameter.measures:
                    yield f"{INDENT}{variable(measure.name)}: float | None = None"
            for names in dict.fromkeys(_names(one) for one in self.measures if one in parameter.measures):
                if names:
                    yield f"{INDENT}{names}: list[object] | None = None"
            if parameter.name in self.guarded:
                yield f"{INDENT}{variable(parameter.name)}_is_wrong = False"

    def gathered(self, parameter: Parameter) -> tuple[_Gathered, ...]:
        """List what the check of a list's items is to gather."""
        found: dict[str, _Gathered] = {}
        for measure in self.measures:
            if measure in parameter.measures:
                for one in self._gathered(measure):
                    found[one.variable] = one
        return tuple(found.values())

    def _gathered(self, measure: Measure) -> Iterator[_Gathered]:
        name = variable(measure.name)
        match measure.how:
            case Count(where=where, item=item) if where is not None and item is not None:
                counts = condition(where, item, measure.name, self._named)
                yield _Gathered(name, f"{name} = 0", (f"if {counts}:", f"{INDENT}{name} += 1"), where)
            case Sum(of, _):
                adds = (f"if {variable(of)} is not None:", f"{INDENT}{name} += {variable(of)}")
                yield _Gathered(name, f"{name}: float = 0", adds)
            case Repeats(of) | Unmentioned(of) | Dangling(str() as of):
                names = variable(of, "all")
                adds = (f"if {variable(of)} is not None:", f"{INDENT}{names}.append({variable(of)})")
                yield _Gathered(names, f"{names}: list[object] = []", adds)
            case _:
                pass

    def mentions(self) -> Iterator[str]:
        """Compare lists with the texts that mention their items, once both have been looked at."""
        groups: dict[tuple[str, str, tuple[str, ...]], dict[str, str]] = {}
        for measure in self.measures:
            if isinstance(measure.how, (Unmentioned, Dangling)):
                whole = _names(measure) or variable(measure.name.rpartition(".")[0])
                said = variable(measure.how.text)
                function, last = _mentioning(measure.how, whole)
                arguments = (last[0], f'{said} or ""', text(measure.how.form), *last[1:])
                groups.setdefault((whole, said, arguments), {})[function] = variable(measure.name)
        for (whole, said, arguments), found in groups.items():
            yield f"{INDENT}if {whole} is not None and not {said}_is_wrong:"
            # Where both are wanted, one way through the text finds both.
            both = found.keys() == {"unmentioned", "dangling"}
            calls = {"mentions": f"{found['unmentioned']}, {found['dangling']}"} if both else found
            for function, names in calls.items():
                line = lay_out(call(f"measures.{function}", *arguments), prefix=f"{names} = ", indent=2)
                yield from f"{INDENT * 2}{line}".splitlines()

    def section(self, at: At, name: str, depth: int) -> Iterator[str]:
        """Check one object of the body, and those inside of it."""
        margin = INDENT * depth
        known = variable("known", *at)
        children = self._children(at)
        required = [key for key in children if self._is_required((*at, key))]
        optional = [key for key in children if key not in required]
        yield f"{margin}{known} = {len(required)}"
        for key in required:
            yield from self._child((*at, key), name, known, depth)
        if required and optional:
            yield ""
            yield f"{margin}if len({name}) != {known}:"
            yield f"{margin}{INDENT}# There is more than has to be: what may be left out, or what no page names."
            depth += 1
            margin = INDENT * depth
        for key in optional:
            yield from self._child((*at, key), name, known, depth)
        keys = sequence([text(key) for key in children])
        yield f"{margin}if len({name}) != {known}:"
        report = call("undocumented", "problems", "UNDOCUMENTED", self._place(pointer(at)), name, keys)
        yield from (margin + INDENT + lay_out(report, indent=depth + 1)).splitlines()

    def checks(self, checks: tuple[Check, ...], depth: int) -> Iterator[str]:
        """Write all demands, those with the same first tests under one `if`."""
        roots: list[_Test] = []
        for check in checks:
            level, node = roots, None
            for words in check.tests:
                node = next((one for one in level if one.words == words), None)
                if node is None:
                    node = _Test(words)
                    level.append(node)
                level = node.below
            assert node is not None, "a demand that nothing can break is refused when it is resolved"
            name = check.demand.field
            place = self._place(self.shape.parameter(name).pointer)
            rule = rule_constant(check.rule, check.demand)
            node.reports.append((place, rule, variable(name)))
        if roots:
            yield ""
        for root in roots:
            yield from self._test(root, depth)

    def _test(self, test: _Test, depth: int) -> Iterator[str]:
        margin = INDENT * depth
        words = test.words
        # What is tested alone under a test joins it, as long as the line holds both.
        while not test.reports and len(test.below) == 1:
            joined = " and ".join(bracketed(one) if " or " in one else one for one in (words, test.below[0].words))
            if len(margin) + len(joined) + 4 > WIDTH:
                break
            test, words = test.below[0], joined
        yield from opened(words, margin)
        for place, rule, value in test.reports:
            yield from (f"{margin}{INDENT}{line}" for line in _report(place, rule, value, depth + 1))
        for below in test.below:
            yield from self._test(below, depth + 1)

    def _children(self, at: At) -> tuple[str, ...]:
        inside = (one.at for one in self.shape.parameters if one.at[: len(at)] == at)
        return tuple(dict.fromkeys(one[len(at)] for one in inside))

    def _inside(self, at: At) -> tuple[Parameter, ...]:
        return tuple(one for one in self.shape.parameters if one.at[: len(at)] == at)

    def _is_required(self, at: At) -> bool:
        return any(one.required for one in self._inside(at))

    def _child(self, at: At, name: str, known: str, depth: int) -> Iterator[str]:
        margin = INDENT * depth
        required = [one for one in self._inside(at) if one.required]
        key = text(at[-1])
        yield ""
        if required:
            yield f"{margin}try:"
            yield f"{margin}{INDENT}value = {name}[{key}]"
            yield f"{margin}except KeyError:"
            yield f"{margin}{INDENT}{known} -= 1"
            for one in required:
                yield from (f"{margin}{INDENT}{line}" for line in self._report(one, "required", "None", depth + 1))
                if one.name in self.guarded:
                    yield f"{margin}{INDENT}{variable(one.name)}_is_wrong = True"
            yield f"{margin}else:"
        else:
            yield f"{margin}if {key} in {name}:"
            yield f"{margin}{INDENT}{known} += 1"
            yield f"{margin}{INDENT}value = {name}[{key}]"
        yield from self._value(at, depth + 1)

    def _value(self, at: At, depth: int) -> Iterator[str]:
        parameter = next((one for one in self.shape.parameters if one.at == at), None)
        if parameter is not None:
            yield from self.leaf(parameter, depth)
            return
        margin = INDENT * depth
        name = variable("in", *at)
        yield f"{margin}if isinstance(value, dict):"
        yield f"{margin}{INDENT}{name}: dict[str, object] = value"
        yield from self.section(at, name, depth + 1)
        yield f"{margin}else:"
        rule = constant(*at, "type")
        report = _report(self._place(pointer(at)), rule, "value", depth + 1)
        yield from (f"{margin}{INDENT}{line}" for line in report)
        for one in self._inside(at):
            if one.name in self.guarded:
                yield f"{margin}{INDENT}{variable(one.name)}_is_wrong = True"

    def leaf(self, parameter: Parameter, depth: int) -> Iterator[str]:
        """List what can be wrong with a value, in order, and keep it if nothing is."""
        margin = INDENT * depth
        if isinstance(parameter.kind, (Whole, Id)):
            yield f"{margin}if type(value) is not int:"
            yield f"{margin}{INDENT}value = whole(value)"
        yield from self._wrongs(parameter, depth)
        if isinstance(parameter.kind, List):
            yield f"{margin}else:"
            yield from (f"{margin}{INDENT}{line}" for line in self._kept_list(parameter, parameter.kind, depth + 1))
            return
        kept = list(self._kept(parameter))
        cut = list(self._cut(parameter, depth + 2))
        if kept:
            # A text that is cut is warned of and kept all the same: rules speak of it, too.
            yield f"{margin}else:"
            yield from (f"{margin}{INDENT}{line}" for line in (*cut, *kept))
        elif cut:
            yield f"{margin}el{cut[0]}"
            yield from (f"{margin}{line}" for line in cut[1:])

    def _wrongs(self, parameter: Parameter, depth: int) -> Iterator[str]:
        """Test a value once, and look into what is wrong with it only where something is."""
        margin = INDENT * depth
        tests = tuple(self._tests(parameter))
        yield from opened(doubt(parameter, parameter.kind), margin)
        if len(tests) > 1:
            margin += INDENT
            depth += 1
        for place, (test, rule) in enumerate(tests):
            if len(tests) > 1:
                yield f"{margin}else:" if place == len(tests) - 1 else f"{margin}{'elif' if place else 'if'} {test}:"
            yield from (f"{margin}{INDENT}{line}" for line in self._report(parameter, rule, "value", depth + 1))
            if parameter.name in self.guarded and rule != "null":
                yield f"{margin}{INDENT}{variable(parameter.name)}_is_wrong = True"

    def _tests(self, parameter: Parameter) -> Iterator[tuple[str, str]]:
        if parameter.at:
            # An item that is a plain value has no place of its own, and `null` is of the wrong type there.
            yield "value is None", "required" if parameter.required else "null"
        if isinstance(parameter.kind, List):
            yield "not isinstance(value, list)", "type"
        else:
            yield from wrongs(parameter, parameter.kind)

    def _kept_list(self, parameter: Parameter, kind: List, depth: int) -> Iterator[str]:
        """Look at every item, however many there are; keep the list if nothing is wrong with it or with them."""
        name, gathered = variable("in", parameter.name), self.gathered(parameter)
        yield f"{name}: list[object] = value"
        checked = f"{variable(parameter.name, 'items')}({name}, problems)"
        bounds = outside(f"len({name})", kind.low or None, kind.high)
        kept = list(self._measured_list(parameter, name, gathered))
        wrong = [f"{variable(parameter.name)}_is_wrong = True"] if parameter.name in self.guarded else []
        if gathered:
            yield f"{variable('found', 'in', parameter.name)} = {checked}"
            checked = f"{variable('found', 'in', parameter.name)} is not None"
        elif bounds and (kept or wrong):
            yield f"{variable('found', 'in', parameter.name)} = {checked}"
            checked = variable("found", "in", parameter.name)
        word = "if"
        if bounds:
            if not kept and not wrong:
                yield checked
            yield f"if {bounds}:"
            report = self._report(parameter, "count", name, depth + 1)
            yield from (f"{INDENT}{line}" for line in (*report, *wrong))
            word = "elif"
        if not kept and not wrong:
            if not bounds:
                yield checked
            return
        yield f"{word} {checked}:"
        yield from (f"{INDENT}{line}" for line in kept or ["pass"])
        if wrong:
            yield "else:"
            yield f"{INDENT}{wrong[0]}"

    def _measured_list(self, parameter: Parameter, name: str, gathered: tuple[_Gathered, ...]) -> Iterator[str]:
        if parameter.name in self.fields:
            yield f"{variable(parameter.name)} = {name}"
        if gathered:
            variables = ", ".join(one.variable for one in gathered)
            found = variable("found", "in", parameter.name)
            yield f"{variables} = {found}" if len(gathered) > 1 else f"({variables},) = {found}"
        for measure in self.measures:
            if measure in parameter.measures:
                match measure.how:
                    case Count(where=None):
                        yield f"{variable(measure.name)} = len({name})"
                    case Repeats(of):
                        yield f"{variable(measure.name)} = measures.repeats({variable(of, 'all')})"
                    case _:
                        pass

    def _cut(self, parameter: Parameter, depth: int) -> Iterator[str]:
        match parameter.kind:
            case Text(_, int() as high, "warning"):
                yield f"if len(value) > {high}:"
                yield from (f"{INDENT}{line}" for line in self._report(parameter, "cut", "value", depth))
            case _:
                pass

    def _kept(self, parameter: Parameter) -> Iterator[str]:
        if parameter.name in self.fields:
            yield f"{variable(parameter.name)} = value"
        for name, facet in self.facets:
            if name == parameter.name:
                yield f"{variable(name, facet)} = {lookup(parameter, facet)}"
        for measure in self.measures:
            if measure in parameter.measures:
                match measure.how:
                    case Weight(chinese):
                        yield from self._weighed(measure, f"measures.weight(value, {chinese})", chinese)
                    case Bytes():
                        yield from self._weighed(measure, "measures.utf8(value)", MOST_BYTES)
                    case _:
                        pass

    def _weighed(self, measure: Measure, weighing: str, most: int) -> Iterator[str]:
        """Weigh a text character by character, and only one so long that a rule might mind."""
        name = variable(measure.name)
        enough = None if name in self._wanted else ceiling(self.shape, measure.name)
        if enough is None:
            yield f"{name} = {weighing}"
        else:
            yield f"if len(value) > {int(enough // most)}:"
            yield f"{INDENT}{name} = {weighing}"

    def _report(self, parameter: Parameter, rule: str, value: str, depth: int) -> list[str]:
        return _report(self._place(parameter.pointer), constant(parameter.name, rule), value, depth)

    def _place(self, at: str) -> str:
        """Write a place as a literal; inside of an item, with the item's index."""
        return f"f{text(self._prefix + _braces_doubled(at))}" if self._prefix else text(at)


def _report(place: str, rule: str, value: str, depth: int) -> list[str]:
    """Write a report, laid out for its depth but not indented to it."""
    problem = call("Problem", sequence([place, rule, value]))
    return [
        line.removeprefix(INDENT * depth)
        for line in lay_out(call("problems.append", problem), indent=depth).splitlines()
    ]


def _names(measure: Measure) -> str:
    """Name the variable that holds the names of a list's items; empty where a measure wants none afterwards."""
    match measure.how:
        case Unmentioned(of) | Dangling(str() as of) | Repeats(of):
            return variable(of, "all")
        case _:
            return ""


def _mentioning(how: Unmentioned | Dangling, names: str) -> tuple[str, tuple[str, ...]]:
    """Name the function that compares, and what it is given besides the text and the form."""
    match how:
        case Unmentioned():
            return "unmentioned", (names,)
        case Dangling(None):
            return "beyond", (f"len({names})", str(how.first))
        case _:
            return "dangling", (names,)
