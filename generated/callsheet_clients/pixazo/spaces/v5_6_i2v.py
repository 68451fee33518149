# Written by callsheet from specs/pixazo/v5.6-i2v.yaml. Change the spec, then `make generate`.
"""The requests of pixazo/v5.6-i2v, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.pixazo.validators.v5_6_i2v import validate
from callsheet_runtime.space import By, Capability, Field, Space

SPACE = Space(
    name="pixazo/v5.6-i2v",
    validate=validate,
    fields=(
        Field("/prompt", "text", required=True),
        Field("/image_url", "url", required=True),
        Field("/resolution", "enum", values=("720p", "1080p"), required=True),
        Field("/duration", "enum", values=("5", "10"), required=True),
        Field("/negative_prompt", "text"),
        Field("/$headers/X-Webhook-URL", "url"),
        Field("/$headers/X-Webhook-Mode", "enum", values=("terminal", "sync"), default="terminal"),
    ),
    starts=(
        {
            "prompt": "A fierce dragon breathing fire across a stormy night sky, lightning flashing in the background, cinematic dark fantasy",
            "resolution": "720p",
            "duration": "5",
            "image_url": "https://imagesai.appypie.com/7686410/ZU2sxXLmgRF6dgSktn9o_017731475651251.png",
        },
        {
            "prompt": "A fierce dragon breathing fire across a stormy night sky, lightning flashing in the background, cinematic dark fantasy",
            "resolution": "720p",
            "duration": "5",
            "negative_prompt": "blurry, low quality, low resolution, pixelated, noisy, grainy",
            "image_url": "https://imagesai.appypie.com/7686410/ZU2sxXLmgRF6dgSktn9o_017731475651251.png",
        },
        {
            "prompt": "The dragon turns.",
            "resolution": "1080p",
            "duration": "10",
            "image_url": "http://acme.test/dragon.png",
        },
        {
            "prompt": "The dragon turns.",
            "resolution": "720p",
            "duration": "5",
            "image_url": "https://acme.test/dragon.png",
            "$headers": {"X-Webhook-URL": "https://your-server.com/webhook/callback", "X-Webhook-Mode": "terminal"},
        },
        {
            "prompt": "The dragon turns.",
            "resolution": "720p",
            "duration": "5",
            "image_url": "https://acme.test/dragon.png",
            "$headers": {"X-Webhook-URL": "https://acme.test/told?token=7", "X-Webhook-Mode": "sync"},
        },
    ),
    capabilities={
        "duration": Capability(by=(By("/duration", words={"5": ("5",), "10": ("10",)}),)),
        "resolution": Capability(by=(By("/resolution", words={"720p": ("720p",), "1080p": ("1080p",)}),)),
        "ratio": Capability(none="it has the shape of the image"),
        "audio": Capability(none="no field asks for sound"),
        "image": Capability(always="the first frame"),
        "video": Capability(none="it begins with an image"),
    },
)
