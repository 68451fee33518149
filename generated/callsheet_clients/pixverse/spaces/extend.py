# Written by callsheet from specs/pixverse/extend.yaml. Change the spec, then `make generate`.
"""The requests of pixverse/extend, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.pixverse.validators.extend import validate
from callsheet_runtime.problems import Interval
from callsheet_runtime.space import By, Capability, Field, Space

SPACE = Space(
    name="pixverse/extend",
    validate=validate,
    fields=(
        Field("/model", "enum", values=("v3.5", "v4", "v4.5", "v5", "v5.5", "v6"), required=True),
        Field("/duration", "integer", values=Interval(1, 15), required=True),
        Field("/motion_mode", "enum", values=("normal", "fast"), default="normal"),
        Field("/style", "enum", values=("anime", "3d_animation", "clay", "comic", "cyberpunk", "day", "realistic")),
        Field("/negative_prompt", "text"),
        Field("/template_id", "id"),
        Field("/generate_audio_switch", "boolean", values=(True, False), default=False),
        Field("/prompt", "text", required=True),
        Field("/quality", "enum", values=("360p", "540p", "720p", "1080p"), required=True),
        Field("/seed", "integer", values=Interval(0, 2147483647)),
        Field("/source_video_id", "id"),
        Field("/video_media_id", "id"),
    ),
    starts=(
        {
            "source_video_id": 0,
            "prompt": "across the universe",
            "seed": 123123,
            "quality": "540p",
            "duration": 5,
            "model": "v4.5",
            "motion_mode": "normal",
        },
        {
            "video_media_id": 343252978602905,
            "prompt": "across the universe",
            "seed": 7,
            "quality": "1080p",
            "duration": 15,
            "model": "v6",
            "generate_audio_switch": True,
        },
        {
            "source_video_id": 343252978602905,
            "prompt": "across the universe",
            "seed": 7,
            "quality": "540p",
            "duration": 8,
            "model": "v5",
            "negative_prompt": "rain",
            "template_id": 302325299692608,
        },
        {
            "source_video_id": 343252978602905,
            "prompt": "across the universe",
            "seed": 7,
            "quality": "720p",
            "duration": 5,
            "model": "v3.5",
            "style": "comic",
            "motion_mode": "fast",
        },
    ),
    model="/model",
    capabilities={
        "duration": Capability(by=(By("/duration"),)),
        "resolution": Capability(
            by=(By("/quality", words={"360p": ("360p",), "540p": ("540p",), "720p": ("720p",), "1080p": ("1080p",)}),),
        ),
        "ratio": Capability(none="it keeps the shape of the video"),
        "audio": Capability(by=(By("/generate_audio_switch", words={"true": (True,), "false": (False,)}),)),
        "image": Capability(none="it goes on from a video"),
        "video": Capability(always="the video that it goes on from"),
    },
)
