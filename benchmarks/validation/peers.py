"""The peers: validators made of the same specs with other libraries, each as its documentation says it is done best.

Those that read JSON Schema get everything that JSON Schema can say. Those that take classes get fields, types, bounds
and closed objects, and no rules between fields: these they would have to be given as code of one's own.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import cattrs
import fastjsonschema
import jsonschema
import jsonschema_rs
import msgspec
import pydantic

from callsheet.model.endpoint import Endpoint
from validation import models
from validation.schemas import strict

Document = Any
"""Anything that JSON can be."""


@dataclass(frozen=True)
class Peer:
    """A validator of one endpoint by one library."""

    name: str
    is_valid: Callable[[Document], bool]
    problems: Callable[[Document], object] | None = None
    """List every problem with place and rule, where the library can."""
    rules: bool = True
    """Whether it judges rules between fields."""
    differs: frozenset[str] = field(default_factory=frozenset)
    """What its documentation takes otherwise than ours does; such documents are left out when both are compared."""


INTEGRAL, SURROGATE, HUGE = "5.0 for 5", "half a surrogate pair", "an integer beyond 64 bits"


def peers(endpoint: Endpoint, schema: Mapping[str, Any]) -> Iterator[Peer]:
    """Make the validators of an endpoint."""
    yield from _of_schema(strict(schema))
    yield from _of_classes(endpoint)


def _of_schema(schema: dict[str, Any]) -> Iterator[Peer]:
    plain = jsonschema.Draft202012Validator(schema)
    yield Peer(
        "jsonschema",
        plain.is_valid,
        lambda body: [(one.absolute_path, one.schema_path) for one in plain.iter_errors(body)],
    )
    # It knows JSON Schema up to draft 7, which cannot count the items of a list that keep a condition.
    if "Contains" not in json.dumps(schema):
        quick = fastjsonschema.compile(schema)
        every = fastjsonschema.compile(schema, fast_fail=False)
        yield Peer("fastjsonschema", _passes(quick, fastjsonschema.JsonSchemaException), _listed(every))
    rust = jsonschema_rs.validator_for(schema)
    yield Peer(
        "jsonschema-rs",
        rust.is_valid,
        lambda body: [(one.instance_path, one.schema_path) for one in rust.iter_errors(body)],
        differs=frozenset({SURROGATE}),
    )


def _listed(check: Callable[[Document], object]) -> Callable[[Document], object]:
    def problems(body: Document) -> object:
        try:
            check(body)
        except fastjsonschema.JsonSchemaValuesException as wrong:
            return [(one.path, one.rule) for one in wrong.errors]
        return []

    return problems


def _of_classes(endpoint: Endpoint) -> Iterator[Peer]:

    for name, model in (
        ("pydantic BaseModel", models.pydantic_model(endpoint)),
        ("pydantic TypedDict", models.pydantic_typed_dict(endpoint)),
    ):
        check = pydantic.TypeAdapter(model).validate_python
        yield Peer(
            name,
            _passes(check, pydantic.ValidationError),
            _pydantic_problems(check),
            rules=False,
            differs=frozenset({INTEGRAL, SURROGATE}),
        )
    struct = models.struct(endpoint)
    convert = msgspec.convert
    yield Peer(
        "msgspec.convert",
        _passes(lambda body: convert(body, struct), msgspec.ValidationError),
        rules=False,
        differs=frozenset({HUGE, INTEGRAL, SURROGATE}),
    )
    converter, shape = models.attrs_class(endpoint)
    yield Peer(
        "cattrs",
        _passes(lambda body: converter.structure(body, shape), Exception),
        lambda body: _cattrs_problems(converter, shape, body),
        rules=False,
    )


def _pydantic_problems(check: Callable[[Document], object]) -> Callable[[Document], object]:

    def problems(body: Document) -> object:
        try:
            check(body)
        except pydantic.ValidationError as wrong:
            return [(one["loc"], one["type"]) for one in wrong.errors(include_url=False)]
        return []

    return problems


def _cattrs_problems(converter: Any, shape: type, body: Document) -> object:

    try:
        converter.structure(body, shape)
    except Exception as wrong:  # noqa: BLE001 -- of whatever kind: the library gathers them all
        return cattrs.transform_error(wrong)
    return []


def _passes(check: Callable[[Document], object], wrong: type[Exception]) -> Callable[[Document], bool]:
    def is_valid(body: Document) -> bool:
        try:
            check(body)
        except wrong:
            return False
        return True

    return is_valid
