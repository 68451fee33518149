"""Fetches what a finished task has made, and saves it: whole or not at all, once, and without the key.

`fetching` is one flow as all the runtime's are, `wires` its two drivers. Knows no provider.

Names are loaded when first asked for: whoever fetches nothing loads nothing.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callsheet_runtime.downloading.delivering import Held, deliver, download, expires_at
    from callsheet_runtime.downloading.places import Destination, Downloaded, Place
    from callsheet_runtime.downloading.wires import drive, drive_async

__all__ = [
    "Destination",
    "Downloaded",
    "Held",
    "Place",
    "deliver",
    "download",
    "drive",
    "drive_async",
    "expires_at",
]

_HOMES = {
    "Destination": "places",
    "Downloaded": "places",
    "Held": "delivering",
    "Place": "places",
    "deliver": "delivering",
    "download": "delivering",
    "drive": "wires",
    "drive_async": "wires",
    "expires_at": "delivering",
}
"""Which module each name lives in."""


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 -- who imports a module of this package directly needs no more

    value: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
