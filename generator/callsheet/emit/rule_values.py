"""Emit what a validator can say: one `Rule` for everything that can be wrong, with words, legal values and cites."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from callsheet.emit.layout import Piece, call, comment, constant, lay_out, scalar, sentence, sequence, text
from callsheet.emit.suggestions import interval, legal
from callsheet.model.endpoint import Endpoint
from callsheet.model.judge import UNDOCUMENTED, url_head
from callsheet.model.request import (
    GREATEST_ID,
    Choice,
    Demand,
    File,
    Flag,
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

FEW_WORDS = 12
"""As many values are named in a sentence; of more, only the number."""


@dataclass(frozen=True, slots=True)
class RuleValues:
    """Lines of constants, and the pages they cite."""

    lines: tuple[str, ...]
    sources: frozenset[str]


@dataclass(frozen=True, slots=True)
class Said:
    """One rule before it is written."""

    name: str
    says: str
    cites: str
    legal: Piece | None = None
    level: str | None = None

    @property
    def constant(self) -> str:
        """The name of its constant."""
        return constant(self.name)

    def line(self) -> str:
        """Write it."""
        level = None if self.level in {None, "error"} else text(str(self.level))
        value = call("Rule", text(self.name), text(self.says), level=level, legal=self.legal, cites=self.cites or None)
        return lay_out(value, prefix=f"{self.constant} = ")


def rule_values(endpoint: Endpoint) -> RuleValues:
    """Write every rule of an endpoint: what parameters say of themselves, then what the spec's rules say."""
    lines = ["# The body as a whole.", "", Said("body.type", "must be a JSON object, not {value}", "").line()]
    objects = (Said(f"{'.'.join(at)}.type", "must be a JSON object, not {value}", "") for at in endpoint.sections)
    lines += (said.line() for said in objects)
    lines += _items(endpoint)
    words = "is named on no page; the provider may ignore or refuse it"
    lines.append(Said(UNDOCUMENTED, words, "", "LEAVE_OUT", "warning").line())
    sources: set[str] = set()
    for parameter in endpoint.every_parameter():
        lines += ["", *comment(f"{parameter.name}: {sentence(parameter.doc)}"), ""]
        lines += _parameter(parameter)
        sources |= {cite.source.key for cite in parameter.cites}
    for shape in _shapes(endpoint):
        for rule in shape.rules:
            lines += ["", *comment(sentence(rule_in_words(rule))), ""]
            lines += _rule(shape, rule)
            sources |= {cite.source.key for cite in rule.cites}
    return RuleValues(tuple(lines), frozenset(sources))


def _items(shape: Shape) -> Iterator[str]:
    """Write what is said of items that are no objects, and of objects in items."""
    for parameter, kind in shape.lists():
        if isinstance(kind.item, Shape):
            yield Said(f"{parameter.name}.item.type", "must be a JSON object, not {value}", "").line()
            for at in kind.item.sections:
                yield Said(f"{'.'.join(at)}.type", "must be a JSON object, not {value}", "").line()


def _shapes(shape: Shape) -> Iterator[Shape]:
    """List the items' shapes, then the whole."""
    yield from (kind.item for _, kind in shape.lists() if isinstance(kind.item, Shape))
    yield shape


def rule_in_words(rule: Rule) -> str:
    """Say a rule as a sentence."""
    demands = " and ".join(f"{demand.field} {demand_in_words(demand.must)}" for demand in rule.demands)
    when = in_words(rule.when)
    return demands if when == "always" else f"When {when}: {demands}"


def cites_value(cites: tuple[Cite, ...]) -> Piece:
    """Write cites as a tuple."""
    return sequence([call("Cite", constant(cite.source.key), text(cite.words)) for cite in cites])


def rule_constant(rule: Rule, demand: Demand) -> str:
    """Name the constant of one demand: of a rule with several, each has its own."""
    return constant(rule.name, "rule") if len(rule.demands) == 1 else constant(rule.name, demand.field, "rule")


def _parameter(parameter: Parameter) -> Iterator[str]:
    yield lay_out(cites_value(parameter.cites), prefix=f"{constant(parameter.name, 'cites')} = ")
    for said in own_rules(parameter):
        yield said.line()


def own_rules(parameter: Parameter) -> Iterator[Said]:
    """List what can be said of a field by itself."""
    cites = constant(parameter.name, "cites")
    if not parameter.at:
        # An item that is a plain value is there, or it is none.
        pass
    elif parameter.required:
        yield Said(f"{parameter.name}.required", _required_words(parameter), cites)
    else:
        yield Said(f"{parameter.name}.null", "is null; leave it out instead", cites, "LEAVE_OUT", "warning")
    yield from _own(parameter, cites)


def _required_words(parameter: Parameter) -> str:
    """Say that a field is required and, where that can be said shortly, what it may be."""
    match parameter.kind:
        case Choice() as choice if len(choice.values) <= FEW_WORDS:
            return f"is required: {_safe(values_in_words(choice.words()))}"
        case Whole(low, high) | Number(low, high) if low is not None or high is not None:
            return f"is required: {interval_in_words(low, high)}"
        case _:
            return "is required"


def _own(parameter: Parameter, cites: str) -> Iterator[Said]:
    name = parameter.name
    match parameter.kind:
        case Choice() as choice:
            values = choice_values(parameter, choice)
            yield Said(f"{name}.type", "must be text, not {value}", cites, values)
            yield Said(f"{name}.values", _choice_words(choice), cites, values)
        case Text(low, high, beyond):
            yield Said(f"{name}.type", "must be text, not {value}", cites)
            bounds = f"must be {interval_in_words(low, high)} characters long, this has {{length}}"
            if (beyond == "error" and high is not None) or low:
                yield Said(f"{name}.length", bounds, cites)
            if beyond == "warning" and high is not None:
                yield Said(
                    f"{name}.cut", f"is cut after {high} characters, this has {{length}}", cites, None, "warning"
                )
        case Url(schemes):
            yield Said(f"{name}.type", "must be text, not {value}", cites)
            heads = values_in_words(tuple(url_head(scheme) for scheme in schemes))
            yield Said(f"{name}.form", f"must be an address that begins with {heads}, not {{value}}", cites)
        case Whole(low, high) | Number(low, high):
            what = "a whole number" if isinstance(parameter.kind, Whole) else "a number"
            yield Said(f"{name}.type", f"must be {what}, not {{value}}", cites, interval(low, high))
            if low is not None or high is not None:
                words = f"must be {interval_in_words(low, high)}, not {{value}}"
                yield Said(f"{name}.range", words, cites, interval(low, high))
        case Flag():
            flags = sequence(["True", "False"])
            yield Said(f"{name}.type", "must be true or false, not {value}", cites, flags)
        case Id(loose):
            yield Said(f"{name}.type", "must be an id, a whole number or text, not {value}", cites)
            form = "must not be empty" if loose else "must be digits only, where it is text, not {value}"
            yield Said(f"{name}.form", form, cites)
            yield Said(f"{name}.range", f"must be from 0 to {GREATEST_ID}, not {{value}}", cites)
        case File():
            yield Said(f"{name}.type", "must name a file, not {value}", cites)
            yield Said(f"{name}.length", "must not be empty", cites)
        case List(_, low, high):
            yield Said(f"{name}.type", "must be a list, not {value}", cites)
            if low is not None or high is not None:
                words = f"must have {interval_in_words(low, high)} items, this has {{length}}"
                yield Said(f"{name}.count", words, cites)
        case _:
            assert_never(parameter.kind)


def choice_values(parameter: Parameter, choice: Choice) -> Piece:
    """Write all values of an enum, by the name they already have where there is one."""
    if choice.facets():
        return f"tuple({constant(parameter.name, choice.facets()[0])})"
    return sequence([scalar(word) for word in choice.words()])


def _choice_words(choice: Choice) -> str:
    words = choice.words()
    if len(words) <= FEW_WORDS:
        return f"must be {_safe(values_in_words(words))}, not {{value}}"
    return f"is not one of the {len(words)} values that there are: {{value}}"


def _rule(shape: Shape, rule: Rule) -> Iterator[str]:
    cites = cites_value(rule.cites)
    for demand in rule.demands:
        says = rule.says or demand_words(shape, rule, demand)
        level = text(rule.level) if rule.level != "error" else None
        value = call("Rule", text(rule.name), text(says), level=level, legal=legal(shape, demand), cites=cites)
        yield lay_out(value, prefix=f"{rule_constant(rule, demand)} = ")


def demand_words(shape: Shape, rule: Rule, demand: Demand) -> str:
    """Say what a broken demand wants: `must be 5 or 8 when model.version is v5.6, not {value}`."""
    when = in_words(rule.when)
    wants = _safe(demand_in_words(demand.must))
    if wants.startswith(("and ", "or ")):
        # It is about several fields, so that the place alone does not say what is meant.
        wants = f"{demand.field} {wants}"
    said = wants if when == "always" else f"{wants} when {_safe(when)}"
    if shape.parameter(demand.field).measured:
        # The place is the list's, so that what is wrong with it has to be named.
        said = f"{demand.field} {said}"
        return f"{said}, not {{value}}"
    return f"{said}, not {{value}}" if wants.startswith("must be") and not wants.endswith("left out") else said


def _safe(words: str) -> str:
    """Keep braces of values from being taken for places to fill."""
    return words.replace("{", "{{").replace("}", "}}")
