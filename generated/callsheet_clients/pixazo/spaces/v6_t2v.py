# Written by callsheet from specs/pixazo/v6-t2v.yaml. Change the spec, then `make generate`.
"""The requests of pixazo/v6-t2v, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.pixazo.validators.v6_t2v import validate
from callsheet_runtime.problems import Interval
from callsheet_runtime.space import By, Capability, Field, Space

SPACE = Space(
    name="pixazo/v6-t2v",
    validate=validate,
    fields=(
        Field("/$headers/X-Webhook-URL", "url"),
        Field("/$headers/X-Webhook-Mode", "enum", values=("terminal", "sync"), default="terminal"),
        Field("/prompt", "text", required=True),
        Field("/negative_prompt", "text", default=""),
        Field(
            "/aspect_ratio",
            "enum",
            values=("16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"),
            default="16:9",
        ),
        Field("/resolution", "enum", values=("360p", "540p", "720p", "1080p"), default="720p"),
        Field("/duration", "integer", values=Interval(1, 15), default=5),
        Field("/style", "enum", values=("anime", "3d_animation", "clay", "comic", "cyberpunk")),
        Field("/seed", "integer"),
        Field("/generate_audio_switch", "boolean", values=(True, False), default=False),
        Field("/generate_multi_clip_switch", "boolean", values=(True, False), default=False),
        Field("/thinking_type", "enum", values=("enabled", "disabled", "auto")),
    ),
    starts=(
        {
            "prompt": "A cat sitting by a window watching birds outside, warm afternoon sunlight, cinematic",
            "negative_prompt": "blurry, low quality, pixelated",
            "aspect_ratio": "16:9",
            "resolution": "720p",
            "duration": 5,
            "style": "cyberpunk",
            "generate_audio_switch": True,
        },
        {"prompt": "A raccoon on a railing."},
        {
            "prompt": "A raccoon on a railing.",
            "negative_prompt": "rain",
            "aspect_ratio": "21:9",
            "resolution": "1080p",
            "duration": 15,
            "style": "3d_animation",
            "seed": 7,
            "generate_audio_switch": True,
            "generate_multi_clip_switch": True,
            "thinking_type": "auto",
        },
        {
            "prompt": "A raccoon on a railing.",
            "$headers": {"X-Webhook-URL": "https://your-server.com/webhook/callback", "X-Webhook-Mode": "terminal"},
        },
        {
            "prompt": "A raccoon on a railing.",
            "$headers": {"X-Webhook-URL": "https://acme.test/told?token=7", "X-Webhook-Mode": "sync"},
        },
    ),
    capabilities={
        "duration": Capability(by=(By("/duration"),)),
        "resolution": Capability(
            by=(
                By("/resolution", words={"360p": ("360p",), "540p": ("540p",), "720p": ("720p",), "1080p": ("1080p",)}),
            ),
        ),
        "ratio": Capability(
            by=(
                By(
                    "/aspect_ratio",
                    words={
                        "16:9": ("16:9",),
                        "4:3": ("4:3",),
                        "1:1": ("1:1",),
                        "3:4": ("3:4",),
                        "9:16": ("9:16",),
                        "2:3": ("2:3",),
                        "3:2": ("3:2",),
                        "21:9": ("21:9",),
                    },
                ),
            ),
        ),
        "audio": Capability(by=(By("/generate_audio_switch", words={"true": (True,), "false": (False,)}),)),
        "image": Capability(none="it is made from text alone"),
        "video": Capability(none="it is made from text alone"),
    },
)
