"""Classes of an endpoint's request, for the libraries that take classes: fields, types, bounds, and nothing besides."""

from typing import Annotated, Any, Literal, NotRequired, Required, assert_never, get_args, get_origin

import attrs
import cattrs
import msgspec
import pydantic
from cattrs.gen import make_dict_structure_fn, override
from typing_extensions import TypedDict  # pydantic takes that of `typing` from Python 3.12 on

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
    Shape,
    Text,
    Url,
    Whole,
)

Type = Any
"""A type, or what stands for one in an annotation."""
Keys = dict[str, "Parameter | Keys"]


def tree(shape: Shape) -> Keys:
    """Arrange parameters as they are nested in a body."""
    root: Keys = {}
    for parameter in shape.parameters:
        inside = root
        for key in parameter.at[:-1]:
            child = inside.setdefault(key, {})
            assert isinstance(child, dict), "a parameter is no object"
            inside = child
        inside[parameter.at[-1]] = parameter
    return root


def is_required(child: "Parameter | Keys") -> bool:
    """Tell whether a key has to be there."""
    return child.required if isinstance(child, Parameter) else any(map(is_required, child.values()))


def pattern(schemes: tuple[str, ...]) -> str:
    """Say as an expression how an address begins."""
    return rf"^({'|'.join(map(url_head, schemes))})[\s\S]"


STRICT = pydantic.ConfigDict(strict=True, extra="forbid")


def pydantic_model(shape: Shape) -> Type:
    """Make a `BaseModel`."""
    return _pydantic(tree(shape), _base_model)


def pydantic_typed_dict(shape: Shape) -> Type:
    """Make a `TypedDict`."""
    return _pydantic(tree(shape), _typed_dict)


def _pydantic(keys: Keys, make: Any) -> Type:
    fields = {
        key: (
            _pydantic(child, make) if isinstance(child, dict) else _pydantic_kind(child.kind, make),
            is_required(child),
        )
        for key, child in keys.items()
    }
    return make(fields)


def _base_model(fields: dict[str, tuple[Type, bool]]) -> Type:
    # A field's name may not begin with `$`, nor be one of the base's own.
    named = {
        f"field_{place}": (kind, pydantic.Field(... if required else None, alias=key))
        for place, (key, (kind, required)) in enumerate(fields.items())
    }
    return pydantic.create_model("Model", __config__=STRICT, **named)  # type: ignore[call-overload]


def _typed_dict(fields: dict[str, tuple[Type, bool]]) -> Type:
    made = TypedDict(
        "Typed", {key: Required[kind] if required else NotRequired[kind] for key, (kind, required) in fields.items()}
    )
    made.__pydantic_config__ = STRICT
    return made


def _pydantic_kind(kind: Kind, make: Any) -> Type:
    match kind:
        case Choice():
            return Literal[kind.words()]
        case Text(low, high):
            return Annotated[str, pydantic.Field(min_length=low, max_length=high)]
        case Url(schemes):
            return Annotated[str, pydantic.Field(pattern=pattern(schemes))]
        case Whole(low, high):
            return Annotated[int, pydantic.Field(ge=low, le=high)]
        case Number(low, high):
            return Annotated[float, pydantic.Field(ge=low, le=high)]
        case Flag():
            return bool
        case Id(loose):
            digits = pydantic.Field(min_length=1) if loose else pydantic.Field(pattern=r"^[0-9]+\z")
            return Annotated[int, pydantic.Field(ge=0, le=GREATEST_ID)] | Annotated[str, digits]
        case File():
            return Annotated[str, pydantic.Field(min_length=1)]
        case List(item, low, high):
            inner = _pydantic(tree(item), make) if isinstance(item, Shape) else _pydantic_kind(item.kind, make)
            return Annotated[list[inner], pydantic.Field(min_length=low, max_length=high)]
        case _:
            assert_never(kind)


def struct(shape: Shape) -> Type:
    """Make a `msgspec.Struct`."""
    return _struct(tree(shape))


def _struct(keys: Keys) -> Type:
    names = {f"field_{place}": key for place, key in enumerate(keys)}
    fields: list[Any] = []
    for name, key in names.items():
        child = keys[key]
        kind = _struct(child) if isinstance(child, dict) else _msgspec_kind(child.kind)
        fields.append((name, kind) if is_required(child) else (name, kind | msgspec.UnsetType, msgspec.UNSET))
    return msgspec.defstruct("Struct", fields, rename=names, forbid_unknown_fields=True, kw_only=True)


def _msgspec_kind(kind: Kind) -> Type:
    match kind:
        case Choice():
            return Literal[kind.words()]
        case Text(low, high):
            return Annotated[str, msgspec.Meta(min_length=low, max_length=high)]
        case Url(schemes):
            return Annotated[str, msgspec.Meta(pattern=pattern(schemes))]
        case Whole(low, high):
            return Annotated[int, msgspec.Meta(ge=low, le=high)]
        case Number(low, high):
            return Annotated[float, msgspec.Meta(ge=low, le=high)]
        case Flag():
            return bool
        case Id(loose):
            digits = msgspec.Meta(min_length=1) if loose else msgspec.Meta(pattern=r"^[0-9]+\Z")
            # Bounds of integers are limited to 64 bits with a sign.
            return Annotated[int, msgspec.Meta(ge=0)] | Annotated[str, digits]
        case File():
            return Annotated[str, msgspec.Meta(min_length=1)]
        case List(item, low, high):
            inner = _struct(tree(item)) if isinstance(item, Shape) else _msgspec_kind(item.kind)
            return Annotated[list[inner], msgspec.Meta(min_length=low, max_length=high)]
        case _:
            assert_never(kind)


def attrs_class(shape: Shape) -> tuple[cattrs.Converter, type]:
    """Make a class of attrs, and the converter that takes documents for it: strict, closed, all problems at once."""
    converter = cattrs.Converter(forbid_extra_keys=True, detailed_validation=True)
    converter.register_structure_hook(str, _exactly(str))
    converter.register_structure_hook(bool, _exactly(bool))
    converter.register_structure_hook(int, _whole)
    converter.register_structure_hook(float, _number)
    converter.register_structure_hook_func(lambda kind: kind == int | str, _id)
    converter.register_structure_hook_func(lambda kind: get_origin(kind) is list, _list(converter))
    return converter, _attrs(tree(shape), converter)


def _attrs(keys: Keys, converter: cattrs.Converter) -> type:
    attributes: dict[str, Any] = {}
    renames: dict[str, Any] = {}
    for place, (key, child) in enumerate(keys.items()):
        name = f"field_{place}"
        renames[name] = override(rename=key)
        kind, checks = (_attrs(child, converter), []) if isinstance(child, dict) else _attrs_kind(child.kind, converter)
        validator = checks if is_required(child) else [attrs.validators.optional(checks)] if checks else []
        attributes[name] = attrs.field(
            type=kind, validator=validator, default=attrs.NOTHING if is_required(child) else None
        )
    made = attrs.make_class("Shape", attributes, kw_only=True, slots=True)
    converter.register_structure_hook(
        made,
        _objects_only(make_dict_structure_fn(made, converter, _cattrs_forbid_extra_keys=True, **renames)),
    )
    return made


def _attrs_kind(kind: Kind, converter: cattrs.Converter) -> tuple[Type, list[Any]]:
    v = attrs.validators
    match kind:
        case Choice():
            return str, [v.in_(frozenset(kind.words()))]
        case Text(low, high):
            return str, [*([v.min_len(low)] if low else []), *([v.max_len(high)] if high is not None else [])]
        case Url(schemes):
            return str, [v.matches_re(pattern(schemes) + r"[\s\S]*")]
        case Whole(low, high):
            return int, _attrs_bounds(low, high)
        case Number(low, high):
            return float, _attrs_bounds(low, high)
        case Flag():
            return bool, []
        case Id(loose):
            return int | str, [_loose if loose else _digits]
        case File():
            return str, [v.min_len(1)]
        case List(item, low, high):
            inner, checks = (
                (_attrs(tree(item), converter), []) if isinstance(item, Shape) else _attrs_kind(item.kind, converter)
            )
            bounds = [*([v.min_len(low)] if low else []), *([v.max_len(high)] if high is not None else [])]
            return list[inner], [*bounds, *([v.deep_iterable(v.and_(*checks))] if checks else [])]
        case _:
            assert_never(kind)


def _attrs_bounds(low: float | None, high: float | None) -> list[Any]:
    v = attrs.validators
    return [*([v.ge(low)] if low is not None else []), *([v.le(high)] if high is not None else [])]


def _exactly(kind: type) -> Any:
    def structure(value: Any, _: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(kind.__name__)
        return value

    return structure


def _whole(value: Any, _: Any) -> int:
    if type(value) is int:
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    raise TypeError("int")


def _number(value: Any, _: Any) -> float:
    if type(value) is int or type(value) is float:
        return value
    raise TypeError("float")


def _list(converter: cattrs.Converter) -> Any:
    def structure(value: Any, kind: Any) -> list[Any]:
        if not isinstance(value, list):
            raise TypeError("list")
        (inner,) = get_args(kind)
        return [converter.structure(one, inner) for one in value]

    return structure


def _id(value: Any, _: Any) -> int | str:
    return value if type(value) is str else _whole(value, _)


def _digits(_instance: Any, _attribute: Any, value: Any) -> None:
    if isinstance(value, str) and not (value.isascii() and value.isdecimal()):
        raise ValueError("digits")
    if isinstance(value, int) and not 0 <= value <= GREATEST_ID:
        raise ValueError("range")


def _loose(_instance: Any, _attribute: Any, value: Any) -> None:
    if value == "" or (isinstance(value, int) and not 0 <= value <= GREATEST_ID):
        raise ValueError("id")


def _objects_only(structure: Any) -> Any:
    def checked(value: Any, kind: Any) -> Any:
        if not isinstance(value, dict):
            raise TypeError("object")
        return structure(value, kind)

    return checked
