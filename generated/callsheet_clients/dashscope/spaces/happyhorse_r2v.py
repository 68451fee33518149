# Written by callsheet from specs/dashscope/happyhorse-r2v.yaml. Change the spec, then `make generate`.
"""The requests of dashscope/happyhorse-r2v, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.dashscope.validators.happyhorse_r2v import validate
from callsheet_runtime.problems import Interval
from callsheet_runtime.space import By, Capability, Field, Space

SPACE = Space(
    name="dashscope/happyhorse-r2v",
    validate=validate,
    fields=(
        Field("/model", "enum", values=("happyhorse-1.1-r2v", "happyhorse-1.0-r2v"), required=True),
        Field("/input/media", "list", required=True),
        Field("/input/media/*/type", "enum", values=("reference_image",), required=True),
        Field("/input/media/*/url", "url", required=True),
        Field("/input/prompt", "text", required=True),
        Field("/parameters/resolution", "enum", values=("480P", "720P", "1080P"), default="1080P"),
        Field("/parameters/duration", "integer", values=Interval(3, 15), default=5),
        Field(
            "/parameters/ratio",
            "enum",
            values=("16:9", "9:16", "1:1", "4:3", "3:4", "4:5", "5:4", "9:21", "21:9"),
            default="16:9",
        ),
        Field("/parameters/watermark", "boolean", values=(True, False), default=True),
        Field("/parameters/seed", "integer", values=Interval(0, 2147483647)),
    ),
    starts=(
        {
            "model": "happyhorse-1.1-r2v",
            "input": {
                "prompt": "[Image 1]中身着红色旗袍的女性，镜头先以侧面中景勾勒旗袍修身剪裁与S型曲线，随即切换至低角度仰拍，捕捉她轻抬玉手展开[Image 2]中的折扇的同时，[Image 3]中的流苏耳坠随头部转动轻盈摆动的细节",
                "media": [
                    {
                        "type": "reference_image",
                        "url": "https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260424/mvzfud/hh-v2v-girl.jpg",
                    },
                    {
                        "type": "reference_image",
                        "url": "https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260424/fvuihk/hh-v2v2-folding-fan.jpg",
                    },
                    {
                        "type": "reference_image",
                        "url": "https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260424/imerii/hh-v2v-earrings.jpg",
                    },
                ],
            },
            "parameters": {"resolution": "720P", "ratio": "16:9", "duration": 5},
        },
        {
            "model": "happyhorse-1.1-r2v",
            "input": {
                "prompt": "A woman opens a fan.",
                "media": [{"type": "reference_image", "url": "https://acme.test/woman.png"}],
            },
        },
        {
            "model": "happyhorse-1.0-r2v",
            "input": {
                "prompt": "[Image 1] opens [Image 2].",
                "media": [
                    {"type": "reference_image", "url": "https://acme.test/woman.png"},
                    {"type": "reference_image", "url": "data:image/jpeg;base64,/9j/4AAQSkZJRg=="},
                ],
            },
            "parameters": {"resolution": "1080P", "ratio": "3:4", "duration": 3, "watermark": False, "seed": 7},
        },
    ),
    model="/model",
    capabilities={
        "duration": Capability(by=(By("/parameters/duration"),)),
        "resolution": Capability(
            by=(By("/parameters/resolution", words={"480P": ("480P",), "720P": ("720P",), "1080P": ("1080P",)}),),
        ),
        "ratio": Capability(
            by=(
                By(
                    "/parameters/ratio",
                    words={
                        "16:9": ("16:9",),
                        "9:16": ("9:16",),
                        "1:1": ("1:1",),
                        "4:3": ("4:3",),
                        "3:4": ("3:4",),
                        "4:5": ("4:5",),
                        "5:4": ("5:4",),
                        "9:21": ("9:21",),
                        "21:9": ("21:9",),
                    },
                ),
            ),
        ),
        "audio": Capability(always="each video has sound"),
        "image": Capability(always="reference images"),
        "video": Capability(none="only images are references"),
    },
)
