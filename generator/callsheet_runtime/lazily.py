"""Lets a package load each of its names when it is first asked for; the top one does without, and loads nothing."""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def naming(package: str, homes: "Mapping[str, str]") -> "tuple[Callable[[str], object], Callable[[], list[str]]]":
    """Make `__getattr__` and `__dir__` of a package, from the module that each of its names lives in."""

    def load(name: str) -> object:
        home = homes.get(name)
        if home is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        from importlib import import_module  # noqa: PLC0415 -- who imports a module of the package needs no more

        value: object = getattr(import_module(f"{package}.{home}"), name)
        # Found without this from now on.
        vars(sys.modules[package])[name] = value
        return value

    def listed() -> list[str]:
        return sorted({*vars(sys.modules[package]), *homes})

    return load, listed
