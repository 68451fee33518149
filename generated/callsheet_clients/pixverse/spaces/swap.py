# Written by callsheet from specs/pixverse/swap.yaml. Change the spec, then `make generate`.
"""The requests of pixverse/swap, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.pixverse.validators.swap import validate
from callsheet_runtime.space import Field, Space

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
)
