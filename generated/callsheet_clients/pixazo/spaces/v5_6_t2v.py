# Written by callsheet from specs/pixazo/v5.6-t2v.yaml. Change the spec, then `make generate`.
"""The requests of pixazo/v5.6-t2v, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.pixazo.validators.v5_6_t2v import validate
from callsheet_runtime.problems import Interval
from callsheet_runtime.space import By, Capability, Field, Space

SPACE = Space(
    name="pixazo/v5.6-t2v",
    validate=validate,
    fields=(
        Field("/prompt", "text", required=True),
        Field("/aspect_ratio", "enum", values=("16:9", "9:16", "1:1", "4:3", "3:4"), required=True),
        Field("/resolution", "enum", values=("720p", "1080p", "2160p"), required=True),
        Field("/duration", "integer", values=Interval(3, 10), required=True),
        Field("/negative_prompt", "text"),
        Field("/$headers/X-Webhook-URL", "url"),
        Field("/$headers/X-Webhook-Mode", "enum", values=("terminal", "sync"), default="terminal"),
    ),
    starts=(
        {
            "prompt": "A golden sunset timelapse over a coastal city, waves crashing against the pier, seagulls flying, warm cinematic lighting, aerial drone perspective",
            "aspect_ratio": "16:9",
            "resolution": "720p",
            "duration": 5,
        },
        {
            "prompt": "A golden sunset timelapse over a coastal city, waves crashing against the pier, seagulls flying, warm cinematic lighting, aerial drone perspective",
            "aspect_ratio": "16:9",
            "resolution": "720p",
            "duration": 5,
            "negative_prompt": "blurry, low quality, low resolution, pixelated, noisy, grainy, out of focus, poorly lit, poorly exposed, poorly composed, poorly framed, poorly cropped, poorly color corrected, poorly color graded",
        },
        {"prompt": "A raccoon on a railing.", "aspect_ratio": "3:4", "resolution": "2160p", "duration": 10},
        {
            "prompt": "A raccoon on a railing.",
            "aspect_ratio": "16:9",
            "resolution": "720p",
            "duration": 5,
            "$headers": {"X-Webhook-URL": "https://your-server.com/webhook/callback", "X-Webhook-Mode": "terminal"},
        },
        {
            "prompt": "A raccoon on a railing.",
            "aspect_ratio": "16:9",
            "resolution": "720p",
            "duration": 5,
            "$headers": {"X-Webhook-URL": "https://acme.test/told?token=7", "X-Webhook-Mode": "sync"},
        },
    ),
    capabilities={
        "duration": Capability(by=(By("/duration"),)),
        "resolution": Capability(
            by=(By("/resolution", words={"720p": ("720p",), "1080p": ("1080p",), "2160p": ("2160p",)}),),
        ),
        "ratio": Capability(
            by=(
                By(
                    "/aspect_ratio",
                    words={"16:9": ("16:9",), "9:16": ("9:16",), "1:1": ("1:1",), "4:3": ("4:3",), "3:4": ("3:4",)},
                ),
            ),
        ),
        "audio": Capability(none="no field asks for sound"),
        "image": Capability(none="it is made from text alone"),
        "video": Capability(none="it is made from text alone"),
    },
)
