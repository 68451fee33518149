# Written by callsheet from specs/pixverse/modify.yaml. Change the spec, then `make generate`.
"""The requests of pixverse/modify, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.pixverse.validators.modify import validate
from callsheet_runtime.space import By, Capability, Field, Space

SPACE = Space(
    name="pixverse/modify",
    validate=validate,
    fields=(
        Field("/prompt", "text", required=True),
        Field("/quality", "enum", values=("360p", "540p", "720p"), required=True),
        Field("/img_ids", "list"),
        Field("/img_ids/*", "id", required=True),
        Field("/mask_ids", "list"),
        Field("/mask_ids/*", "text", required=True),
        Field("/mask_urls", "list"),
        Field("/mask_urls/*", "url", required=True),
        Field("/keyframe_ids", "integer"),
        Field("/source_video_id", "id"),
        Field("/video_media_id", "id"),
    ),
    starts=(
        {
            "video_media_id": 1234,
            "prompt": "@selection0 subject is swapped with @img0",
            "img_ids": [123],
            "mask_ids": ["3847593904"],
            "keyframe_ids": 1,
            "quality": "540p",
        },
        {"source_video_id": 343252978602905, "prompt": "Turn day into night.", "quality": "720p"},
        {
            "source_video_id": 1,
            "prompt": "@selection0 becomes @img0 , @selection1 becomes @img1 and @selection2 becomes @img2",
            "img_ids": [1, 2, 3],
            "mask_ids": ["1", "2", "3"],
            "quality": "360p",
        },
        {
            "source_video_id": 1,
            "prompt": "Remove @selection0",
            "mask_urls": ["https://media.pixverse.ai/xx.png"],
            "quality": "360p",
        },
    ),
    capabilities={
        "duration": Capability(none="it is as long as the video"),
        "resolution": Capability(by=(By("/quality", words={"360p": ("360p",), "540p": ("540p",), "720p": ("720p",)}),)),
        "ratio": Capability(none="it keeps the shape of the video"),
        "audio": Capability(none="no field asks for sound"),
        "image": Capability(by=(By("/img_ids"),)),
        "video": Capability(always="the video that is changed"),
    },
)
