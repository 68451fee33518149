"""Emit, for the type checker alone, what each model takes: one function a variant, and nothing where it runs.

No union stands in a signature. A type variable of one constraint rejects the same, and every checker says so in two
lines, where a union of literals takes a line a member; its name lists the values. The second constraint adds nothing,
and is there because the language wants two.
"""

import keyword
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, assert_never

from callsheet.emit.layout import (
    INDENT,
    Bracketed,
    call,
    class_name,
    docstring,
    lay_out,
    scalar,
    subscript,
    text,
    variable,
)
from callsheet.emit.requests import python_type
from callsheet.model.endpoint import TaskEndpoint
from callsheet.model.predicate import Scalar
from callsheet.model.request import Choice, File, Flag, Id, List, Number, Parameter, Text, Url, Whole
from callsheet.model.variants import Domain, Split, Variant, listed, variants
from callsheet.model.words import values_in_words

LONGEST: Final = 40
"""A longer name of a type lists no values."""
NAMES_OF_THE_MODULE: Final = frozenset({"bodies", "given", "items", "listed", "partial", "reading", "result"})
"""What else a module of an endpoint calls by a name in small letters."""


@dataclass(slots=True)
class _Types:
    """The types that signatures need, made when first asked for."""

    users: dict[tuple[str, Domain], list[str]]
    """The functions in which a field may be just that."""
    names: dict[tuple[str, ...], str] = field(default_factory=dict[tuple[str, ...], str])
    lines: list[str] = field(default_factory=list[str])

    def variable(self, of: str, wanted: str, takes: str | Bracketed, *, absent: bool) -> str:
        """Name the type variable for what is taken of something."""
        # A default has to be of every constraint.
        other = "None" if absent else "Never"
        return self._made(("variable", of), wanted, takes, lambda name: call("TypeVar", text(name), takes, other))

    def alias(self, of: str, wanted: str, choice: Bracketed) -> str:
        """Name some values of something, where they are part of a larger type."""
        return self._made(("alias", of), wanted, choice, lambda _: choice)

    def _made(self, of: tuple[str, str], wanted: str, takes: str | Bracketed, write: Callable[[str], Bracketed]) -> str:
        key = (*of, lay_out(takes))
        if key not in self.names:
            others = sum(name.partition("__")[0] == wanted for name in self.names.values())
            name = f"{wanted}__{others + 1}" if others else wanted
            self.names[key] = name
            self.lines.append(INDENT + lay_out(write(name), prefix=f"{name} = ", indent=1))
        return self.names[key]


def block(endpoint: TaskEndpoint) -> str:
    """Write the functions of all models, as the type checker sees them and as they run."""
    every = named(endpoint)
    types = _Types(_users(every))
    written = [_function(endpoint, word, one, types, [other for other, _ in every]) for word, one in every]
    declared = "\n\n".join(["\n".join(types.lines), *written] if types.lines else written)
    running = "\n".join(_running(word, one) for word, one in every)
    return f"if TYPE_CHECKING:\n{declared}\nelse:\n{running}"


def named(endpoint: TaskEndpoint) -> list[tuple[str, Variant]]:
    """Name the function of each variant after its model, and what tells it from the model's others."""
    found: dict[str, Variant] = {}
    for variant in variants(endpoint):
        base = _model_name(endpoint, variant.model) if variant.model else "request"
        word = "_".join([base, *(_split_name(split) for split in variant.splits)])
        while word in NAMES_OF_THE_MODULE or word in found or keyword.iskeyword(word):
            word += "_"
        found[word] = variant
    return list(found.items())


def _users(every: list[tuple[str, Variant]]) -> dict[tuple[str, Domain], list[str]]:
    found: dict[tuple[str, Domain], list[str]] = {}
    for word, variant in every:
        for name, domain in variant.domains.items():
            found.setdefault((name, domain), []).append(word)
    return found


def _model_name(endpoint: TaskEndpoint, word: str) -> str:
    """Name a model by the facet that is its own, else by what it is called behind the last slash."""
    kind = endpoint.model.kind if endpoint.model else None
    assert isinstance(kind, Choice), "only an enum has models to name"
    for facet in kind.facets():
        headings = [one.facet(facet) for one in kind.values]
        own = variable(next(one.facet(facet) for one in kind.values if one.value == word) or "")
        if None not in headings and len(set(headings)) == len(headings) and own[:1].isalpha():
            return own
    return variable(word.rpartition("/")[2]) or "model"


def _split_name(split: Split) -> str:
    short = split.parameter.short
    if split.values in {(True,), (False,)}:
        return short if split.values[0] else f"no_{short}"
    headings = _headings(split)
    words = headings[1] if headings else tuple(str(value) for value in split.values)
    return re.sub(r"\W", "x", "_".join(words)).lower() if len(words) < 4 else short  # noqa: PLR2004 -- a name to type


def _headings(split: Split) -> tuple[str, tuple[str, ...]] | None:
    """Say by which facet, and by which of its headings, just these values of an enum can be told."""
    kind = split.parameter.kind
    if not isinstance(kind, Choice):
        return None
    for facet in kind.facets():
        found = tuple(dict.fromkeys(one.facet(facet) or "" for one in kind.values if one.value in split.values))
        if "" not in found and len(found) < len(split.values):
            return facet, found
    return None


def _function(endpoint: TaskEndpoint, word: str, variant: Variant, types: _Types, every: list[str]) -> str:
    fields = [
        (parameter, domain)
        for parameter in endpoint.parameters
        if (domain := variant.domains[parameter.name]).values != ()
        and not (variant.model and parameter is endpoint.model)
    ]
    ordered = sorted(fields, key=lambda pair: pair[1].absent)
    parts = [f"{one.short}: {_type(one, domain, types)}{' = None' * domain.absent}" for one, domain in ordered]
    head = Bracketed("", ("*", *parts) if parts else ())
    written = lay_out(head, prefix=f"def {word}", indent=1, suffix=" -> Request:")
    doc = docstring(_doc(variant, word, every), indent=2)
    return f"{INDENT}{written}\n{INDENT * 2}{doc}\n{INDENT * 2}..."


def _doc(variant: Variant, word: str, every: list[str]) -> str:
    what = f"Ask {variant.model}" if variant.model else "Ask, with all that types can say of the values"
    where = " and ".join(_split_in_words(split) for split in variant.splits)
    others = [] if where else [other for other in every if other.startswith(f"{word}_")]
    more = f" More combinations: {', '.join(others)}." if others else ""
    return f"{what}{f', where {where}' if where else ''}.{more}"


def _split_in_words(split: Split) -> str:
    headings = _headings(split)
    if headings:
        return f"{split.parameter.name}.{headings[0]} is {values_in_words(headings[1])}"
    return f"{split.parameter.name} is {values_in_words(split.values)}"


def _running(word: str, variant: Variant) -> str:
    made = lay_out(call("partial", "Request", model=text(variant.model))) if variant.model else "Request"
    return f"{INDENT}{word} = {made}"


def _type(parameter: Parameter, domain: Domain, types: _Types) -> str:
    """Write the type of a parameter, without a union."""
    if isinstance(parameter.kind, List):
        # What is in a list display is told by the type that is asked for, and a type variable asks for none.
        return f"{python_type(parameter)}{' | None' * domain.absent}"
    values = _chosen(parameter, domain)
    if values is None:
        base, plain = _plain_name(parameter), python_type(parameter)
        if domain.absent:
            return types.variable(base, f"{base}_or_none", f"{plain} | None", absent=True)
        return types.variable(base, base, plain, absent=False) if "|" in plain else plain
    choice = subscript("Literal", [scalar(value) for value in values])
    if not domain.absent and len(values) == 1:
        return lay_out(choice)
    of, wanted = parameter.name, _listing(parameter, values, types.users[parameter.name, domain])
    if values == listed(parameter.kind) and isinstance(parameter.kind, Choice):
        known: str | Bracketed = class_name(of)
    else:
        known = types.alias(of, f"{wanted}_value", choice) if domain.absent else choice
    if domain.absent:
        return types.variable(of, f"{wanted}_or_none", f"{known} | None", absent=True)
    return types.variable(of, wanted, known, absent=False)


def _chosen(parameter: Parameter, domain: Domain) -> tuple[Scalar, ...] | None:
    """List the values among which to choose; `None` where the type is named by one word."""
    is_plain = isinstance(parameter.kind, (Flag, Whole)) and domain.values == listed(parameter.kind)
    return None if is_plain else domain.values


def _listing(parameter: Parameter, values: tuple[Scalar, ...], users: list[str]) -> str:
    """Name a choice by its values, where that is short enough, else by the functions that have it."""
    base = class_name(parameter.name)
    whole = values == listed(parameter.kind)
    listing = re.sub(r"[^0-9A-Za-z_]", "x", "_".join(map(str, values)))
    names = (f"{base}_{listing}", f"{base}_any" if whole else f"{base}_of_{'_'.join(users)}", f"{base}_of_{users[0]}")
    return next((name for name in names if len(name) <= LONGEST), names[-1])


def _plain_name(parameter: Parameter) -> str:
    match parameter.kind:
        case Text() | Url():
            return "Text"
        case Whole():
            return "Whole"
        case Number():
            return "Number"
        case Flag():
            return "Flag"
        case Id():
            return "Id"
        case File():
            return "File"
        case Choice() | List():
            raise AssertionError("it lists its values, or is left to itself")
        case _:
            assert_never(parameter.kind)
