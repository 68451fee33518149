"""Emit what the requests of each endpoint may be, field by field, for whoever mends one or looks for one.

Knows no rule: the validator beside it says what is legal.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from callsheet.emit.files import Files
from callsheet.emit.layout import (
    Bracketed,
    Piece,
    call,
    import_from,
    lay_out,
    mapping,
    scalar,
    sequence,
    text,
    variable,
)
from callsheet.emit.suggestions import interval
from callsheet.emit.templating import render
from callsheet.model.endpoint import Asking, Capability, Catalog, Endpoint, Provider
from callsheet.model.judge import judge
from callsheet.model.predicate import Scalar
from callsheet.model.request import (
    Choice,
    File,
    Flag,
    Id,
    Kind,
    List,
    Number,
    Parameter,
    Shape,
    Text,
    Url,
    Whole,
    pointer,
)

ITEM = "*"
"""Stands in a pointer for the place of any item of a list."""

WORDED = ("duration", "resolution", "ratio", "audio")
"""The capabilities that are asked for by a word, and not by giving something."""

LONGEST_START = 1_500
"""Characters of JSON: a request that is there to be long is no start."""

TYPES = {
    Choice: "enum",
    Text: "text",
    Url: "url",
    Whole: "integer",
    Number: "number",
    Flag: "boolean",
    Id: "id",
    File: "file",
    List: "list",
}
"""The words that specs have for the kinds of values."""


def emit(catalog: Catalog) -> Files:
    """Write `<provider>/spaces/<endpoint>.py` for every endpoint that takes a request."""
    files = {"callsheet_clients/finding.py": render("finding.py.jinja")}
    for provider in catalog.providers:
        folder = f"callsheet_clients/{variable(provider.name)}/spaces"
        files[f"{folder}/__init__.py"] = render("spaces.py.jinja", provider=provider.name)
        for endpoint in (*provider.tasks, *provider.calls):
            files[f"{folder}/{variable(endpoint.name)}.py"] = module(provider, endpoint)
    return files


def module(provider: Provider, endpoint: Endpoint) -> str:
    """Write one endpoint's requests."""
    name = f"{provider.name}/{endpoint.name}"
    value = call(
        "Space",
        name=text(name),
        validate="validate",
        fields=sequence([_field(at, one) for at, one in _every(endpoint)]),
        starts=sequence([literal(body) for body in starts(endpoint)]),
        model=text(endpoint.model.pointer) if endpoint.model else None,
        capabilities=mapping([(text(one.name), _capability(one)) for one in endpoint.capabilities])
        if endpoint.capabilities
        else None,
    )
    code = lay_out(value, prefix="SPACE = ")
    validators = f"callsheet_clients.{variable(provider.name)}.validators.{variable(endpoint.name)}"
    return render(
        "space.py.jinja",
        name=name,
        file=endpoint.file,
        validator=import_from(validators, ["validate"]),
        interval="Interval(" in code,
        names=[name for name in ("By", "Capability", "Field", "Space") if f"{name}(" in code],
        space=code,
    )


def starts(endpoint: Endpoint) -> Iterator[object]:
    """List the examples that nothing speaks against, or of which there is but a warning, if there are no others."""
    accepted = [one.body for one in endpoint.requests if not one.breaks]
    quiet = [body for body in accepted if not list(judge(endpoint, body))]
    for body in quiet or accepted:
        if len(json.dumps(body, ensure_ascii=False)) <= LONGEST_START:
            yield body


def literal(value: object) -> Piece:
    """Write a JSON value as a literal."""
    if isinstance(value, Mapping):
        fields = cast("Mapping[str, object]", value)
        return mapping([(text(key), literal(one)) for key, one in fields.items()])
    if isinstance(value, Sequence) and not isinstance(value, str):
        return Bracketed("", tuple(literal(one) for one in cast("Sequence[object]", value)), "[", "]")
    return scalar(value)


def _every(shape: Shape) -> Iterator[tuple[str, Parameter]]:
    """List all fields by their pointers, those of items included."""
    for one in shape.parameters:
        yield pointer(one.at), one
        if isinstance(one.kind, List):
            head = f"{pointer(one.at)}/{ITEM}"
            if isinstance(one.kind.item, Shape):
                yield from ((f"{head}{at}", inner) for at, inner in _every(one.kind.item))
            else:
                yield head, one.kind.item


def _field(at: str, one: Parameter) -> Piece:
    return call(
        "Field",
        text(at),
        text(TYPES[type(one.kind)]),
        values=_values(one.kind),
        required="True" if one.required else None,
        default=None if one.default is None else scalar(one.default),
    )


def _capability(one: Capability) -> Piece:
    """Write how something is asked for."""
    return call(
        "Capability",
        by=sequence([_by(one, each) for each in one.by]) if one.by else None,
        always=None if one.always is None else text(one.always),
        none=None if one.none is None else text(one.none),
    )


def _by(capability: Capability, asking: Asking) -> Piece:
    words = _words(asking) if capability.name in WORDED else ()
    return call(
        "By",
        text(asking.pointer),
        words=mapping([(text(word), sequence([scalar(value) for value in values])) for word, values in words])
        if words
        else None,
        gives=sequence([scalar(value) for value in capability.holds]) if capability.holds else None,
    )


def _words(asking: Asking) -> Sequence[tuple[str, Sequence[Scalar]]]:
    """List the words that people ask with, each with the values that mean it; none where the value is the word."""
    match asking.parameter.kind:
        case Choice() as choice:
            groups: dict[str, list[Scalar]] = {}
            for one in choice.values:
                word = one.facet(asking.facet) if asking.facet else one.value
                if word is not None:
                    groups.setdefault(word, []).append(one.value)
            return tuple(groups.items())
        case Flag():
            return (("true", (True,)), ("false", (False,)))
        case _:
            return ()


def _values(kind: Kind) -> Piece | None:
    match kind:
        case Choice():
            return sequence([scalar(word) for word in kind.words()])
        case Flag():
            return sequence(["True", "False"])
        case Whole(low, high) | Number(low, high) if low is not None or high is not None:
            return interval(low, high)
        case _:
            return None
