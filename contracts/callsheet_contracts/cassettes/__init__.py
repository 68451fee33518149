"""Cassettes: calls recorded without their secrets, and played back as the specs say they may be. Knows no provider.

Names are loaded when first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callsheet_contracts.cassettes.errors import (
        CassetteError,
        HoldsSecret,
        NoCassette,
        NothingRecorded,
        NotRecorded,
        PlayedOut,
        Unplayed,
    )
    from callsheet_contracts.cassettes.using import Cassette, Mode, cassette

__all__ = [
    "Cassette",
    "CassetteError",
    "HoldsSecret",
    "Mode",
    "NoCassette",
    "NotRecorded",
    "NothingRecorded",
    "PlayedOut",
    "Unplayed",
    "cassette",
]

_USING = ("Cassette", "Mode", "cassette")


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{'using' if name in _USING else 'errors'}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
