# Written by callsheet from specs/tiny/. Change the specs, then `make generate`.
"""Tiny Video.

Without a key, `TINY_KEY` is read from the environment.
Servers: main.
The smallest provider there can be.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callsheet_clients.tiny import clip
    from callsheet_clients.tiny.client import AsyncTiny, Tiny

__all__ = ["AsyncTiny", "Tiny", "clip"]


def __getattr__(name: str) -> object:
    # Loaded when first asked for: a validator lives below this package and must not pay for an HTTP client.
    from importlib import import_module

    if name in ("AsyncTiny", "Tiny"):
        return getattr(import_module(f"{__name__}.client"), name)
    if name in __all__:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
