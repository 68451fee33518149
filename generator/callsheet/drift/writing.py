"""Write values, names and cites as a spec has them, so that the strict reader reads the same. Knows no page."""

import json
import re
from typing import Final

MOST_WORDS: Final = 8
MOST_CHARACTERS: Final = 100
PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9_./ -]*[A-Za-z0-9_.]|[A-Za-z]")
RESERVED: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n", "~"})


def word(value: object) -> str:
    """Write a scalar so that the strict reader reads the same: 16:9 and 720p plain, what looks like a number quoted."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case str() if _is_plain(value):
            return value
        case _:
            return json.dumps(str(value), ensure_ascii=False)


def _is_plain(words: str) -> bool:
    ratio = re.fullmatch(r"\d+:\d+|\d+[a-z]+", words) is not None
    return ratio or (PLAIN.fullmatch(words) is not None and words.casefold() not in RESERVED)


def short(words: str) -> str:
    """Take as many first words of a passage as a cite may have."""
    taken: list[str] = []
    for one in words.split():
        if sum(any(map(str.isalnum, each)) for each in [*taken, one]) > MOST_WORDS:
            break
        if len(" ".join([*taken, one])) > MOST_CHARACTERS:
            break
        taken.append(one)
    return " ".join(taken) or words[:MOST_CHARACTERS]


def name_of(path: str) -> str:
    """Make a name in the spec of one on the wire."""
    parts = re.findall(r"[A-Za-z0-9]+", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", path))
    name = "_".join(parts).lower()
    return name if name[:1].isalpha() else f"field_{name}"
