# Written by callsheet from specs/pixazo/c1-i2v.yaml. Change the spec, then `make generate`.
"""The requests of pixazo/c1-i2v, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.pixazo.validators.c1_i2v import validate
from callsheet_runtime.problems import Interval
from callsheet_runtime.space import By, Capability, Field, Space

SPACE = Space(
    name="pixazo/c1-i2v",
    validate=validate,
    fields=(
        Field("/prompt", "text", required=True),
        Field("/image_url", "url", required=True),
        Field("/resolution", "enum", values=("360p", "540p", "720p", "1080p"), default="720p"),
        Field("/duration", "integer", values=Interval(1, 15), default=5),
        Field("/seed", "integer"),
        Field("/generate_audio_switch", "boolean", values=(True, False), default=False),
        Field("/$headers/X-Webhook-URL", "url"),
        Field("/$headers/X-Webhook-Mode", "enum", values=("terminal", "sync"), default="terminal"),
    ),
    starts=(
        {
            "prompt": "A woman warrior with her hammer walking with her glacier wolf, cinematic camera move",
            "image_url": "https://pub-582b7213209642b9b995c96c95a30381.r2.dev/Image.jpeg",
            "resolution": "720p",
            "duration": 5,
            "generate_audio_switch": True,
        },
        {"prompt": "She walks.", "image_url": "https://acme.test/warrior.avif"},
        {
            "prompt": "She walks.",
            "image_url": "https://acme.test/warrior.gif",
            "resolution": "540p",
            "duration": 1,
            "seed": 7,
            "generate_audio_switch": False,
        },
        {
            "prompt": "She walks.",
            "image_url": "https://acme.test/warrior.png",
            "$headers": {"X-Webhook-URL": "https://your-server.com/webhook/callback", "X-Webhook-Mode": "terminal"},
        },
        {
            "prompt": "She walks.",
            "image_url": "https://acme.test/warrior.png",
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
        "ratio": Capability(none="it has the shape of the image"),
        "audio": Capability(by=(By("/generate_audio_switch", words={"true": (True,), "false": (False,)}),)),
        "image": Capability(always="the first frame"),
        "video": Capability(none="it begins with an image"),
    },
)
