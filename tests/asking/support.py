"""What the tests of mending share: where emitted modules are, and JSON Patch by the letter of RFC 6902."""

from copy import deepcopy
from importlib import import_module
from types import ModuleType
from typing import Any

from callsheet_clients.catalog import ENDPOINTS


def module_of(name: str, folder: str) -> ModuleType:
    """Load an endpoint's module out of a folder of its provider's package."""
    package, module, _, _ = ENDPOINTS[name]
    return import_module(f"callsheet_clients.{package}.{folder}.{module}")


def json_patched(document: object, operations: list[dict[str, object]]) -> object:
    """Apply a patch strictly: what is replaced, removed or moved has to be there, and so has what holds it."""
    whole: Any = {"": deepcopy(document)}
    for one in operations:
        match one["op"]:
            case "add" | "replace" as word:
                holder, key = _holder(whole, str(one["path"]))
                assert word == "add" or _has(holder, key)
                assert word == "replace" or isinstance(holder, dict)
                holder[key] = deepcopy(one["value"])
            case "remove":
                holder, key = _holder(whole, str(one["path"]))
                del holder[key]
            case "move":
                source, name = _holder(whole, str(one["from"]))
                value = source.pop(name)
                holder, key = _holder(whole, str(one["path"]))
                assert not _has(holder, key)
                holder[key] = value
            case other:
                raise AssertionError(other)
    return whole[""]


def _holder(whole: Any, path: str) -> tuple[Any, Any]:  # noqa: ANN401 -- JSON is what it is
    """Follow a pointer to what holds its end."""
    keys = [one.replace("~1", "/").replace("~0", "~") for one in path.split("/")]
    held: Any = whole
    for key in keys[:-1]:
        held = held[_place(held, key)]
    return held, _place(held, keys[-1])


def _place(held: object, key: str) -> Any:  # noqa: ANN401 -- likewise
    return int(key) if isinstance(held, list) else key


def _has(holder: Any, key: Any) -> bool:  # noqa: ANN401 -- likewise
    return key in holder if isinstance(holder, dict) else key < len(holder)
