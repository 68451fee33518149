# Written by callsheet from specs/pixazo/. Change the specs, then `make generate`.
"""Pixazo.

Without a key, `PIXAZO_API_KEY` is read from the environment.
Servers: gateway.
A gateway that resells PixVerse. Each model has an address of its own, and one address tells how any task is. The key
is for the gateway alone: the address of a video is public.

"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callsheet_clients.pixazo import c1_i2v, c1_t2v, v5_6_i2v, v5_6_t2v, v6_i2v, v6_t2v, webhook
    from callsheet_clients.pixazo.client import AsyncPixazo, Pixazo

__all__ = ["AsyncPixazo", "Pixazo", "c1_i2v", "c1_t2v", "v5_6_i2v", "v5_6_t2v", "v6_i2v", "v6_t2v", "webhook"]


def __getattr__(name: str) -> object:
    # Loaded when first asked for: a validator lives below this package and must not pay for an HTTP client.
    from importlib import import_module

    if name in ("AsyncPixazo", "Pixazo"):
        return getattr(import_module(f"{__name__}.client"), name)
    if name in __all__:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
