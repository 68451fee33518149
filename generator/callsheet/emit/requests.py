"""Emit what may be sent, as frozen dataclasses that build their own document. Knows no answer and no price."""

import keyword
from collections.abc import Iterator
from typing import assert_never, cast

from callsheet.emit.layout import (
    INDENT,
    Bracketed,
    Named,
    Piece,
    call,
    class_name,
    docstring,
    lay_out,
    mapping,
    scalar,
    sentence,
    sequence,
    subscript,
    text,
    variable,
)
from callsheet.emit.templating import render
from callsheet.model.endpoint import Endpoint, Provider, TaskEndpoint
from callsheet.model.request import (
    Choice,
    File,
    Flag,
    Id,
    Kind,
    List,
    Number,
    Parameter,
    Plain,
    Shape,
    Text,
    Url,
    Whole,
)
from callsheet.model.words import number_in_words, value_in_words

PURPOSE = "What to ask for. A field left `None` is not sent, and the provider's default holds."


def aliases(shape: Shape) -> Iterator[str]:
    """Write the types of enums."""
    for one in shape.every_parameter():
        if isinstance(one.kind, Choice):
            words = [text(word) for word in one.kind.words()]
            yield lay_out(subscript("Literal", words), prefix=f"{class_name(one.name)} = ")


def classes(endpoint: Endpoint) -> Iterator[str]:
    """Write the class of a request, after those of the items of its lists."""
    for parameter, kind in endpoint.lists():
        if isinstance(kind.item, Shape):
            yield _class(item_class(parameter), f"One item of `{parameter.name}`: {parameter.doc}", kind.item)
    yield _class("Request", PURPOSE, endpoint)


def item_class(parameter: Parameter) -> str:
    """Name the class of a list's items."""
    return f"{class_name(parameter.name)}Item"


def _class(name: str, doc: str, shape: Shape) -> str:
    required = [one for one in shape.parameters if one.required]
    others = [one for one in shape.parameters if not one.required]
    return render(
        "request.py.jinja",
        name=name,
        doc=docstring(doc, indent=1),
        fields=[_field(one) for one in (*required, *others)],
        document="JSON body" if all(one.at[0][:1] != "$" for one in shape.parameters) else "request document",
        body=_body(shape),
        files=_files([one for one in shape.parameters if isinstance(one.kind, File)]),
    ).rstrip("\n")


def _files(files: list[Parameter]) -> str:
    """Write the files of a request, by their fields on the wire."""
    if not files:
        return ""
    pairs = sequence([sequence([text(one.at[-1]), f"self.{one.name}"]) for one in files])
    margin = f"{INDENT * 2}"
    loop = lay_out(pairs, prefix=f"{margin}sent = ", indent=2)
    return f"{loop}\n{margin}return {{field: Upload.of(source) for field, source in sent if source is not None}}"


def _field(parameter: Parameter) -> str:
    kind = python_type(parameter)
    declared = kind if parameter.required else f"{kind} | None = None"
    given = f"Given by {' or '.join(parameter.takes)}." if parameter.takes else ""
    words = " ".join(filter(None, (sentence(parameter.doc), *_limits(parameter.kind), _default(parameter), given)))
    return f"{INDENT}{parameter.short}: {declared}\n{INDENT}{docstring(words, indent=1)}\n"


def python_type(parameter: Parameter) -> str:
    """Say what a field of a request may hold."""
    kind = parameter.kind
    if not isinstance(kind, List):
        return _plain_type(parameter.name, kind)
    if isinstance(kind.item, Shape):
        item = item_class(parameter)
    else:
        assert not isinstance(kind.item.kind, List), "a list of lists is refused when it is resolved"
        item = _plain_type(kind.item.name, kind.item.kind)
    return f"list[{item}] | tuple[{item}, ...]"


def _plain_type(name: str, kind: Plain) -> str:
    match kind:
        case Choice():
            return class_name(name)
        case Text() | Url():
            return "str"
        case Whole():
            return "int"
        case Number():
            return "float"
        case Flag():
            return "bool"
        case Id():
            return "int | str"
        case File():
            return "Source"
        case _:
            assert_never(kind)


def _limits(kind: Kind) -> Iterator[str]:
    match kind:
        case Text(low, high, beyond) if high is not None:
            what = "the provider cuts what is beyond" if beyond == "warning" else "a longer one is refused"
            yield f"{low or 0} to {high} characters; {what}."
        case Whole(low, high) | Number(low, high) if low is not None and high is not None:
            yield f"{number_in_words(low)} to {number_in_words(high)}."
        case List(_, low, high) if high is not None:
            yield f"{low or 0} to {high} items."
        case File(media) if media:
            yield f"{', '.join(dict.fromkeys(ending for _, endings in media for ending in endings))}."
        case _:
            pass


def _default(parameter: Parameter) -> str:
    return "" if parameter.default is None else f"Default: {value_in_words(parameter.default)}."


def _body(shape: Shape) -> str:
    return lay_out(_object(shape, ()), prefix=f"{INDENT * 2}return ", indent=2)[len(f"{INDENT * 2}return ") :]


def _object(shape: Shape, at: tuple[str, ...]) -> Bracketed:
    """Write one object of the body: what is required, then what may be left out."""
    inside = [one for one in shape.parameters if one.at[: len(at)] == at]
    always: list[Piece] = []
    perhaps: list[tuple[str, Piece]] = []
    for key in dict.fromkeys(one.at[len(at)] for one in inside):
        below = [one for one in inside if one.at[len(at)] == key]
        leaf = next((one for one in below if one.at == (*at, key)), None)
        value: Piece = _value(leaf) if leaf else _object(shape, (*at, key))
        if any(one.required for one in below):
            always.append(Named(f"{text(key)}: ", value))
        else:
            perhaps.append((key, value))
    if perhaps:
        always.append(Named("**", _given(perhaps)))
    return Bracketed("", tuple(always), "{", "}")


def _value(parameter: Parameter) -> str:
    """Write what stands in the document for a field."""
    own = f"self.{parameter.short}"
    match parameter.kind:
        case List(Shape()):
            return f"bodies({own})"
        case List():
            return f"listed({own})"
        case File():
            return f"name_of({own})"
        case _:
            return own


def _given(pairs: list[tuple[str, Piece]]) -> Piece:
    if all(key.isidentifier() and not keyword.iskeyword(key) for key, _ in pairs):
        return Bracketed("given", tuple(Named(f"{key}=", value) for key, value in pairs))
    return call("given", Named("**", mapping([(text(key), value) for key, value in pairs])))


def example(provider: Provider, endpoint: Endpoint) -> list[str]:
    """Write the first accepted example as lines of Python that send it; none, where there is no such example."""
    body = next((one.body for one in endpoint.requests if not one.breaks), None)
    if not isinstance(body, dict):
        return []
    module = variable(endpoint.name)
    pieces = arguments(endpoint, cast("dict[str, object]", body), module)
    request = lay_out(Bracketed(f"{module}.Request", tuple(pieces)), prefix="request = ", indent=1)
    verb = "run" if isinstance(endpoint, TaskEndpoint) else "call"
    lines = [f"from callsheet_clients.{variable(provider.name)} import {module}", "", *request.splitlines()]
    return [
        *(line.removeprefix(INDENT) if place else line for place, line in enumerate(lines)),
        f"result = client.{module}.{verb}(request)",
    ]


def arguments(shape: Shape, body: dict[str, object], module: str) -> Iterator[Piece]:
    """Write a body as arguments of its class."""
    for one in shape.parameters:
        value = _look(body, one.at)
        if value is not None:
            yield Named(f"{one.short}=", _literal(one, value, module))


def _literal(parameter: Parameter, value: object, module: str) -> Piece:
    kind = parameter.kind
    if not isinstance(kind, List) or not isinstance(value, list):
        return scalar(value)
    items = cast("list[object]", value)
    if not isinstance(kind.item, Shape):
        return Bracketed("", tuple(scalar(one) for one in items), "[", "]")
    head = f"{module}.{item_class(parameter)}"
    inside = kind.item
    objects = [Bracketed(head, tuple(arguments(inside, cast("dict[str, object]", one), module))) for one in items]
    return Bracketed("", tuple(objects), "[", "]")


def _look(body: object, at: tuple[str, ...]) -> object:
    for key in at:
        body = cast("dict[str, object]", body).get(key) if isinstance(body, dict) else None
    return body
