# Written by callsheet from specs/pixverse/video-status.yaml. Change the spec, then `make generate`.
"""The requests of pixverse/video-status, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.pixverse.validators.video_status import validate
from callsheet_runtime.space import Field, Space

SPACE = Space(
    name="pixverse/video-status",
    validate=validate,
    fields=(Field("/$path/video_id", "id", required=True),),
    starts=(
        {"$path": {"video_id": 343252978602905}},
        {"$path": {"video_id": "123456789"}},
        {"$path": {"video_id": 18446744073709551615}},
    ),
)
