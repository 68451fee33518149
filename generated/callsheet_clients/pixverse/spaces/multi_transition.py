# Written by callsheet from specs/pixverse/multi-transition.yaml. Change the spec, then `make generate`.
"""The requests of pixverse/multi-transition, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.pixverse.validators.multi_transition import validate
from callsheet_runtime.problems import Interval
from callsheet_runtime.space import By, Capability, Field, Space

SPACE = Space(
    name="pixverse/multi-transition",
    validate=validate,
    fields=(
        Field("/model", "enum", values=("v3.5", "v4", "v4.5", "v5"), required=True),
        Field("/quality", "enum", values=("360p", "540p", "720p", "1080p"), required=True),
        Field("/multi_transition", "list", required=True),
        Field("/multi_transition/*/img_id", "id", required=True),
        Field("/multi_transition/*/duration", "integer", values=Interval(0, 30)),
        Field("/multi_transition/*/prompt", "text"),
        Field("/motion_mode", "enum", values=("normal", "fast"), default="normal"),
    ),
    starts=(
        {
            "multi_transition": [
                {"img_id": 0, "duration": 3, "prompt": ""},
                {"img_id": 0, "duration": 3, "prompt": ""},
                {"img_id": 0, "duration": 3, "prompt": ""},
                {"img_id": 0, "duration": 3, "prompt": ""},
                {"img_id": 0, "duration": 0, "prompt": ""},
            ],
            "model": "v5",
            "quality": "360p",
        },
        {
            "multi_transition": [
                {"img_id": 343252978602905, "duration": 15, "prompt": "Day turns to night."},
                {"img_id": 343252978602906, "duration": 15},
                {"img_id": 343252978602907},
            ],
            "model": "v4.5",
            "quality": "1080p",
        },
        {
            "multi_transition": [{"img_id": 1, "duration": 5}, {"img_id": 2}],
            "model": "v4",
            "quality": "540p",
            "motion_mode": "fast",
        },
    ),
    model="/model",
    capabilities={
        "duration": Capability(none="each of the parts has a length of its own"),
        "resolution": Capability(
            by=(By("/quality", words={"360p": ("360p",), "540p": ("540p",), "720p": ("720p",), "1080p": ("1080p",)}),),
        ),
        "ratio": Capability(none="no field asks for a shape"),
        "audio": Capability(none="no field asks for sound"),
        "image": Capability(always="the frames that it leads through"),
        "video": Capability(none="it leads through images"),
    },
)
