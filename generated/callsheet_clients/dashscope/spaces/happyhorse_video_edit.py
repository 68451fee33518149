# Written by callsheet from specs/dashscope/happyhorse-video-edit.yaml. Change the spec, then `make generate`.
"""The requests of dashscope/happyhorse-video-edit, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.dashscope.validators.happyhorse_video_edit import validate
from callsheet_runtime.problems import Interval
from callsheet_runtime.space import By, Capability, Field, Space

SPACE = Space(
    name="dashscope/happyhorse-video-edit",
    validate=validate,
    fields=(
        Field("/model", "enum", values=("happyhorse-1.0-video-edit",), required=True),
        Field("/input/media", "list", required=True),
        Field("/input/media/*/type", "enum", values=("video", "reference_image"), required=True),
        Field("/input/media/*/url", "url", required=True),
        Field("/input/prompt", "text", required=True),
        Field("/parameters/resolution", "enum", values=("720P", "1080P"), default="1080P"),
        Field("/parameters/audio_setting", "enum", values=("auto", "origin"), default="auto"),
        Field("/parameters/duration", "integer"),
        Field("/parameters/ratio", "text"),
        Field("/parameters/watermark", "boolean", values=(True, False), default=True),
        Field("/parameters/seed", "integer", values=Interval(0, 2147483647)),
    ),
    starts=(
        {
            "model": "happyhorse-1.0-video-edit",
            "input": {
                "prompt": "让视频中的马头人身角色穿上图片中的条纹毛衣",
                "media": [
                    {
                        "type": "video",
                        "url": "https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260409/dozxak/Wan_Video_Edit_33_1.mp4",
                    },
                    {
                        "type": "reference_image",
                        "url": "https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260415/hynnff/wan-video-edit-clothes.webp",
                    },
                ],
            },
            "parameters": {"resolution": "720P"},
        },
        {
            "model": "happyhorse-1.0-video-edit",
            "input": {
                "prompt": "Make it a drawing.",
                "media": [{"type": "video", "url": "https://acme.test/horse.mov"}],
            },
        },
        {
            "model": "happyhorse-1.0-video-edit",
            "input": {
                "prompt": "Dress the horse.",
                "media": [
                    {"type": "reference_image", "url": "data:image/webp;base64,UklGRg=="},
                    {"type": "reference_image", "url": "https://acme.test/2.png"},
                    {"type": "reference_image", "url": "https://acme.test/3.png"},
                    {"type": "reference_image", "url": "https://acme.test/4.png"},
                    {"type": "reference_image", "url": "https://acme.test/5.png"},
                    {"type": "video", "url": "https://acme.test/horse.mp4"},
                ],
            },
            "parameters": {"resolution": "1080P", "watermark": False, "audio_setting": "origin", "seed": 7},
        },
    ),
    model="/model",
    capabilities={
        "duration": Capability(none="it is as long as the video"),
        "resolution": Capability(by=(By("/parameters/resolution", words={"720P": ("720P",), "1080P": ("1080P",)}),)),
        "ratio": Capability(none="it keeps the shape of the video"),
        "audio": Capability(always="made anew or as in the video"),
        "image": Capability(by=(By("/input/media/*/type", gives=("reference_image",)),)),
        "video": Capability(always="the video that is changed"),
    },
)
