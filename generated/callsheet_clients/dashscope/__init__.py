# Written by callsheet from specs/dashscope/. Change the specs, then `make generate`.
"""Alibaba Cloud Model Studio (DashScope).

Without a key, `DASHSCOPE_API_KEY` is read from the environment.
Servers: beijing, singapore-workspace, singapore, beijing-workspace, virginia-workspace, virginia,
frankfurt-workspace, tokyo-workspace.

Model, address and key have to be of the same region; a call across regions fails. PixVerse is a third party's model
there and has to be activated once in the console.

"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callsheet_clients.dashscope import (
        happyhorse_i2v,
        happyhorse_r2v,
        happyhorse_t2v,
        happyhorse_video_edit,
        pixverse_it2v,
        pixverse_kf2v,
        pixverse_lipsync,
        pixverse_omni,
        pixverse_r2v,
        pixverse_t2v,
        task_events,
    )
    from callsheet_clients.dashscope.client import AsyncDashScope, DashScope

__all__ = [
    "AsyncDashScope",
    "DashScope",
    "happyhorse_i2v",
    "happyhorse_r2v",
    "happyhorse_t2v",
    "happyhorse_video_edit",
    "pixverse_it2v",
    "pixverse_kf2v",
    "pixverse_lipsync",
    "pixverse_omni",
    "pixverse_r2v",
    "pixverse_t2v",
    "task_events",
]


def __getattr__(name: str) -> object:
    # Loaded when first asked for: a validator lives below this package and must not pay for an HTTP client.
    from importlib import import_module

    if name in ("AsyncDashScope", "DashScope"):
        return getattr(import_module(f"{__name__}.client"), name)
    if name in __all__:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
