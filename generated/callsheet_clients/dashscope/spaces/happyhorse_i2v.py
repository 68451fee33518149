# Written by callsheet from specs/dashscope/happyhorse-i2v.yaml. Change the spec, then `make generate`.
"""The requests of dashscope/happyhorse-i2v, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.dashscope.validators.happyhorse_i2v import validate
from callsheet_runtime.problems import Interval
from callsheet_runtime.space import By, Capability, Field, Space

SPACE = Space(
    name="dashscope/happyhorse-i2v",
    validate=validate,
    fields=(
        Field("/model", "enum", values=("happyhorse-1.1-i2v", "happyhorse-1.0-i2v"), required=True),
        Field("/input/media", "list", required=True),
        Field("/input/media/*/type", "enum", values=("first_frame",), required=True),
        Field("/input/media/*/url", "url", required=True),
        Field("/input/prompt", "text"),
        Field("/parameters/ratio", "text"),
        Field("/parameters/resolution", "enum", values=("480P", "720P", "1080P"), default="1080P"),
        Field("/parameters/duration", "integer", values=Interval(3, 15), default=5),
        Field("/parameters/watermark", "boolean", values=(True, False), default=True),
        Field("/parameters/seed", "integer", values=Interval(0, 2147483647)),
    ),
    starts=(
        {
            "model": "happyhorse-1.1-i2v",
            "input": {
                "prompt": "一只猫在草地上奔跑",
                "media": [{"type": "first_frame", "url": "https://cdn.translate.alibaba.com/r/wanx-demo-1.png"}],
            },
            "parameters": {"resolution": "720P", "duration": 5},
        },
        {
            "model": "happyhorse-1.1-i2v",
            "input": {"media": [{"type": "first_frame", "url": "https://acme.test/cat.png"}]},
        },
        {
            "model": "happyhorse-1.1-i2v",
            "input": {
                "prompt": "A cat runs.",
                "media": [{"type": "first_frame", "url": "data:image/png;base64,iVBORw0KGgo="}],
            },
            "parameters": {"resolution": "480P"},
        },
        {
            "model": "happyhorse-1.0-i2v",
            "input": {"prompt": "A cat runs.", "media": [{"type": "first_frame", "url": "https://acme.test/cat.png"}]},
            "parameters": {"resolution": "1080P", "duration": 15, "watermark": False, "seed": 7},
        },
    ),
    model="/model",
    capabilities={
        "duration": Capability(by=(By("/parameters/duration"),)),
        "resolution": Capability(
            by=(By("/parameters/resolution", words={"480P": ("480P",), "720P": ("720P",), "1080P": ("1080P",)}),),
        ),
        "ratio": Capability(none="it has the shape of the image"),
        "audio": Capability(always="each video has sound"),
        "image": Capability(always="the first frame"),
        "video": Capability(none="it begins with an image"),
    },
)
