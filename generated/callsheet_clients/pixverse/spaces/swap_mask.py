# Written by callsheet from specs/pixverse/swap-mask.yaml. Change the spec, then `make generate`.
"""The requests of pixverse/swap-mask, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.pixverse.validators.swap_mask import validate
from callsheet_runtime.space import Field, Space

SPACE = Space(
    name="pixverse/swap-mask",
    validate=validate,
    fields=(
        Field("/keyframe_id", "integer", default=1),
        Field("/source_video_id", "id"),
        Field("/video_media_id", "id"),
    ),
    starts=({"video_media_id": 0, "keyframe_id": 1}, {"source_video_id": 343252978602905}),
)
