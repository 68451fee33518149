# Written by callsheet from specs/dashscope/pixverse-it2v.yaml. Change the spec, then `make generate`.
"""The requests of dashscope/pixverse-it2v, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.dashscope.validators.pixverse_it2v import validate
from callsheet_runtime.problems import Interval
from callsheet_runtime.space import By, Capability, Field, Space

SPACE = Space(
    name="dashscope/pixverse-it2v",
    validate=validate,
    fields=(
        Field(
            "/model",
            "enum",
            values=("pixverse/pixverse-c1-it2v", "pixverse/pixverse-v6-it2v", "pixverse/pixverse-v5.6-it2v"),
            required=True,
        ),
        Field("/input/media", "list", required=True),
        Field("/input/media/*/type", "enum", values=("image_url",), required=True),
        Field("/input/media/*/url", "url", required=True),
        Field("/input/prompt", "text"),
        Field("/parameters/resolution", "enum", values=("360P", "540P", "720P", "1080P"), required=True),
        Field("/parameters/duration", "integer", values=Interval(1, 15), required=True),
        Field("/parameters/audio", "boolean", values=(True, False), default=False),
        Field("/parameters/watermark", "boolean", values=(True, False), default=False),
        Field("/parameters/shot_type", "enum", values=("single", "multi"), default="single"),
        Field("/parameters/seed", "integer", values=Interval(0, 2147483647)),
    ),
    starts=(
        {
            "model": "pixverse/pixverse-c1-it2v",
            "input": {
                "media": [
                    {
                        "type": "image_url",
                        "url": "https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260121/zlpocv/wan-i2v-haigui.webp",
                    },
                ],
                "prompt": "镜头从海龟下方缓缓上移，海龟悠然游动，腹部细节清晰可见。",
            },
            "parameters": {"resolution": "720P", "duration": 5, "audio": False, "watermark": True},
        },
        {
            "model": "pixverse/pixverse-v6-it2v",
            "input": {
                "media": [
                    {
                        "type": "image_url",
                        "url": "https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260121/zlpocv/wan-i2v-haigui.webp",
                    },
                ],
                "prompt": "镜头1：从海龟下方缓缓上移，海龟悠然游动，腹部细节清晰可见。镜头2：远景，海龟旁边围绕着海草，海草也在左右摇摆",
            },
            "parameters": {
                "resolution": "720P",
                "duration": 8,
                "shot_type": "multi",
                "audio": False,
                "watermark": True,
            },
        },
        {
            "model": "pixverse/pixverse-v6-it2v",
            "input": {"media": [{"type": "image_url", "url": "https://acme.test/turtle.png"}]},
            "parameters": {"resolution": "1080P", "duration": 15},
        },
        {
            "model": "pixverse/pixverse-v5.6-it2v",
            "input": {"media": [{"type": "image_url", "url": "https://acme.test/turtle.png"}]},
            "parameters": {"resolution": "1080P", "duration": 8, "seed": 7},
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
        "ratio": Capability(none="it has the shape of the image"),
        "audio": Capability(by=(By("/parameters/audio", words={"true": (True,), "false": (False,)}),)),
        "image": Capability(always="the first frame"),
        "video": Capability(none="it begins with an image"),
    },
)
