"""Write what is wrong with a single value as a test in Python. Knows no problem and no place."""

from collections.abc import Iterator
from typing import assert_never

from callsheet.emit.conditions import FEW
from callsheet.emit.layout import constant, number, scalar, text
from callsheet.model.judge import url_head
from callsheet.model.request import (
    GREATEST_ID,
    Choice,
    File,
    Flag,
    Id,
    Kind,
    List,
    Number,
    Parameter,
    Plain,
    Text,
    Url,
    Whole,
)

IS_NO_NUMBER = "isinstance(value, bool) or not isinstance(value, (int, float))"


def lookup(parameter: Parameter, facet: str) -> str:
    """Write what looks up a facet of the value; `None` for values that have none."""
    assert isinstance(parameter.kind, Choice), "only choices have facets"
    everywhere = all(one.facet(facet) is not None for one in parameter.kind.values)
    name = constant(parameter.name, facet)
    return f"{name}[value]" if everywhere else f"{name}.get(value)"


def doubt(parameter: Parameter, kind: Kind) -> str:
    """Write the test that fails for a value with which nothing is wrong."""
    match kind:
        case List():
            return "not isinstance(value, list)"
        case Whole(low, high):
            return _either("type(value) is not int", outside("value", low, high))
        case Number(low, high):
            return _either(IS_NO_NUMBER, outside("value", low, high))
        case Flag():
            return "value is not True and value is not False"
        case Id(loose):
            digits = "not value" if loose else "not (value.isascii() and value.isdecimal())"
            number = f"type(value) is not int or not 0 <= value <= {GREATEST_ID}"
            return f"({number}) and (not isinstance(value, str) or {digits})"
        case _:
            return _either("not isinstance(value, str)", _wrong_text(parameter, kind))


def _either(one: str, other: str) -> str:
    return f"{one} or {other}" if other else one


def _wrong_text(parameter: Parameter, kind: Choice | Text | Url | File) -> str:
    """Write the test that a text fails with which nothing is wrong; empty where any text will do."""
    match kind:
        case Choice() as choice:
            return _is_no_choice(parameter, choice)
        case Text(low, high, beyond):
            # Nothing is shorter than nothing.
            return outside("len(value)", low or None, high if beyond == "error" else None)
        case Url(schemes):
            heads = sorted((text(url_head(scheme)) for scheme in schemes), key=len, reverse=True)  # https before http
            begins = f"not value.startswith({heads[0]})"
            if len(heads) == 1:
                return f"{begins} or value == {heads[0]}"
            others = heads[1] if not heads[2:] else f"({', '.join(heads[1:])})"
            begins += f" and not value.startswith({others})"
            # Compared, not looked up: whatever is looked up is read from end to end first.
            return f"({begins}) or value in ({', '.join(heads)})"
        case File():
            return "not value"
        case _:
            assert_never(kind)


def wrongs(parameter: Parameter, kind: Plain) -> Iterator[tuple[str, str]]:
    """List what can be wrong with a value, in order: what it is then, and the rule that says so."""
    match kind:
        case Whole(low, high) | Number(low, high):
            yield "type(value) is not int" if isinstance(kind, Whole) else IS_NO_NUMBER, "type"
            bounds = outside("value", low, high)
            yield from ((bounds, "range"),) if bounds else ()
        case Flag():
            yield "value is not True and value is not False", "type"
        case Id():
            yield "isinstance(value, str)", "form"
            yield "type(value) is int", "range"
            yield "", "type"
        case _:
            yield "not isinstance(value, str)", "type"
            wrong = _wrong_text(parameter, kind)
            rule = {Choice: "values", Text: "length", Url: "form", File: "length"}[type(kind)]
            yield from ((wrong, rule),) if wrong else ()


def _is_no_choice(parameter: Parameter, choice: Choice) -> str:
    if len(choice.values) == 1 and not choice.facets():
        return f"value != {scalar(choice.values[0].value)}"
    return f"value not in {_choices(parameter, choice)}"


def _choices(parameter: Parameter, choice: Choice) -> str:
    if choice.facets():
        first = choice.facets()[0]
        if all(one.facet(first) is not None for one in choice.values):
            return constant(parameter.name, first)
    words = choice.words()
    if len(words) > FEW:
        return constant(parameter.name, "choices")
    return f"{{{', '.join(map(scalar, words))}}}"


def outside(subject: str, low: float | None, high: float | None) -> str:
    """Write the test that something is not within its bounds; empty where it has none."""
    if low is None:
        return "" if high is None else f"{subject} > {number(high)}"
    if high is None:
        return f"{subject} < {number(low)}"
    return f"not {number(low)} <= {subject} <= {number(high)}"
