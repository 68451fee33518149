# Written by callsheet from specs/dashscope/pixverse-kf2v.yaml. Change the spec, then `make generate`.
"""The requests of dashscope/pixverse-kf2v, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.dashscope.validators.pixverse_kf2v import validate
from callsheet_runtime.problems import Interval
from callsheet_runtime.space import By, Capability, Field, Space

SPACE = Space(
    name="dashscope/pixverse-kf2v",
    validate=validate,
    fields=(
        Field(
            "/model",
            "enum",
            values=("pixverse/pixverse-c1-kf2v", "pixverse/pixverse-v6-kf2v", "pixverse/pixverse-v5.6-kf2v"),
            required=True,
        ),
        Field("/input/media", "list", required=True),
        Field("/input/media/*/type", "enum", values=("first_frame", "last_frame"), required=True),
        Field("/input/media/*/url", "url", required=True),
        Field("/input/prompt", "text", required=True),
        Field("/parameters/resolution", "enum", values=("360P", "540P", "720P", "1080P"), required=True),
        Field("/parameters/duration", "integer", values=Interval(1, 15), required=True),
        Field("/parameters/audio", "boolean", values=(True, False), default=False),
        Field("/parameters/watermark", "boolean", values=(True, False), default=False),
        Field("/parameters/seed", "integer", values=Interval(0, 2147483647)),
    ),
    starts=(
        {
            "model": "pixverse/pixverse-c1-kf2v",
            "input": {
                "media": [
                    {"type": "first_frame", "url": "https://wanx.alicdn.com/material/20250318/first_frame.png"},
                    {"type": "last_frame", "url": "https://wanx.alicdn.com/material/20250318/last_frame.png"},
                ],
                "prompt": "一只小猫从窗台向下跳跃，轻盈地落在沙发上，然后好奇地环顾四周。",
            },
            "parameters": {"resolution": "720P", "duration": 5, "watermark": True},
        },
        {
            "model": "pixverse/pixverse-v6-kf2v",
            "input": {
                "media": [
                    {"type": "last_frame", "url": "https://acme.test/sofa.png"},
                    {"type": "first_frame", "url": "https://acme.test/sill.png"},
                ],
                "prompt": "A kitten jumps.",
            },
            "parameters": {"resolution": "1080P", "duration": 15, "audio": True, "seed": 7},
        },
        {
            "model": "pixverse/pixverse-v5.6-kf2v",
            "input": {
                "media": [
                    {"type": "first_frame", "url": "https://acme.test/sill.png"},
                    {"type": "last_frame", "url": "https://acme.test/sofa.png"},
                ],
                "prompt": "A kitten jumps.",
            },
            "parameters": {"resolution": "540P", "duration": 10},
        },
    ),
    model="/model",
    capabilities={
        "duration": Capability(by=(By("/parameters/duration"),)),
        "resolution": Capability(
            by=(
                By(
                    "/parameters/resolution",
                    words={"360P": ("360P",), "540P": ("540P",), "720P": ("720P",), "1080P": ("1080P",)},
                ),
            ),
        ),
        "ratio": Capability(none="it has the shape of the frames"),
        "audio": Capability(by=(By("/parameters/audio", words={"true": (True,), "false": (False,)}),)),
        "image": Capability(always="the first and the last frame"),
        "video": Capability(none="it leads from one image to another"),
    },
)
