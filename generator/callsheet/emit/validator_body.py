"""Emit the body of a validator as lines of Python. Knows no words: every problem is named by its rule's constant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import assert_never

from callsheet.emit.conditions import FEW, Check, guarded, tested
from callsheet.emit.layout import INDENT, WIDTH, call, constant, lay_out, number, scalar, sequence, text, variable
from callsheet.emit.rule_values import rule_constant
from callsheet.model.endpoint import Endpoint
from callsheet.model.judge import url_head
from callsheet.model.request import Choice, Flag, Number, Parameter, Text, Url, Whole, pointer

At = tuple[str, ...]
PYTHON = {Choice: "str", Text: "str", Url: "str", Whole: "int", Number: "float", Flag: "bool"}


def body_lines(endpoint: Endpoint, checks: tuple[Check, ...]) -> list[str]:
    """Write the body of `validate`, one indent in."""
    body = _Body(endpoint, checks)
    lines = [*body.declarations(), *body.section((), "top", 1), *body.checks(checks)]
    return [line.rstrip() for line in lines]


@dataclass(slots=True)
class _Test:
    """A test, what is tested below it, and what is reported where it holds."""

    words: str
    below: list["_Test"] = field(default_factory=list["_Test"])
    reports: list[str] = field(default_factory=list[str])


class _Body:
    def __init__(self, endpoint: Endpoint, checks: tuple[Check, ...]) -> None:
        self.endpoint = endpoint
        used = {word for check in checks for words in check.tests for word in re.findall(r"\w+", words)}
        used |= {variable(check.demand.field) for check in checks}
        self.fields = frozenset(one.name for one in endpoint.parameters if variable(one.name) in used)
        self.facets = tuple((name, facet) for name, facet in tested(endpoint) if variable(name, facet) in used)
        self.guarded = guarded(endpoint)

    def declarations(self) -> Iterator[str]:
        """Declare what rules look at; `None` where it is absent or wrong."""
        for parameter in self.endpoint.parameters:
            if parameter.name in self.fields:
                yield f"{INDENT}{variable(parameter.name)}: {PYTHON[type(parameter.kind)]} | None = None"
            for name, facet in self.facets:
                if name == parameter.name:
                    yield f"{INDENT}{variable(name, facet)}: str | None = None"
            if parameter.name in self.guarded:
                yield f"{INDENT}{variable(parameter.name)}_is_wrong = False"

    def section(self, at: At, name: str, depth: int) -> Iterator[str]:
        """Check one object of the body, and those inside of it."""
        margin = INDENT * depth
        known = variable("known", *at)
        children = self._children(at)
        yield f"{margin}{known} = {sum(self._is_required((*at, key)) for key in children)}"
        for key in children:
            yield from self._child((*at, key), name, known, depth)
        keys = sequence([text(key) for key in children])
        yield f"{margin}if len({name}) != {known}:"
        report = call("undocumented", "problems", "UNDOCUMENTED", text(pointer(at)), name, keys)
        yield margin + INDENT + lay_out(report, indent=depth + 1)

    def checks(self, checks: tuple[Check, ...]) -> Iterator[str]:
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
            place = text(self.endpoint.parameter(name).pointer)
            rule = rule_constant(check.rule, check.demand)
            node.reports.append(f"problems.append(Problem(({place}, {rule}, {variable(name)})))")
        if roots:
            yield ""
        for root in roots:
            yield from self._test(root, 1)

    def _test(self, test: _Test, depth: int) -> Iterator[str]:
        margin = INDENT * depth
        words = test.words
        # What is tested alone under a test joins it, as long as the line holds both.
        while not test.reports and len(test.below) == 1:
            joined = f"{_bracketed(words)} and {_bracketed(test.below[0].words)}"
            if len(margin) + len(joined) + 4 > WIDTH:
                break
            test, words = test.below[0], joined
        yield from _if(words, margin)
        for report in test.reports:
            yield f"{margin}{INDENT}{report}"
        for below in test.below:
            yield from self._test(below, depth + 1)

    def _children(self, at: At) -> tuple[str, ...]:
        inside = (one.at for one in self.endpoint.parameters if one.at[: len(at)] == at)
        return tuple(dict.fromkeys(one[len(at)] for one in inside))

    def _inside(self, at: At) -> tuple[Parameter, ...]:
        return tuple(one for one in self.endpoint.parameters if one.at[: len(at)] == at)

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
                yield f"{margin}{INDENT}{self._report(one, 'required', 'None')}"
                if one.name in self.guarded:
                    yield f"{margin}{INDENT}{variable(one.name)}_is_wrong = True"
            yield f"{margin}else:"
        else:
            yield f"{margin}if {key} in {name}:"
            yield f"{margin}{INDENT}{known} += 1"
            yield f"{margin}{INDENT}value = {name}[{key}]"
        yield from self._value(at, depth + 1)

    def _value(self, at: At, depth: int) -> Iterator[str]:
        parameter = next((one for one in self.endpoint.parameters if one.at == at), None)
        if parameter is not None:
            yield from self._leaf(parameter, depth)
            return
        margin = INDENT * depth
        name = variable("in", *at)
        yield f"{margin}if isinstance(value, dict):"
        yield f"{margin}{INDENT}{name}: dict[str, object] = value"
        yield from self.section(at, name, depth + 1)
        yield f"{margin}else:"
        rule = constant(*at, "type")
        yield f"{margin}{INDENT}problems.append(Problem(({text(pointer(at))}, {rule}, value)))"
        for one in self._inside(at):
            if one.name in self.guarded:
                yield f"{margin}{INDENT}{variable(one.name)}_is_wrong = True"

    def _leaf(self, parameter: Parameter, depth: int) -> Iterator[str]:
        """List what can be wrong with a value, in order, and keep it if nothing is."""
        margin = INDENT * depth
        if isinstance(parameter.kind, Whole):
            yield f"{margin}if type(value) is not int:"
            yield f"{margin}{INDENT}value = whole(value)"
        word = "if"
        empty = "required" if parameter.required else "null"
        for test, rule in (("value is None", empty), *_wrongs(parameter)):
            yield f"{margin}{word} {test}:"
            yield f"{margin}{INDENT}{self._report(parameter, rule, 'value')}"
            if parameter.name in self.guarded and rule != "null":
                yield f"{margin}{INDENT}{variable(parameter.name)}_is_wrong = True"
            word = "elif"
        kept = list(self._kept(parameter))
        cut = list(self._cut(parameter))
        if kept:
            # A text that is cut is warned of and kept all the same: rules speak of it, too.
            yield f"{margin}else:"
            yield from (f"{margin}{INDENT}{line}" for line in (*cut, *kept))
        elif cut:
            yield f"{margin}el{cut[0]}"
            yield from (f"{margin}{line}" for line in cut[1:])

    def _cut(self, parameter: Parameter) -> Iterator[str]:
        match parameter.kind:
            case Text(_, int() as high, "warning"):
                yield f"if len(value) > {high}:"
                yield f"{INDENT}{self._report(parameter, 'cut', 'value')}"
            case _:
                pass

    def _kept(self, parameter: Parameter) -> Iterator[str]:
        if parameter.name in self.fields:
            yield f"{variable(parameter.name)} = value"
        for name, facet in self.facets:
            if name == parameter.name:
                yield f"{variable(name, facet)} = {_lookup(parameter, facet)}"

    def _report(self, parameter: Parameter, rule: str, value: str) -> str:
        place, name = text(parameter.pointer), constant(parameter.name, rule)
        return f"problems.append(Problem(({place}, {name}, {value})))"


def _lookup(parameter: Parameter, facet: str) -> str:
    assert isinstance(parameter.kind, Choice), "only choices have facets"
    everywhere = all(one.facet(facet) is not None for one in parameter.kind.values)
    name = constant(parameter.name, facet)
    return f"{name}[value]" if everywhere else f"{name}.get(value)"


def _wrongs(parameter: Parameter) -> Iterator[tuple[str, str]]:
    match parameter.kind:
        case Choice() as choice:
            yield "not isinstance(value, str)", "type"
            yield f"value not in {_choices(parameter, choice)}", "values"
        case Text(low, high, beyond):
            yield "not isinstance(value, str)", "type"
            bounds = _outside("len(value)", low, high if beyond == "error" else None)
            yield from ((bounds, "length"),) if bounds else ()
        case Url(schemes):
            yield "not isinstance(value, str)", "type"
            heads = f"({', '.join(text(url_head(scheme)) for scheme in schemes)},)".replace(", ,", ",")
            heads = heads if len(schemes) == 1 else heads.replace(",)", ")")
            yield f"not value.startswith({heads}) or value in {heads}", "form"
        case Whole(low, high):
            yield "type(value) is not int", "type"
            bounds = _outside("value", low, high)
            yield from ((bounds, "range"),) if bounds else ()
        case Number(low, high):
            yield "isinstance(value, bool) or not isinstance(value, (int, float))", "type"
            bounds = _outside("value", low, high)
            yield from ((bounds, "range"),) if bounds else ()
        case Flag():
            yield "value is not True and value is not False", "type"
        case _:
            assert_never(parameter.kind)


def _choices(parameter: Parameter, choice: Choice) -> str:
    if choice.facets():
        first = choice.facets()[0]
        if all(one.facet(first) is not None for one in choice.values):
            return constant(parameter.name, first)
    words = choice.words()
    if len(words) > FEW:
        return constant(parameter.name, "choices")
    return f"({', '.join(map(scalar, words))}{',' if len(words) == 1 else ''})"


def _outside(subject: str, low: float | None, high: float | None) -> str:
    if low is None:
        return "" if high is None else f"{subject} > {number(high)}"
    if high is None:
        return f"{subject} < {number(low)}"
    return f"not {number(low)} <= {subject} <= {number(high)}"


def _if(words: str, margin: str) -> Iterator[str]:
    """Open a test; one that is too long for its line has an operand on each."""
    line = f"{margin}if {words}:"
    if len(line) <= WIDTH:
        yield line
        return
    first, *rest = _operands(words)
    yield f"{margin}if ("
    yield f"{margin}{INDENT}{first}"
    yield from (f"{margin}{INDENT}{operand}" for operand in rest)
    yield f"{margin}):"


def _operands(words: str) -> list[str]:
    """Split at the operators outside of brackets: at `or` where there is one, else at `and`."""
    pieces = re.split(r" (?=(?:or|and) )", words)
    for operator in ("or ", "and "):
        operands = [pieces[0]]
        for piece in pieces[1:]:
            if piece.startswith(operator) and operands[-1].count("(") == operands[-1].count(")"):
                operands.append(piece)
            else:
                operands[-1] += f" {piece}"
        if len(operands) > 1:
            return operands
    return pieces[:1]


def _bracketed(words: str) -> str:
    return f"({words})" if " or " in words and not words.startswith("(") else words
