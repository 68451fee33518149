# Written by callsheet from specs/pixazo/c1-i2v.yaml. Change the spec, then `make generate`.
"""Generate a video from an image and a text prompt with PixVerse C1.

[models] PixVerse V6, C1 and V5.6 API. Pixazo.
[kling] Kling v2.6 motion control, an older page of the same gateway. Pixazo, as copied into a public repository.
[skill] PixVerse, a skill for coding agents. Pixazo.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from callsheet_clients.pixazo.protocol import PROTOCOL
from callsheet_clients.pixazo.validators.c1_i2v import validate
from callsheet_runtime import reading
from callsheet_runtime.protocol import Body, Endpoint
from callsheet_runtime.reading import Answer, given

Resolution = Literal["360p", "540p", "720p", "1080p"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for. A field left `None` is not sent, and the provider's default holds."""

    prompt: str
    """How the image moves and what happens. No limit of its length is documented."""

    image_url: str
    """Address of the image, a jpg, jpeg, png, webp, gif or avif. No limit of its size is documented."""

    resolution: Resolution | None = None
    """Size of the picture. Default: 720p."""

    duration: int | None = None
    """Length of the video, in whole seconds. 1 to 15. Default: 5."""

    seed: int | None = None
    """The same seed, all else the same, repeats a result. Its range is not documented."""

    generate_audio_switch: bool | None = None
    """Add music, sound effects or speech that keep time with the picture. Default: false."""

    def body(self) -> Body:
        """Build the JSON body."""
        return {
            "prompt": self.prompt,
            "image_url": self.image_url,
            **given(
                resolution=self.resolution,
                duration=self.duration,
                seed=self.seed,
                generate_audio_switch=self.generate_audio_switch,
            ),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a succeeded task holds. A field is `None` where the answer lacks it or has something else there."""

    model: str | None
    """The gateway's name of the model."""

    video_url: str | None
    """Address of the video, the only one in its list. How long it lasts is not said, so fetch it at once."""

    media_type: str | None
    """MIME type of the video. Some samples have a placeholder here."""

    created: datetime | None
    """When the request came in."""

    updated: datetime | None
    """When the task last changed."""

    completed: datetime | None
    """When the task ended."""

    answer: Answer
    """The whole answer, with whatever the provider added to it."""


def result(answer: object) -> Result:
    """Read the answer about a succeeded task."""
    return Result(
        model=reading.text(answer, "model_id"),
        video_url=reading.text(answer, "output.media_url.0"),
        media_type=reading.text(answer, "output.media_type"),
        created=reading.moment(answer, "created_at", "iso"),
        updated=reading.moment(answer, "updated_at", "iso"),
        completed=reading.moment(answer, "completed_at", "iso"),
        answer=reading.whole(answer),
    )


ENDPOINT: Final[Endpoint[Request, Result]] = Endpoint(
    name="pixazo/c1-i2v",
    protocol=PROTOCOL,
    servers=("gateway",),
    validate=validate,
    read=result,
    result="output.media_url.0",
)
