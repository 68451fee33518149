"""Tell by its content what a file is, and read it. A name says nothing: three layouts share the word VCR."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, cast

from callsheet_contracts.recordings import cassettes, har
from callsheet_contracts.recordings.exchanges import Exchange, Layout, Recording, Unreadable
from callsheet_contracts.recordings.json_lists import LISTS, find
from callsheet_contracts.recordings.plain_yaml import Located, read_yaml

KNOWN: Final = (
    "there has to be a cassette of vcrpy or cassetter (`interactions`), one of Ruby's VCR (`http_interactions`), "
    "or a HAR 1.2 (`log.entries`)"
)
ANEW: Final = "mend it, or record it anew"
Items = list[tuple[object, int]]
Read = Callable[[object, int, int, Callable[[int, str], Exception]], Exchange]


def read(data: bytes, file: str) -> Recording:
    """Read a recording. `file` is its name in all that is said about it.

    Raises:
        Unreadable: it is none of the known kinds, is broken, or holds what is no plain data.

    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(file, line, f"this is not UTF-8: {error.reason}", KNOWN) from error
    if not text.strip():
        raise Unreadable(file, 1, "this is empty", KNOWN)
    metadata: Mapping[str, object] = {}
    if text.lstrip().startswith("{"):
        layout, items = _from_json(text, file)
    else:
        layout, items, metadata = _from_yaml(text, file)
    one: Read = har.exchange if layout == "har" else cassettes.exchange
    wrong = partial(_wrong, file)
    exchanges = [one(value, index, line, wrong) for index, (value, line) in enumerate(items, 1)]
    if all(exchange.exact for exchange in exchanges):
        # Some recorders sort by address; what happened first comes first.
        exchanges.sort(key=lambda exchange: exchange.when or 0.0)
    return Recording(file, layout, tuple(exchanges), metadata)


def _wrong(file: str, line: int, words: str) -> Unreadable:
    return Unreadable(file, line, words, ANEW)


def _from_json(text: str, file: str) -> tuple[Layout, Items]:
    try:
        found = find(text)
    except json.JSONDecodeError as error:
        raise Unreadable(file, error.lineno, f"this is not JSON: {error.msg}, column {error.colno}", ANEW) from error
    except ValueError as error:
        # Python reads no number of thousands of digits.
        raise Unreadable(file, 1, f"this is not JSON: {error}", ANEW) from error
    except RecursionError as error:
        words = "this is nested too deeply"
        raise Unreadable(file, 1, words, "no recording needs that; count the brackets") from error
    if found.items is None:
        within = f", and {_named(found.log)} in `log`" if "log" in found.keys else ""
        raise Unreadable(file, 1, f"this is JSON with {_named(found.keys)}{within}, and no recording", KNOWN)
    if "log" in found.keys:
        return "har", found.items
    return cassettes.layout_of(found.items, ruby="http_interactions" in found.keys), found.items


def _from_yaml(text: str, file: str) -> tuple[Layout, Items, Mapping[str, object]]:
    document = read_yaml(text, file)
    if not isinstance(document, Located):
        raise Unreadable(file, 1, "this is no recording: its outermost part is no mapping", KNOWN)
    name = next((one for one in LISTS if isinstance(document.get(one), list)), None)
    if name is None:
        log = document.get("log")
        if isinstance(log, Mapping) and isinstance(cast("Mapping[str, object]", log).get("entries"), list):
            raise Unreadable(file, 1, "this is a HAR written as YAML", "HAR is JSON; write it as that")
        raise Unreadable(file, 1, f"this is YAML with {_named(list(document))}, and no recording", KNOWN)
    values = cast("list[object]", document[name])
    line = document.lines[name]
    items = [(one, one.line if isinstance(one, Located) else line) for one in values]
    said = document.get("metadata")
    metadata: Mapping[str, object] = cast("Mapping[str, object]", said) if isinstance(said, Mapping) else {}
    return cassettes.layout_of(items, ruby=name == "http_interactions"), items, metadata


def _named(keys: list[str]) -> str:
    most = 5
    shown = ", ".join(f"`{key[:30]}`" for key in keys[:most])
    return f"{shown} …" if len(keys) > most else shown or "nothing in it"
