"""Which bytes of a file a request asks for (RFC 9110, 14). Knows no file and sends nothing."""

import re
from typing import Final

_ONE: Final = re.compile(r"bytes=(?:([0-9]{1,18})-([0-9]{0,18})|-([0-9]{1,18}))", re.ASCII)


class Unsatisfiable(ValueError):  # noqa: N818 -- as the status that it leads to is called
    """The file has none of the bytes that are asked for."""


def part(asked: str | None, size: int) -> range | None:
    """Read a `Range` header; `None`: the whole file, also where what is asked for is of a kind that need not be heeded.

    Raises:
        Unsatisfiable: it begins behind the end.

    """
    found = _ONE.fullmatch(asked or "")
    if found is None:
        return None
    first, last, final = found.groups()
    if final is not None:
        begin, end = max(size - int(final), 0), size
    else:
        begin, end = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < begin:
            return None
    if begin >= size:
        raise Unsatisfiable(f"{asked}: there are {size} bytes")
    return range(begin, end)
