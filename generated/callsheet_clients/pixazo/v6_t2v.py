# Written by callsheet from specs/pixazo/v6-t2v.yaml. Change the spec, then `make generate`.
"""Generate a video from a text prompt with PixVerse v6.

[models] PixVerse V6, C1 and V5.6 API. Pixazo.
[kling] Kling v2.6 motion control, an older page of the same gateway. Pixazo, as copied into a public repository.
[studio] Pixazo AI Studio, a sample app for other models of the same gateway. Pixazo.
[apimart] Pixverse v6 Video Generation, at another reseller. APIMart.
[azure] Unauthorized errors (401) while invoking APIs. Microsoft.
[skill] PixVerse, a skill for coding agents. Pixazo.
[atlascloud] The PixVerse AI API Explained, a guide of another reseller. Atlas Cloud.
[eachlabs] PixVerse V6 Image to Video, at another reseller. each::labs.
[i2v-guide] Image-to-video, a guide of PixVerse's own platform. PixVerse.

With `client`, a `Pixazo`; with an `AsyncPixazo`, the last line awaits:

    from callsheet_clients.pixazo import v6_t2v

    request = v6_t2v.Request(
        prompt="A cat sitting by a window watching birds outside, warm afternoon sunlight, cinematic",
        negative_prompt="blurry, low quality, pixelated",
        aspect_ratio="16:9",
        resolution="720p",
        duration=5,
        style="cyberpunk",
        generate_audio_switch=True,
    )
    result = client.v6_t2v.run(request)
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from callsheet_clients.pixazo.protocol import V6_T2V_PROTOCOL
from callsheet_clients.pixazo.validators.v6_t2v import validate
from callsheet_runtime import reading
from callsheet_runtime.protocol import Body, Endpoint
from callsheet_runtime.reading import Answer, given

WebhookMode = Literal["terminal", "sync"]
AspectRatio = Literal["16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"]
Resolution = Literal["360p", "540p", "720p", "1080p"]
Style = Literal["anime", "3d_animation", "clay", "comic", "cyberpunk"]
ThinkingType = Literal["enabled", "disabled", "auto"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for. A field left `None` is not sent, and the provider's default holds."""

    prompt: str
    """What the video shows, in detail. No limit of its length is documented."""

    webhook_url: str | None = None
    """Where to tell how the task is; nothing is told where it is left out. Only https is taken. Nobody signs what
    comes, so let the path hold a token that cannot be guessed.
    """

    webhook_mode: WebhookMode | None = None
    """When to tell: `terminal`, once the task has ended; `sync`, each time the provider looks at it, at most 15 seconds
    apart, and at the end. Default: terminal.
    """

    negative_prompt: str | None = None
    """What to keep out of the video. Default: ""."""

    aspect_ratio: AspectRatio | None = None
    """Width to height of the video. Default: 16:9."""

    resolution: Resolution | None = None
    """Size of the picture. It sets the price, says the table of C1. Default: 720p."""

    duration: int | None = None
    """Length of the video, in whole seconds. 1 to 15. Default: 5."""

    style: Style | None = None
    """A look for the whole video."""

    seed: int | None = None
    """The same seed repeats a result. Its range is not documented."""

    generate_audio_switch: bool | None = None
    """Add music, sound effects and speech. Default: false."""

    generate_multi_clip_switch: bool | None = None
    """Make several clips, and let the camera move between scenes. Default: false."""

    thinking_type: ThinkingType | None = None
    """Whether the prompt is worked over before it is used."""

    def body(self) -> Body:
        """Build the request document."""
        return {
            "prompt": self.prompt,
            **given(
                **{
                    "$headers": {**given(**{"X-Webhook-URL": self.webhook_url, "X-Webhook-Mode": self.webhook_mode})},
                    "negative_prompt": self.negative_prompt,
                    "aspect_ratio": self.aspect_ratio,
                    "resolution": self.resolution,
                    "duration": self.duration,
                    "style": self.style,
                    "seed": self.seed,
                    "generate_audio_switch": self.generate_audio_switch,
                    "generate_multi_clip_switch": self.generate_multi_clip_switch,
                    "thinking_type": self.thinking_type,
                },
            ),
        }


if TYPE_CHECKING:
    Text_or_none = TypeVar("Text_or_none", str | None, None)
    WebhookMode_terminal_sync_or_none = TypeVar("WebhookMode_terminal_sync_or_none", WebhookMode | None, None)
    AspectRatio_any_or_none = TypeVar("AspectRatio_any_or_none", AspectRatio | None, None)
    Resolution_360p_540p_720p_1080p_or_none = TypeVar(
        "Resolution_360p_540p_720p_1080p_or_none",
        Resolution | None,
        None,
    )
    Whole_or_none = TypeVar("Whole_or_none", int | None, None)
    Style_any_or_none = TypeVar("Style_any_or_none", Style | None, None)
    Flag_or_none = TypeVar("Flag_or_none", bool | None, None)
    ThinkingType_enabled_disabled_auto_or_none = TypeVar(
        "ThinkingType_enabled_disabled_auto_or_none",
        ThinkingType | None,
        None,
    )

    def request(
        *,
        prompt: str,
        webhook_url: Text_or_none = None,
        webhook_mode: WebhookMode_terminal_sync_or_none = None,
        negative_prompt: Text_or_none = None,
        aspect_ratio: AspectRatio_any_or_none = None,
        resolution: Resolution_360p_540p_720p_1080p_or_none = None,
        duration: Whole_or_none = None,
        style: Style_any_or_none = None,
        seed: Whole_or_none = None,
        generate_audio_switch: Flag_or_none = None,
        generate_multi_clip_switch: Flag_or_none = None,
        thinking_type: ThinkingType_enabled_disabled_auto_or_none = None,
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
    name="pixazo/v6-t2v",
    protocol=V6_T2V_PROTOCOL,
    servers=("gateway",),
    validate=validate,
    read=result,
    result="output.media_url.0",
)
