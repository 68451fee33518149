# Written by callsheet from specs/dashscope/pixverse-r2v.yaml. Change the spec, then `make generate`.
"""The requests of dashscope/pixverse-r2v, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.dashscope.validators.pixverse_r2v import validate
from callsheet_runtime.problems import Interval
from callsheet_runtime.space import By, Capability, Field, Space

SPACE = Space(
    name="dashscope/pixverse-r2v",
    validate=validate,
    fields=(
        Field(
            "/model",
            "enum",
            values=("pixverse/pixverse-c1-r2v", "pixverse/pixverse-v6-r2v", "pixverse/pixverse-v5.6-r2v"),
            required=True,
        ),
        Field("/input/media", "list", required=True),
        Field("/input/media/*/type", "enum", values=("image_url",), required=True),
        Field("/input/media/*/url", "url", required=True),
        Field("/input/media/*/ref_name", "text"),
        Field("/input/prompt", "text", required=True),
        Field(
            "/parameters/size",
            "enum",
            values=(
                "640*360",
                "640*480",
                "640*640",
                "480*640",
                "360*640",
                "640*432",
                "432*640",
                "640*288",
                "1024*576",
                "1024*768",
                "1024*1024",
                "768*1024",
                "576*1024",
                "1024*688",
                "688*1024",
                "1024*448",
                "1280*720",
                "1108*832",
                "960*960",
                "832*1108",
                "720*1280",
                "1200*800",
                "800*1200",
                "1280*560",
                "1920*1080",
                "1664*1248",
                "1440*1440",
                "1248*1664",
                "1080*1920",
                "1776*1184",
                "1184*1776",
                "1920*832",
                "1108*830",
                "830*1108",
                "1662*1246",
                "1246*1662",
            ),
            required=True,
        ),
        Field("/parameters/duration", "integer", values=Interval(1, 15), required=True),
        Field("/parameters/audio", "boolean", values=(True, False), default=False),
        Field("/parameters/watermark", "boolean", values=(True, False), default=False),
        Field("/parameters/seed", "integer", values=Interval(0, 2147483647)),
    ),
    starts=(
        {
            "model": "pixverse/pixverse-c1-r2v",
            "input": {
                "media": [
                    {
                        "type": "image_url",
                        "url": "https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260320/knsple/wan-r2v-role-frame.jpg",
                        "ref_name": "男人",
                    },
                    {
                        "type": "image_url",
                        "url": "https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260129/qpzxps/wan-r2v-object4.png",
                        "ref_name": "吉他",
                    },
                    {
                        "type": "image_url",
                        "url": "https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260129/wfjikw/wan-r2v-backgroud5.png",
                        "ref_name": "咖啡厅",
                    },
                ],
                "prompt": "@男人 坐在靠窗的椅子上，手持@吉他 ，在@咖啡厅 旁演奏一首舒缓的美国乡村民谣",
            },
            "parameters": {"size": "1280*720", "duration": 5, "audio": False, "watermark": True},
        },
        {
            "model": "pixverse/pixverse-c1-r2v",
            "input": {
                "media": [
                    {
                        "type": "image_url",
                        "url": "https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260320/knsple/wan-r2v-role-frame.jpg",
                    },
                    {
                        "type": "image_url",
                        "url": "https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260129/qpzxps/wan-r2v-object4.png",
                    },
                    {
                        "type": "image_url",
                        "url": "https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260129/wfjikw/wan-r2v-backgroud5.png",
                    },
                ],
                "prompt": "男人坐在靠窗的椅子上，手持吉他，在咖啡厅旁演奏一首舒缓的美国乡村民谣",
            },
            "parameters": {"size": "1280*720", "duration": 5, "audio": False, "watermark": True},
        },
        {
            "model": "pixverse/pixverse-v5.6-r2v",
            "input": {
                "media": [{"type": "image_url", "url": "https://acme.test/cat.png"}],
                "prompt": "A cat plays the guitar.",
            },
            "parameters": {"size": "1662*1246", "duration": 8, "seed": 7},
        },
        {
            "model": "pixverse/pixverse-v6-r2v",
            "input": {
                "media": [{"type": "image_url", "url": "https://acme.test/cat.png", "ref_name": "cat"}],
                "prompt": "See how the guitar is played by @cat",
            },
            "parameters": {"size": "1920*832", "duration": 15, "audio": True},
        },
    ),
    model="/model",
    capabilities={
        "duration": Capability(by=(By("/parameters/duration"),)),
        "resolution": Capability(
            by=(
                By(
                    "/parameters/size",
                    words={
                        "360P": (
                            "640*360",
                            "640*480",
                            "640*640",
                            "480*640",
                            "360*640",
                            "640*432",
                            "432*640",
                            "640*288",
                        ),
                        "540P": (
                            "1024*576",
                            "1024*768",
                            "1024*1024",
                            "768*1024",
                            "576*1024",
                            "1024*688",
                            "688*1024",
                            "1024*448",
                        ),
                        "720P": (
                            "1280*720",
                            "1108*832",
                            "960*960",
                            "832*1108",
                            "720*1280",
                            "1200*800",
                            "800*1200",
                            "1280*560",
                            "1108*830",
                            "830*1108",
                        ),
                        "1080P": (
                            "1920*1080",
                            "1664*1248",
                            "1440*1440",
                            "1248*1664",
                            "1080*1920",
                            "1776*1184",
                            "1184*1776",
                            "1920*832",
                            "1662*1246",
                            "1246*1662",
                        ),
                    },
                ),
            ),
        ),
        "ratio": Capability(
            by=(
                By(
                    "/parameters/size",
                    words={
                        "16:9": ("640*360", "1024*576", "1280*720", "1920*1080"),
                        "4:3": ("640*480", "1024*768", "1108*832", "1664*1248", "1108*830", "1662*1246"),
                        "1:1": ("640*640", "1024*1024", "960*960", "1440*1440"),
                        "3:4": ("480*640", "768*1024", "832*1108", "1248*1664", "830*1108", "1246*1662"),
                        "9:16": ("360*640", "576*1024", "720*1280", "1080*1920"),
                        "3:2": ("640*432", "1024*688", "1200*800", "1776*1184"),
                        "2:3": ("432*640", "688*1024", "800*1200", "1184*1776"),
                        "21:9": ("640*288", "1024*448", "1280*560", "1920*832"),
                    },
                ),
            ),
        ),
        "audio": Capability(by=(By("/parameters/audio", words={"true": (True,), "false": (False,)}),)),
        "image": Capability(always="reference images"),
        "video": Capability(none="a reference video is for the omni model"),
    },
)
