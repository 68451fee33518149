# Written by callsheet from specs/pixverse/transition.yaml. Change the spec, then `make generate`.
"""The requests of pixverse/transition, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.pixverse.validators.transition import validate
from callsheet_runtime.problems import Interval
from callsheet_runtime.space import By, Capability, Field, Space

SPACE = Space(
    name="pixverse/transition",
    validate=validate,
    fields=(
        Field("/first_frame_img", "id", required=True),
        Field("/last_frame_img", "id", required=True),
        Field("/model", "enum", values=("v3.5", "v4", "v4.5", "v5", "v5.5", "v5.6", "v6", "c1"), required=True),
        Field("/duration", "integer", values=Interval(1, 15), required=True),
        Field("/motion_mode", "enum", values=("normal", "fast"), default="normal"),
        Field("/style", "enum", values=("anime", "3d_animation", "clay", "comic", "cyberpunk", "day", "realistic")),
        Field("/negative_prompt", "text"),
        Field("/sound_effect_switch", "boolean", values=(True, False), default=False),
        Field("/sound_effect_content", "text"),
        Field("/lip_sync_tts_switch", "boolean", values=(True, False), default=False),
        Field("/lip_sync_tts_content", "text"),
        Field("/lip_sync_tts_speaker_id", "text"),
        Field("/generate_audio_switch", "boolean", values=(True, False), default=False),
        Field("/prompt", "text", required=True),
        Field("/quality", "enum", values=("360p", "540p", "720p", "1080p"), required=True),
        Field("/seed", "integer", values=Interval(0, 2147483647)),
    ),
    starts=(
        {
            "prompt": "transform into a puppy",
            "model": "v5",
            "duration": 5,
            "quality": "540p",
            "first_frame_img": 0,
            "last_frame_img": 0,
            "seed": 0,
        },
        {
            "prompt": "Day turns to night.",
            "model": "v4.5",
            "duration": 5,
            "quality": "720p",
            "first_frame_img": 1,
            "last_frame_img": 2,
            "motion_mode": "fast",
            "negative_prompt": "rain",
        },
        {
            "prompt": "Day turns to night.",
            "model": "v5",
            "duration": 8,
            "quality": "720p",
            "first_frame_img": 1,
            "last_frame_img": 2,
            "sound_effect_switch": True,
            "sound_effect_content": "an owl",
            "lip_sync_tts_switch": True,
            "lip_sync_tts_content": "Good night.",
            "lip_sync_tts_speaker_id": "7",
        },
        {
            "prompt": "Day turns to night.",
            "model": "v6",
            "duration": 12,
            "quality": "1080p",
            "first_frame_img": 1,
            "last_frame_img": 2,
            "generate_audio_switch": True,
        },
    ),
    model="/model",
    capabilities={
        "duration": Capability(by=(By("/duration"),)),
        "resolution": Capability(
            by=(By("/quality", words={"360p": ("360p",), "540p": ("540p",), "720p": ("720p",), "1080p": ("1080p",)}),),
        ),
        "ratio": Capability(none="it has the shape of the first frame"),
        "audio": Capability(
            by=(
                By("/generate_audio_switch", words={"true": (True,), "false": (False,)}),
                By("/sound_effect_switch", words={"true": (True,), "false": (False,)}),
            ),
        ),
        "image": Capability(always="the first and the last frame"),
        "video": Capability(none="it leads from one image to another"),
    },
)
