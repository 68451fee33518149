"""Make call sites out of specs: one that is accepted for each variant, one that is rejected for each rule.

A rejected call says by which code of mypy and by which rule of pyright; both complain where nothing is rejected.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Final, cast

from callsheet.emit.layout import Bracketed, Named, Piece, lay_out, text, variable
from callsheet.emit.requests import arguments
from callsheet.emit.signatures import named
from callsheet.model.endpoint import Catalog, Provider, TaskEndpoint
from callsheet.model.judge import judge
from callsheet.model.predicate import Scalar
from callsheet.model.request import List, Parameter, Text, Url, Whole
from callsheet.model.variants import Variant, listed, truth, widest
from callsheet_runtime.reading import look

HERE: Final = Path(__file__).parent
ACCEPTED: Final = HERE / "accepted_calls.py"
REJECTED: Final = HERE / "rejected_calls.py"

Body = dict[str, object]
NO_VALUE: Final = "no such value"
UNKNOWN: Final = "reportUnknownLambdaType, reportUnknownMemberType, reportAttributeAccessIssue"
"""What pyright says of a function that is not there."""

HEAD: Final = '''"""{doc}

Written by `tests/checkers/rewrite_calls.py` from the specs. mypy and pyright read it with everything else.
"""
'''
LONG: Final = """
# ruff: noqa: E501 -- what an example says is not broken
"""
STRICT: Final = """
# pyright: strict, reportUnnecessaryTypeIgnoreComment=true
# ruff: noqa: E501 -- a call stands on the line whose error it expects
# fmt: off
"""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A call that one rule forbids, and by what the checkers tell."""

    word: str
    body: Body
    rule: str
    mypy: str
    pyright: str


@dataclass(frozen=True, slots=True)
class Asked:
    """An endpoint, and a request of each of its variants, by the name of the function."""

    provider: Provider
    endpoint: TaskEndpoint
    requests: tuple[tuple[str, Variant, Body], ...]

    @property
    def name(self) -> str:
        """Its name in the catalog."""
        return f"{self.provider.name}/{self.endpoint.name}"

    @property
    def alias(self) -> str:
        """Under what name its module is imported: endpoints of two providers may share one."""
        return f"{variable(self.provider.name)}_{variable(self.endpoint.name)}"


def asked(catalog: Catalog) -> tuple[Asked, ...]:
    """Make a request for each function that there is."""
    return tuple(
        Asked(
            provider,
            endpoint,
            tuple((word, one, accepted_body(endpoint, one)) for word, one in named(endpoint)),
        )
        for provider in sorted(catalog.providers, key=lambda one: variable(one.name))
        for endpoint in sorted(provider.tasks, key=lambda one: variable(one.name))
    )


# ── bodies ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def accepted_body(endpoint: TaskEndpoint, variant: Variant) -> Body:
    """Make a request of a variant, out of the spec's own examples."""
    examples = [cast("Body", one.body) for one in endpoint.requests if not one.breaks]
    own = [body for body in examples if endpoint.model and value_of(body, endpoint.model) == variant.model]
    for example in (*own, *examples):
        body = _fitted(endpoint, variant, example, examples)
        free = [one for one in endpoint.parameters if one.required and (variant.domains[one.name].values or ())]
        choices = [variant.domains[one.name].values or () for one in free]
        for values in ((), *product(*choices)):
            tried = body
            for parameter, value in zip(free, values, strict=False):
                tried = changed(tried, parameter, value)
            if not errors(endpoint, tried):
                return tried
    raise AssertionError(f"{endpoint.name}: no example becomes a request of {variant.model} {variant.splits}")


def _fitted(endpoint: TaskEndpoint, variant: Variant, example: Body, examples: list[Body]) -> Body:
    """Change an example so that each field is of the variant."""
    body: Body = {}
    for parameter in endpoint.parameters:
        domain = variant.domains[parameter.name]
        found = [value_of(one, parameter) for one in (example, *examples)]
        value = found[0] if domain.absent else next((one for one in found if one is not None), None)
        if domain.values is not None and (not domain.absent or value is not None) and value not in domain.values:
            value = None if domain.absent else domain.values[0]
        body = changed(body, parameter, value)
    return body


def value_of(body: Body, parameter: Parameter) -> object:
    """Look a field up; `None` where it is left out."""
    return look(body, ".".join(parameter.at))


def changed(body: Body, parameter: Parameter, value: object) -> Body:
    """Give a field another value, or leave it out."""
    made = deepcopy(body)
    section = made
    for key in parameter.at[:-1]:
        inner = section.setdefault(key, {})
        assert isinstance(inner, dict)
        section = cast("Body", inner)
    if value is None:
        section.pop(parameter.at[-1], None)
    else:
        section[parameter.at[-1]] = value
    return made


def errors(endpoint: TaskEndpoint, body: Body) -> set[str]:
    """Name the rules that a body breaks."""
    return {one.rule for one in judge(endpoint, body) if one.level == "error"}


# ── what is rejected ─────────────────────────────────────────────────────────────────────────────────────────────────


def rejections(endpoint: TaskEndpoint, requests: tuple[tuple[str, Variant, Body], ...]) -> list[Rejection]:
    """Break each rule that types can say, once; and give one field a value that there is not."""
    found: dict[str, Rejection] = {}
    for word, variant, body in requests:
        for rule in endpoint.rules:
            for demand in rule.demands if rule.level == "error" else ():
                key = f"{rule.name} {demand.field}"
                if truth(rule.when, widest(endpoint, variant.model)) is False:
                    continue
                about = [name for name in rule.fields(demand) if name in variant.domains and name != "model"]
                if key not in found and len(about) == len({*rule.fields(demand)} - {"model"}):
                    broken = next(_breaking(endpoint, word, variant, body, rule.name, about), None)
                    found |= {key: broken} if broken else {}
    word, variant, body = requests[0]
    for parameter in endpoint.parameters:
        domain = variant.domains[parameter.name]
        if domain.values and isinstance(domain.values[0], str) and parameter is not endpoint.model:
            code = _codes(parameter, variant, NO_VALUE)
            found["value"] = Rejection(word, changed(body, parameter, NO_VALUE), f"{parameter.name}.values", *code)
            break
    return list(found.values())


def _breaking(
    endpoint: TaskEndpoint, word: str, variant: Variant, body: Body, rule: str, about: list[str]
) -> Iterator[Rejection]:
    """Change one field to what the variant does not take, and others of the rule within what it takes."""
    for name in about:
        parameter = endpoint.parameter(name)
        others = [endpoint.parameter(other) for other in about if other != name]
        choices = [(*(variant.domains[one.name].values or ()), value_of(body, one)) for one in others]
        for value, *rest in product(_outside(parameter, variant), *choices):
            tried = changed(body, parameter, value)
            for other, chosen in zip(others, rest, strict=True):
                tried = changed(tried, other, chosen)
            if errors(endpoint, tried) == {rule}:
                yield Rejection(word, tried, rule, *_codes(parameter, variant, value))


def _outside(parameter: Parameter, variant: Variant) -> Iterator[object]:
    """List values of a field that its variant does not take, `None` among them where it must be given."""
    domain = variant.domains[parameter.name]
    if not domain.absent and not parameter.required:
        yield None
    match parameter.kind:
        case Text() | Url() if domain.values == ():
            yield "16:9"
        case List():
            return
        case _:
            kept: tuple[Scalar, ...] = domain.values if domain.values is not None else ()
            every = _every(parameter) if domain.values is not None else ()
            yield from (value for value in every if value not in kept)


def _every(parameter: Parameter) -> tuple[Scalar, ...]:
    values = listed(parameter.kind)
    if values is not None:
        return values
    return (5,) if isinstance(parameter.kind, Whole) else ()


def _codes(parameter: Parameter, variant: Variant, value: object) -> tuple[str, str]:
    """Say by what mypy and pyright tell a wrong value of a field."""
    domain = variant.domains[parameter.name]
    if value is None or domain.values == ():
        return "call-arg", "reportCallIssue, reportUnknownLambdaType"
    is_single = domain.values is not None and len(domain.values) == 1 and not domain.absent
    return "arg-type" if is_single else "type-var", "reportArgumentType"


# ── texts ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def accepted(every: tuple[Asked, ...]) -> str:
    """Write a module of calls that both checkers accept."""
    rows = [
        Bracketed("", (text(one.name), Named("lambda: ", _call(one, word, body))))
        for one in every
        for word, _, body in one.requests
    ]
    table = lay_out(Bracketed("", tuple(rows)), prefix="CALLS: tuple[tuple[str, Callable[[], Bodied]], ...] = ")
    head = HEAD.format(doc="What each model takes, asked for once.") + LONG
    return "\n".join([head, *_imports(every, table), "", table, ""])


def rejected(every: tuple[Asked, ...]) -> str:
    """Write a module of calls, each of which both checkers reject by the code that stands beside it."""
    rows: list[str] = []
    for one in every:
        for broken in rejections(one.endpoint, one.requests):
            call = _flat(_call(one, broken.word, broken.body))
            rows.append(_row(one, broken.rule, call, broken.mypy, broken.pyright))
        if one.endpoint.model:
            rows.append(_row(one, "model", f'{one.alias}.no_such_model(prompt="")', "attr-defined", UNKNOWN))
    table = "\n".join(["CALLS: tuple[tuple[str, str, Callable[[], Bodied]], ...] = (", *rows, ")"])
    head = HEAD.format(doc="What no model takes, and the rule that forbids it.") + STRICT
    return "\n".join([head, *_imports(every, table), "", table, ""])


def _row(one: Asked, rule: str, call: str, mypy: str, pyright: str) -> str:
    row = f"    ({text(one.name)}, {text(rule)}, lambda: {call}),"
    ignored = (f"type: ignore[{mypy}]", f"pyright: ignore[{pyright}]")
    return "  # ".join([row, *ignored])


def _imports(every: tuple[Asked, ...], table: str) -> Iterator[str]:
    yield "from collections.abc import Callable"
    yield ""
    for one in every:
        if f" {one.alias}." in table:
            module = f"callsheet_clients.{variable(one.provider.name)} import {variable(one.endpoint.name)}"
            yield f"from {module} as {one.alias}"
    yield "from callsheet_runtime.protocol import Bodied"


def _call(one: Asked, word: str, body: Body) -> Bracketed:
    model = f"{one.endpoint.model.short}=" if one.endpoint.model else ""
    pieces = [
        piece
        for piece in arguments(one.endpoint, body, one.alias)
        if not (isinstance(piece, Named) and piece.label == model)
    ]
    return Bracketed(f"{one.alias}.{word}", tuple(pieces))


def _flat(piece: Piece) -> str:
    match piece:
        case str():
            return piece
        case Named(label, value):
            return f"{label}{_flat(value)}"
        case Bracketed(head, parts, opening, closing):
            return f"{head}{opening}{', '.join(map(_flat, parts))}{closing}"
