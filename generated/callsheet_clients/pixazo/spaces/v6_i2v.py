# Written by callsheet from specs/pixazo/v6-i2v.yaml. Change the spec, then `make generate`.
"""The requests of pixazo/v6-i2v, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.pixazo.validators.v6_i2v import validate
from callsheet_runtime.problems import Interval
from callsheet_runtime.space import By, Capability, Field, Space

SPACE = Space(
    name="pixazo/v6-i2v",
    validate=validate,
    fields=(
        Field("/prompt", "text", required=True),
        Field("/image_url", "url", required=True),
        Field("/resolution", "enum", values=("360p", "480p", "540p", "720p", "1080p"), default="720p"),
        Field("/duration", "integer", values=Interval(1, 15), default=5),
        Field("/negative_prompt", "text"),
        Field("/style", "enum", values=("anime", "3d_animation", "clay", "comic", "cyberpunk")),
        Field("/seed", "integer"),
        Field("/generate_audio_switch", "boolean", values=(True, False), default=False),
        Field("/generate_multi_clip_switch", "boolean", values=(True, False), default=False),
        Field("/thinking_type", "enum", values=("enabled", "disabled", "auto"), default="auto"),
        Field("/$headers/X-Webhook-URL", "url"),
        Field("/$headers/X-Webhook-Mode", "enum", values=("terminal", "sync"), default="terminal"),
    ),
    starts=(
        {
            "prompt": "A gentle snowfall begins around the snow-covered tree, with soft flakes drifting down while the branches sway slightly in the winter breeze. The camera slowly orbits the tree, cinematic, peaceful winter atmosphere.",
            "resolution": "720p",
            "duration": 5,
            "image_url": "https://pub-582b7213209642b9b995c96c95a30381.r2.dev/f1.png",
        },
        {
            "prompt": "A gentle snowfall begins around the snow-covered tree, with soft flakes drifting down while the branches sway slightly in the winter breeze. The camera slowly orbits the tree, cinematic, peaceful winter atmosphere.",
            "resolution": "720p",
            "duration": 5,
            "negative_prompt": "blurry, low quality, low resolution, pixelated, noisy, grainy, out of focus, poorly lit, poorly exposed, poorly composed, poorly framed, poorly cropped, poorly color corrected, poorly color graded",
            "image_url": "https://pub-582b7213209642b9b995c96c95a30381.r2.dev/f1.png",
        },
        {"prompt": "It snows.", "image_url": "http://acme.test/tree.webp"},
        {
            "prompt": "It snows.",
            "image_url": "https://acme.test/tree.webp",
            "resolution": "1080p",
            "duration": 15,
            "negative_prompt": "rain",
            "style": "clay",
            "seed": 7,
            "generate_audio_switch": True,
            "generate_multi_clip_switch": True,
            "thinking_type": "disabled",
        },
        {"prompt": "It snows.", "image_url": "https://acme.test/tree.png", "resolution": "480p"},
        {
            "prompt": "It snows.",
            "image_url": "https://acme.test/tree.png",
            "$headers": {"X-Webhook-URL": "https://your-server.com/webhook/callback", "X-Webhook-Mode": "terminal"},
        },
        {
            "prompt": "It snows.",
            "image_url": "https://acme.test/tree.png",
            "$headers": {"X-Webhook-URL": "https://acme.test/told?token=7", "X-Webhook-Mode": "sync"},
        },
    ),
    capabilities={
        "duration": Capability(by=(By("/duration"),)),
        "resolution": Capability(
            by=(
                By(
                    "/resolution",
                    words={
                        "360p": ("360p",),
                        "480p": ("480p",),
                        "540p": ("540p",),
                        "720p": ("720p",),
                        "1080p": ("1080p",),
                    },
                ),
            ),
        ),
        "ratio": Capability(none="it has the shape of the image"),
        "audio": Capability(by=(By("/generate_audio_switch", words={"true": (True,), "false": (False,)}),)),
        "image": Capability(always="the first frame"),
        "video": Capability(none="it begins with an image"),
    },
)
