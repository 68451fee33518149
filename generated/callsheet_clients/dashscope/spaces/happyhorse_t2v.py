# Written by callsheet from specs/dashscope/happyhorse-t2v.yaml. Change the spec, then `make generate`.
"""The requests of dashscope/happyhorse-t2v, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.dashscope.validators.happyhorse_t2v import validate
from callsheet_runtime.problems import Interval
from callsheet_runtime.space import By, Capability, Field, Space

SPACE = Space(
    name="dashscope/happyhorse-t2v",
    validate=validate,
    fields=(
        Field("/model", "enum", values=("happyhorse-1.1-t2v", "happyhorse-1.0-t2v"), required=True),
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
            "model": "happyhorse-1.1-t2v",
            "input": {
                "prompt": "一座由硬纸板和瓶盖搭建的微型城市，在夜晚焕发出生机。一列硬纸板火车缓缓驶过，小灯点缀其间，照亮前路。",
            },
            "parameters": {"resolution": "720P", "ratio": "16:9", "duration": 5},
        },
        {"model": "happyhorse-1.1-t2v", "input": {"prompt": "A cardboard city at night."}},
        {
            "model": "happyhorse-1.0-t2v",
            "input": {"prompt": "A cardboard city at night."},
            "parameters": {"resolution": "1080P", "ratio": "9:16", "duration": 15, "watermark": False, "seed": 7},
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
        "image": Capability(none="it is made from text alone"),
        "video": Capability(none="it is made from text alone"),
    },
)
