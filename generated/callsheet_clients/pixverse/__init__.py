# Written by callsheet from specs/pixverse/. Change the specs, then `make generate`.
"""PixVerse.

Without a key, `PIXVERSE_API_KEY` is read from the environment.
Servers: global, china.
PixVerse's own API. Its credits and plans are not those of the web app: one has to be a member of the API platform.
Every call, a poll too, carries an Ai-trace-id of its own: with an old one, nothing new is made.

"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callsheet_clients.pixverse import (
        balance,
        extend,
        fusion,
        image_status,
        image_template,
        image_to_video,
        lip_sync,
        mimic,
        modify,
        multi_transition,
        restyle,
        restyle_effects,
        sound_effect,
        swap,
        swap_mask,
        template_video,
        text_to_video,
        transition,
        tts_speakers,
        upload_image,
        upload_media,
        video_status,
        webhook,
    )
    from callsheet_clients.pixverse.client import AsyncPixVerse, PixVerse

__all__ = [
    "AsyncPixVerse",
    "PixVerse",
    "balance",
    "extend",
    "fusion",
    "image_status",
    "image_template",
    "image_to_video",
    "lip_sync",
    "mimic",
    "modify",
    "multi_transition",
    "restyle",
    "restyle_effects",
    "sound_effect",
    "swap",
    "swap_mask",
    "template_video",
    "text_to_video",
    "transition",
    "tts_speakers",
    "upload_image",
    "upload_media",
    "video_status",
    "webhook",
]


def __getattr__(name: str) -> object:
    # Loaded when first asked for: a validator lives below this package and must not pay for an HTTP client.
    from importlib import import_module

    if name in ("AsyncPixVerse", "PixVerse"):
        return getattr(import_module(f"{__name__}.client"), name)
    if name in __all__:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
