# Written by callsheet from specs/pixverse/restyle.yaml. Change the spec, then `make generate`.
"""The requests of pixverse/restyle, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.pixverse.validators.restyle import validate
from callsheet_runtime.space import Field, Space

SPACE = Space(
    name="pixverse/restyle",
    validate=validate,
    fields=(
        Field("/restyle_id", "id"),
        Field("/restyle_prompt", "text"),
        Field("/seed", "integer"),
        Field("/source_video_id", "id"),
        Field("/video_media_id", "id"),
    ),
    starts=(
        {"source_video_id": 0, "restyle_id": 0, "seed": 937433858},
        {"video_media_id": 343252978602905, "restyle_id": "clay-film"},
        {"source_video_id": 1, "restyle_prompt": "as a woodcut"},
    ),
)
