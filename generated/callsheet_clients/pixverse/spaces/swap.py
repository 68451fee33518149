# Written by callsheet from specs/pixverse/swap.yaml. Change the spec, then `make generate`.
"""The requests of pixverse/swap, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.pixverse.validators.swap import validate
from callsheet_runtime.space import By, Capability, Field, Space

SPACE = Space(
    name="pixverse/swap",
    validate=validate,
    fields=(
        Field("/keyframe_id", "integer"),
        Field("/mask_id", "text"),
        Field("/img_id", "id", required=True),
        Field("/quality", "enum", values=("360p", "540p", "720p"), required=True),
        Field("/source_video_id", "id"),
        Field("/video_media_id", "id"),
    ),
    starts=(
        {"video_media_id": 0, "keyframe_id": 1, "mask_id": "0", "img_id": 0, "quality": "360p"},
        {"source_video_id": 343252978602905, "img_id": 1, "quality": "720p"},
    ),
    capabilities={
        "duration": Capability(none="it is as long as the video"),
        "resolution": Capability(by=(By("/quality", words={"360p": ("360p",), "540p": ("540p",), "720p": ("720p",)}),)),
        "ratio": Capability(none="it keeps the shape of the video"),
        "audio": Capability(none="no field asks for sound"),
        "image": Capability(always="what is put in"),
        "video": Capability(always="the video that is changed"),
    },
)
