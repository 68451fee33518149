"""What the requests of an endpoint may be, field by field: where one stands, and the values it can have.

Facts as plain values, for whoever mends a request or composes one. The validator alone says what is legal. Loads as
little as validators do: who looks at a request on the command line is answered at once.
"""

from collections.abc import Callable, Iterator
from typing import TypeGuard, cast

from callsheet_runtime.problems import Interval, Problem, Scalar

ITEM = "*"
"""Stands in a pointer for the place of any item of a list."""

MOST_VALUES = 100
"""A longer range is not listed value by value."""


class Field:
    """One field of a request.

    Args:
        at: JSON pointer, such as `/parameters/duration`; `*` stands for the place of any item of a list.
        type: as specs name it: enum, text, url, integer, number, boolean, id, file or list.
        values: what some model accepts; `None` where that is no list and no range.
        required: whether every request has it.
        default: what the provider takes where it is left out.

    """

    __slots__ = ("at", "default", "required", "type", "values")

    def __init__(
        self,
        at: str,
        type: str,  # noqa: A002 -- the word that specs have for it
        *,
        values: tuple[Scalar, ...] | Interval | None = None,
        required: bool = False,
        default: Scalar | None = None,
    ) -> None:
        self.at = at
        self.type = type
        self.values = values
        self.required = required
        self.default = default

    @property
    def name(self) -> str:
        """Its key on the wire."""
        return self.at.rpartition("/")[2]

    @property
    def is_listed(self) -> bool:
        """Whether `listed` gives all of its values."""
        return isinstance(self.values, tuple) or bool(self._range())

    def listed(self) -> tuple[Scalar, ...]:
        """List its values, of a long range both ends; nothing where there is no telling."""
        if not isinstance(self.values, Interval):
            return self.values or ()
        return (*self._range(),) or tuple(one for one in (self.values.low, self.values.high) if one is not None)

    def _range(self) -> range:
        """Give the whole numbers of a short range; empty where it is none."""
        low, high = (self.values.low, self.values.high) if isinstance(self.values, Interval) else (None, None)
        if type(low) is int and type(high) is int and high - low < MOST_VALUES:
            return range(low, high + 1)
        return range(0)


class By:
    """A field that asks for something.

    Args:
        at: JSON pointer; `*` stands for the place of any item of a list.
        words: from a word that people ask with, such as `1080P` or `true`, to the values that mean it; `None`: the
            value is the word, or it is enough that the field is given.
        gives: the values with which it is asked for, where it is no word that counts; any, if there are none.

    """

    __slots__ = ("at", "gives", "words")

    def __init__(
        self, at: str, *, words: dict[str, tuple[Scalar, ...]] | None = None, gives: tuple[Scalar, ...] = ()
    ) -> None:
        self.at = at
        self.words = words
        self.gives = gives


class Capability:
    """How something that people look for is asked of an endpoint: by fields, or it is always there, or never.

    Args:
        by: any of these asks for it.
        always: in what way it is there, whatever is asked.
        none: why it cannot be asked for.

    """

    __slots__ = ("always", "by", "none")

    def __init__(self, *, by: tuple[By, ...] = (), always: str = "", none: str = "") -> None:
        self.by = by
        self.always = always
        self.none = none


class Space:
    """All requests of an endpoint.

    Args:
        name: `provider/endpoint`.
        validate: lists what the documentation says against a request.
        fields: what a request may have.
        starts: requests out of the spec's examples that nothing speaks against; not to be changed.
        model: JSON pointer of the field that names the model; empty where there is none.
        capabilities: how what people look for is asked for: duration, resolution, ratio, audio, image, video.

    """

    __slots__ = ("capabilities", "fields", "model", "name", "starts", "validate")

    def __init__(
        self,
        *,
        name: str,
        validate: Callable[[object], list[Problem]],
        fields: tuple[Field, ...],
        starts: tuple[object, ...] = (),
        model: str = "",
        capabilities: dict[str, Capability] | None = None,
    ) -> None:
        self.model = model
        self.capabilities = capabilities or {}
        self.name = name
        self.validate = validate
        self.fields = fields
        self.starts = starts

    def field(self, at: str) -> Field | None:
        """Find the field that stands at a place of a request."""
        return next((one for one in self.fields if matches(one.at, at)), None)


def tokens(at: str) -> list[str]:
    """Take a JSON pointer apart (RFC 6901)."""
    return [one.replace("~1", "/").replace("~0", "~") for one in at.split("/")[1:]]


def matches(form: str, at: str) -> bool:
    """Tell whether a pointer is one that a form with `*` stands for."""
    if ITEM not in form:
        return form == at
    wanted, found = form.split("/"), at.split("/")
    return len(wanted) == len(found) and all(
        one == two or (one == ITEM and two.isdecimal()) for one, two in zip(wanted, found, strict=True)
    )


def places(body: object, form: str) -> Iterator[str]:
    """List the places in a request that a form stands for; an item that is not there has none."""
    head, star, tail = form.partition(f"/{ITEM}")
    if not star:
        yield form
        return
    found = look(body, head)
    if isinstance(found, list):
        for index in range(len(cast("list[object]", found))):
            yield from places(body, f"{head}/{index}{tail}")


def is_object(value: object) -> TypeGuard[dict[str, object]]:
    """Tell whether a value is a JSON object."""
    return isinstance(value, dict)


class Absent:
    """Stands for what is not there, which is something else than null."""


ABSENT = Absent()


def look(body: object, at: str) -> object:
    """Follow a JSON pointer; `ABSENT` where it leads nowhere."""
    for key in tokens(at):
        if is_object(body):
            body = body.get(key, ABSENT)
        elif isinstance(body, list) and key.isdecimal() and int(key) < len(cast("list[object]", body)):
            body = cast("list[object]", body)[int(key)]
        else:
            return ABSENT
    return body
