# Written by callsheet from specs/pixverse/sound-effect.yaml. Change the spec, then `make generate`.
"""The requests of pixverse/sound-effect, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.pixverse.validators.sound_effect import validate
from callsheet_runtime.space import Capability, Field, Space

SPACE = Space(
    name="pixverse/sound-effect",
    validate=validate,
    fields=(
        Field("/original_sound_switch", "boolean", values=(True, False)),
        Field("/sound_effect_content", "text"),
        Field("/seed", "integer"),
        Field("/source_video_id", "id"),
        Field("/video_media_id", "id"),
    ),
    starts=(
        {"source_video_id": 123123, "original_sound_switch": True, "sound_effect_content": ""},
        {"video_media_id": 343252978602905},
        {"source_video_id": 1, "original_sound_switch": False, "sound_effect_content": "rain on a tin roof", "seed": 7},
    ),
    capabilities={
        "duration": Capability(none="it is as long as the video"),
        "resolution": Capability(none="it keeps the size of the video"),
        "ratio": Capability(none="it keeps the shape of the video"),
        "audio": Capability(always="the effect that is added"),
        "image": Capability(none="it takes a video"),
        "video": Capability(always="the video that gets the sound"),
    },
)
