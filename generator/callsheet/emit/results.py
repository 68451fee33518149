"""Emit what comes back, and how it is read. Knows no request and no price."""

from collections.abc import Iterator

from callsheet.emit.layout import INDENT, class_name, docstring, text, variable
from callsheet.emit.templating import render
from callsheet.model.endpoint import CallEndpoint, Endpoint, ResultField, TaskEndpoint

TYPES = {
    "text": "str",
    "url": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "moment": "datetime",
    "id": "int | str",
}
READERS = {
    "text": "text",
    "url": "text",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "id": "identifier",
}
LISTS = {"text": "texts", "url": "texts", "integer": "integers", "number": "numbers", "id": "identifiers"}


def classes(endpoint: Endpoint) -> Iterator[str]:
    """Write the class of a result and its reader, after those of the rows of its lists."""
    for field in endpoint.result:
        if isinstance(field.item, tuple) and field.item:
            name = _row_class(field)
            doc = f"One of `{field.name}`. A field is `None` where the answer lacks it."
            yield _class(name, doc, field.item, None)
            yield _reader(_row_reader(field), name, "row", f"Read one of `{field.name}`.", field.item, whole=False)
    match endpoint:
        case TaskEndpoint():
            holds, reads = "What a succeeded task holds.", "Read the answer about a succeeded task."
        case CallEndpoint():
            holds, reads = "What the answer holds.", "Read the answer."
        case _:
            holds, reads = "What arrives.", "Read what arrives."
    more = "A field is `None` where the answer lacks it or has something else there."
    yield _class(
        "Result", f"{holds} {more}", endpoint.result, "The whole answer, with whatever the provider added to it."
    )
    yield _reader("result", "Result", "answer", reads, endpoint.result, whole=True)


def _class(name: str, doc: str, fields: tuple[ResultField, ...], whole: str | None) -> str:
    lines = [_field(one) for one in fields]
    if whole:
        lines.append(f"{INDENT}answer: Answer\n{INDENT}{docstring(whole, indent=1)}\n")
    return render("result.py.jinja", name=name, doc=docstring(doc, indent=1), fields=lines).rstrip("\n")


def _reader(function: str, name: str, argument: str, doc: str, fields: tuple[ResultField, ...], *, whole: bool) -> str:
    reads = [f"{one.name}={_read(one, argument)}" for one in fields]
    if whole:
        reads.append(f"answer=reading.whole({argument})")
    return render(
        "reader.py.jinja", function=function, argument=argument, name=name, doc=docstring(doc, indent=1), reads=reads
    ).rstrip("\n")


def _row_class(field: ResultField) -> str:
    return f"{class_name(field.name)}Row"


def _row_reader(field: ResultField) -> str:
    return f"_{variable(field.name)}_row"


def _field(field: ResultField) -> str:
    return f"{INDENT}{field.name}: {_type(field)}\n{INDENT}{docstring(field.doc, indent=1)}\n"


def _type(field: ResultField) -> str:
    if field.type != "list":
        return f"{TYPES[field.type]} | None"
    item = TYPES[field.item] if isinstance(field.item, str) else _row_class(field)
    return f"tuple[{item}, ...]"


def _read(field: ResultField, argument: str) -> str:
    at = text(".".join(field.at))
    if field.type == "list":
        if isinstance(field.item, str):
            return f"reading.{LISTS[field.item]}({argument}, {at})"
        return f"tuple({_row_reader(field)}(row) for row in reading.rows({argument}, {at}))"
    if field.moment is None:
        return f"reading.{READERS[field.type]}({argument}, {at})"
    zone = f", zone={field.moment.zone:g}" if field.moment.zone else ""
    return f"reading.moment({argument}, {at}, {text(field.moment.form)}{zone})"
