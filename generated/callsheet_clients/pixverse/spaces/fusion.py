# Written by callsheet from specs/pixverse/fusion.yaml. Change the spec, then `make generate`.
"""The requests of pixverse/fusion, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.pixverse.validators.fusion import validate
from callsheet_runtime.problems import Interval
from callsheet_runtime.space import By, Capability, Field, Space

SPACE = Space(
    name="pixverse/fusion",
    validate=validate,
    fields=(
        Field("/model", "enum", values=("v4.5", "v5", "v5.5", "v5.6", "v6", "c1"), required=True),
        Field("/image_references", "list"),
        Field("/image_references/*/type", "enum", values=("subject", "background"), required=True),
        Field("/image_references/*/img_id", "id", required=True),
        Field("/image_references/*/ref_name", "text", required=True),
        Field("/duration", "integer", values=Interval(0, 15), required=True),
        Field(
            "/aspect_ratio",
            "enum",
            values=("16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9", "auto"),
            required=True,
        ),
        Field("/generate_audio_switch", "boolean", values=(True, False), default=False),
        Field("/reference_mode", "enum", values=("omni",)),
        Field("/video_references", "list"),
        Field("/video_references/*/ref_name", "text", required=True),
        Field("/video_references/*/video_media_id", "id"),
        Field("/video_references/*/source_video_id", "id"),
        Field("/prompt", "text", required=True),
        Field("/quality", "enum", values=("360p", "540p", "720p", "1080p"), required=True),
        Field("/seed", "integer", values=Interval(0, 2147483647)),
    ),
    starts=(
        {
            "image_references": [
                {"type": "subject", "img_id": 0, "ref_name": "dog"},
                {"type": "background", "img_id": 0, "ref_name": "room"},
            ],
            "prompt": "@dog plays at @room",
            "model": "v4.5",
            "duration": 5,
            "quality": "540p",
            "aspect_ratio": "16:9",
            "seed": 123456789,
        },
        {
            "image_references": [
                {"type": "subject", "img_id": 1, "ref_name": "a"},
                {"type": "subject", "img_id": 2, "ref_name": "b"},
                {"type": "subject", "img_id": 3, "ref_name": "c"},
                {"type": "subject", "img_id": 4, "ref_name": "d"},
                {"type": "subject", "img_id": 5, "ref_name": "e"},
                {"type": "subject", "img_id": 6, "ref_name": "f"},
                {"type": "background", "img_id": 7, "ref_name": "room"},
            ],
            "prompt": "@a @b @c @d @e @f meet at @room",
            "model": "c1",
            "duration": 15,
            "quality": "1080p",
            "aspect_ratio": "21:9",
            "generate_audio_switch": True,
        },
        {
            "image_references": [
                {"type": "subject", "img_id": 1, "ref_name": "a"},
                {"type": "subject", "img_id": 2, "ref_name": "b"},
                {"type": "subject", "img_id": 3, "ref_name": "c"},
                {"type": "subject", "img_id": 4, "ref_name": "d"},
                {"type": "subject", "img_id": 5, "ref_name": "e"},
                {"type": "subject", "img_id": 6, "ref_name": "f"},
                {"type": "subject", "img_id": 7, "ref_name": "g"},
                {"type": "subject", "img_id": 8, "ref_name": "h"},
                {"type": "subject", "img_id": 9, "ref_name": "i"},
                {"type": "background", "img_id": 10, "ref_name": "room"},
            ],
            "prompt": "@a @b @c @d @e @f @g @h @i meet at @room",
            "model": "v6",
            "reference_mode": "omni",
            "duration": 1,
            "quality": "360p",
            "aspect_ratio": "auto",
        },
        {
            "image_references": [{"type": "subject", "img_id": 1, "ref_name": "dog"}],
            "video_references": [
                {"ref_name": "dance", "video_media_id": 2},
                {"ref_name": "jump", "source_video_id": 3},
            ],
            "prompt": "@dog moves as in @dance and ends as in @jump",
            "model": "v6",
            "reference_mode": "omni",
            "duration": 0,
            "quality": "720p",
            "aspect_ratio": "auto",
        },
        {
            "image_references": [{"type": "subject", "img_id": 1, "ref_name": "dog"}],
            "prompt": "@dog plays",
            "model": "v5.6",
            "duration": 10,
            "quality": "720p",
            "aspect_ratio": "1:1",
            "generate_audio_switch": True,
        },
    ),
    model="/model",
    capabilities={
        "duration": Capability(by=(By("/duration"),)),
        "resolution": Capability(
            by=(By("/quality", words={"360p": ("360p",), "540p": ("540p",), "720p": ("720p",), "1080p": ("1080p",)}),),
        ),
        "ratio": Capability(
            by=(
                By(
                    "/aspect_ratio",
                    words={
                        "16:9": ("16:9",),
                        "4:3": ("4:3",),
                        "1:1": ("1:1",),
                        "3:4": ("3:4",),
                        "9:16": ("9:16",),
                        "2:3": ("2:3",),
                        "3:2": ("3:2",),
                        "21:9": ("21:9",),
                        "auto": ("auto",),
                    },
                ),
            ),
        ),
        "audio": Capability(by=(By("/generate_audio_switch", words={"true": (True,), "false": (False,)}),)),
        "image": Capability(by=(By("/image_references"),)),
        "video": Capability(by=(By("/video_references"),)),
    },
)
