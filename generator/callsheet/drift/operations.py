"""Read an OpenAPI document (3.x, JSON or YAML): what each operation says about every field. Knows no spec.

References inside of the document are followed, those to other files are not; of `oneOf` and `anyOf` nothing is
claimed, as they say several things at once.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from callsheet.diagnostics import SpecError
from callsheet.drift.cells import Claim
from callsheet.text import Listing, Node
from callsheet.text import Mapping as TextMapping
from callsheet.text import Scalar as TextScalar
from callsheet.text import read as read_yaml

Value = Mapping[str, object]
METHODS: Final = ("get", "post", "put", "patch", "delete")
DEEPEST: Final = 12
"""Schemas that hold themselves end somewhere."""


class OpenApiError(Exception):
    """The document is none that can be read; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One method of one path."""

    method: str
    path: str
    doc: str
    body: tuple[Claim, ...]
    """What the JSON body may hold, by dotted paths; `[]` behind a list leads into its items."""
    outside: tuple[tuple[str, Claim], ...]
    """Parameters, each with where it stands: `header`, `query` or `path`."""
    answers: tuple[tuple[str, tuple[Claim, ...]], ...]
    """What each answer holds, by its status."""
    refusals: tuple[tuple[str, str], ...]
    """Statuses of refusals, with the page's words."""

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def is_openapi(name: str, text: str) -> bool:
    """Tell whether a file looks like one, without reading it whole."""
    return name.casefold().endswith((".json", ".yaml", ".yml")) and (
        "openapi" in text[:2000] or "swagger" in text[:2000]
    )


def operations(text: str, name: str) -> tuple[Operation, ...]:
    """Read all operations of a document.

    Raises:
        OpenApiError: it is no JSON or YAML, hides something behind anchors or tags, or is of another version.

    """
    document = _document(text, name)
    if not str(document.get("openapi", "")).startswith("3."):
        raise OpenApiError(
            f"{name}: only OpenAPI 3 is read, this is {document.get('openapi') or document.get('swagger')}"
        )
    reader = _Reader(document)
    return tuple(reader.operations())


def _document(text: str, name: str) -> Value:
    try:
        read: object = json.loads(text) if name.casefold().endswith(".json") else _plain(read_yaml(text, name))
    except ValueError as error:
        raise OpenApiError(f"{name} is no JSON: {error}") from error
    except SpecError as error:
        raise OpenApiError(str(error)) from error
    if not isinstance(read, dict):
        raise OpenApiError(f"{name} holds no OpenAPI document")
    return cast("Value", read)


def _plain(node: Node) -> object:
    match node:
        case TextScalar():
            return node.value
        case Listing():
            return [_plain(item) for item in node.items]
        case TextMapping():
            return {name: _plain(value) for name, _, value in node}


class _Reader:
    """Walks a document, following its references."""

    def __init__(self, document: Value) -> None:
        self._document = document

    def operations(self) -> Iterator[Operation]:
        for path, item in self._mapping(self._document.get("paths")).items():
            shared = self._mapping(item)
            for method in METHODS:
                if method in shared:
                    yield self._operation(method, path, self._mapping(shared[method]), shared)

    def _operation(self, method: str, path: str, own: Value, shared: Value) -> Operation:
        listed = [*_list(shared.get("parameters")), *_list(own.get("parameters"))]
        outside = [self._mapping(one) for one in listed]
        answers: list[tuple[str, tuple[Claim, ...]]] = []
        refusals: list[tuple[str, str]] = []
        for status, answer in self._mapping(own.get("responses")).items():
            said = self._mapping(answer)
            if status.startswith("2"):
                answers.append((status, self._content(said)))
            else:
                refusals.append((status, _words(said)))
        return Operation(
            method=method.upper(),
            path=path,
            doc=str(own.get("summary") or _words(own)),
            body=self._content(self._mapping(own.get("requestBody"))),
            outside=tuple((str(one.get("in", "")), self._outside(one)) for one in outside if "name" in one),
            answers=tuple(answers),
            refusals=tuple(refusals),
        )

    def _outside(self, one: Value) -> Claim:
        schema = self._mapping(one.get("schema"))
        return self._claim(str(one["name"]), schema, required=one.get("required") is True, doc=_words(one))

    def _content(self, holder: Value) -> tuple[Claim, ...]:
        kinds = self._mapping(holder.get("content"))
        json_kind = next((kind for kind in kinds if "json" in kind), None)
        schema = self._mapping(kinds[json_kind]).get("schema") if json_kind else None
        return tuple(self._fields("", self._mapping(schema), 0))

    def _fields(self, prefix: str, schema: Value, depth: int) -> Iterator[Claim]:
        whole = self._whole(schema)
        required = set(_list(whole.get("required")))
        for name, written in self._mapping(whole.get("properties")).items():
            field = self._whole(self._mapping(written))
            path = f"{prefix}{name}"
            yield self._claim(path, field, required=name in required, doc=_words(field))
            if depth < DEEPEST:
                yield from self._fields(f"{path}.", field, depth + 1)
                yield from self._fields(f"{path}[].", self._mapping(field.get("items")), depth + 1)

    def _whole(self, schema: Value) -> Value:
        """Lay the parts of `allOf` over each other."""
        properties: dict[str, object] = {}
        required: list[object] = []
        rest: dict[str, object] = {}
        for part in (*map(self._mapping, _list(schema.get("allOf"))), schema):
            own = self._whole(part) if part is not schema else part
            properties.update(self._mapping(own.get("properties")))
            required += _list(own.get("required"))
            rest.update({key: value for key, value in own.items() if key not in {"properties", "required", "allOf"}})
        return rest | ({"properties": properties} if properties else {}) | ({"required": required} if required else {})

    def _claim(self, name: str, schema: Value, *, required: bool, doc: str) -> Claim:
        kinds = [str(one) for one in _list(schema.get("type"))] or [str(schema.get("type") or "")]
        enum = [one for one in _list(schema.get("enum")) if isinstance(one, (str, int, float))]
        default = schema.get("default")
        low, high = ("minLength", "maxLength") if "string" in kinds else ("minimum", "maximum")
        return Claim(
            name=name,
            required=required,
            type="uri" if schema.get("format") in {"uri", "url"} else " or ".join(kinds),
            default=default if isinstance(default, (str, int, float)) else None,
            tells_default=True,
            values=tuple(enum),
            low=_number(schema.get(low)),
            high=_number(schema.get(high)),
            doc=doc,
            words=name.rpartition(".")[2],
        )

    def _mapping(self, node: object) -> Value:
        """Take a mapping, or what a reference leads to; empty where there is neither."""
        for _ in range(DEEPEST):
            if not isinstance(node, dict):
                return {}
            mapping = cast("Value", node)
            reference = mapping.get("$ref")
            if not isinstance(reference, str):
                return mapping
            node = self._follow(reference)
        return {}

    def _follow(self, reference: str) -> object:
        node: object = self._document if reference.startswith("#/") else None
        for key in reference.removeprefix("#/").split("/"):
            plain = key.replace("~1", "/").replace("~0", "~")
            node = cast("Value", node).get(plain) if isinstance(node, dict) else None
        return node


def _list(node: object) -> Sequence[object]:
    return cast("list[object]", node) if isinstance(node, list) else []


def _words(one: Value) -> str:
    return " ".join(str(one.get("description") or one.get("title") or "").split())


def _number(value: object) -> float | None:
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None
