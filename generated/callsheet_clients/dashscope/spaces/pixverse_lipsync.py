# Written by callsheet from specs/dashscope/pixverse-lipsync.yaml. Change the spec, then `make generate`.
"""The requests of dashscope/pixverse-lipsync, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.dashscope.validators.pixverse_lipsync import validate
from callsheet_runtime.space import Capability, Field, Space

SPACE = Space(
    name="dashscope/pixverse-lipsync",
    validate=validate,
    fields=(
        Field("/model", "enum", values=("pixverse/pixverse-lipsync",), required=True),
        Field("/input/media", "list", required=True),
        Field(
            "/input/media/*/type",
            "enum",
            values=("video_url", "audio_url", "lip_sync_tts_speaker_id", "lip_sync_tts_content"),
            required=True,
        ),
        Field("/input/media/*/url", "url"),
        Field("/input/media/*/id", "text"),
        Field("/input/media/*/content", "text"),
        Field("/parameters/watermark", "boolean", values=(True, False), default=False),
    ),
    starts=(
        {
            "model": "pixverse/pixverse-lipsync",
            "input": {
                "media": [
                    {"type": "video_url", "url": "https://acme.test/face.mp4"},
                    {"type": "audio_url", "url": "https://acme.test/voice.mp3"},
                ],
            },
        },
        {
            "model": "pixverse/pixverse-lipsync",
            "input": {
                "media": [
                    {"type": "video_url", "url": "https://acme.test/face.webm"},
                    {"type": "lip_sync_tts_speaker_id", "id": "auto"},
                    {"type": "lip_sync_tts_content", "content": "Good evening."},
                ],
            },
            "parameters": {"watermark": True},
        },
        {
            "model": "pixverse/pixverse-lipsync",
            "input": {
                "media": [
                    {"type": "lip_sync_tts_content", "content": "Good evening."},
                    {"type": "lip_sync_tts_speaker_id", "id": "16"},
                    {"type": "video_url", "url": "https://acme.test/face.mov"},
                ],
            },
        },
    ),
    model="/model",
    capabilities={
        "duration": Capability(none="it is as long as the video"),
        "resolution": Capability(none="it keeps the size of the video"),
        "ratio": Capability(none="it keeps the shape of the video"),
        "audio": Capability(always="a recording, or a text read aloud"),
        "image": Capability(none="it takes a video"),
        "video": Capability(always="the video with the mouth"),
    },
)
