"""Read an answer leniently: what is missing or of another kind than documented is `None`, never a crash.

Requests are closed and judged by validators; answers are open, because a provider may add to them any day.
"""

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Protocol, cast

Answer = Mapping[str, object]
"""A JSON object as the provider sent it."""

_DIGITS = 100
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def look(body: object, at: str) -> object:
    """Follow a dotted path; a number counts into a list, from 0. `None` where it leads nowhere."""
    for key in at.split("."):
        if isinstance(body, Mapping):
            body = cast("Mapping[str, object]", body).get(key)
        elif isinstance(body, list) and key.isdecimal():
            items = cast("list[object]", body)
            body = items[int(key)] if int(key) < len(items) else None
        else:
            return None
    return body


def whole(body: object) -> Answer:
    """Keep the answer itself, whatever it holds; empty where it is no object."""
    return cast("Answer", body) if isinstance(body, Mapping) else {}


def text(body: object, at: str) -> str | None:
    """Read a text that is not empty."""
    value = look(body, at)
    return value if isinstance(value, str) and value else None


def word(body: object, at: str) -> str | None:
    """Read a name, an id or a code, as text also where it is written as a whole number."""
    value = look(body, at)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) and value else None


def identifier(body: object, at: str) -> int | str | None:
    """Read an id as it is written: a number exactly, or a text."""
    value = look(body, at)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return value if isinstance(value, str) and value else None


def rows(body: object, at: str) -> tuple[object, ...]:
    """Read a list. Where an object stands instead, the first list in it is taken; none at all is an empty one."""
    value = look(body, at)
    if isinstance(value, Mapping):
        inside = cast("Mapping[str, object]", value).values()
        value = next((cast("object", one) for one in inside if isinstance(one, list)), None)
    return tuple(cast("list[object]", value)) if isinstance(value, list) else ()


def texts(body: object, at: str) -> tuple[str, ...]:
    """Read a list of texts; what else stands in it is left out."""
    return tuple(one for one in rows(body, at) if isinstance(one, str))


def numbers(body: object, at: str) -> tuple[float, ...]:
    """Read a list of numbers; what else stands in it is left out."""
    return tuple(one for one in rows(body, at) if isinstance(one, (int, float)) and not isinstance(one, bool))


def integers(body: object, at: str) -> tuple[int, ...]:
    """Read a list of whole numbers; what else stands in it is left out."""
    return tuple(one for one in rows(body, at) if isinstance(one, int) and not isinstance(one, bool))


def identifiers(body: object, at: str) -> tuple[int | str, ...]:
    """Read a list of ids, each as it is written; what else stands in it is left out."""
    return tuple(one for one in rows(body, at) if isinstance(one, (int, str)) and not isinstance(one, bool))


def integer(body: object, at: str) -> int | None:
    """Read a whole number, also where it is written as text or as `5.0`."""
    value = look(body, at)
    if isinstance(value, bool):
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and value.isascii() and value.removeprefix("-").isdigit():
        # Python reads no more digits than it is told to, and raises for more.
        return int(value) if len(value) <= _DIGITS else None
    return value if isinstance(value, int) else None


def number(body: object, at: str) -> float | None:
    """Read a number, also where it is written as text; not infinity, and not what is no number."""
    value = look(body, at)
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        read = float(value) if isinstance(value, str) else value
        return read if math.isfinite(read) else None
    except (ValueError, OverflowError):
        return None


def boolean(body: object, at: str) -> bool | None:
    """Read true or false."""
    value = look(body, at)
    return value if isinstance(value, bool) else None


def moment(body: object, at: str, form: str, zone: float = 0.0) -> datetime | None:
    """Read a point in time, aware of its zone. `form` and `zone` as in `protocol.Moment`."""
    return parse_moment(look(body, at), form, zone)


def parse_moment(value: object, form: str, zone: float = 0.0) -> datetime | None:
    """Make a point in time of what stands for one; `None` where it does not."""
    try:
        if form == "epoch_ms":
            return datetime.fromtimestamp(float(str(value)) / 1000, UTC)
        written = datetime.fromisoformat(str(value)) if form == "iso" else datetime.strptime(str(value), form)  # noqa: DTZ007 -- the zone follows
    except (ValueError, OverflowError, OSError):
        return None
    return written if written.tzinfo else written.replace(tzinfo=timezone(timedelta(hours=zone)))


def write_moment(when: datetime, form: str, zone: float = 0.0) -> str:
    """Write a point in time as the provider does: the reverse of `parse_moment`."""
    local = when.astimezone(timezone(timedelta(hours=zone)))
    if form == "epoch_ms":
        # In whole numbers: a float loses the last millisecond of some moments.
        return str((local - _EPOCH) // timedelta(milliseconds=1))
    if form == "iso":
        return local.isoformat()
    # Providers print milliseconds, strftime knows microseconds only.
    return local.strftime(form)[:-3] if form.endswith("%f") else local.strftime(form)


def given(**fields: object) -> dict[str, object]:
    """Keep the fields that are not `None`, nor an object in which no field was kept."""
    return {name: value for name, value in fields.items() if value is not None and value != {}}


class _Built(Protocol):
    """Something that knows its own wire body."""

    def body(self) -> dict[str, object]:
        """Build it."""
        ...


def bodies(items: Sequence[_Built] | None) -> list[dict[str, object]] | None:
    """Build the bodies of a list's items."""
    return None if items is None else [one.body() for one in items]


def listed(items: Sequence[object] | None) -> list[object] | None:
    """Write a sequence as JSON has it."""
    return None if items is None else list(items)
