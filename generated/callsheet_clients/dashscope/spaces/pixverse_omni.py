# Written by callsheet from specs/dashscope/pixverse-omni.yaml. Change the spec, then `make generate`.
"""The requests of dashscope/pixverse-omni, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.dashscope.validators.pixverse_omni import validate
from callsheet_runtime.problems import Interval
from callsheet_runtime.space import By, Capability, Field, Space

SPACE = Space(
    name="dashscope/pixverse-omni",
    validate=validate,
    fields=(
        Field("/model", "enum", values=("pixverse/pixverse-v6-r2v-omni",), required=True),
        Field("/input/media", "list", required=True),
        Field("/input/media/*/type", "enum", values=("image_url", "video_url"), required=True),
        Field("/input/media/*/url", "url", required=True),
        Field("/input/media/*/ref_name", "text"),
        Field("/input/prompt", "text", required=True),
        Field(
            "/parameters/aspect_ratio",
            "enum",
            values=("auto", "16:9", "4:3", "1:1", "3:4", "9:16", "3:2", "2:3", "21:9"),
            required=True,
        ),
        Field("/parameters/duration", "integer", values=Interval(0, 15), required=True),
        Field("/parameters/size", "text"),
        Field("/parameters/resolution", "enum", values=("360P", "540P", "720P", "1080P"), required=True),
        Field("/parameters/audio", "boolean", values=(True, False), default=False),
        Field("/parameters/watermark", "boolean", values=(True, False), default=False),
        Field("/parameters/seed", "integer", values=Interval(0, 2147483647)),
    ),
    starts=(
        {
            "model": "pixverse/pixverse-v6-r2v-omni",
            "input": {
                "media": [
                    {
                        "type": "video_url",
                        "url": "https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260129/qigswt/wan-r2v-role2.mp4",
                        "ref_name": "参考视频",
                    },
                    {
                        "type": "image_url",
                        "url": "https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260320/knsple/wan-r2v-role-frame.jpg",
                        "ref_name": "男人",
                    },
                    {
                        "type": "image_url",
                        "url": "https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260129/wfjikw/wan-r2v-backgroud5.png",
                        "ref_name": "咖啡厅",
                    },
                ],
                "prompt": "@男人 在@咖啡厅 中弹吉他 参考@参考视频",
            },
            "parameters": {
                "resolution": "720P",
                "aspect_ratio": "16:9",
                "duration": 0,
                "audio": True,
                "watermark": False,
            },
        },
        {
            "model": "pixverse/pixverse-v6-r2v-omni",
            "input": {
                "media": [{"type": "image_url", "url": "https://acme.test/cat.png"}],
                "prompt": "A cat plays the guitar.",
            },
            "parameters": {"resolution": "1080P", "aspect_ratio": "auto", "duration": 15, "seed": 7},
        },
        {
            "model": "pixverse/pixverse-v6-r2v-omni",
            "input": {
                "media": [{"type": "video_url", "url": "https://acme.test/cat.mp4"}],
                "prompt": "A dog moves like that cat.",
            },
            "parameters": {"resolution": "360P", "aspect_ratio": "21:9", "duration": 0},
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
        "ratio": Capability(
            by=(
                By(
                    "/parameters/aspect_ratio",
                    words={
                        "auto": ("auto",),
                        "16:9": ("16:9",),
                        "4:3": ("4:3",),
                        "1:1": ("1:1",),
                        "3:4": ("3:4",),
                        "9:16": ("9:16",),
                        "3:2": ("3:2",),
                        "2:3": ("2:3",),
                        "21:9": ("21:9",),
                    },
                ),
            ),
        ),
        "audio": Capability(by=(By("/parameters/audio", words={"true": (True,), "false": (False,)}),)),
        "image": Capability(by=(By("/input/media/*/type", gives=("image_url",)),)),
        "video": Capability(by=(By("/input/media/*/type", gives=("video_url",)),)),
    },
)
