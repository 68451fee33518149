# Written by callsheet from specs/pixazo/v5.6-t2v.yaml. Change the spec, then `make generate`.
"""Generate a video from a text prompt with PixVerse v5.6.

[models] PixVerse V6, C1 and V5.6 API. Pixazo.
[kling] Kling v2.6 motion control, an older page of the same gateway. Pixazo, as copied into a public repository.
[studio] Pixazo AI Studio, a sample app for other models of the same gateway. Pixazo.
[model-studio] PixVerse text-to-video API reference, of another seller. Alibaba Cloud Model Studio.
[skill] PixVerse, a skill for coding agents. Pixazo.
[apimart] Pixverse v6 Video Generation, at another reseller. APIMart.
[atlascloud] The PixVerse AI API Explained, a guide of another reseller. Atlas Cloud.
[azure] Unauthorized errors (401) while invoking APIs. Microsoft.
[eachlabs] PixVerse V6 Image to Video, at another reseller. each::labs.
[i2v-guide] Image-to-video, a guide of PixVerse's own platform. PixVerse.

With `client`, a `Pixazo`; with an `AsyncPixazo`, the last line awaits:

    from callsheet_clients.pixazo import v5_6_t2v

    request = v5_6_t2v.Request(
        prompt="A golden sunset timelapse over a coastal city, waves crashing against the pier, seagulls flying, warm cinematic lighting, aerial drone perspective",
        aspect_ratio="16:9",
        resolution="720p",
        duration=5,
    )
    result = client.v5_6_t2v.run(request)
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final, Literal, Never, TypeVar

from callsheet_clients.pixazo.protocol import V5_6_T2V_PROTOCOL
from callsheet_clients.pixazo.validators.v5_6_t2v import validate
from callsheet_runtime import reading
from callsheet_runtime.protocol import Body, Endpoint
from callsheet_runtime.reading import Answer, given

AspectRatio = Literal["16:9", "9:16", "1:1", "4:3", "3:4"]
Resolution = Literal["720p", "1080p", "2160p"]
WebhookMode = Literal["terminal", "sync"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for. A field left `None` is not sent, and the provider's default holds."""

    prompt: str
    """What the video shows, with its motion, light and style. No limit of its length is documented."""

    aspect_ratio: AspectRatio
    """Width to height of the video."""

    resolution: Resolution
    """Size of the picture."""

    duration: int
    """Length of the video, in whole seconds. 3 to 10."""

    negative_prompt: str | None = None
    """What to keep out of the video."""

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
            "aspect_ratio": self.aspect_ratio,
            "resolution": self.resolution,
            "duration": self.duration,
            **given(
                **{
                    "negative_prompt": self.negative_prompt,
                    "$headers": {**given(**{"X-Webhook-URL": self.webhook_url, "X-Webhook-Mode": self.webhook_mode})},
                },
            ),
        }


if TYPE_CHECKING:
    AspectRatio_16x9_9x16_1x1_4x3_3x4 = TypeVar("AspectRatio_16x9_9x16_1x1_4x3_3x4", AspectRatio, Never)
    Resolution_720p_1080p_2160p = TypeVar("Resolution_720p_1080p_2160p", Resolution, Never)
    Duration_3_5_7_10 = TypeVar("Duration_3_5_7_10", Literal[3, 5, 7, 10], Never)
    Text_or_none = TypeVar("Text_or_none", str | None, None)
    WebhookMode_terminal_sync_or_none = TypeVar("WebhookMode_terminal_sync_or_none", WebhookMode | None, None)

    def request(
        *,
        prompt: str,
        aspect_ratio: AspectRatio_16x9_9x16_1x1_4x3_3x4,
        resolution: Resolution_720p_1080p_2160p,
        duration: Duration_3_5_7_10,
        negative_prompt: Text_or_none = None,
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
    name="pixazo/v5.6-t2v",
    protocol=V5_6_T2V_PROTOCOL,
    servers=("gateway",),
    validate=validate,
    read=result,
    result="output.media_url.0",
)
