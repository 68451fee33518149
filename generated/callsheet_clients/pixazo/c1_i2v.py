# Written by callsheet from specs/pixazo/c1-i2v.yaml. Change the spec, then `make generate`.
"""Generate a video from an image and a text prompt with PixVerse C1.

[models] PixVerse V6, C1 and V5.6 API. Pixazo.
[kling] Kling v2.6 motion control, an older page of the same gateway. Pixazo, as copied into a public repository.
[studio] Pixazo AI Studio, a sample app for other models of the same gateway. Pixazo.
[apimart] Pixverse v6 Video Generation, at another reseller. APIMart.
[skill] PixVerse, a skill for coding agents. Pixazo.
[azure] Unauthorized errors (401) while invoking APIs. Microsoft.
[eachlabs] PixVerse V6 Image to Video, at another reseller. each::labs.
[i2v-guide] Image-to-video, a guide of PixVerse's own platform. PixVerse.

With `client`, a `Pixazo`; with an `AsyncPixazo`, the last line awaits:

    from callsheet_clients.pixazo import c1_i2v

    request = c1_i2v.Request(
        prompt="A woman warrior with her hammer walking with her glacier wolf, cinematic camera move",
        image_url="https://pub-582b7213209642b9b995c96c95a30381.r2.dev/Image.jpeg",
        resolution="720p",
        duration=5,
        generate_audio_switch=True,
    )
    result = client.c1_i2v.run(request)
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from callsheet_clients.pixazo.protocol import PROTOCOL
from callsheet_clients.pixazo.validators.c1_i2v import validate
from callsheet_runtime import reading
from callsheet_runtime.protocol import Body, Endpoint
from callsheet_runtime.reading import Answer, given

Resolution = Literal["360p", "540p", "720p", "1080p"]
WebhookMode = Literal["terminal", "sync"]


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

    webhook_url: str | None = None
    """Where to tell how the task is; nothing is told where it is left out. Only https is taken. Nobody signs what
    comes, so let the path hold a token that cannot be guessed.
    """

    webhook_mode: WebhookMode | None = None
    """When to tell: `terminal`, once the task has ended; `sync`, each time the provider looks at it, at most 15 seconds
    apart, and at the end. Default: terminal.
    """

    def body(self) -> Body:
        """Build the request document."""
        return {
            "prompt": self.prompt,
            "image_url": self.image_url,
            **given(
                **{
                    "resolution": self.resolution,
                    "duration": self.duration,
                    "seed": self.seed,
                    "generate_audio_switch": self.generate_audio_switch,
                    "$headers": {**given(**{"X-Webhook-URL": self.webhook_url, "X-Webhook-Mode": self.webhook_mode})},
                },
            ),
        }


if TYPE_CHECKING:
    Resolution_360p_540p_720p_1080p_or_none = TypeVar(
        "Resolution_360p_540p_720p_1080p_or_none",
        Resolution | None,
        None,
    )
    Whole_or_none = TypeVar("Whole_or_none", int | None, None)
    Flag_or_none = TypeVar("Flag_or_none", bool | None, None)
    Text_or_none = TypeVar("Text_or_none", str | None, None)
    WebhookMode_terminal_sync_or_none = TypeVar("WebhookMode_terminal_sync_or_none", WebhookMode | None, None)

    def request(
        *,
        prompt: str,
        image_url: str,
        resolution: Resolution_360p_540p_720p_1080p_or_none = None,
        duration: Whole_or_none = None,
        seed: Whole_or_none = None,
        generate_audio_switch: Flag_or_none = None,
        webhook_url: Text_or_none = None,
        webhook_mode: WebhookMode_terminal_sync_or_none = None,
    ) -> Request:
        """Ask, with all that types can say of the values."""
        ...
else:
    request = Request


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
