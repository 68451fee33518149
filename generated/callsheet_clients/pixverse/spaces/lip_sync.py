# Written by callsheet from specs/pixverse/lip-sync.yaml. Change the spec, then `make generate`.
"""The requests of pixverse/lip-sync, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.pixverse.validators.lip_sync import validate
from callsheet_runtime.space import Capability, Field, Space

SPACE = Space(
    name="pixverse/lip-sync",
    validate=validate,
    fields=(
        Field("/audio_media_id", "id"),
        Field("/lip_sync_tts_speaker_id", "text"),
        Field("/lip_sync_tts_content", "text"),
        Field("/source_video_id", "id"),
        Field("/video_media_id", "id"),
    ),
    starts=(
        {"source_video_id": 0, "audio_media_id": 0},
        {
            "source_video_id": 0,
            "lip_sync_tts_speaker_id": "auto",
            "lip_sync_tts_content": "hello this is harry, where are you from?",
        },
        {"video_media_id": 0, "audio_media_id": 0},
        {
            "video_media_id": 0,
            "lip_sync_tts_speaker_id": "auto",
            "lip_sync_tts_content": "hello this is harry, where are you from?",
        },
        {
            "video_media_id": 343252978602905,
            "lip_sync_tts_speaker_id": "7",
            "lip_sync_tts_content": "你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好",
        },
    ),
    capabilities={
        "duration": Capability(none="it is as long as the video"),
        "resolution": Capability(none="it keeps the size of the video"),
        "ratio": Capability(none="it keeps the shape of the video"),
        "audio": Capability(always="a recording, or a text read aloud"),
        "image": Capability(none="it takes a video"),
        "video": Capability(always="the video that is changed"),
    },
)
