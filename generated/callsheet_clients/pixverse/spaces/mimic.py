# Written by callsheet from specs/pixverse/mimic.yaml. Change the spec, then `make generate`.
"""The requests of pixverse/mimic, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.pixverse.validators.mimic import validate
from callsheet_runtime.space import By, Capability, Field, Space

SPACE = Space(
    name="pixverse/mimic",
    validate=validate,
    fields=(
        Field("/img_id", "id", required=True),
        Field("/quality", "enum", values=("360p", "540p", "720p", "1080p"), required=True),
        Field("/source_video_id", "id"),
        Field("/video_media_id", "id"),
    ),
    starts=(
        {"video_media_id": 0, "img_id": 0, "quality": "360p"},
        {"source_video_id": 343252978602905, "img_id": 1, "quality": "720p"},
    ),
    capabilities={
        "duration": Capability(none="it is as long as the video"),
        "resolution": Capability(
            by=(By("/quality", words={"360p": ("360p",), "540p": ("540p",), "720p": ("720p",), "1080p": ("1080p",)}),),
        ),
        "ratio": Capability(none="no field asks for a shape"),
        "audio": Capability(none="no field asks for sound"),
        "image": Capability(always="who is to move"),
        "video": Capability(always="the video whose motion is followed"),
    },
)
