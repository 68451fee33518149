# Written by callsheet from specs/pixverse/template-video.yaml. Change the spec, then `make generate`.
"""The requests of pixverse/template-video, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.pixverse.validators.template_video import validate
from callsheet_runtime.problems import Interval
from callsheet_runtime.space import By, Capability, Field, Space

SPACE = Space(
    name="pixverse/template-video",
    validate=validate,
    fields=(
        Field("/template_id", "id", required=True),
        Field("/img_id", "id"),
        Field("/img_ids", "list"),
        Field("/img_ids/*", "id", required=True),
        Field("/model", "enum", values=("v3.5", "v4", "v4.5", "v5", "v5.5", "v5.6", "v6", "c1"), required=True),
        Field("/prompt", "text", required=True),
        Field("/duration", "integer", values=Interval(1, 15), required=True),
        Field("/quality", "enum", values=("360p", "540p", "720p", "1080p"), required=True),
        Field("/sound_effect_switch", "boolean", values=(True, False), default=False),
    ),
    starts=(
        {"duration": 5, "img_id": 1, "model": "v6", "template_id": 0, "prompt": "string", "quality": "720p"},
        {
            "duration": 5,
            "img_ids": [343252978602905, 343252978602906],
            "model": "v4.5",
            "template_id": 302325299692608,
            "prompt": "Two friends.",
            "quality": "540p",
            "sound_effect_switch": True,
        },
    ),
    model="/model",
    capabilities={
        "duration": Capability(none="the effect has a length of its own"),
        "resolution": Capability(
            by=(By("/quality", words={"360p": ("360p",), "540p": ("540p",), "720p": ("720p",), "1080p": ("1080p",)}),),
        ),
        "ratio": Capability(none="no field asks for a shape"),
        "audio": Capability(by=(By("/sound_effect_switch", words={"true": (True,), "false": (False,)}),)),
        "image": Capability(always="what the effect is put on"),
        "video": Capability(none="it takes images"),
    },
)
