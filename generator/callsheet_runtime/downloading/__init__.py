"""Fetches what a finished task has made, and saves it: whole or not at all, once, and without the key.

`fetching` is one flow as all the runtime's are, `wires` its two drivers. Knows no provider.

Names are loaded when first asked for: whoever fetches nothing loads nothing.
"""

from callsheet_runtime.lazily import naming

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callsheet_runtime.downloading.delivering import deliver, download, expires_at
    from callsheet_runtime.downloading.places import Destination, Downloaded, Place
    from callsheet_runtime.downloading.wires import drive, drive_async, ready

__all__ = [
    "Destination",
    "Downloaded",
    "Place",
    "deliver",
    "download",
    "drive",
    "drive_async",
    "expires_at",
    "ready",
]

_HOMES = {
    "Destination": "places",
    "Downloaded": "places",
    "Place": "places",
    "deliver": "delivering",
    "download": "delivering",
    "drive": "wires",
    "drive_async": "wires",
    "expires_at": "delivering",
    "ready": "wires",
}
"""Which module each name lives in."""

__getattr__, __dir__ = naming(__name__, _HOMES)
