# Written by callsheet from specs/pixverse/restyle.yaml. Change the spec, then `make generate`.
"""The requests of pixverse/restyle, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.pixverse.validators.restyle import validate
from callsheet_runtime.space import Capability, Field, Space

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
    capabilities={
        "duration": Capability(none="it is as long as the video"),
        "resolution": Capability(none="it keeps the size of the video"),
        "ratio": Capability(none="it keeps the shape of the video"),
        "audio": Capability(none="no field asks for sound"),
        "image": Capability(none="it takes a video"),
        "video": Capability(always="the video that is changed"),
    },
)
