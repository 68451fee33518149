# Written by callsheet from specs/dashscope/pixverse-t2v.yaml. Change the spec, then `make generate`.
"""The requests of dashscope/pixverse-t2v, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.dashscope.validators.pixverse_t2v import validate
from callsheet_runtime.problems import Interval
from callsheet_runtime.space import By, Capability, Field, Space

SPACE = Space(
    name="dashscope/pixverse-t2v",
    validate=validate,
    fields=(
        Field(
            "/model",
            "enum",
            values=("pixverse/pixverse-c1-t2v", "pixverse/pixverse-v6-t2v", "pixverse/pixverse-v5.6-t2v"),
            required=True,
        ),
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
                "1280*960",
                "1280*1280",
                "960*1280",
                "1920*1440",
                "1808*1808",
                "1440*1920",
            ),
            required=True,
        ),
        Field("/parameters/duration", "integer", values=Interval(1, 15), required=True),
        Field("/parameters/audio", "boolean", values=(True, False), default=False),
        Field("/parameters/watermark", "boolean", values=(True, False), default=False),
        Field("/parameters/shot_type", "enum", values=("single", "multi"), default="single"),
        Field("/parameters/seed", "integer", values=Interval(0, 2147483647)),
    ),
    starts=(
        {
            "model": "pixverse/pixverse-c1-t2v",
            "input": {
                "prompt": "下着雨，赛博城市里，一只浣熊在栏杆上行走。突然他眼睛发出蓝光，变身成一架高科技无人机，快速飞离画面。",
            },
            "parameters": {"size": "1280*720", "duration": 5, "watermark": True},
        },
        {
            "model": "pixverse/pixverse-c1-t2v",
            "input": {
                "prompt": "镜头1：模特面向镜头平稳向前漫步；镜头2： 快速切换至中景，展示腰线裁剪与蓝白格纹棉质面料的清爽质感；镜头3： 远景捕捉微风吹拂裙摆的自然动态，画面干净明亮。",
            },
            "parameters": {"size": "1280*720", "duration": 5, "audio": True, "watermark": True},
        },
        {
            "model": "pixverse/pixverse-v6-t2v",
            "input": {
                "prompt": "镜头1：模特面向镜头平稳向前漫步；镜头2： 快速切换至中景，展示腰线裁剪与蓝白格纹棉质面料的清爽质感；镜头3： 远景捕捉微风吹拂裙摆的自然动态，画面干净明亮。",
            },
            "parameters": {"size": "1280*720", "duration": 5, "audio": True, "shot_type": "multi", "watermark": True},
        },
        {
            "model": "pixverse/pixverse-c1-t2v",
            "input": {
                "prompt": "In a rainy cyber city, a raccoon walks on a railing. Suddenly, its eyes glow blue, and it transforms into a high-tech drone, flying quickly out of the frame.",
            },
            "parameters": {"size": "1280*720", "duration": 5, "audio": False, "watermark": False},
        },
        {
            "model": "pixverse/pixverse-v5.6-t2v",
            "input": {"prompt": "A raccoon on a railing."},
            "parameters": {"size": "1920*1080", "duration": 8},
        },
        {
            "model": "pixverse/pixverse-v5.6-t2v",
            "input": {"prompt": "A raccoon on a railing."},
            "parameters": {"size": "1280*720", "duration": 10},
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
                            "1280*960",
                            "1280*1280",
                            "960*1280",
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
                            "1920*1440",
                            "1808*1808",
                            "1440*1920",
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
                        "4:3": ("640*480", "1024*768", "1108*832", "1664*1248", "1280*960", "1920*1440"),
                        "1:1": ("640*640", "1024*1024", "960*960", "1440*1440", "1280*1280", "1808*1808"),
                        "3:4": ("480*640", "768*1024", "832*1108", "1248*1664", "960*1280", "1440*1920"),
                        "9:16": ("360*640", "576*1024", "720*1280", "1080*1920"),
                        "3:2": ("640*432", "1024*688", "1200*800", "1776*1184"),
                        "2:3": ("432*640", "688*1024", "800*1200", "1184*1776"),
                        "21:9": ("640*288", "1024*448", "1280*560", "1920*832"),
                    },
                ),
            ),
        ),
        "audio": Capability(by=(By("/parameters/audio", words={"true": (True,), "false": (False,)}),)),
        "image": Capability(none="it is made from text alone"),
        "video": Capability(none="it is made from text alone"),
    },
)
